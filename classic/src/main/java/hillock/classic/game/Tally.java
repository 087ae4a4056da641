package hillock.classic.game;

import hillock.kernel.Randomness;

/**
 * How many games ended how, seen by one of the two players.
 *
 * @param won games
 * @param drawn games
 * @param lost games
 */
public record Tally(long won, long drawn, long lost) {
  private static final long STREAM = 0x67616d65;

  /** No game yet. */
  public static final Tally NONE = new Tally(0, 0, 0);

  /** One more game with this outcome. */
  private Tally plus(int outcome) {
    return new Tally(won + (outcome > 0 ? 1 : 0), drawn + (outcome == 0 ? 1 : 0), lost + (outcome < 0 ? 1 : 0));
  }

  /** Both together. */
  public Tally plus(Tally other) {
    return new Tally(won + other.won, drawn + other.drawn, lost + other.lost);
  }

  /** All games. */
  public long games() {
    return won + drawn + lost;
  }

  /**
   * Plays games, of which {@code player} begins every other one, the first included.
   *
   * @param start where each begins
   */
  public static <P extends Position<P>> Tally of(Player<P> player, Player<P> opponent, P start, int games, long seed) {
    Tally tally = NONE;
    for (int game = 0; game < games; game++) {
      Randomness randomness = new Randomness(seed, STREAM, game);
      tally =
          tally.plus(
              game % 2 == 0
                  ? player.against(opponent, start, randomness)
                  : -opponent.against(player, start, randomness));
    }
    return tally;
  }

  /**
   * Plays every game that can arise when a player who leaves nothing to luck meets opponents who may do anything: where
   * the opponent moves, all his moves are followed.
   *
   * @param begins whether {@code player} makes the first move
   */
  public static <P extends Position<P>> Tally ofEveryReply(Player<P> player, P start, boolean begins) {
    if (start.over()) {
      return NONE.plus(begins ? start.outcome() : -start.outcome());
    }
    if (begins) {
      return ofEveryReply(player, player.move(start, 0), false);
    }
    Tally tally = NONE;
    for (P reply : start.next()) {
      tally = tally.plus(ofEveryReply(player, reply, true));
    }
    return tally;
  }
}
