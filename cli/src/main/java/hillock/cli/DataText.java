package hillock.cli;

import hillock.data.ColumnProfile;
import hillock.data.ColumnType;
import hillock.data.Dataset;
import hillock.data.RawData;
import hillock.data.Table;
import hillock.data.Task;
import hillock.experiment.ForecastPlan;
import hillock.experiment.PreparedExperiment;
import hillock.io.Source;
import java.util.List;

/** The data in a few lines, before training. */
final class DataText {
  private static final int MOST_NOTES = 8;

  private DataText() {}

  static void show(Terminal terminal, Source source, PreparedExperiment prepared) {
    Task task = prepared.task();
    terminal.out().println(terminal.bold("Data") + "     " + source.origin().name() + ": " + shape(given(prepared)));
    terminal
        .out()
        .println(
            terminal.bold("Task")
                + "     "
                + kind(task)
                + ": "
                + task.reason()
                + (task.reason().endsWith(".") ? "" : "."));
    if (task.isClassification()) {
      terminal.out().println("         classes: " + Figures.cut(classes(prepared), terminal.width() - 18));
    }
    terminal
        .out()
        .println(
            (prepared.forecast().isPresent() ? terminal.bold("Windows") + "  " : terminal.bold("Rows") + "     ")
                + Figures.count(prepared.part("train").size())
                + " to train, "
                + Figures.count(prepared.part("validation").size())
                + (prepared.recipe().patience() > 0
                    ? " to choose the epoch (validation), "
                    : " to watch (validation), ")
                + Figures.count(prepared.part("test").size())
                + " to test");
    List<String> notes = new java.util.ArrayList<>(source.notes());
    notes.addAll(prepared.notes());
    for (String note : notes.stream().distinct().limit(MOST_NOTES).toList()) {
      for (String line : Wrapping.wrap(note, terminal.width() - 11)) {
        terminal.out().println("         " + line);
      }
    }
    if (notes.stream().distinct().count() > MOST_NOTES) {
      terminal
          .out()
          .println(
              "         ... and "
                  + (notes.stream().distinct().count() - MOST_NOTES)
                  + " more notes; the report has them all.");
    }
  }

  /** The data as people know it: of a forecast the table, not its windows. */
  private static RawData given(PreparedExperiment prepared) {
    return prepared.forecast().<RawData>map(ForecastPlan::table).orElse(prepared.data());
  }

  private static String kind(Task task) {
    return switch (task.kind()) {
      case REGRESSION -> "regression";
      case RECONSTRUCTION -> "reconstruction";
      case BINARY -> "two classes";
      case MULTICLASS -> task.classNames().size() + " classes";
      case NONE -> "no target";
    };
  }

  private static String classes(PreparedExperiment prepared) {
    Dataset train = prepared.part("train");
    int[] counts = train.classCounts();
    StringBuilder text = new StringBuilder();
    for (int c = 0; c < counts.length; c++) {
      text.append(c == 0 ? "" : ", ").append(train.classNames().get(c));
      text.append(" (").append(Figures.percent((double) counts[c] / train.size())).append(")");
    }
    return text.toString();
  }

  /** Rows, columns by type and missing values, or the shape of the samples. */
  static String shape(RawData data) {
    String rows = Figures.count(data.size(), "row");
    return switch (data) {
      case Dataset dataset -> rows + " of shape " + dataset.sampleShape();
      case Table table -> {
        List<ColumnProfile> profiles = table.profile();
        long numbers = profiles.stream().filter(p -> p.type() == ColumnType.NUMBER).count();
        long categories = profiles.stream().filter(p -> p.type() == ColumnType.CATEGORY).count();
        long dates = profiles.size() - numbers - categories;
        long missing = profiles.stream().mapToLong(ColumnProfile::missing).sum();
        yield rows
            + ", "
            + Figures.count(profiles.size(), "column")
            + " ("
            + numbers
            + " of numbers, "
            + categories
            + " of text"
            + (dates > 0 ? ", " + dates + " of dates" : "")
            + "), "
            + (missing == 0 ? "none missing" : Figures.count(missing, "missing value"));
      }
    };
  }
}
