package hillock.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Hillock's version and the Java it runs on, as {@code --version} prints them. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"hillock " + number() + " (Java " + Runtime.version() + ")"};
  }

  /** The version of the build, such as {@code 0.1.0}. */
  static String number() {
    try (var in = Version.class.getResourceAsStream("version.properties")) {
      var properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException("the program's own version cannot be read", e);
    }
  }
}
