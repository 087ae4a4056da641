package hillock.train;

import hillock.kernel.Engine;
import hillock.tensor.Parameters;

/**
 * A rule that turns gradients into smaller losses: a record of hyperparameters. What it remembers between steps is in
 * the {@link Update} that {@link #over(Parameters)} makes.
 *
 * <pre>{@code
 * Update update = new AdamW(1e-3).over(network.parameters());
 * update.update(step.gradients(loss, network.parameters()));
 * }</pre>
 */
public interface Optimizer {
  /** Size of the steps, greater than 0; a {@link Schedule} multiplies it. */
  double learningRate();

  /** The same rule with another learning rate. */
  Optimizer withLearningRate(double rate);

  /** Starts the rule on these parameters, nothing remembered yet, on this engine. */
  Update over(Parameters parameters, Engine engine);

  /** As above on the default engine. */
  default Update over(Parameters parameters) {
    return over(parameters, Engine.auto());
  }
}
