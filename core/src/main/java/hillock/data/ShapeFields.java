package hillock.data;

import hillock.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/** Shapes in plain maps: a list of lengths. */
final class ShapeFields {
  private static final int MOST_AXES = 8;

  private ShapeFields() {}

  static List<Integer> toList(Shape shape) {
    return Arrays.stream(shape.toArray()).boxed().toList();
  }

  static Shape read(Fields fields, String name) {
    double[] dims = fields.numbers(name);
    double size = 1;
    for (double d : dims) {
      size *= d >= 1 && d == Math.rint(d) ? d : Double.POSITIVE_INFINITY;
    }
    if (dims.length > MOST_AXES || size > Integer.MAX_VALUE) {
      fields.fail(name, "at most " + MOST_AXES + " whole lengths from 1 on whose product is below 2^31");
    }
    return Shape.of(Arrays.stream(dims).mapToInt(d -> (int) d).toArray());
  }
}
