package hillock.train;

import hillock.kernel.Engine;
import hillock.tensor.Gradients;
import hillock.tensor.Parameters;
import hillock.tensor.Step;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What ways of learning share that follow a gradient of their own down, such as the difference of two energies or
 * rewards times probabilities: parameters, an optimiser at work on them, and a tape. Learning from known answers is
 * {@link Supervised}.
 *
 * <pre>{@code
 * public double run(long number, double factor, Batch batch) {
 *   try (Step step = begin(number)) {
 *     Tensor objective = ...
 *     return descend(step, objective, factor);
 *   }
 * }
 * }</pre>
 *
 * Not for use by several threads at once.
 */
public abstract class DescentStep implements TrainingStep {
  private final Parameters parameters;
  private final Optimizer optimizer;
  private final long seed;
  private final Engine engine;
  private final Tape tape;
  private @Nullable Update update;

  /**
   * A step that has not learned yet.
   *
   * @param seed of all that is random on the tape
   */
  protected DescentStep(Parameters parameters, Optimizer optimizer, long seed, Engine engine) {
    this.parameters = parameters;
    this.optimizer = optimizer;
    this.seed = seed;
    this.engine = engine;
    tape = Tape.training(seed, engine);
  }

  /** The optimiser, as it was given. */
  protected final Optimizer optimizer() {
    return optimizer;
  }

  /** The seed of all that is random. */
  protected final long seed() {
    return seed;
  }

  /** What computes. */
  protected final Engine engine() {
    return engine;
  }

  /** Opens this step on the tape. */
  protected final Step begin(long number) {
    return tape.step(number);
  }

  /**
   * Changes the parameters so that this gets smaller, unless it is no number.
   *
   * @param objective one value on the tape
   * @return that value, before the change
   */
  protected final double descend(Step step, Tensor objective, double factor) {
    double value = objective.item();
    if (Double.isFinite(value)) {
      descend(step.gradients(objective, parameters), factor);
    }
    return value;
  }

  /** Changes the parameters against these gradients. */
  protected final void descend(Gradients gradients, double factor) {
    update().update(gradients, factor);
  }

  /** Made when it is first needed: a step of which only settings are changed needs no memory for it. */
  private Update update() {
    if (update == null) {
      update = optimizer.over(parameters, engine);
    }
    return update;
  }

  @Override
  public final Parameters parameters() {
    return parameters;
  }

  @Override
  public final double learningRate() {
    return optimizer.learningRate();
  }

  /** Writes what the optimiser remembers; a subclass that remembers more adds it. */
  @Override
  public void save(State state) {
    update().save(state);
  }

  @Override
  public void restore(State state) {
    update().restore(state);
  }

  /** Optimiser and seed, in a map to which a subclass adds its own settings. */
  @Override
  public Map<String, String> configuration() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("optimizer", optimizer.toString());
    all.put("seed", Long.toString(seed));
    return all;
  }
}
