package hillock.classic.hebb;

import hillock.kernel.Engine;
import hillock.kernel.Randomness;
import hillock.nn.Constant;
import hillock.nn.Dense;
import hillock.nn.Network;
import hillock.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/**
 * A memory of patterns of ±1 in the symmetric weights W between n neurons, none to itself. A neuron takes the sign of
 * its field {@code h_i = Σ_j W_ij·s_j} (and stays as it is at 0); one after the other they settle into a pattern that
 * was stored, from a part or a noisy copy of it, because no change raises the energy {@code E = -½ Σ_ij W_ij·s_i·s_j}.
 * Hopfield 1982, "Neural networks and physical systems with emergent collective computational abilities".
 *
 * <p>Stored by Hebb's rule, random patterns are recalled nearly without fault up to about 0.138·n of them, and not at
 * all beyond: Amit, Gutfreund and Sompolinsky 1985. {@link PatternMemory} is the same memory for studies of large ones.
 */
public final class HopfieldNetwork {
  private static final long STREAM = 0x686f7066; // tells this use of a seed from others

  private final Network network;
  private final int n;

  private HopfieldNetwork(Network network) {
    this.network = network;
    n = network.input().size();
  }

  /**
   * A memory whose weights are those of a network, such as one from a model file.
   *
   * @param network {@code Dense} without bias, as wide as its input, as {@link #network} gives
   */
  public static HopfieldNetwork of(Network network) {
    if (!(network.spec() instanceof Dense dense)
        || dense.bias()
        || network.input().rank() != 1
        || dense.units() != network.input().size()) {
      throw new IllegalArgumentException(
          "Hopfield: got a network of %s on %s, expected Dense without bias, as wide as its input"
              .formatted(network.spec(), network.input()));
    }
    return new HopfieldNetwork(network);
  }

  /**
   * Stores by Hebb's rule, {@code W_ij = Σ_p x_pi·x_pj} for i ≠ j: whole numbers, so that recall is exact.
   *
   * @param patterns each of n elements, -1 or 1; at least one
   */
  public static HopfieldNetwork hebb(List<byte[]> patterns, Engine engine) {
    int n = check(patterns);
    float[] x = new float[patterns.size() * n];
    for (int p = 0; p < patterns.size(); p++) {
      for (int i = 0; i < n; i++) {
        x[p * n + i] = patterns.get(p)[i];
      }
    }
    float[] w = new float[n * n];
    engine.gemm(true, false, n, n, patterns.size(), x, 0, n, x, 0, n, false, w, 0, n);
    return of(w, n);
  }

