package hillock.nn;

/**
 * Squared near 0 and absolute far away: a row's loss is {@code (1/k)·Σ_j h(y_j - t_j)} with {@code h(d) = d²/2} where
 * {@code |d| ≤ delta} and {@code delta·(|d| - delta/2)} beyond; {@code h'(d)} is d, clipped to ±delta. Huber 1964,
 * "Robust estimation of a location parameter".
 *
 * @param delta where the two meet, in units of the target; above 0, 1 by default
 */
public record Huber(float delta) implements DifferenceLoss {
  /** Checks the range. */
  public Huber {
    if (!(delta > 0) || Float.isInfinite(delta)) {
      throw new IllegalArgumentException("Huber: got delta %s, expected above 0".formatted(delta));
    }
  }

  /** With delta 1. */
  public Huber() {
    this(1f);
  }

  @Override
  public void value(float[] d, float[] l, int from, int to) {
    for (int i = from; i < to; i++) {
      float size = Math.abs(d[i]);
      float near = Math.min(size, delta);
      l[i] = near * (size - 0.5f * near);
    }
  }

  @Override
  public void slope(float[] d, float[] s, int from, int to) {
    for (int i = from; i < to; i++) {
      s[i] = Math.max(-delta, Math.min(d[i], delta));
    }
  }
}
