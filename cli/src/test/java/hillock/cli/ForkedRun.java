package hillock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hillock.model.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The command in a JVM of its own, where it can be killed and where options of the JVM can be chosen. */
final class ForkedRun {
  private static final long LONGEST_MINUTES = 5;

  private final Process process;
  private final Path out;
  private final Path err;

  private ForkedRun(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /**
   * Starts the command with nothing on standard input.
   *
   * @param folder where it works and its output goes
   * @param jvm options of the JVM; those that this processor's JVM does not know are ignored
   */
  static ForkedRun start(Path folder, List<String> jvm, List<String> arguments) throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-XX:+UseSerialGC", "-XX:+IgnoreUnrecognizedVMOptions"));
    line.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    line.addAll(jvm);
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    line.addAll(arguments);
    Path out = Files.createTempFile("hillock", ".out");
    Path err = Files.createTempFile("hillock", ".err");
    ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
    builder.redirectInput(ProcessBuilder.Redirect.PIPE);
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    Process process = builder.start();
    process.getOutputStream().close();
    return new ForkedRun(process, out, err);
  }

  Process process() {
    return process;
  }

  /** What it has written to standard error so far. */
  String errSoFar() throws IOException {
    return Files.readString(err);
  }

  /** Waits until it ends by itself. */
  CommandRun end() throws IOException, InterruptedException {
    if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("did not end within " + LONGEST_MINUTES + " minutes: " + Files.readString(err));
    }
    CommandRun run = new CommandRun(process.exitValue(), Files.readString(out), Files.readString(err));
    Files.delete(out);
    Files.delete(err);
    return run;
  }

  /** The JSON result of a run that went well. */
  Map<String, Object> json() throws IOException, InterruptedException {
    CommandRun run = end();
    assertThat(run.code()).as(run.err()).isZero();
    return Json.parseObject(run.lastLine(), "json");
  }
}
