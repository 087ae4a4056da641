package hillock.experiment;

import hillock.data.DataException;
import hillock.data.RawData;
import hillock.data.Split;
import hillock.data.Table;
import hillock.data.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which rows train, which choose the epoch and which measure the result, each row in one part only.
 *
 * @param data the rows with a known target, without dropped columns
 * @param target name of the target column; empty for arrays, and without a target
 * @param task what is to be predicted
 * @param train rows of data to learn from
 * @param validation rows of data to choose the epoch with; may be empty
 * @param test rows of {@code testData} to measure the result on; may be empty
 * @param testData the data itself, or other data that came for the test
 * @param original number of each row in the data as it was given, from 0
 * @param notes what was decided, in sentences
 * @param forecast of a series, whose windows are the data; null otherwise
 */
record RowParts(
    RawData data,
    String target,
    Task task,
    int[] train,
    int[] validation,
    int[] test,
    RawData testData,
    int[] original,
    List<String> notes,
    @Nullable ForecastPlan forecast) {
  /** Streams of the seed, so that the two splits are independent. */
  private static final long VALIDATION = 0x56414cL;

  RowParts(
      RawData data,
      String target,
      Task task,
      int[] train,
      int[] validation,
      int[] test,
      RawData testData,
      int[] original,
      List<String> notes) {
    this(data, target, task, train, validation, test, testData, original, notes, null);
  }

  static RowParts of(Settings given) {
    if (given.reconstructs()) {
      return reconstruction(given);
    }
    Settings s = RatingsInput.applied(given);
    if (s.forecast != null) {
      return ForecastPlan.parts(s, s.forecast);
    }
    if (Unsupervised.wanted(s)) {
      return unsupervised(s);
    }
    List<String> notes = new ArrayList<>();
    String target = target(s);
    RawData data = usable(s.data, target, s, notes);
    int[] original = original(s.data, target);
    Task task =
        s.method instanceof RatingsMethod
            ? new Task(Task.Kind.REGRESSION, target, List.of(), "'" + target + "' is a rating")
            : s.kind == null ? Task.infer(data, target) : Task.of(s.kind, data, target);
    RawData testData = s.testData == null ? data : usable(s.testData, target, s, new ArrayList<>());
    return split(new RowParts(data, target, task, none(), none(), none(), testData, original, notes), s);
  }

  private static RowParts unsupervised(Settings s) {
    List<String> notes = new ArrayList<>();
    return everyRow(Unsupervised.withoutAnswers(s, notes), Unsupervised.task(s), notes);
  }

  private static RowParts reconstruction(Settings s) {
    refuse(s.target != null, "target", "the column '" + s.target + "'", "Use drop to leave the column out.");
    refuse(s.kind != null, "task", "'" + s.kind + "'", "Leave the task out.");
    refuse(s.forecast != null, "forecast", "a forecast", "Choose another network.");
    refuse(s.text != null, "text", "a column of texts", "Choose another network.");
    return everyRow(s, Task.reconstruction(), List.of());
  }

  private static void refuse(boolean given, String where, String got, String hint) {
    if (given) {
      String expected = "no " + where + " for an autoencoder, whose targets are its inputs";
      throw new DataException(where, got, expected, hint);
    }
  }

  /** Every row, as no target can be missing, and every column that is not dropped. */
  private static RowParts everyRow(Settings s, Task task, List<String> notes) {
    RawData data = withoutDropped(s.data, s);
    RawData testData = s.testData == null ? data : withoutDropped(s.testData, s);
    int[] original = IntStream.range(0, data.size()).toArray();
    return split(new RowParts(data, "", task, none(), none(), none(), testData, original, notes), s);
  }

  private static int[] none() {
    return new int[0];
  }

  /** The same with the rows shared out as the settings say. */
  private static RowParts split(RowParts all, Settings s) {
    int[] strata = all.task.strata(all.data);
    int[] rest = IntStream.range(0, all.data.size()).toArray();
    int[] test = {};
    if (s.testData != null) {
      test = IntStream.range(0, all.testData.size()).toArray();
    } else if (s.test > 0) {
      Split split = Split.holdOut(strata, s.test, s.seed);
      rest = split.train();
      test = split.heldOut();
    }
    RowParts parts =
        new RowParts(
            all.data, all.target, all.task, rest, none(), test, all.testData, all.original, all.notes, all.forecast);
    return validated(parts, strata, s);
  }

  /** The same with a share of the training rows set apart to choose the epoch with. */
  private static RowParts validated(RowParts parts, int[] strata, Settings s) {
    if (s.validation == 0) {
      return parts;
    }
    int[] rest = parts.train;
    Split split = Split.holdOut(Arrays.stream(rest).map(r -> strata[r]).toArray(), s.validation, s.seed ^ VALIDATION);
    return new RowParts(
        parts.data,
        parts.target,
        parts.task,
        Arrays.stream(split.train()).map(i -> rest[i]).toArray(),
        Arrays.stream(split.heldOut()).map(i -> rest[i]).toArray(),
        parts.test,
        parts.testData,
        parts.original,
        parts.notes);
  }

  /** One way of splitting for each fold: the fold is the test part. */
  static List<RowParts> folds(Settings s, int k) {
    if (s.forecast != null) {
      throw new DataException(
          "cross-validation",
          "a forecast",
          "rows in no order",
          "Folds would learn from the future; the test part is forecast from many starts instead.");
    }
    Settings whole = s.copy();
    whole.test = 0;
    whole.testData = null;
    whole.validation = 0;
    RowParts all = of(whole);
    int[] strata = all.task.strata(all.data);
    return Split.folds(strata, k, s.seed).stream()
        .map(fold ->
            validated(
                new RowParts(
                    all.data,
                    all.target,
                    all.task,
                    fold.train(),
                    new int[0],
                    fold.heldOut(),
                    all.data,
                    all.original,
                    all.notes),
                strata,
                s))
        .toList();
  }

  /** Name of the target column, if only guessed; empty for arrays. */
  static String target(Settings s) {
    if (!(s.data instanceof Table table)) {
      if (s.target != null) {
        throw new DataException(
            "target", "'" + s.target + "'", "no target for data without columns", "The data brings its own labels.");
      }
      return "";
    }
    return s.target == null ? table.likelyTarget().name() : table.column(s.target).name();
  }

  private static RawData usable(RawData data, String target, Settings s, List<String> notes) {
    if (!(data instanceof Table table)) {
      return withoutDropped(data, s);
    }
    if (s.dropped.contains(target)) {
      throw new DataException("drop", "the target '" + target + "'", "other columns", "Choose another target.");
    }
    Table known = table.present(target);
    if (known.size() < table.size()) {
      int without = table.size() - known.size();
      notes.add(without + (without == 1 ? " row has" : " rows have") + " no value for '" + target + "': left out.");
    }
    if (known.size() == 0) {
      throw new DataException(
          table.where() + ", target '" + target + "'",
          "no value in any row",
          "rows to learn from",
          "Choose another target column.");
    }
    return withoutDropped(known, s);
  }

  private static RawData withoutDropped(RawData data, Settings s) {
    if (s.dropped.isEmpty()) {
      return data;
    }
    if (!(data instanceof Table table)) {
      throw new DataException("drop", "the columns " + s.dropped, "none for data without columns", "");
    }
    return table.without(s.dropped.toArray(String[]::new));
  }

  private static int[] original(RawData data, String target) {
    IntStream rows = IntStream.range(0, data.size());
    return data instanceof Table table ? rows.filter(i -> !table.column(target).missing(i)).toArray() : rows.toArray();
  }
}
