package hillock.train;

import hillock.kernel.Engine;
import hillock.tensor.Parameters;

/**
 * An optimiser that changes every weight by itself, given its gradient and a few remembered numbers of its own.
 *
 * <p>An implementation is a record with one loop, {@link #apply}. Formulas and defaults are those of PyTorch, so that
 * trajectories can be compared: g is the gradient, w the weight, t counts steps from 1, η is the learning rate times
 * the schedule's factor, λ the weight decay.
 */
public interface ElementwiseOptimizer extends Optimizer {
  /** λ ≥ 0, applied to parameters that are {@link hillock.tensor.Parameter#decayed}. */
  double weightDecay();

  /**
   * Strength of L1 ≥ 0 on parameters that are {@link hillock.tensor.Parameter#decayed}: after each step they move by
   * η·l1 towards 0 and stop there, so that unused weights become exactly 0 (for gradient descent this is the proximal
   * step of Tibshirani's lasso, see Daubechies et al. 2004).
   */
  double l1();

  /** How many numbers are remembered for each weight, all 0 at first. */
  int memory();

  /**
   * Updates {@code w[i]} and {@code memory[k][i]} for from ≤ i &lt; to; must treat each i alike and by itself, as the
   * range may be cut anywhere.
   *
   * @param step number t of this step, from 1
   * @param rate η
   * @param decay λ, or 0 where it does not apply
   */
  void apply(float[] w, float[] g, float[][] memory, int from, int to, long step, double rate, double decay);

  @Override
  default Update over(Parameters parameters, Engine engine) {
    return new ElementwiseUpdate(this, parameters, engine);
  }
}
