package hillock.nn;

import hillock.tensor.Shape;
import hillock.tensor.Tensor;
import java.util.List;

/**
 * Layers f with a path around them: {@code y = x + f(x)}, any shape to the same, so that the gradient passes
 * undiminished however deep the network is. Where f changes the shape, a shortcut s changes x likewise: {@code y = s(x)
 * + f(x)}. He et al. 2016, arXiv:1512.03385.
 *
 * <pre>{@code
 * new Residual(new Dense(64), new Relu(), new Dense(64));
 * new Residual(new Dense(64), new Relu(), new Dense(32)).withShortcut(new Dense(32));
 * }</pre>
 *
 * @param layers f, the layers in order
 * @param shortcut s; it must return the shape that the layers return; by default the identity
 */
public record Residual(List<Spec> layers, Spec shortcut) implements Spec {
  /** Copies the list. */
  public Residual {
    layers = List.copyOf(layers);
  }

  /** The layers in order, with the identity around them. */
  public Residual(List<Spec> layers) {
    this(layers, new Sequential());
  }

  /** The layers in order, with the identity around them. */
  public Residual(Spec... layers) {
    this(List.of(layers));
  }

  /** The same layers with these, in order, as the path around them. */
  public Residual withShortcut(Spec... specs) {
    return new Residual(layers, specs.length == 1 ? specs[0] : new Sequential(specs));
  }

  @Override
  public Module build(Scope scope, Shape input) {
    Module inner = new Sequential(layers).build(scope, input);
    boolean identity = shortcut.equals(new Sequential());
    Module around = identity ? shortcut.build(scope, input) : scope.child("shortcut", shortcut, input);
    if (!inner.output().equals(around.output())) {
      throw new IllegalArgumentException(
          identity
              ? "Residual: its layers turn %s into %s, expected %s again. Use withShortcut for a path that does so too"
                  .formatted(input, inner.output(), input)
              : "Residual: its layers turn %s into %s, its shortcut into %s; expected the same shape of both"
                  .formatted(input, inner.output(), around.output()));
    }
    return new Built(around, inner);
  }

  private record Built(Module around, Module inner) implements Module {
    @Override
    public Tensor forward(Tensor x) {
      return around.forward(x).plus(inner.forward(x));
    }

    @Override
    public Shape output() {
      return inner.output();
    }
  }
}
