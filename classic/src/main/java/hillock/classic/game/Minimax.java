package hillock.classic.game;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Perfect play of a game small enough to be followed to all its ends: {@code v(p) = max over next positions q of
 * -v(q)}, with the outcome where the game is over. Plays one of the best moves at random. Zermelo 1913.
 *
 * @param <P> positions of the game
 */
public final class Minimax<P extends Position<P>> implements Player<P> {
  private final Map<P, Integer> values = new HashMap<>();

  /** The outcome for the player to move when both play as well as can be: -1, 0 or 1. */
  public int value(P position) {
    Integer known = values.get(position);
    if (known != null) {
      return known;
    }
    int value = position.over() ? position.outcome() : -1;
    for (P next : position.next()) {
      value = Math.max(value, -value(next));
    }
    values.put(position, value);
    return value;
  }

  /** All moves that keep the value. */
  public List<P> best(P position) {
    int value = value(position);
    List<P> best = new ArrayList<>();
    for (P next : position.next()) {
      if (-value(next) == value) {
        best.add(next);
      }
    }
    return best;
  }

  @Override
  public P move(P position, float luck) {
    List<P> best = best(position);
    return best.get((int) (luck * best.size()));
  }
}
