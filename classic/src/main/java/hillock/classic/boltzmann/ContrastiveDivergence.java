package hillock.classic.boltzmann;

/**
 * CD-k: from each example of the batch a few sweeps of Gibbs sampling. Quick but biased; the bias goes to 0 as k grows.
 * Hinton 2002, "Training products of experts by minimizing contrastive divergence"; Carreira-Perpiñán and Hinton 2005.
 *
 * @param sweeps k, at least 1
 */
public record ContrastiveDivergence(int sweeps) implements NegativePhase {
  /** Checks the range. */
  public ContrastiveDivergence {
    if (sweeps < 1) {
      throw new IllegalArgumentException("ContrastiveDivergence: got %d sweeps, expected at least 1".formatted(sweeps));
    }
  }
}
