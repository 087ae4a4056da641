package hillock.data;

import java.util.Map;

/** How the thing to predict becomes numbers, and predictions become values and names again; learned in training. */
public sealed interface TargetEncoder permits NumberTarget, ClassTarget {
  /** The task this target belongs to. */
  Task.Kind kind();

  /** Name of the target column, or a description of the array. */
  String name();

  /** Number of classes, or of numbers predicted for a row. */
  int width();

  /** The targets of a raw dataset, encoded. */
  Dataset encode(Dataset features, Dataset raw);

  /**
   * The target column of a table, encoded and joined to features of the same rows.
   *
   * @throws DataException for a missing value, or one that cannot be encoded
   */
  Dataset encode(Dataset features, String where, Column column);

  /** Plain texts, numbers, lists and maps, for a model file. */
  Map<String, Object> toMap();

  /** Learns a target from the training part. */
  static TargetEncoder fit(RawData training, Task task) {
    return task.isClassification() ? new ClassTarget(task) : NumberTarget.fit(training, task);
  }

  /** The encoder that {@link #toMap} described. */
  static TargetEncoder fromMap(Fields fields) {
    return switch (fields.text("kind")) {
      case NumberTarget.KIND -> NumberTarget.fromMap(fields);
      case ClassTarget.KIND -> ClassTarget.fromMap(fields);
      default -> fields.fail("kind", "numbers or classes");
    };
  }
}
