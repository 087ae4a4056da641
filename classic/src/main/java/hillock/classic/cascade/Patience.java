package hillock.classic.cascade;

/**
 * When a phase of learning has brought what it can: no epoch of the last few has bettered the best value by a share of
 * it, or there were too many epochs.
 *
 * @param share of the best value that counts as better, from 0; 0.01 and 0.03 as a rule
 * @param epochs without anything better that end the phase, at least 1; 8 to 12 as a rule
 * @param most epochs of a phase, at least 1
 */
public record Patience(double share, int epochs, int most) {
  /** Checks the ranges. */
  public Patience {
    if (!(share >= 0) || epochs < 1 || most < 1) {
      throw new IllegalArgumentException(
          "patience: got share %s, %d epochs, at most %d; expected a share of 0 or more, and at least 1 of both"
              .formatted(share, epochs, most));
    }
  }
}
