package hillock.classic.boltzmann;

/**
 * PCD-k, or stochastic maximum likelihood: chains that go on from step to step, following the model as it changes.
 * Tieleman 2008, "Training restricted Boltzmann machines using approximations to the likelihood gradient".
 *
 * @param sweeps k of each step, at least 1
 * @param chains at least 1, often as many as a batch has rows
 */
public record PersistentChains(int sweeps, int chains) implements NegativePhase {
  /** Checks the ranges. */
  public PersistentChains {
    if (sweeps < 1 || chains < 1) {
      throw new IllegalArgumentException(
          "PersistentChains: got %d sweeps of %d chains, expected at least 1 of each".formatted(sweeps, chains));
    }
  }
}
