package hillock.gallery.run;

import java.util.Arrays;
import java.util.List;

/**
 * One number that an entry found, beside the published one and the bar that it is held against.
 *
 * <pre>{@code
 * Figure.of("test accuracy", Unit.PERCENT, 0.9851, 0.9848, 0.9855)   // one value a seed
 *     .published(0.984)
 *     .atLeast(run.choose(0.984, 0.90));
 * }</pre>
 *
 * @param name short, so that a table of 80 columns has room for it
 * @param unit how it is written
 * @param values one for each seed, at least one; the mean is what counts
 * @param published by the source, in the same unit; NaN for none
 * @param low the mean must be at least this; negative infinity for no lower bar
 * @param high the mean must be at most this; infinity for no upper bar
 */
public record Figure(String name, Unit unit, List<Double> values, double published, double low, double high) {
  /** Longest name. */
  public static final int LONGEST_NAME = 28;

  /** Copies the values and checks the name. */
  public Figure {
    values = List.copyOf(values);
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "figure: got name '%s', expected 1 to %d letters".formatted(name, LONGEST_NAME));
    }
    if (values.isEmpty()) {
      throw new IllegalArgumentException("figure " + name + ": got no value, expected at least one");
    }
  }

  /** A figure without anything to compare with. */
  public static Figure of(String name, Unit unit, double... values) {
    List<Double> all = Arrays.stream(values).boxed().toList();
    return new Figure(name, unit, all, Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  /** With the number that the source published. */
  public Figure published(double number) {
    return new Figure(name, unit, values, number, low, high);
  }

  /** Holds when the mean is at least this. */
  public Figure atLeast(double bar) {
    return new Figure(name, unit, values, published, bar, high);
  }

  /** Holds when the mean is at most this. */
  public Figure atMost(double bar) {
    return new Figure(name, unit, values, published, low, bar);
  }

  /** Holds when the mean is in this range, ends included. */
  public Figure within(double least, double most) {
    return new Figure(name, unit, values, published, least, most);
  }

  /** Mean over the seeds. */
  public double mean() {
    return values.stream().mapToDouble(v -> v).average().orElse(Double.NaN);
  }

  /** Standard deviation over the seeds, {@code √(Σ(x - mean)²/(n-1))}; NaN for a single one. */
  public double deviation() {
    double mean = mean();
    double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    return values.size() < 2 ? Double.NaN : Math.sqrt(squares / (values.size() - 1));
  }

  /** Whether there is a bar to hold it against. */
  public boolean judged() {
    return low > Double.NEGATIVE_INFINITY || high < Double.POSITIVE_INFINITY;
  }

  /** Whether the mean is within its bar; a figure without a bar holds when it is a number. */
  public boolean holds() {
    double mean = mean();
    return mean >= low && mean <= high;
  }

  /** The result as text, such as {@code 98.51% ± 0.04%}. */
  public String text() {
    return unit.text(mean()) + (values.size() < 2 ? "" : " ± " + unit.text(deviation()));
  }

  /** The bar as text, such as {@code >= 98.40%}; empty for none. */
  public String bar() {
    boolean below = low > Double.NEGATIVE_INFINITY;
    boolean above = high < Double.POSITIVE_INFINITY;
    if (below && above) {
      return unit.text(low) + " to " + unit.text(high);
    }
    return below ? ">= " + unit.text(low) : above ? "<= " + unit.text(high) : "";
  }
}
