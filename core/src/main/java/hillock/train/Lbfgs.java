package hillock.train;

import hillock.kernel.Engine;
import hillock.tensor.Parameters;

/**
 * Limited-memory BFGS: steps along {@code -H·g}, where H approximates the inverse of the second derivative from the
 * last changes of weights and gradient. For the full batch and small networks. Nocedal and Wright, Numerical
 * Optimization, 2006, algorithms 7.4 and 7.5, with the line search of algorithms 3.5 and 3.6; without the line search
 * it is PyTorch's L-BFGS.
 *
 * <p>Where the search finds no better point along that direction, the changes are forgotten and the next step begins
 * along the gradient.
 *
 * <p>One step makes up to {@code iterations} iterations, each with one or more evaluations of the loss; all see the
 * same dropout.
 *
 * @param learningRate first trial length of each line search, or the fixed length without one; above 0, default 1
 * @param iterations of one step, at least 1; default 20
 * @param history pairs of changes that H is made of, at least 1; default 100
 * @param lineSearch whether to search for a length that meets the strong Wolfe conditions; default true
 * @param weightDecay λ ≥ 0: adds {@code λ/2·Σ w²} to the loss
 */
public record Lbfgs(double learningRate, int iterations, int history, boolean lineSearch, double weightDecay)
    implements Optimizer {
  /** Checks the ranges. */
  public Lbfgs {
    Checks.positive("Lbfgs: learning rate", learningRate);
    Checks.count("Lbfgs: iterations", iterations);
    Checks.count("Lbfgs: history", history);
    Checks.notNegative("Lbfgs: weight decay", weightDecay);
  }

  /** With all values at their defaults. */
  public Lbfgs() {
    this(1, 20, 100, true, 0);
  }

  @Override
  public Lbfgs withLearningRate(double rate) {
    return new Lbfgs(rate, iterations, history, lineSearch, weightDecay);
  }

  @Override
  public Update over(Parameters parameters, Engine engine) {
    return new LbfgsUpdate(this, parameters);
  }
}
