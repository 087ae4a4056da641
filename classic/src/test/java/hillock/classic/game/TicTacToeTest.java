package hillock.classic.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The rules, held against known counts, and perfect play. */
class TicTacToeTest {
  private static final TicTacToe EMPTY = new TicTacToe();

  @Test
  void hasAsManyGamesAndPositionsAsAreKnown() {
    Set<TicTacToe> positions = new HashSet<>();
    long games = games(EMPTY, positions);
    assertThat(games).isEqualTo(255_168);
    assertThat(positions).hasSize(5_478);
    assertThat(positions.stream().filter(p -> !p.over())).hasSize(4_520);
  }

  private static long games(TicTacToe position, Set<TicTacToe> met) {
    met.add(position);
    return position.over() ? 1 : position.next().stream().mapToLong(next -> games(next, met)).sum();
  }

  @Test
  void threeInALineWinForTheOneWhoMovedLast() {
    // x x x in the first row, o in two cells of the second
    TicTacToe won = EMPTY.after(0).after(3).after(1).after(4).after(2);
    assertThat(won.over()).isTrue();
    assertThat(won.outcome()).as("for the player to move").isEqualTo(-1);
    assertThat(won.next()).isEmpty();
    assertThat(won).hasToString("ooo\nxx.\n...");
  }

  @Test
  void aFullBoardWithoutALineIsDrawn() {
    TicTacToe full = EMPTY.after(4).after(0).after(2).after(6).after(3).after(5).after(1).after(7).after(8);
    assertThat(full.over()).isTrue();
    assertThat(full.outcome()).isZero();
  }

  @Test
  void codesOwnStonesBeforeTheOthers() {
    float[] x = new float[19];
    EMPTY.after(0).after(8).encode(x, 1);
    float[] expected = new float[19];
    expected[1] = 1; // the player to move has cell 0
    expected[1 + 9 + 8] = 1;
    assertThat(x).isEqualTo(expected);
  }

  @Test
  void refusesTwoStonesInOneCell() {
    assertThatThrownBy(() -> new TicTacToe(0b11, 0b10)).hasMessageContaining("expected different ones of 9 cells");
  }

  @Test
  void perfectPlayDraws() {
    Minimax<TicTacToe> perfect = new Minimax<>();
    assertThat(perfect.value(EMPTY)).isZero();
    assertThat(perfect.value(EMPTY.after(0).after(1))).as("an edge in answer to a corner").isEqualTo(1);
    assertThat(perfect.best(EMPTY.after(0))).as("answers to a corner").containsExactly(EMPTY.after(0).after(4));
    assertThat(Tally.of(perfect, perfect, EMPTY, 200, 1)).isEqualTo(new Tally(0, 200, 0));
    Tally weak = Tally.of(perfect, Player.random(), EMPTY, 1_000, 1);
    assertThat(weak.lost()).isZero();
    assertThat(weak.won()).isGreaterThan(800);
  }

  @Test
  void randomPlayersWinAsOftenAsIsKnown() {
    // Of all games by random players the first wins 58.5%, 12.7% are drawn.
    Player<TicTacToe> random = Player.random();
    long firstWon = 0;
    int games = 20_000;
    for (int game = 0; game < games; game++) {
      firstWon += random.against(random, EMPTY, new hillock.kernel.Randomness(1, 1, game)) > 0 ? 1 : 0;
    }
    assertThat(firstWon / (double) games).isBetween(0.570, 0.600);
  }

  @Test
  void everyReplyOfARandomOpponentIsFollowed() {
    // The first of all moves, whatever comes: each branching of the opponent counts.
    Player<TicTacToe> first = (position, luck) -> position.next().getFirst();
    Tally tally = Tally.ofEveryReply(first, EMPTY, true);
    assertThat(tally.games()).isEqualTo(replies(EMPTY, true));
  }

  private static long replies(TicTacToe position, boolean own) {
    if (position.over()) {
      return 1;
    }
    return own
        ? replies(position.next().getFirst(), false)
        : position.next().stream().mapToLong(p -> replies(p, true)).sum();
  }
}
