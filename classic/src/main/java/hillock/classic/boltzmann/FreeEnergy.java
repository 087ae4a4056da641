package hillock.classic.boltzmann;

import hillock.kernel.Engine;
import hillock.nn.Network;
import hillock.nn.Softplus;
import hillock.tensor.Parameter;
import hillock.tensor.Shape;
import hillock.tensor.Step;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;

/**
 * The free energy of visible states, {@code F(v) = -ln Σ_h exp(-E(v, h))}, so that {@code p(v) = exp(-F(v)) / Z}:
 *
 * <pre>{@code F(v) = -b·v - Σ_j ln(1 + exp(c_j + Σ_i v_i·w_ij))}</pre>
 *
 * for binary units, and with {@code ½|v - b|²} for {@code -b·v} for Gaussian ones.
 */
public final class FreeEnergy {
  private final Rbm rbm;
  private final Network softplus;

  /** The free energy of this machine. */
  public FreeEnergy(Rbm rbm) {
    this.rbm = rbm;
    softplus = Network.of(new Softplus(), Shape.of(rbm.hidden()), 0);
  }

  /**
   * The part of the sum of all rows' free energies that the training of the weights needs, a scalar: without what would
   * depend on v alone or on the biases b alone, as neither is left in the difference of two means.
   *
   * @param v [n, visible]
   */
  Tensor sum(Tensor v) {
    Step step = v.step();
    Tensor seen = rbm.visibleCopies() == 1 ? v : v.times(rbm.visibleCopies());
    Tensor bias = step.parameter(rbm.visibleBias()).reshape(Shape.of(rbm.visible(), 1));
    Tensor hidden = softplus.forward(seen.affine(rbm.weight(), rbm.hiddenBias())).sum();
    return seen.matmul(bias).sum().plus(hidden.times(rbm.hiddenCopies())).times(-1f);
  }

  /**
   * Free energies of states in double precision.
   *
   * @param v [n, visible]
   * @return [n], in nats
   */
  public double[] of(float[] v, int n, Engine engine) {
    double[] energies = new double[n];
    Parameter b = rbm.visibleBias();
    int width = rbm.visible();
    try (Tape tape = Tape.inference(engine);
        Step step = tape.step()) {
      Tensor x = step.input(v, Shape.of(n, width));
      Tensor seen = rbm.visibleCopies() == 1 ? x : x.times(rbm.visibleCopies());
      float[] soft = softplus.forward(seen.affine(rbm.weight(), rbm.hiddenBias())).data();
      for (int r = 0; r < n; r++) {
        double energy = 0;
        for (int i = 0; i < width; i++) {
          double value = v[r * width + i];
          double bias = b.array()[b.offset() + i];
          energy += rbm.kind() == Visible.BINARY ? -bias * value : 0.5 * (value - bias) * (value - bias);
        }
        energy *= rbm.visibleCopies();
        double hidden = 0;
        for (int j = 0; j < rbm.hidden(); j++) {
          hidden += soft[r * rbm.hidden() + j];
        }
        energies[r] = energy - rbm.hiddenCopies() * hidden;
      }
    }
    return energies;
  }
}
