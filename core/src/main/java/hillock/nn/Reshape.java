package hillock.nn;

import hillock.tensor.Shape;
import hillock.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * The same elements of each example under another shape: {@code new Reshape(7, 7, -1)} makes [7, 7, 32] of [1568].
 *
 * @param shape lengths of the axes, without the batch axis; one may be -1, which stands for what remains
 */
public record Reshape(List<Integer> shape) implements Spec {
  /** Checks the lengths. */
  public Reshape {
    shape = List.copyOf(shape);
    if (shape.stream().anyMatch(d -> d < -1) || shape.stream().filter(d -> d == -1).count() > 1) {
      throw new IllegalArgumentException(
          "Reshape: got %s, expected lengths of 0 or more, at most one of them -1".formatted(shape));
    }
  }

  /** To these lengths. */
  public Reshape(int... shape) {
    this(Arrays.stream(shape).boxed().toList());
  }

  @Override
  public Module build(Scope scope, Shape input) {
    int[] dims = shape.stream().mapToInt(Integer::intValue).toArray();
    long known = 1;
    for (int dim : dims) {
      known *= dim == -1 ? 1 : dim;
    }
    for (int i = 0; i < dims.length && known > 0; i++) {
      dims[i] = dims[i] == -1 && input.size() % known == 0 ? (int) (input.size() / known) : dims[i];
    }
    if (Arrays.stream(dims).anyMatch(d -> d < 0) || Shape.of(dims).size() != input.size()) {
      throw new IllegalArgumentException(
          "Reshape: input %s has %d elements, which %s cannot hold".formatted(input, input.size(), shape));
    }
    return new Built(Shape.of(dims));
  }

  private record Built(Shape output) implements Module {
    @Override
    public Tensor forward(Tensor x) {
      return x.reshapeExamples(output);
    }
  }
}
