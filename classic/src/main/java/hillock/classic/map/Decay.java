package hillock.classic.map;

import hillock.kernel.FloatMath;

/**
 * A setting that changes from one value to another while a map learns; p is the share of the learning that is done,
 * from 0 to 1.
 *
 * @param from value at the beginning, above 0
 * @param to value at the end, above 0
 * @param exponential whether it is {@code from·(to/from)^p} rather than {@code from + (to - from)·p}
 */
public record Decay(double from, double to, boolean exponential) {
  /** Checks the ranges. */
  public Decay {
    if (!(from > 0 && to > 0 && from + to < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("decay: got from %s to %s, expected both above 0".formatted(from, to));
    }
  }

  /** Falls by the same amount in every step. */
  public static Decay linear(double from, double to) {
    return new Decay(from, to, false);
  }

  /** Falls by the same factor in every step. */
  public static Decay exponential(double from, double to) {
    return new Decay(from, to, true);
  }

  /** Stays as it is. */
  public static Decay constant(double value) {
    return linear(value, value);
  }

  /** The value when this share, from 0 to 1, is done. */
  public double at(double progress) {
    return exponential
        ? from * FloatMath.exp((float) (progress * FloatMath.log((float) (to / from))))
        : from + (to - from) * progress;
  }
}
