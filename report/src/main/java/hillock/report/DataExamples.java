package hillock.report;

import hillock.data.Column;
import hillock.data.Dataset;
import hillock.data.RawData;
import hillock.data.Table;
import hillock.tensor.Shape;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Rows of raw data, as pictures when the data is images and as named values otherwise. */
public final class DataExamples implements Predictions.Examples {
  /** Rows looked at for the range of the pixels. */
  private static final int ROWS_FOR_RANGE = 200;

  private final RawData data;
  private final int[] rows;
  private final IntFunction<String> names;
  private final List<Column> columns;
  private final Optional<Shape> imageShape;
  private final float low;
  private final float high;

  /**
   * Rows called by their place in the data.
   *
   * @param target name of the target column of a table, which is not shown; not used for arrays
   * @param rows rows of the data, from 0
   */
  public DataExamples(RawData data, String target, int... rows) {
    this(data, target, rows, i -> "row " + (rows[i] + 1));
  }

  /**
   * All rows of a part of the data, called as in the whole.
   *
   * @param target name of the target column of a table, which is not shown; not used for arrays
   * @param numbers place of each row in the whole, from 0 (shown from 1)
   * @param names of the rows of the whole; empty when they are called by number
   */
  public DataExamples(RawData part, String target, int[] numbers, List<String> names) {
    this(
        part,
        target,
        IntStream.range(0, part.size()).toArray(),
        i -> names.isEmpty() ? "row " + (numbers[i] + 1) : names.get(numbers[i]));
  }

  private DataExamples(RawData data, String target, int[] rows, IntFunction<String> names) {
    this.data = data;
    this.rows = rows.clone();
    this.names = names;
    this.columns =
        data instanceof Table table
            ? table.columns().stream().filter(c -> !c.name().equals(target)).toList()
            : List.of();
    this.imageShape =
        switch (data) {
          case Table table -> table.imageShape();
          case Dataset dataset -> dataset.imageShape();
        };
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    int looked = imageShape.isPresent() ? Math.min(ROWS_FOR_RANGE, data.size()) : 0;
    for (int i = 0; i < looked; i++) {
      for (float v : pixels((int) ((long) i * data.size() / looked))) {
        least = Math.min(least, v);
        most = Math.max(most, v);
      }
    }
    this.low = least;
    this.high = most > least ? most : least + 1;
  }

  @Override
  public Example at(int index) {
    int row = rows[index];
    String name = names.apply(index);
    if (imageShape.isPresent()) {
      Shape s = imageShape.get();
      if (s.dim(2) == 1 || s.dim(2) == 3) {
        return Example.of(name, Picture.of(s.dim(0), s.dim(1), s.dim(2), pixels(row), low, high));
      }
    }
    return Example.of(
        name,
        switch (data) {
          case Table _ -> columns.stream().map(c -> new Fact(c.name(), text(c, row))).toList();
          case Dataset dataset -> values(dataset, row);
        });
  }

  private static String text(Column column, int row) {
    return column.missing(row) ? "–" : String.valueOf(column.text(row));
  }

  private static List<Fact> values(Dataset dataset, int row) {
    float[] x = dataset.row(row);
    List<String> names = dataset.featureNames();
    return IntStream.range(0, x.length)
        .mapToObj(i -> new Fact(names.isEmpty() ? "x" + (i + 1) : names.get(i), Float.toString(x[i])))
        .toList();
  }

  private float[] pixels(int row) {
    if (data instanceof Dataset dataset) {
      return dataset.row(row);
    }
    float[] x = new float[columns.size()];
    for (int i = 0; i < x.length; i++) {
      // A missing pixel is black; a column of texts cannot be a pixel.
      x[i] = columns.get(i).missing(row) ? low : (float) columns.get(i).number(row);
    }
    return x;
  }
}
