package hillock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Runs what the README shows: its commands, its whole programs; and finds its snippets of Java in those programs. */
class ReadmeTest {
  private static final Path ROOT = Path.of(System.getProperty("hillock.root", "..")).toAbsolutePath().normalize();

  @TempDir Path folder;

  @TestFactory
  List<DynamicTest> commands() throws IOException {
    copyExamples();
    List<DynamicTest> tests = new ArrayList<>();
    for (String line : blocks("sh")) {
      // MNIST is no part of the repository; everything else is.
      if (line.startsWith("./hillock ") && !line.contains("mnist/")) {
        String[] arguments = line.substring("./hillock ".length()).replaceAll("#.*", "").strip().split(" +");
        tests.add(
            DynamicTest.dynamicTest(
                line,
                () -> {
                  List<String> command = new ArrayList<>(java("-cp", System.getProperty("java.class.path")));
                  command.add(Main.class.getName());
                  command.addAll(List.of(arguments));
                  assertThat(run(command)).as(line).isZero();
                }));
      }
    }
    assertThat(tests).hasSizeGreaterThan(5);
    return tests;
  }

  @TestFactory
  Stream<DynamicTest> programs() throws IOException {
    copyExamples();
    return Stream.of("Houses.java", "Xor.java")
        .map(name ->
            DynamicTest.dynamicTest(
                name,
                () -> {
                  List<String> command =
                      java(
                          "-cp",
                          System.getProperty("java.class.path"),
                          ROOT.resolve("examples").resolve(name).toString());
                  assertThat(run(command)).isZero();
                }));
  }

  @TestFactory
  Stream<DynamicTest> snippets() throws IOException {
    String programs =
        squeezed(
            Files.readString(ROOT.resolve("examples/Houses.java"))
                + Files.readString(ROOT.resolve("examples/Xor.java")));
    return blocks("java").stream()
        .filter(line -> !line.isBlank())
        .map(line -> DynamicTest.dynamicTest(line.strip(), () -> assertThat(programs).contains(squeezed(line))));
  }

  private static String squeezed(String code) {
    return code.replaceAll("\\s+", "");
  }

  private void copyExamples() throws IOException {
    Path examples = Files.createDirectories(folder.resolve("examples"));
    try (Stream<Path> files = Files.list(ROOT.resolve("examples"))) {
      for (Path file : files.toList()) {
        Files.copy(file, examples.resolve(file.getFileName()));
      }
    }
  }

  private static List<String> java(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    command.addAll(List.of(arguments));
    return command;
  }

  private int run(List<String> command) throws IOException, InterruptedException {
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("ended in time: %s", command).isTrue();
    if (process.exitValue() != 0) {
      assertThat(Files.readString(output)).as("output of %s", command.getLast()).isEmpty();
    }
    return process.exitValue();
  }

  /** Lines of all fenced blocks of a language. */
  private static List<String> blocks(String language) throws IOException {
    List<String> lines = new ArrayList<>();
    boolean inside = false;
    for (String line : Files.readAllLines(ROOT.resolve("README.md"))) {
      if (line.startsWith("```")) {
        inside = line.equals("```" + language);
      } else if (inside) {
        lines.add(line);
      }
    }
    return lines;
  }
}
