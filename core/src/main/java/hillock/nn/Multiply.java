package hillock.nn;

import hillock.tensor.Shape;
import hillock.tensor.Tensor;
import java.util.List;

/**
 * The element-wise product of branches, such as a value and its gate: {@code y = x_1 ∘ x_2 ∘ ...}, all of one shape.
 */
public record Multiply() implements Merge {
  @Override
  public Joint join(Scope scope, List<Shape> inputs) {
    return new Built(Add.sameShape("Multiply", inputs));
  }

  private record Built(Shape output) implements Joint {
    @Override
    public Tensor forward(Tensor[] inputs) {
      Tensor y = inputs[0];
      for (int i = 1; i < inputs.length; i++) {
        y = y.times(inputs[i]);
      }
      return y;
    }
  }
}
