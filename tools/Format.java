import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Checks or repairs the format of every Java source of the project: google-java-format with lines of 120. Run by Maven
 * on the JDK of the toolchain, because the formatter parses with the JDK's own compiler, and Maven may run on an older
 * one.
 *
 * <pre>{@code mvn -N verify -Dformat=check|apply}</pre>
 */
final class Format {
  private static final int LINE_LENGTH = 120;

  private static final JavaFormatterOptions OPTIONS =
      JavaFormatterOptions.builder().style(Style.GOOGLE.toBuilder().maxLineLength(LINE_LENGTH).build()).build();

  private Format() {}

  public static void main(String[] arguments) throws IOException {
    boolean apply =
        switch (arguments[0]) {
          case "apply" -> true;
          case "check" -> false;
          default ->
              throw new IllegalArgumentException("-Dformat: got '" + arguments[0] + "', expected check or apply");
        };
    List<Path> changed =
        sources(Path.of("")).parallelStream().filter(source -> isChanged(source, apply)).sorted().toList();
    changed.forEach(source -> System.out.println((apply ? "formatted " : "not formatted: ") + source));
    if (!apply && !changed.isEmpty()) {
      System.out.println("Format them with: mvn -N verify -Dformat=apply");
      System.exit(1);
    }
  }

  private static List<Path> sources(Path root) throws IOException {
    try (var files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(".java")).filter(Format::isSource).toList();
    }
  }

  /** Not a file that the build made. */
  private static boolean isSource(Path file) {
    for (Path folder : file) if (folder.toString().equals("target")) return false;
    return true;
  }

  private static boolean isChanged(Path file, boolean apply) {
    try {
      String source = Files.readString(file);
      String formatted = new Formatter(OPTIONS).formatSourceAndFixImports(source);
      if (apply && !formatted.equals(source)) Files.writeString(file, formatted);
      return !formatted.equals(source);
    } catch (FormatterException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
