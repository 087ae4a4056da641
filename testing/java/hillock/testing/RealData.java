package hillock.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Real data sets for tests. They are no part of the project; they are looked for in the folder that the environment
 * variable {@code HILLOCK_DATA} names, otherwise in {@code ../shared/data} beside the project. A test that needs one
 * that is missing is skipped and says so.
 *
 * <p>A module uses this class by adding {@code ../testing/java} to its test sources.
 */
public final class RealData {
  private RealData() {}

  /** A file or folder of the data, such as {@code tabular/housing.csv}; skips the test when it is missing. */
  public static Path file(String name) {
    Path file = folder().resolve(name);
    assumeTrue(
        Files.exists(file), () -> "real data " + file + " is missing: set HILLOCK_DATA to the folder that holds it");
    return file;
  }

  private static Path folder() {
    String named = System.getenv("HILLOCK_DATA");
    String root = System.getProperty("hillock.root", "");
    return named != null ? Path.of(named) : Path.of(root).toAbsolutePath().resolveSibling("shared").resolve("data");
  }
}
