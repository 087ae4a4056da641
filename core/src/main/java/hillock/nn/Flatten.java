package hillock.nn;

import hillock.tensor.Shape;
import hillock.tensor.Tensor;

/** All axes of an example as one: [n, a, b, ...] to [n, a·b·...]. */
public record Flatten() implements Spec {
  @Override
  public Module build(Scope scope, Shape input) {
    return new Built(Shape.of(input.size()));
  }

  private record Built(Shape output) implements Module {
    @Override
    public Tensor forward(Tensor x) {
      return x.reshapeExamples(output);
    }
  }
}
