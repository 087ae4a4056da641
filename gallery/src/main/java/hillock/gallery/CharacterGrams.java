package hillock.gallery;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Probabilities of the next character after the n - 1 before it, counted: interpolated Kneser-Ney smoothing (Chen and
 * Goodman 1999). With c(h·w) the count of character w after the context h,
 *
 * <pre>{@code p(w | h) = (max(c(h·w) - D, 0) + D·(different w after h)·p(w | h without its first)) / c(h) }</pre>
 *
 * The longest contexts are counted as they occur, shorter ones by how many different characters stand before them.
 * After the shortest comes the uniform distribution.
 */
final class CharacterGrams {
  private static final int BITS = 8;

  private final int order;
  private final int vocabulary;
  private final double discount;

  /** For each length of context: counts of what follows, and at the end their sum and how many differ. */
  private final Map<Long, int[]>[] counts;

  private CharacterGrams(int order, int vocabulary, double discount, Map<Long, int[]>[] counts) {
    this.order = order;
    this.vocabulary = vocabulary;
    this.discount = discount;
    this.counts = counts;
  }

  /**
   * Counts a text.
   *
   * @param order n: 2 for pairs
   * @param vocabulary number of different characters, at most 256
   */
  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of maps
  static CharacterGrams of(byte[] text, int order, int vocabulary) {
    Map<Long, int[]>[] counts = new Map[order];
    for (int context = 0; context < order; context++) {
      counts[context] = new HashMap<>();
      Set<Long> seen = new HashSet<>();
      for (int i = order - 1; i < text.length; i++) {
        boolean longest = context == order - 1;
        // One more character before the context tells whether this is a new predecessor.
        if (longest || seen.add(key(text, i - context - 1, i + 1))) {
          int[] row = counts[context].computeIfAbsent(key(text, i - context, i), k -> new int[vocabulary + 2]);
          row[vocabulary + 1] += row[text[i]]++ == 0 ? 1 : 0;
          row[vocabulary]++;
        }
      }
    }
    return new CharacterGrams(order, vocabulary, 0.75, counts);
  }

  /** The same counts with another discount D, from 0 to 1. */
  CharacterGrams withDiscount(double d) {
    return new CharacterGrams(order, vocabulary, d, counts);
  }

  private static long key(byte[] text, int from, int to) {
    long key = 1;
    for (int i = from; i < to; i++) {
      key = key << BITS | text[i] & 0xFF;
    }
    return key;
  }

  /** Mean of {@code -ln p} over all characters of a text but the first n - 1: nats a character. */
  double loss(byte[] text) {
    double sum = 0;
    double[] p = new double[vocabulary];
    for (int i = order - 1; i < text.length; i++) {
      Arrays.fill(p, 1.0 / vocabulary);
      for (int context = 0; context < order; context++) {
        int[] row = counts[context].get(key(text, i - context, i));
        if (row == null) {
          break; // longer contexts were not seen either
        }
        double rest = discount * row[vocabulary + 1];
        for (int w = 0; w < vocabulary; w++) {
          p[w] = (Math.max(row[w] - discount, 0) + rest * p[w]) / row[vocabulary];
        }
      }
      sum -= Math.log(p[text[i]]);
    }
    return sum / (text.length - order + 1);
  }
}
