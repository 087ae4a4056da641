package hillock.data;

import hillock.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The words or characters of texts as numbers: 0 is padding, 1 stands for all that is not in the list, token i of the
 * list is i + 2. Immutable.
 *
 * <pre>{@code
 * Vocabulary words = Vocabulary.of(Vocabulary.Level.WORD, texts, 10_000, 2);
 * words.ids("A dull film.");   // such as 5, 1, 12, 3
 * }</pre>
 */
public final class Vocabulary {
  /** Fills texts that are shorter than others. */
  public static final int PADDING = 0;

  /** Stands for every token that is not in the list. */
  public static final int UNKNOWN = 1;

  private static final int FIRST = 2;

  /** Runs of letters, digits and apostrophes, and single other signs. */
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}'’]*|[^\\s\\p{L}\\p{N}]");

  /** What a token is. */
  public enum Level {
    /** A word in small letters, or a sign. */
    WORD,
    /** A character as it is (a Unicode code point). */
    CHARACTER
  }

  private final Level level;
  private final List<String> tokens;
  private final Map<String, Integer> ids = new HashMap<>();

  /**
   * A vocabulary of given tokens.
   *
   * @throws IllegalArgumentException when a token is there twice
   */
  public Vocabulary(Level level, List<String> tokens) {
    this.level = level;
    this.tokens = List.copyOf(tokens);
    for (String token : this.tokens) {
      if (ids.put(token, FIRST + ids.size()) != null) {
        throw new IllegalArgumentException("vocabulary: got '" + token + "' twice, expected each token once");
      }
    }
  }

  /**
   * The tokens of texts, the most frequent first, equally frequent ones in the order of their characters.
   *
   * @param most tokens at most
   * @param least occurrences that a token needs
   */
  public static Vocabulary of(Level level, List<String> texts, int most, int least) {
    Map<String, Integer> counts = new HashMap<>();
    texts.forEach(text -> split(level, text).forEach(token -> counts.merge(token, 1, Integer::sum)));
    return new Vocabulary(
        level,
        counts.entrySet().stream()
            .filter(e -> e.getValue() >= least)
            .sorted(Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
            .limit(most)
            .map(Map.Entry::getKey)
            .toList());
  }

  private static List<String> split(Level level, String text) {
    return switch (level) {
      case WORD -> WORD.matcher(text.toLowerCase(Locale.ROOT)).results().map(m -> m.group()).toList();
      case CHARACTER -> text.codePoints().mapToObj(Character::toString).toList();
    };
  }

  /** What a token is. */
  public Level level() {
    return level;
  }

  /** The tokens of ids 2, 3, and so on. */
  public List<String> tokens() {
    return tokens;
  }

  /** Number of ids, those of padding and of unknown tokens included. */
  public int size() {
    return FIRST + tokens.size();
  }

  /** The ids of a text's tokens in order. */
  public int[] ids(String text) {
    return split(level, text).stream().mapToInt(token -> ids.getOrDefault(token, UNKNOWN)).toArray();
  }

  /** The token of an id; {@code �} for padding and unknown ones. */
  public String token(int id) {
    return id < FIRST ? "\uFFFD" : tokens.get(id - FIRST);
  }

  /**
   * A long text cut into windows to learn what comes next: [n, window] ids, and of each step the next token as its
   * class. Windows follow each other without overlap; a rest that is too short for one is left out.
   *
   * @throws DataException when the text is shorter than a window and one token
   */
  public Dataset windows(String text, int window) {
    int[] all = ids(text);
    int n = (all.length - 1) / window;
    if (window < 1 || n < 1) {
      throw new DataException(
          "text", all.length + " tokens", "at least " + (window + 1) + " for a window of " + window, "");
    }
    float[] x = new float[n * window];
    int[] next = new int[n * window];
    for (int i = 0; i < x.length; i++) {
      x[i] = all[i];
      next[i] = all[i + 1];
    }
    List<String> names = new ArrayList<>(List.of("padding", "unknown"));
    names.addAll(tokens);
    return Dataset.of(Shape.of(window), x).withStepLabels(next, names);
  }

  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("level", level.name());
    map.put("tokens", tokens);
    return map;
  }

  static Vocabulary fromMap(Fields f) {
    String name = f.text("level");
    Level level =
        Arrays.stream(Level.values())
            .filter(l -> l.name().equals(name))
            .findFirst()
            .orElseGet(() -> f.fail("level", "one of " + Arrays.toString(Level.values())));
    List<String> tokens = f.texts("tokens");
    if (tokens.stream().distinct().count() != tokens.size()) {
      f.fail("tokens", "each token once");
    }
    return new Vocabulary(level, tokens);
  }
}
