package hillock.data;

import java.util.Map;

/** How the thing to predict becomes numbers, and predictions become values and names again; learned in training. */
public sealed interface TargetEncoder permits NumberTarget, ClassTarget, InputsTarget, NoTarget {
  /** The task this target belongs to. */
  Task.Kind kind();

  /** Name of the target column, or a description of the array. */
  String name();

  /** Number of classes, or of numbers said about a row. */
  int width();

  /** The targets of a raw dataset, encoded; the features as they are when nothing but them is learned. */
  default Dataset encode(Dataset features, Dataset raw) {
    return features;
  }

  /**
   * The target column of a table, encoded and joined to features of the same rows; the features as they are when no
   * column is a target.
   *
   * @throws DataException for a missing value, or one that cannot be encoded
   */
  default Dataset encode(Dataset features, String where, Column column) {
    return features;
  }

  /** Plain texts, numbers, lists and maps, for a model file. */
  Map<String, Object> toMap();

  /**
   * Learns a target from the training part.
   *
   * @param inputs numbers that the features of a row become
   */
  static TargetEncoder fit(RawData training, Task task, int inputs) {
    return switch (task.kind()) {
      case BINARY, MULTICLASS -> new ClassTarget(task);
      case REGRESSION -> NumberTarget.fit(training, task);
      case RECONSTRUCTION -> new InputsTarget(inputs);
      case NONE -> throw new IllegalArgumentException("task: got none, expected one with a target");
    };
  }

  /** The encoder that {@link #toMap} described. */
  static TargetEncoder fromMap(Fields fields) {
    return switch (fields.text("kind")) {
      case NumberTarget.KIND -> NumberTarget.fromMap(fields);
      case ClassTarget.KIND -> ClassTarget.fromMap(fields);
      case InputsTarget.KIND -> InputsTarget.fromMap(fields);
      case NoTarget.KIND -> NoTarget.fromMap(fields);
      default -> fields.fail("kind", "numbers, classes, inputs or none");
    };
  }
}
