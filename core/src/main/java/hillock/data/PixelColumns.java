package hillock.data;

import hillock.tensor.Shape;
import java.util.List;
import java.util.Optional;

/**
 * Recognises the columns of a table that are the pixels of square grey images, row by row, as in the CSV editions of
 * MNIST: a square number of them, from 64 on, all whole numbers from 0 to 255, of which at least one is 15 or more, and
 * at least a tenth are 0.
 */
final class PixelColumns {
  private static final int FEWEST = 64;
  private static final int BRIGHTEST = 255;
  private static final int FEWEST_SHADES = 15;
  private static final double LEAST_BLACK = 0.1;

  private PixelColumns() {}

  /** The shape [height, width, 1] of the images, or empty when the columns are no pixels. */
  static Optional<Shape> shape(List<Column> columns) {
    int side = (int) Math.round(Math.sqrt(columns.size()));
    if (side * side != columns.size() || columns.size() < FEWEST) {
      return Optional.empty();
    }
    long black = 0;
    double brightest = 0;
    for (Column column : columns) {
      if (column.type() != ColumnType.NUMBER) {
        return Optional.empty();
      }
      for (int i = 0; i < column.size(); i++) {
        double v = column.number(i);
        if (!(v >= 0 && v <= BRIGHTEST && v == Math.rint(v))) {
          return Optional.empty();
        }
        black += v == 0 ? 1 : 0;
        brightest = Math.max(brightest, v);
      }
    }
    double cells = (double) columns.size() * columns.getFirst().size();
    return brightest >= FEWEST_SHADES && black >= LEAST_BLACK * cells
        ? Optional.of(Shape.of(side, side, 1))
        : Optional.empty();
  }
}
