package hillock.classic.growth;

import hillock.nn.Network;

/**
 * Pruning by magnitude: all weights but the largest of the whole network become 0, and stay 0 in later updates. LeCun,
 * Denker and Solla 1990 removed weights by their effect; Han et al. 2015, arXiv:1506.02626, showed that their size
 * serves as well. See {@link Mask}.
 *
 * @param keep share of the weights that stay, from 0 to 1; weights that are gone already count among the others
 */
public record RemoveWeights(double keep) implements Change {
  /** Checks the range. */
  public RemoveWeights {
    if (!(keep >= 0 && keep <= 1)) {
      throw new IllegalArgumentException("RemoveWeights: got a share of %s to keep, expected 0 to 1".formatted(keep));
    }
  }

  @Override
  public Rearrangement of(Network network) {
    Mask.ofLargest(network, keep).hold(network);
    return Rearrangement.none(network);
  }
}
