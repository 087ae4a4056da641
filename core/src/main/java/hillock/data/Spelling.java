package hillock.data;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody most likely meant, for the hints of errors. */
public final class Spelling {
  private Spelling() {}

  /**
   * The candidate nearest to a name that was not found, by Damerau's and Levenshtein's distance without regard to case;
   * empty when even the nearest differs in more than a third of its letters (at least 2).
   */
  public static Optional<String> closest(String name, Collection<String> candidates) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return candidates.stream()
        .filter(
            c -> distance(wanted, c.toLowerCase(Locale.ROOT)) <= Math.max(2, Math.max(name.length(), c.length()) / 3))
        .filter(c -> !c.isEmpty() && distance(wanted, c.toLowerCase(Locale.ROOT)) < Math.max(name.length(), c.length()))
        .min(Comparator.comparingInt(c -> distance(wanted, c.toLowerCase(Locale.ROOT))));
  }

  /** A hint such as {@code Did you mean 'price'? The columns are a, b, price.}, with at most 12 candidates listed. */
  public static String hint(String name, String what, Collection<String> candidates) {
    String guess = closest(name, candidates).map(c -> "Did you mean '" + c + "'? ").orElse("");
    if (candidates.isEmpty()) {
      return guess.trim();
    }
    String list = String.join(", ", candidates.stream().limit(12).toList());
    String more = candidates.size() > 12 ? " and " + (candidates.size() - 12) + " more" : "";
    return guess + "The " + what + " are: " + list + more + ".";
  }

  /** Insertions, deletions, substitutions and swaps of neighbours that turn a into b. */
  static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int substitution = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        d[i][j] = Math.min(substitution, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], 1 + d[i - 2][j - 2]);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
