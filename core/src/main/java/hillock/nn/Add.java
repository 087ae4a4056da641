package hillock.nn;

import hillock.tensor.Shape;
import hillock.tensor.Tensor;
import java.util.List;

/** The sum of branches: {@code y = x_1 + x_2 + ...}, all of one shape. */
public record Add() implements Merge {
  @Override
  public Joint join(Scope scope, List<Shape> inputs) {
    return new Built(sameShape("Add", inputs));
  }

  static Shape sameShape(String layer, List<Shape> inputs) {
    for (Shape input : inputs) {
      if (!input.equals(inputs.getFirst())) {
        throw new IllegalArgumentException("%s: got inputs %s, expected all of one shape".formatted(layer, inputs));
      }
    }
    return inputs.getFirst();
  }

  private record Built(Shape output) implements Joint {
    @Override
    public Tensor forward(Tensor[] inputs) {
      Tensor y = inputs[0];
      for (int i = 1; i < inputs.length; i++) {
        y = y.plus(inputs[i]);
      }
      return y;
    }
  }
}
