package hillock.classic.hebb;

import hillock.kernel.Engine;
import hillock.kernel.Kernels;
import java.util.List;

/**
 * The memory of {@link HopfieldNetwork#hebb} without its n² weights: of P patterns x and a state s it keeps the
 * overlaps {@code m_p = Σ_j x_pj·s_j}, from which follows the field of any neuron,
 *
 * <pre>{@code h_i = Σ_(j≠i) W_ij·s_j = Σ_p x_pi·m_p - P·s_i}</pre>
 *
 * A field costs P steps and a change of a neuron P more, where storing the weights costs n²·P. So large memories can be
 * studied. All numbers are whole, and what is recalled is the same, bit for bit.
 */
public final class PatternMemory {
  /** Floats hold every whole number up to this. */
  private static final long MOST = 1L << 24;

  private final int n;
  private final int count;
  private final float[] x; // [neurons, patterns]
  private final Kernels kernels;

  /**
   * Stores patterns.
   *
   * @param patterns each of n elements, -1 or 1; at least one, and n times their number at most 2^24
   */
  public PatternMemory(List<byte[]> patterns, Engine engine) {
    n = HopfieldNetwork.check(patterns);
    count = patterns.size();
    if ((long) n * count > MOST) {
      throw new IllegalArgumentException(
          "Hopfield: got %d patterns of %d neurons, expected a product of at most %d, so that sums are exact"
              .formatted(count, n, MOST));
    }
    x = new float[n * count];
    for (int p = 0; p < count; p++) {
      byte[] pattern = patterns.get(p);
      for (int i = 0; i < n; i++) {
        x[i * count + p] = pattern[i];
      }
    }
    kernels = engine.kernels();
  }

  /**
   * Lets the neurons settle as {@link HopfieldNetwork#recall} does.
   *
   * @param start n elements, -1 or 1; not changed
   * @param seed of the orders
   * @param mostSweeps when to give up, at least 1
   * @return where it ended
   */
  public byte[] recall(byte[] start, long seed, int mostSweeps) {
    HopfieldNetwork.check(start, n);
    byte[] state = start.clone();
    float[] overlaps = new float[count];
    for (int j = 0; j < n; j++) {
      kernels.axpy(state[j], x, j * count, overlaps, 0, count);
    }
    boolean changed = true;
    for (int sweep = 0; sweep < mostSweeps && changed; sweep++) {
      changed = false;
      for (int i : HopfieldNetwork.order(n, seed, sweep)) {
        float field = kernels.dot(x, i * count, overlaps, 0, count) - count * state[i];
        if (field * state[i] < 0) {
          state[i] = (byte) -state[i];
          kernels.axpy(2 * state[i], x, i * count, overlaps, 0, count);
          changed = true;
        }
      }
    }
    return state;
  }
}
