import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Copies Java sources with {@code float} retyped to {@code double}, so that the very formulas which ship can be checked
 * against finite differences in double precision.
 *
 * <pre>{@code java Retype.java SOURCES REPLACEMENTS TARGET PACKAGE...}</pre>
 *
 * A file of these packages that also stands in REPLACEMENTS is left out: one whose algorithm is made of the bits of a
 * float.
 */
final class Retype {
  /** Comments, text blocks, strings and characters stay as they are; then come the things to change. */
  private static final Pattern TOKEN =
      Pattern.compile(
          """
          (?<kept> /\\*.*?\\*/ | //[^\\n]* | \"{3}.*?\"{3} | "(?:\\\\.|[^"\\\\])*" | '(?:\\\\.|[^'\\\\])+' )
          | (?<literal> \\b (?: 0[xX][\\da-fA-F_.]+[pP][+-]?\\d+ | \\d[\\d_]*\\.?[\\d_]*(?:[eE][+-]?\\d+)? ) ) [fF]\\b
          | (?<point> (?<![\\w)\\]]) \\.\\d[\\d_]*(?:[eE][+-]?\\d+)? ) [fF]\\b
          | (?<bits> \\b(?:floatTo(?:Raw)?IntBits|intBitsToFloat)\\b )
          | \\b(?<primitive>float)\\b
          | \\b(?<box>Float)\\b
          """,
          Pattern.COMMENTS | Pattern.DOTALL);

  private Retype() {}

  public static void main(String[] arguments) throws IOException {
    Path sources = Path.of(arguments[0]);
    Path replacements = Path.of(arguments[1]);
    Path target = Path.of(arguments[2]);
    Set<Path> made = new HashSet<>();
    for (String name : List.of(arguments).subList(3, arguments.length)) {
      Path folder = Path.of(name.replace('.', '/'));
      try (var files = Files.list(sources.resolve(folder))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          Path place = folder.resolve(file.getFileName());
          if (!Files.exists(replacements.resolve(place))) copy(file, target.resolve(place));
          made.add(target.resolve(place));
        }
      }
    }
    try (var files = Files.walk(target)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!made.contains(file)) Files.delete(file); // its original is gone
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    String retyped =
        TOKEN.matcher(Files.readString(from)).replaceAll(token -> Matcher.quoteReplacement(retype(token, from)));
    Files.createDirectories(to.getParent());
    // An unchanged file keeps its date, so that the compiler has nothing to do.
    if (!Files.exists(to) || !Files.readString(to).equals(retyped)) Files.writeString(to, retyped);
  }

  private static String retype(MatchResult token, Path file) {
    if (token.group("kept") != null) return token.group();
    if (token.group("literal") != null) return token.group("literal") + "d";
    if (token.group("point") != null) return token.group("point") + "d";
    if (token.group("primitive") != null) return "double";
    if (token.group("box") != null) return "Double";
    throw new IllegalArgumentException(
        file
            + ": "
            + token.group()
            + " works on the bits of a float, which has no double twin;"
            + " write one by hand in gradcheck/src/double/java");
  }
}
