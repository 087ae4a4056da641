package hillock.nn;

import hillock.tensor.Shape;
import hillock.tensor.Tensor;
import java.util.List;

/** Layers one after the other: {@code y = f_n(...f_2(f_1(x)))}; the empty sequence is the identity. */
public record Sequential(List<Spec> layers) implements Spec {
  /** Copies the list. */
  public Sequential {
    layers = List.copyOf(layers);
  }

  /** The layers in order. */
  public Sequential(Spec... layers) {
    this(List.of(layers));
  }

  @Override
  public Module build(Scope scope, Shape input) {
    Module[] modules = new Module[layers.size()];
    Shape shape = input;
    for (int i = 0; i < modules.length; i++) {
      modules[i] = scope.child(Integer.toString(i), layers.get(i), shape);
      shape = modules[i].output();
    }
    return new Chain(modules, shape);
  }

  private record Chain(Module[] modules, Shape output) implements Module {
    @Override
    public Tensor forward(Tensor x) {
      Tensor y = x;
      for (Module module : modules) {
        y = module.forward(y);
      }
      return y;
    }
  }
}
