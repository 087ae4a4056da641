package hillock.cli;

import hillock.data.DataException;
import hillock.data.Dataset;
import hillock.data.InputsTarget;
import hillock.data.NoTarget;
import hillock.data.Preprocessor;
import hillock.data.RawData;
import hillock.data.SeriesPreprocessor;
import hillock.data.Table;
import hillock.experiment.Score;
import hillock.io.Source;
import hillock.model.Json;
import hillock.model.Model;
import hillock.model.ModelException;
import hillock.model.Predictor;
import hillock.train.ConfusionMatrix;
import hillock.train.Predictions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures a model on data with known answers, or one without a target on any rows. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = {
      "Measure a model on data with known answers.",
      "A model without a target (som, rbm) is measured by how well it fits the rows."
    },
    footer = {"", "Example:", "  hillock evaluate houses.hillock houses-2026.csv"})
final class EvaluateCommand implements Callable<Integer> {
  private static final int LARGEST_MATRIX = 12;

  @Parameters(index = "0", paramLabel = "MODEL", description = "A file that 'hillock train' wrote.")
  private String model;

  @Parameters(
      index = "1",
      paramLabel = "DATA",
      description = "Data like that of training, with the target if there is one; - for CSV.")
  private String data;

  @Option(names = "--json", description = "Print one JSON object as the last line; all else goes to standard error.")
  private boolean json;

  @Option(names = "--verbose", description = "Show where in the program an error arose.")
  boolean verbose; // read from the arguments, as an error may come before they are parsed

  private final Terminal outer;

  EvaluateCommand(Terminal terminal) {
    this.outer = terminal;
  }

  @Override
  public Integer call() {
    Terminal terminal = json ? outer.resultsOnly() : outer;
    Model opened = Model.open(Parsing.path("model", model));
    Preprocessor preprocessor = Models.preprocessor(opened, model);
    Source source = Inputs.open(data, terminal, preprocessor.imageShape().orElse(null));
    boolean rebuilds = preprocessor.target() instanceof InputsTarget;
    RawData rows =
        preprocessor instanceof SeriesPreprocessor
            ? source.data()
            : rebuilds ? source.test().orElse(source.data()) : known(source, preprocessor.target().name());
    Dataset truth = preprocessor.transform(rows);
    boolean untargeted = preprocessor.target() instanceof NoTarget;
    if (!rebuilds && !untargeted && !truth.hasLabels() && !truth.hasTargets()) {
      throw new DataException(
          source.origin().name(),
          "no column '" + preprocessor.target().name() + "'",
          "the target, to compare with",
          "Use 'hillock predict' for rows whose answer is not known.");
    }
    float[] outputs;
    try (Predictor<?> predictor = Predictor.of(opened)) {
      outputs = predictor.outputs(asked(preprocessor, rows));
    }
    Predictions predictions = Models.predictions(preprocessor, truth, outputs);
    Score score =
        Score.withIntervals(
            predictions,
            preprocessor instanceof SeriesPreprocessor series
                ? Score.forecastMetrics(series)
                : Score.metrics(preprocessor.target()),
            opened.provenance().seed());
    Models.unseen(opened, rows).forEach(note -> terminal.err().println("Note: " + note));
    print(terminal, score, predictions, truth, preprocessor instanceof SeriesPreprocessor ? "window" : "row");
    boolean trainedOn =
        opened.provenance().data().filter(data -> data.sha256().equals(source.origin().sha256())).isPresent();
    if (trainedOn && source.test().isEmpty()) {
      terminal
          .err()
          .println(
              "Note: the model was trained on part of these very rows; how it does on others, 'hillock inspect' says.");
    }
    if (json) {
      Map<String, @Nullable Object> result = new LinkedHashMap<>();
      result.put("task", preprocessor.target().kind().toString());
      result.put("modelFile", model);
      result.put("data", source.origin().name());
      result.putAll(ResultJson.score(score));
      result.put("weightsSha256", opened.weightsSha256());
      outer.out().println(Json.write(result));
    }
    return Main.DONE;
  }

  /** What is predicted: rows, or of a series every window whose targets are known. */
  private static RawData asked(Preprocessor preprocessor, RawData rows) {
    return preprocessor instanceof SeriesPreprocessor series && rows instanceof Table table
        ? series.windows(series.series(table))
        : rows;
  }

  private RawData known(Source source, String target) {
    RawData rows = source.test().isPresent() ? source.test().get() : source.data();
    if (!target.isEmpty() && rows instanceof Table table && table.find(target).isPresent()) {
      Table known = table.present(target);
      if (known.size() == 0) {
        throw new ModelException(
            source.origin().name() + ", target '" + target + "'", "no value in any row", "known answers", "");
      }
      return known;
    }
    return rows;
  }

  private static void print(Terminal terminal, Score score, Predictions predictions, Dataset truth, String rowsAre) {
    terminal.out().println(terminal.bold("Result") + " on " + Figures.count(score.n(), rowsAre));
    TextTable table = new TextTable("lrl").row("", "value", "95% interval");
    score
        .measures()
        .forEach((name, m) ->
            table.row(
                name,
                ResultText.value(name, m.value()),
                m.hasInterval() ? ResultText.value(name, m.low()) + " to " + ResultText.value(name, m.high()) : ""));
    table.lines().forEach(terminal.out()::println);
    if (predictions.classes() && truth.classNames().size() <= LARGEST_MATRIX) {
      terminal.out().println();
      ResultText.matrix(terminal, ConfusionMatrix.of(predictions), truth.classNames()).forEach(terminal.out()::println);
    }
  }
}
