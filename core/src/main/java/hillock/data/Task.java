package hillock.data;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What is to be predicted, with the reason in words. The class names are those of all rows, so that a class that a
 * small training part happens to lack still has its place; nothing else is learned from rows outside the training part.
 *
 * @param kind regression, two classes or many, reconstruction, or none
 * @param target name of the target column (or a description of the array); empty for a reconstruction, and without one
 * @param classNames in numeric order when all are numbers, otherwise in lexicographic order; empty without classes. Of
 *     two classes the second is the positive one
 * @param reason why, as a sentence for people
 */
public record Task(Kind kind, String target, List<String> classNames, String reason) {
  /** More classes than this in a target of text are taken for a mistake. */
  public static final int MOST_CLASSES = 1000;

  private static final int MOST_INTEGER_CLASSES = 20;

  /** The kinds of tasks. */
  public enum Kind {
    REGRESSION,
    BINARY,
    MULTICLASS,
    /** The inputs themselves, through the code of an autoencoder. */
    RECONSTRUCTION,
    /** Nothing is to be predicted: what is learned is how the rows are. */
    NONE;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  public Task {
    classNames = List.copyOf(classNames);
  }

  public boolean isClassification() {
    return kind == Kind.BINARY || kind == Kind.MULTICLASS;
  }

  /** The task of an autoencoder: to rebuild its inputs. It has no target. */
  public static Task reconstruction() {
    return new Task(Kind.RECONSTRUCTION, "", List.of(), "an autoencoder learns to rebuild its inputs");
  }

  /** No target. */
  public static Task none(String reason) {
    return new Task(Kind.NONE, "", List.of(), reason);
  }

  /**
   * Infers the task: text, booleans and at most 20 different whole numbers (each found at least 5 times on average) are
   * classes, other numbers are quantities.
   *
   * @param target column to predict; ignored when the data is a dataset that has its labels or targets
   * @throws DataException for an unknown target, one that is constant or a date, or one with too many classes
   */
  public static Task infer(RawData data, String target) {
    return switch (data) {
      case Table table -> inferColumn(table, table.column(target));
      case Dataset dataset -> ofDataset(dataset);
    };
  }

  /** The task with the kind chosen by the user; the class names come from the data. */
  public static Task of(Kind kind, RawData data, String target) {
    if (kind == Kind.NONE) {
      return none("as asked");
    }
    if (data instanceof Dataset dataset) {
      Task task = ofDataset(dataset);
      if (task.isClassification() != (kind != Kind.REGRESSION)) {
        throw new DataException(
            "task", kind + " asked for", task.kind + " as the data's targets are", "Leave the task to be inferred.");
      }
      return new Task(kind, task.target, task.classNames, "as asked");
    }
    Table table = (Table) data;
    Column column = table.column(target);
    String where = where(table, column);
    if (kind == Kind.REGRESSION) {
      if (column.type() != ColumnType.NUMBER) {
        throw new DataException(where, column.type() + " values", "numbers for a regression", "Choose another task.");
      }
      return new Task(kind, target, List.of(), "as asked");
    }
    List<String> names = classNames(column);
    checkClasses(where, column, names);
    if (kind == Kind.BINARY && names.size() != 2) {
      throw new DataException(where, names.size() + " classes", "2 for a binary task", "Choose the task multiclass.");
    }
    return new Task(kind, target, names, "as asked");
  }

  private static Task inferColumn(Table table, Column column) {
    String where = where(table, column);
    List<String> names = classNames(column);
    String name = "'" + column.name() + "'";
    if (names.size() < 2) {
      throw new DataException(
          where,
          names.isEmpty() ? "no value in any row" : "the same value '" + names.getFirst() + "' in every row",
          "a target with at least two different values",
          "Choose another target column.");
    }
    if (column.type() == ColumnType.DATE) {
      throw new DataException(where, "dates", "numbers or classes to predict", "Choose another target column.");
    }
    if (column.type() == ColumnType.CATEGORY) {
      checkClasses(where, column, names);
      return classes(column.name(), names, name + " holds text with " + names.size() + " different values");
    }
    if (holdsFewWholeNumbers(column, names.size())) {
      return classes(column.name(), names, name + " holds only " + names.size() + " different whole numbers");
    }
    String count = names.size() + " different numbers";
    return new Task(
        Kind.REGRESSION,
        column.name(),
        List.of(),
        name + " holds " + count + (allWhole(column) ? "" : ", not all whole") + ": a quantity");
  }

