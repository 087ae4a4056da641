package hillock.data;

import hillock.tensor.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything learned from the training part that turns raw data into numbers for a network: medians, means, deviations,
 * categories. It is stored in the model file, so that a prediction starts from raw rows.
 *
 * <pre>{@code
 * Task task = Task.infer(table, "price");
 * Split split = Split.holdOut(task.strata(table), 0.2, seed);
 * Preprocessor preprocessor = Preprocessor.fit(split.train(table), task);      // never sees the held-out rows
 * Dataset train = preprocessor.transform(split.train(table)), test = preprocessor.transform(split.heldOut(table));
 * }</pre>
 */
public sealed interface Preprocessor
    permits TablePreprocessor, ArrayPreprocessor, SeriesPreprocessor, TextPreprocessor {
  /** Shape of one sample for the network. */
  Shape inputShape();

  /** Names of the inputs in order; empty when they have none. */
  List<String> featureNames();

  /** Height, width and channels when the inputs are images. */
  Optional<Shape> imageShape();

  TargetEncoder target();

  /** What was decided, in sentences for people: columns dropped and why, logarithms, categories. */
  List<String> notes();

  /**
   * Features and encoded targets of raw data of the same kind as in training.
   *
   * @throws DataException when a column is missing, or a value cannot be read
   */
  Dataset transform(RawData data);

  /** The features alone, whatever the data has for targets. */
  Dataset transformInputs(RawData data);

  /** Plain texts, numbers, lists and maps, for a model file. */
  Map<String, Object> toMap();

  /**
   * Learns from the training part.
   *
   * @param training the rows to learn from and no others
   * @throws DataException when no usable column is left
   */
  static Preprocessor fit(RawData training, Task task) {
    return switch (training) {
      case Table table -> TablePreprocessor.fit(table, task);
      case Dataset dataset -> ArrayPreprocessor.fit(dataset, task);
    };
  }

  /**
   * Learns from the training part without a target.
   *
   * @param outputs what the network will say about a row
   * @throws DataException when no usable column is left
   */
  static Preprocessor fit(RawData training, NoTarget outputs) {
    return switch (training) {
      case Table table -> TablePreprocessor.fit(table, outputs);
      case Dataset dataset -> ArrayPreprocessor.fit(dataset, outputs);
    };
  }

  /**
   * The preprocessor that {@link #toMap} described.
   *
   * @throws DataException naming the field that is missing, of the wrong type or out of range
   */
  static Preprocessor fromMap(Object map) {
    Fields fields = new Fields("preprocessing", map);
    return switch (fields.text("kind")) {
      case TablePreprocessor.KIND -> TablePreprocessor.fromMap(fields);
      case ArrayPreprocessor.KIND -> ArrayPreprocessor.fromMap(fields);
      case SeriesPreprocessor.KIND -> SeriesPreprocessor.fromMap(fields);
      case TextPreprocessor.KIND -> TextPreprocessor.fromMap(fields);
      default -> fields.fail("kind", "table, array, series or text");
    };
  }
}