  /**
   * Stores by the pseudo-inverse, {@code W = Xᵀ·(X·Xᵀ)⁻¹·X} less its diagonal: patterns that are alike do not disturb
   * each other as they do under Hebb's rule. Personnaz, Guyon and Dreyfus 1985.
   *
   * @param patterns as for {@link #hebb}, linearly independent
   */
  public static HopfieldNetwork pseudoInverse(List<byte[]> patterns) {
    int n = check(patterns);
    RealMatrix x = MatrixUtils.createRealMatrix(patterns.size(), n);
    for (int p = 0; p < patterns.size(); p++) {
      for (int i = 0; i < n; i++) {
        x.setEntry(p, i, patterns.get(p)[i]);
      }
    }
    RealMatrix projection;
    try {
      RealMatrix inverse = new CholeskyDecomposition(x.multiplyTransposed(x)).getSolver().getInverse();
      projection = x.transposeMultiply(inverse.multiply(x));
    } catch (org.hipparchus.exception.MathIllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Hopfield: got %d patterns that depend on each other, expected linearly independent ones"
              .formatted(patterns.size()),
          e);
    }
    float[] w = new float[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        w[i * n + j] = (float) (0.5 * (projection.getEntry(i, j) + projection.getEntry(j, i)));
      }
    }
    return of(w, n);
  }

  private static HopfieldNetwork of(float[] w, int n) {
    for (int i = 0; i < n; i++) {
      w[i * n + i] = 0;
    }
    Network network = new Dense(n, false, new Constant(0)).build(Shape.of(n), 0);
    network.parameters().at(0).set(w);
    return new HopfieldNetwork(network);
  }

  static int check(List<byte[]> patterns) {
    if (patterns.isEmpty() || patterns.getFirst().length == 0) {
      throw new IllegalArgumentException("Hopfield: got no patterns, expected at least one of at least one neuron");
    }
    int n = patterns.getFirst().length;
    patterns.forEach(pattern -> check(pattern, n));
    return n;
  }

  static void check(byte[] pattern, int n) {
    if (pattern.length != n) {
      throw new IllegalArgumentException(
          "Hopfield: got a pattern of %d neurons, expected %d".formatted(pattern.length, n));
    }
    for (byte value : pattern) {
      if (value != 1 && value != -1) {
        throw new IllegalArgumentException("Hopfield: got a pattern with %d, expected -1 and 1".formatted(value));
      }
    }
  }

  /** The weights as a layer that computes the fields; to be saved as a model. */
  public Network network() {
    return network;
  }

  /** Number of neurons. */
  public int neurons() {
    return n;
  }

  /** E of a state. */
  public double energy(byte[] state) {
    check(state, n);
    float[] h = fields(state);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += (double) h[i] * state[i];
    }
    return -0.5 * sum;
  }

  private float[] fields(byte[] state) {
    float[] w = network.parameters().values();
    float[] h = new float[n];
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < n; i++) {
        h[i] += w[j * n + i] * state[j];
      }
    }
    return h;
  }

  /**
   * What became of a state.
   *
   * @param state where it ended
   * @param energies at the beginning and after each change of a neuron
   * @param sweeps over all neurons, the last of which changed nothing when it is stable
   * @param stable whether no neuron wants to change
   */
  public record Recall(byte[] state, List<Double> energies, int sweeps, boolean stable) {
    /** {@link HopfieldNetwork#overlap} of where it ended. */
    public double overlap(byte[] pattern) {
      return HopfieldNetwork.overlap(state, pattern);
    }
  }

  /** The neurons in the order of one sweep. */
  static int[] order(int n, long seed, int sweep) {
    return new Randomness(seed, STREAM, sweep).permutation(n);
  }

  /** {@code Σ_i s_i·x_i / n}: 1 for the same pattern, near 0 for unrelated ones, -1 for its negative. */
  public static double overlap(byte[] state, byte[] pattern) {
    double sum = 0;
    for (int i = 0; i < pattern.length; i++) {
      sum += state[i] * pattern[i];
    }
    return sum / pattern.length;
  }

  /**
   * Lets the neurons settle, one after the other, in a new random order in each sweep.
   *
   * @param start n elements, -1 or 1; not changed
   * @param seed of the orders
   * @param mostSweeps when to give up, at least 1; as a rule ten are plenty
   */
  public Recall recall(byte[] start, long seed, int mostSweeps) {
    check(start, n);
    float[] w = network.parameters().values();
    byte[] state = start.clone();
    float[] h = fields(state);
    List<Double> energies = new ArrayList<>();
    double energy = energy(state);
    energies.add(energy);
    for (int sweep = 0; sweep < mostSweeps; sweep++) {
      boolean changed = false;
      for (int i : order(n, seed, sweep)) {
        if (h[i] * state[i] < 0) {
          state[i] = (byte) -state[i];
          energy -= 2.0 * h[i] * state[i];
          energies.add(energy);
          for (int j = 0, at = i * n, twice = 2 * state[i]; j < n; j++) {
            h[j] += twice * w[at + j];
          }
          changed = true;
        }
      }
      if (!changed) {
        return new Recall(state, energies, sweep + 1, true);
      }
    }
    return new Recall(state, energies, mostSweeps, false);
  }
}
