package hillock.data;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One of several texts, as one number for each that is 1 for the text and 0 otherwise. Texts too rare in training to
 * learn from share the slot "other"; so do texts never seen. Where training had no rare text the slot "other" does not
 * exist and an unseen text is all zeros, because weights of a slot that was never on would be the random ones of the
 * start. Missing values are a category of their own when training had them, and count as unseen otherwise.
 *
 * <p>Numbers written differently are the same category: 1, 1.0 and 1e0; but not codes with leading zeros.
 */
public final class CategoryFeature implements FeatureEncoding {
  static final String KIND = "category";

  /** A category needs this share of the training rows, and two rows, for a slot of its own. */
  private static final double RAREST = 0.002;

  /** No more than this many categories, the most frequent ones, get a slot. */
  static final int MOST_CATEGORIES = 100;

  private final String column;
  private final List<String> categories;
  private final boolean other;
  private final boolean missing;
  private final Map<String, Integer> slots = new HashMap<>();

  private CategoryFeature(String column, List<String> categories, boolean other, boolean missing) {
    this.column = column;
    this.categories = List.copyOf(categories);
    this.other = other;
    this.missing = missing;
    categories.forEach(c -> slots.put(c, slots.size()));
  }

  /** Learns the categories of a column and which of them are rare. */
  static CategoryFeature fit(Column column) {
    Map<String, Integer> counts = counts(column);
    int fewest = (int) Math.max(2, Math.ceil(RAREST * column.size()));
    List<String> kept =
        counts.entrySet().stream()
            .filter(e -> e.getValue() >= fewest)
            .sorted(
                Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(MOST_CATEGORIES)
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    boolean missing = IntStream.range(0, column.size()).anyMatch(column::missing);
    return new CategoryFeature(column.name(), kept, kept.size() < counts.size(), missing);
  }

  /** How often each category occurs, missing values apart. */
  static Map<String, Integer> counts(Column column) {
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < column.size(); i++) {
      String text = column.text(i);
      if (text != null) {
        counts.merge(key(text), 1, Integer::sum);
      }
    }
    return counts;
  }

  @Override
  public String column() {
    return column;
  }

  /** The texts that have a slot, in lexicographic order. */
  public List<String> categories() {
    return categories;
  }

  /** Whether rare and unseen texts have a slot. */
  public boolean other() {
    return other;
  }

  @Override
  public List<String> featureNames() {
    return Stream.of(
            categories.stream().map(c -> column + "=" + c),
            other ? Stream.of(column + " other") : Stream.<String>empty(),
            missing ? Stream.of(column + " missing") : Stream.<String>empty())
        .flatMap(s -> s)
        .toList();
  }

  @Override
  public int width() {
    return categories.size() + (other ? 1 : 0) + (missing ? 1 : 0);
  }

  @Override
  public Column coerce(String where, Column given) {
    return given;
  }

  @Override
  public void encode(Column given, int row, float[] x, int offset) {
    for (int i = 0; i < width(); i++) {
      x[offset + i] = 0;
    }
    String text = given.text(row);
    Integer slot = text == null ? null : slots.get(key(text));
    if (text == null && missing) {
      x[offset + width() - 1] = 1;
    } else if (slot != null) {
      x[offset + slot] = 1;
    } else if (other) {
      x[offset + categories.size()] = 1;
    }
  }

  /** The category of the largest number; "other" for what was rare, empty for a missing value. */
  @Override
  public String decode(float[] x, int offset) {
    int best = 0;
    for (int i = 1; i < width(); i++) {
      best = x[offset + i] > x[offset + best] ? i : best;
    }
    if (best < categories.size()) {
      return categories.get(best);
    }
    return other && best == categories.size() ? "other" : "";
  }

  static String key(String text) {
    boolean code = text.length() > 1 && text.charAt(0) == '0' && text.charAt(1) != '.';
    return !code && text.length() <= 15 && NumberStyle.PLAIN.matches(text)
        ? Column.canonical(Double.parseDouble(text))
        : text;
  }

  @Override
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("kind", KIND);
    map.put("column", column);
    map.put("categories", categories);
    map.put("other", other);
    map.put("missing", missing);
    return map;
  }

  static CategoryFeature fromMap(Fields f) {
    List<String> categories = f.texts("categories");
    if (categories.stream().distinct().count() != categories.size()) {
      f.fail("categories", "different texts");
    }
    return new CategoryFeature(f.text("column"), categories, f.flag("other"), f.flag("missing"));
  }
}