  /** Whether a column holds classes, as far as {@link #infer} can tell. */
  public static boolean holdsClasses(Column column) {
    return switch (column.type()) {
      case CATEGORY -> true;
      case NUMBER -> holdsFewWholeNumbers(column, classNames(column).size());
      case DATE -> false;
    };
  }

  private static boolean holdsFewWholeNumbers(Column column, int distinct) {
    return distinct <= MOST_INTEGER_CLASSES && present(column) >= 5 * distinct && allWhole(column);
  }

  private static int present(Column column) {
    return (int) IntStream.range(0, column.size()).filter(i -> !column.missing(i)).count();
  }

  private static boolean allWhole(Column column) {
    return IntStream.range(0, column.size()).allMatch(i -> column.missing(i) || isWhole(column.number(i)));
  }

  private static Task ofDataset(Dataset dataset) {
    if (dataset.hasLabels()) {
      return classes("label", dataset.classNames(), "the data has " + dataset.classNames().size() + " classes");
    }
    if (dataset.hasTargets()) {
      return new Task(
          Kind.REGRESSION, String.join(", ", dataset.targetNames()), List.of(), "the data's targets are numbers");
    }
    throw new DataException("data", "samples without labels or targets", "something to learn", "Only predict with it.");
  }

  private static Task classes(String target, List<String> names, String reason) {
    return new Task(names.size() == 2 ? Kind.BINARY : Kind.MULTICLASS, target, names, reason);
  }

  private static void checkClasses(String where, Column column, List<String> names) {
    int present = present(column);
    if (names.size() > MOST_CLASSES || (names.size() > 20 && names.size() > present / 2)) {
      throw new DataException(
          where,
          names.size()
              + " different values in "
              + present
              + " rows, such as '"
              + names.getFirst()
              + "' ("
              + column.reason()
              + ")",
          "at most " + MOST_CLASSES + " classes with several rows each, or numbers",
          "It looks like a name, an identifier or free text: choose another target column"
              + ", or clean the column when it should be numbers.");
    }
  }

  private static String where(Table table, Column column) {
    return table.where() + ", target '" + column.name() + "'";
  }

  /** The different values of a column, in numeric order when all are numbers, otherwise in lexicographic order. */
  static List<String> classNames(Column column) {
    List<String> names =
        IntStream.range(0, column.size()).mapToObj(column::text).filter(t -> t != null).distinct().toList();
    return names.stream().allMatch(NumberStyle.PLAIN::matches)
        ? names.stream().sorted(Comparator.comparingDouble(Double::parseDouble)).toList()
        : names.stream().sorted().toList();
  }

  private static boolean isWhole(double value) {
    return value == Math.rint(value);
  }

  /** The rows whose target is known: those that can be learned from or measured on. */
  public RawData known(RawData data) {
    return switch (data) {
      case Table table when kind == Kind.RECONSTRUCTION || kind == Kind.NONE -> table;
      case Table table -> table.present(target);
      case Dataset dataset -> dataset;
    };
  }

  /** The class of each row as a number from 0 for splits that keep the proportions; all 0 without classes. */
  public int[] strata(RawData data) {
    if (!isClassification()) {
      return new int[data.size()];
    }
    if (data instanceof Dataset dataset) {
      return dataset.labelsPerSample() == 1 ? dataset.labels() : new int[data.size()];
    }
    Column column = ((Table) data).column(target);
    Map<String, Integer> index = new HashMap<>();
    classNames.forEach(n -> index.put(n, index.size()));
    // Rows without a class form a stratum of their own.
    return IntStream.range(0, column.size()).map(i -> index.getOrDefault(column.text(i), classNames.size())).toArray();
  }
}
