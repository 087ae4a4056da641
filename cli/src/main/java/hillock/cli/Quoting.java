package hillock.cli;

import java.util.List;

/** Arguments as a shell takes them. */
final class Quoting {
  private Quoting() {}

  static List<String> quoted(List<String> arguments) {
    return arguments.stream().map(Quoting::quoted).toList();
  }

  static String quoted(String argument) {
    return argument.matches("[A-Za-z0-9_./:,=@%+-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
  }
}
