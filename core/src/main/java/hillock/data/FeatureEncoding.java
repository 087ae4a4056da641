package hillock.data;

import java.util.List;
import java.util.Map;

/** How one column of a table becomes numbers for a network, as learned from the training part. */
public sealed interface FeatureEncoding permits NumberFeature, CategoryFeature, DateFeature, IndexFeature {
  /** Name of the column. */
  String column();

  /** Names of the numbers it becomes, in order. */
  List<String> featureNames();

  /** Number of numbers it becomes. */
  default int width() {
    return featureNames().size();
  }

  /**
   * The column with the type that {@link #encode} reads.
   *
   * @throws DataException for the first value that cannot be read so
   */
  Column coerce(String where, Column column);

  /** Writes one row of a coerced column to {@code x[offset .. offset + width)}. */
  void encode(Column column, int row, float[] x, int offset);

  /** The value that encoded numbers are nearest to, as a table would hold it; the other way of {@link #encode}. */
  String decode(float[] x, int offset);

  /** Plain texts, numbers, lists and maps, for a model file. */
  Map<String, Object> toMap();

  /** The encoding that {@link #toMap} described. */
  static FeatureEncoding fromMap(Fields fields) {
    return switch (fields.text("kind")) {
      case NumberFeature.KIND -> NumberFeature.fromMap(fields);
      case CategoryFeature.KIND -> CategoryFeature.fromMap(fields);
      case DateFeature.KIND -> DateFeature.fromMap(fields);
      case IndexFeature.KIND -> IndexFeature.fromMap(fields);
      default -> fields.fail("kind", "number, category, date or index");
    };
  }
}
