package hillock.classic.growth;

import hillock.kernel.Randomness;
import hillock.nn.Network;
import java.util.Arrays;

/**
 * More units in a layer, the network's function kept: Net2WiderNet of Chen, Goodfellow and Shlens 2016,
 * arXiv:1511.05641. Each new unit is a copy of an old one drawn at random; the weights that left the old unit are
 * shared by it and its copies, so that what arrives behind them is the same but for rounding.
 *
 * <p>Shares that are all equal would leave unit and copy equal for ever, since they would get the same gradients. So
 * each weight is shared unequally: the share of one of r copies is {@code u/Σu}, with u drawn for each weight from 1 -
 * spread to 1 + spread.
 *
 * @param layer place of a Dense or Conv2d in the network's Sequential, from 0; not the last with weights
 * @param units new number, more than there are
 * @param spread of the shares, from 0 (equal) to below 1; 0.5 by default
 * @param seed of draws and shares
 */
public record Widen(int layer, int units, float spread, long seed) implements Change {
  private static final long DRAWS = 0x577264L;
  private static final long SHARES = 0x577365L;

  /** Checks the range. */
  public Widen {
    if (!(spread >= 0 && spread < 1)) {
      throw new IllegalArgumentException("Widen: got spread %s, expected 0 to below 1".formatted(spread));
    }
  }

  /** With spread 0.5 and seed 0. */
  public Widen(int layer, int units) {
    this(layer, units, 0.5f, 0);
  }

  @Override
  public Rearrangement of(Network network) {
    Layers layers = new Layers(network);
    int old = layers.units(layer);
    if (units <= old) {
      throw new IllegalArgumentException(
          layers.refusal(layer, "got %d units, expected more than the %d it has".formatted(units, old)));
    }
    int[] from = new int[units];
    float[] drawn = new float[units];
    new Randomness(seed, DRAWS, layer).uniforms(drawn, 0, units);
    Arrays.setAll(from, i -> i < old ? i : (int) (drawn[i] * (double) old));
    return Units.select(network, layer, from, (runs, inner) -> shares(from, old, runs, inner));
  }

  private float[] shares(int[] from, int old, int runs, int inner) {
    float[] share = new float[runs * from.length * inner];
    new Randomness(seed, SHARES, layer).uniforms(share, 0, share.length);
    for (int i = 0; i < share.length; i++) {
      share[i] = 1 + spread * (2 * share[i] - 1);
    }
    float[] sums = new float[old];
    for (int run = 0; run < runs; run++) {
      for (int k = 0; k < inner; k++) {
        Arrays.fill(sums, 0);
        for (int j = 0; j < from.length; j++) {
          sums[from[j]] += share[(run * from.length + j) * inner + k];
        }
        for (int j = 0; j < from.length; j++) {
          share[(run * from.length + j) * inner + k] /= sums[from[j]]; // exactly 1 where there is no copy
        }
      }
    }
    return share;
  }
}
