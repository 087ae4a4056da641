package hillock.experiment;

import hillock.data.Column;
import hillock.data.DataException;
import hillock.data.Dataset;
import hillock.data.NoTarget;
import hillock.data.RawData;
import hillock.data.Table;
import hillock.data.Task;
import hillock.model.Catalog;
import java.util.List;
import java.util.Optional;

/** When an experiment learns from rows without a target, and which column then holds the answers and is no input. */
final class Unsupervised {
  private Unsupervised() {}

  /** Whether it does: it was asked to, or its method can and nothing tells of a target. */
  static boolean wanted(Settings s) {
    if (s.kind != null) {
      return s.kind == Task.Kind.NONE;
    }
    return s.target == null && s.text == null && s.method instanceof UnsupervisedMethod && !answered(s.data);
  }

  private static boolean answered(RawData data) {
    return switch (data) {
      case Table table -> likelyAnswers(table).isPresent();
      case Dataset dataset -> dataset.hasLabels() || dataset.hasTargets();
    };
  }

  /** Classes alone: the methods learn to predict nothing else, and numbers called y may be coordinates. */
  private static Optional<Column> likelyAnswers(Table table) {
    return table.namedTarget().filter(Task::holdsClasses);
  }

  /**
   * The method.
   *
   * @throws DataException when the network is another
   */
  static UnsupervisedMethod method(Settings s) {
    if (s.method instanceof UnsupervisedMethod method) {
      return method;
    }
    throw new DataException(
        "task",
        "none, for " + (s.method == null ? "a network of layers" : "'" + s.method.name() + "'"),
        "a network that learns without a target: " + String.join(", ", Catalog.of(UnsupervisedMethod.class).names()),
        "Name such a network, or leave the task out and name the target.");
  }

  /** The task, with the reason. */
  static Task task(Settings s) {
    method(s);
    if (s.text != null) {
      throw new DataException("task", "none, and a column of texts", "one of the two", "Leave one of them out.");
    }
    return Task.none(s.kind == null ? "none is named, and no column looks like one" : "as asked");
  }

  /**
   * The settings without the column of the answers: the target that is named, or else the column that looks like one.
   * It may be missing from test data.
   *
   * @param notes where to say so
   */
  static Settings withoutAnswers(Settings given, List<String> notes) {
    Optional<String> answers = answers(given).filter(column -> !given.dropped.contains(column));
    if (answers.isEmpty()) {
      return given;
    }
    String column = answers.get();
    notes.add("'" + column + (given.target == null ? "' looks like" : "' holds") + " the answers: it is no input.");
    Settings s = given.copy();
    s.data = without(given.data, column);
    s.testData = given.testData == null ? null : without(given.testData, column);
    return s;
  }

  private static Optional<String> answers(Settings s) {
    if (s.target != null) {
      return Optional.of(RowParts.target(s));
    }
    return s.data instanceof Table table ? likelyAnswers(table).map(Column::name) : Optional.empty();
  }

  private static RawData without(RawData data, String column) {
    return data instanceof Table table && table.find(column).isPresent() ? table.without(column) : data;
  }

  /** What the network will say. */
  static NoTarget outputs(Settings s) {
    return method(s).outputs();
  }
}
