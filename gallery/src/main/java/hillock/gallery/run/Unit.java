package hillock.gallery.run;

import java.util.Locale;

/** How a figure is written. */
public enum Unit {
  /** A share from 0 to 1, written {@code 98.40%}. */
  PERCENT {
    @Override
    public String text(double value) {
      return String.format(Locale.ROOT, "%.2f%%", 100 * value);
    }
  },
  /** A number with four significant digits. */
  NUMBER {
    @Override
    public String text(double value) {
      double size = Math.abs(value);
      if (size >= 1e6 || (size > 0 && size < 1e-3)) {
        return String.format(Locale.ROOT, "%.2e", value);
      }
      int decimals = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : size >= 1 ? 3 : 4;
      return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
  },
  /** A whole number; means over several seeds may have one decimal. */
  COUNT {
    @Override
    public String text(double value) {
      return String.format(Locale.ROOT, value == Math.rint(value) ? "%,.0f" : "%,.1f", value);
    }
  },
  /** A ratio, written {@code 6.1x}. */
  TIMES {
    @Override
    public String text(double value) {
      return String.format(Locale.ROOT, "%.1fx", value);
    }
  };

  /** The value as text. */
  public abstract String text(double value);
}
