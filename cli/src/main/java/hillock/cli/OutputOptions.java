package hillock.cli;

import hillock.data.DataException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is written where. */
final class OutputOptions {
  @Option(
      names = {"--model", "-o", "--output"},
      paramLabel = "FILE",
      description = "Where the trained model goes. Default: the data's name with .hillock.")
  @Nullable String model;

  @Option(
      names = "--report",
      paramLabel = "FILE.html",
      description = "Where the report goes. Default: the model's name with .html.")
  @Nullable String report;

  @Option(names = "--no-report", description = "Write no report.")
  boolean noReport;

  @Option(names = "--no-diagnosis", description = "Do not watch the layers for what goes wrong in training.")
  boolean noDiagnosis;

  @Option(names = "--checkpoint", paramLabel = "DIR", description = "Write the state of the training to this folder.")
  @Nullable String checkpoint;

  @Option(names = "--resume", description = "Continue from the last checkpoint of --checkpoint.")
  boolean resume;

  @Option(names = "--json", description = "Print one JSON object as the last line; all else goes to standard error.")
  boolean json;

  @Option(
      names = {"-q", "--quiet"},
      description = "Only results and errors.")
  boolean quiet;

  @Option(names = "--verbose", description = "Show where in the program an error arose.")
  boolean verbose;

  void check() {
    if (resume && checkpoint == null) {
      throw new DataException("--resume", "no --checkpoint", "the folder to resume from", "Add --checkpoint DIR.");
    }
    if (noReport && report != null) {
      throw new DataException("--no-report", "also --report", "one of the two", "");
    }
  }

  /** Where the model of some data goes, checked to be free or a model of before. */
  Path modelFile(String data) {
    Path file = model == null ? Path.of(Destination.name(data) + ".hillock") : Parsing.path("--model", model);
    Destination.checkModel(file);
    return file;
  }

  /** Where the report goes, checked likewise; null when none is wanted. */
  @Nullable Path reportFile(Path modelFile) {
    if (noReport) {
      return null;
    }
    String name = modelFile.getFileName().toString();
    String stem = name.endsWith(".hillock") ? name.substring(0, name.length() - ".hillock".length()) : name;
    Path file = report == null ? modelFile.resolveSibling(stem + ".html") : Parsing.path("--report", report);
    Destination.checkReport(file);
    return file;
  }
}
