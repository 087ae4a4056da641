package hillock.cli;

import hillock.data.DataException;
import hillock.experiment.Experiment;
import hillock.experiment.ExperimentResult;
import hillock.experiment.PreparedExperiment;
import hillock.experiment.Repetition;
import hillock.io.Source;
import hillock.model.Json;
import hillock.report.ExperimentReport;
import hillock.report.RunContext;
import hillock.report.page.ReportPage;
import hillock.train.Outcome;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains a network on data, says how good it is, and saves it. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Train a network, measure it on rows it has not seen, and save it.",
    footer = {
      "",
      "Examples:",
      "  hillock train digits",
      "  hillock train houses.csv --target price --drop id",
      "  hillock train mnist/ --hidden 512,256 --epochs 20",
      "  hillock train iris --cross-validate 10",
      "  hillock train digits --network 'dense(128) relu dropout(0.2) dense(10)'",
      "  hillock train houses.csv --network autoencoder --drop id",
      "  cat rows.csv | hillock train - --json | tail -1"
    })
final class TrainCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DATA",
      description =
          "A CSV or TSV file (also .gz), .npz, a folder of images (a subfolder a class) or idx files, a built-in set"
              + " (digits, iris, wine, breast-cancer), or - for CSV on standard input.")
  private String data;

  @Mixin private SplitOptions split;
  @Mixin private ImageOptions images;
  @Mixin private NetworkOptions network;
  @Mixin private LearningOptions learning;

  @Option(names = "--seeds", paramLabel = "N", description = "Train with N seeds: mean, spread and failures.")
  private @Nullable Integer seeds;

  @Option(
      names = "--cross-validate",
      paramLabel = "K",
      description = "Measure on K folds in turn instead of one split.")
  private @Nullable Integer folds;

  @Mixin private EngineOptions engine;
  @Mixin private OutputOptions output;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  private final Terminal outer;
  private Terminal terminal;

  TrainCommand(Terminal terminal) {
    this.outer = terminal;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    terminal = output.json ? outer.resultsOnly() : outer;
    output.check();
    if (folds != null && (seeds != null || split.test != null || split.testData != null || output.checkpoint != null)) {
      throw new DataException(
          "--cross-validate",
          "also --seeds, --test, --test-data or --checkpoint",
          "none of them",
          "Cross-validation makes its own test parts.");
    }
    if (folds != null && output.model != null) {
      throw new DataException(
          "--cross-validate", "also --model", "one of the two", "No model is saved by a cross-validation.");
    }
    if (seeds != null && output.checkpoint != null) {
      throw new DataException("--seeds", "also --checkpoint", "one of the two", "A checkpoint is of one run.");
    }
    Source source = Inputs.open(data, terminal, images.form(data));
    Experiment experiment = experiment(source);
    if (folds != null) {
      // Only when asked for: the default name is that of the report on the saved model.
      Path reportFile = output.report == null ? null : output.reportFile(Path.of(Destination.name(data)));
      return crossValidate(experiment, source, reportFile);
    }
    Path modelFile = output.modelFile(data);
    Path reportFile = output.reportFile(modelFile);
    return seeds == null
        ? trainOnce(experiment, source, modelFile, reportFile)
        : repeat(experiment, source, modelFile, reportFile);
  }

  private Experiment experiment(Source source) {
    Experiment experiment = split.applyTo(source, network.reconstructs(), network.learnsRatings());
    experiment = network.applyTo(experiment);
    experiment = learning.applyTo(experiment).threads(engine.threads()).kernels(engine.kernels());
    experiment = experiment.diagnosis(!output.noDiagnosis);
    return output.checkpoint == null
        ? experiment
        : experiment.checkpoint(Parsing.path("--checkpoint", output.checkpoint)).resume(output.resume);
  }

  private int trainOnce(Experiment experiment, Source source, Path modelFile, @Nullable Path reportFile) {
    PreparedExperiment prepared = experiment.prepare();
    describe(source, prepared);
    TrainingView view = new TrainingView(terminal, output.quiet);
    // Open until all is written: the JVM ends as soon as it closes.
    try (Interruption _ = new Interruption(terminal, view::interrupt)) {
      ExperimentResult result = prepared.run(view);
      finish(source, result, modelFile);
      ResultText.show(terminal, result, output.quiet);
      AdviceText.show(terminal, result);
      int code = deliver(source, result, null, modelFile, reportFile);
      if (result.outcome() instanceof Outcome.Interrupted) {
        terminal.err().println(resumeHint());
      }
      return code;
    }
  }

  private int repeat(Experiment experiment, Source source, Path modelFile, @Nullable Path reportFile) {
    describe(source, experiment.prepare());
    TrainingView view = new TrainingView(terminal, output.quiet);
    try (Interruption _ = new Interruption(terminal, view::interrupt)) {
      Repetition repetition = experiment.repeat(seeds == null ? 2 : seeds, view);
      ResultText.show(terminal, repetition);
      ExperimentResult best = Choice.best(repetition);
      AdviceText.show(terminal, repetition);
      finish(source, best, modelFile);
      return deliver(source, best, repetition, modelFile, reportFile);
    }
  }

  private int crossValidate(Experiment experiment, Source source, @Nullable Path reportFile) {
    Repetition repetition =
        experiment.crossValidate(folds == null ? 2 : folds, new TrainingView(terminal, output.quiet));
    describe(source, repetition.runs().getFirst().result().prepared());
    ResultText.show(terminal, repetition);
    AdviceText.show(terminal, repetition);
    boolean failed = repetition.runs().stream().allMatch(r -> r.result().diverged());
    if (reportFile != null && !failed) {
      ReportPage.write(ExperimentReport.ofFolds(repetition, context(source)), reportFile);
      terminal.out().println("Report   " + reportFile + " (open it in a browser)");
    }
    if (output.json) {
      Map<String, @Nullable Object> json = ResultJson.of(repetition);
      json.put("reportFile", reportFile == null || failed ? null : reportFile.toString());
      outer.out().println(Json.write(json));
    } else if (!output.quiet) {
      terminal.out().println("No model is saved by a cross-validation; train without --cross-validate for one.");
    }
    return failed ? Main.FAILED : Main.DONE;
  }

  private void describe(Source source, PreparedExperiment prepared) {
    if (!output.quiet) {
      DataText.show(terminal, source, prepared);
      NetworkText.show(terminal, prepared);
    }
  }

  /** Saves the model of a run that is of use. */
  private void finish(Source source, ExperimentResult result, Path modelFile) {
    if (!result.diverged()) {
      result.model(source.origin()).save(modelFile);
    }
  }

  private int deliver(
      Source source,
      ExperimentResult result,
      @Nullable Repetition repetition,
      Path modelFile,
      @Nullable Path reportFile) {
    if (reportFile != null && !result.diverged()) {
      RunContext context = context(source);
      ReportPage.write(
          repetition == null ? ExperimentReport.of(result, context) : ExperimentReport.of(result, repetition, context),
          reportFile);
    }
    if (!output.quiet) {
      NextSteps.show(terminal, data, result, modelFile, reportFile);
    }
    if (output.json) {
      Map<String, @Nullable Object> json = ResultJson.of(result, repetition);
      json.put("modelFile", result.diverged() ? null : modelFile.toString());
      json.put("reportFile", reportFile == null || result.diverged() ? null : reportFile.toString());
      outer.out().println(Json.write(json));
    }
    return result.diverged() ? Main.FAILED : Main.DONE;
  }

  private RunContext context(Source source) {
    return new RunContext(source.origin(), source.rowNames(), commandLine());
  }

  private String resumeHint() {
    return output.checkpoint == null
        ? "Interrupted. The model so far is saved; with --checkpoint DIR a training can be resumed."
        : "Interrupted. Resume with: " + commandLine() + (output.resume ? "" : " --resume");
  }

  private String commandLine() {
    return "hillock " + String.join(" ", Quoting.quoted(spec.commandLine().getParseResult().originalArgs()));
  }
}
