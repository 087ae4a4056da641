package hillock.train;

import java.util.Locale;
import java.util.Optional;

/** Something that can be wrong with a training. */
interface Symptom {
  /** What there is to say about it; empty when nothing is wrong. */
  Optional<Advice> in(Course course);

  /** Whether it can be told while the run goes on. */
  default boolean early() {
    return true;
  }

  /** Whether to be silent when a cause was found already. */
  default boolean effect() {
    return false;
  }

  /** Two significant digits: {@code 0.034}, {@code 2.1e-09}, {@code 12,000}. */
  static String figure(double value) {
    double size = Math.abs(value);
    if (size >= 1e6 || (size < 1e-3 && size > 0) || !Double.isFinite(value)) {
      return String.format(Locale.ROOT, "%.1e", value);
    }
    return String.format(Locale.ROOT, size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f", value);
  }

  /** A share in percent. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f%%", 100 * share);
  }
}
