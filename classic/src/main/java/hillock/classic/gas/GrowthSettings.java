package hillock.classic.gas;

/**
 * How a {@link GrowingNeuralGas} grows; {@link #usual} has the values of Fritzke's paper.
 *
 * @param mostNodes at which it stops to grow, at least 2
 * @param rate share of the way that the nearest node goes to an example, from 0 to 1; 0.2
 * @param neighbourRate share of the way that its neighbours go, from 0 to 1; 0.006
 * @param oldest age at which an edge dies, at least 1: examples since it last joined the two nearest; 50
 * @param interval examples between two new nodes, at least 1; 100
 * @param split what is left of the error of two nodes between which a new one grew, from 0 to 1; 0.5
 * @param memory what is left of all errors after one example, from 0 to 1; 0.995
 */
public record GrowthSettings(
    int mostNodes, double rate, double neighbourRate, int oldest, int interval, double split, double memory) {
  /** Checks the ranges. */
  public GrowthSettings {
    if (mostNodes < 2 || oldest < 1 || interval < 1) {
      throw new IllegalArgumentException(
          "growing neural gas: got %d nodes, age %d, interval %d, expected at least 2, 1 and 1"
              .formatted(mostNodes, oldest, interval));
    }
    for (double share : new double[] {rate, neighbourRate, split, memory}) {
      if (!(share >= 0 && share <= 1)) {
        throw new IllegalArgumentException("growing neural gas: got share %s, expected 0 to 1".formatted(share));
      }
    }
  }

  /** Those of the paper. */
  public static GrowthSettings usual(int mostNodes) {
    return new GrowthSettings(mostNodes, 0.2, 0.006, 50, 100, 0.5, 0.995);
  }
}
