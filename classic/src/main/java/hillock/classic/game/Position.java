package hillock.classic.game;

import java.util.List;

/**
 * A position of a game of two players who move in turn and see everything; what one wins the other loses. It is seen by
 * the player to move: outcomes and codes are his. Immutable, with equality by value.
 *
 * @param <P> the implementing type itself
 */
public interface Position<P extends Position<P>> {
  /**
   * What the player to move can make of it, in a fixed order, each seen by the other player; empty when the game is
   * over.
   */
  List<P> next();

  /** Whether the game has ended. */
  boolean over();

  /** How the game has ended for the player to move: -1 for lost, 0 for drawn, 1 for won. */
  int outcome();

  /** Length of the code of each position. */
  int size();

  /** Writes the position as a network takes it to {@code x[offset .. offset + size())}. */
  void encode(float[] x, int offset);
}
