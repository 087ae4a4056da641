package hillock.classic.boltzmann;

import hillock.nn.Module;
import hillock.nn.Normal;
import hillock.nn.Scope;
import hillock.nn.Sigmoid;
import hillock.nn.Spec;
import hillock.tensor.Parameter;
import hillock.tensor.Shape;
import hillock.tensor.Tensor;

/**
 * A restricted Boltzmann machine as a layer: the probabilities of its hidden units, {@code p(h_j = 1 | v) = σ(c_j + Σ_i
 * v_i·w_ij)}; [visible] to [hidden]. {@link Rbm} holds the rest of the machine: its energy, samples and training.
 *
 * <p>Parameters: {@code weight} [visible, hidden], initially normal with deviation 0.01 (Hinton 2010, "A practical
 * guide to training restricted Boltzmann machines"), {@code hiddenBias} [hidden] and {@code visibleBias} [visible],
 * initially 0.
 *
 * @param hidden number of hidden units, at least 1
 * @param visible what the visible units are
 */
public record RestrictedBoltzmann(int hidden, Visible visible) implements Spec {
  static final float INITIAL_DEVIATION = 0.01f;

  /** Checks the range. */
  public RestrictedBoltzmann {
    if (hidden < 1) {
      throw new IllegalArgumentException(
          "RestrictedBoltzmann: got %d hidden units, expected at least 1".formatted(hidden));
    }
  }

  @Override
  public Module build(Scope scope, Shape input) {
    return layer(scope, input);
  }

  Layer layer(Scope scope, Shape input) {
    requireRow("RestrictedBoltzmann", input);
    int in = input.last();
    Parameter weight = scope.weight("weight", Shape.of(in, hidden), new Normal(INITIAL_DEVIATION), in, hidden);
    Parameter hiddenBias = scope.bias("hiddenBias", Shape.of(hidden), 0);
    Parameter visibleBias = scope.bias("visibleBias", Shape.of(in), 0);
    return new Layer(weight, hiddenBias, visibleBias, scope.child("probability", new Sigmoid(), Shape.of(hidden)));
  }

  static void requireRow(String layer, Shape input) {
    if (input.rank() != 1 || input.size() == 0) {
      throw new IllegalArgumentException(
          "%s: got input %s, expected one row of at least 1 number. Did you forget Flatten?".formatted(layer, input));
    }
  }

  /**
   * The layer built.
   *
   * @param visibleBias of the way back, which the layer itself does not go
   */
  record Layer(Parameter weight, Parameter hiddenBias, Parameter visibleBias, Module sigmoid) implements Module {
    @Override
    public Tensor forward(Tensor x) {
      return sigmoid.forward(x.affine(weight, hiddenBias));
    }

    @Override
    public Shape output() {
      return sigmoid.output();
    }
  }
}
