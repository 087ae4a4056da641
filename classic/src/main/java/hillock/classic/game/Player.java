package hillock.classic.game;

import hillock.kernel.Randomness;
import java.util.List;

/**
 * Somebody who plays.
 *
 * @param <P> positions of the game
 */
@FunctionalInterface
public interface Player<P extends Position<P>> {
  /**
   * Chooses one of {@code position.next()}.
   *
   * @param position that is not over
   * @param luck from 0 (included) to 1 (excluded), all that a random choice may depend on
   */
  P move(P position, float luck);

  /** Moves at random, every move equally likely. */
  static <P extends Position<P>> Player<P> random() {
    return (position, luck) -> {
      List<P> next = position.next();
      return next.get((int) (luck * next.size()));
    };
  }

  /**
   * How a game goes.
   *
   * @param second who moves second
   * @param start where it begins
   * @param randomness of this game
   * @return the outcome for this player, who moves first: -1, 0 or 1
   */
  default int against(Player<P> second, P start, Randomness randomness) {
    float[] luck = new float[1];
    P position = start;
    for (int ply = 0; !position.over(); ply++) {
      new Randomness(randomness.seed(), randomness.stream() + ply, randomness.step()).uniforms(luck, 0, 1);
      P next = (ply % 2 == 0 ? this : second).move(position, luck[0]);
      if (next.over()) {
        return ply % 2 == 0 ? -next.outcome() : next.outcome();
      }
      position = next;
    }
    return position.outcome();
  }
}
