package hillock.cli;

import hillock.data.IndexFeature;
import hillock.data.TablePreprocessor;
import hillock.experiment.ExperimentResult;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says what was written and what can be done with it. */
final class NextSteps {
  private NextSteps() {}

  static void show(Terminal terminal, String data, ExperimentResult result, Path modelFile, @Nullable Path reportFile) {
    if (result.diverged()) {
      terminal.out().println("No model is saved: its weights are no numbers. Try a smaller --learning-rate.");
      return;
    }
    String model = Quoting.quoted(modelFile.toString());
    terminal.out().println("Model    " + model);
    if (reportFile != null) {
      terminal.out().println("Report   " + reportFile + " (open it in a browser)");
    }
    String rows = data.equals("-") ? "new.csv" : Quoting.quoted(data);
    terminal
        .out()
        .println(
            "Next     "
                + recommending(result)
                    .map(user -> "hillock recommend " + model + " --user " + user + " --data ")
                    .orElse("hillock predict " + model + " ")
                + rows
                + option(result));
    terminal.out().println("         hillock evaluate " + model + " " + rows);
    terminal.out().println("         hillock inspect " + model);
  }

  private static String option(ExperimentResult result) {
    return switch (result.prepared().task().kind()) {
      case BINARY, MULTICLASS -> " --proba";
      case RECONSTRUCTION -> " --code";
      case REGRESSION, NONE -> "";
    };
  }

  /** A user to recommend something to, when ratings were learned. */
  private static Optional<String> recommending(ExperimentResult result) {
    return result.prepared().preprocessor() instanceof TablePreprocessor columns
            && columns.encodings().getFirst() instanceof IndexFeature users
        ? Optional.of(Quoting.quoted(users.names().getFirst()))
        : Optional.empty();
  }
}
