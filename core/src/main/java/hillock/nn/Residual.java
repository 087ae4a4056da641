package hillock.nn;

import hillock.tensor.Shape;
import hillock.tensor.Tensor;
import java.util.List;

/**
 * Layers f with a path around them: {@code y = x + f(x)}, any shape to the same, so that the gradient passes
 * undiminished however deep the network is. He et al. 2016, arXiv:1512.03385.
 *
 * @param layers f, the layers in order; they must return the shape they take
 */
public record Residual(List<Spec> layers) implements Spec {
  /** Copies the list. */
  public Residual {
    layers = List.copyOf(layers);
  }

  /** The layers in order. */
  public Residual(Spec... layers) {
    this(List.of(layers));
  }

  @Override
  public Module build(Scope scope, Shape input) {
    Module inner = new Sequential(layers).build(scope, input);
    if (!inner.output().equals(input)) {
      throw new IllegalArgumentException(
          "Residual: its layers turn %s into %s, expected %s again".formatted(input, inner.output(), input));
    }
    return new Built(inner);
  }

  private record Built(Module inner) implements Module {
    @Override
    public Tensor forward(Tensor x) {
      return x.plus(inner.forward(x));
    }

    @Override
    public Shape output() {
      return inner.output();
    }
  }
}
