package hillock.classic.game;

import java.util.ArrayList;
import java.util.List;

/**
 * Noughts and crosses: three in a row, column or diagonal of nine cells win. Cells are numbered 0 to 8 by row. The code
 * of a position has 18 values: 1 for each own stone, then 1 for each of the other player's, else 0.
 *
 * @param own bit c is set when the player to move has a stone in cell c
 * @param other bit c is set when the other player has
 */
public record TicTacToe(int own, int other) implements Position<TicTacToe> {
  private static final int CELLS = 9;
  private static final int ALL = (1 << CELLS) - 1;
  private static final int[] LINES = {
    0b111, 0b111000, 0b111000000, 0b1001001, 0b10010010, 0b100100100, 0b100010001, 0b1010100
  };

  /** Checks that no cell is taken twice. */
  public TicTacToe {
    if ((own & other) != 0 || ((own | other) & ~ALL) != 0) {
      throw new IllegalArgumentException(
          "tic-tac-toe: got stones %s and %s, expected different ones of 9 cells"
              .formatted(Integer.toBinaryString(own), Integer.toBinaryString(other)));
    }
  }

  /** The empty board. */
  public TicTacToe() {
    this(0, 0);
  }

  /** The position after a stone in a free cell. */
  public TicTacToe after(int cell) {
    return new TicTacToe(other, own | 1 << cell);
  }

  /** Whether nobody has a stone there. */
  public boolean free(int cell) {
    return ((own | other) >> cell & 1) == 0;
  }

  @Override
  public List<TicTacToe> next() {
    List<TicTacToe> next = new ArrayList<>(CELLS);
    for (int cell = 0; cell < CELLS && !over(); cell++) {
      if (free(cell)) {
        next.add(after(cell));
      }
    }
    return next;
  }

  @Override
  public boolean over() {
    return (own | other) == ALL || lost();
  }

  /** Only the one who has just moved can have completed a line. */
  private boolean lost() {
    for (int line : LINES) {
      if ((other & line) == line) {
        return true;
      }
    }
    return false;
  }

  @Override
  public int outcome() {
    return lost() ? -1 : 0;
  }

  @Override
  public int size() {
    return 2 * CELLS;
  }

  @Override
  public void encode(float[] x, int offset) {
    for (int cell = 0; cell < CELLS; cell++) {
      x[offset + cell] = own >> cell & 1;
      x[offset + CELLS + cell] = other >> cell & 1;
    }
  }

  /** Three lines: x for the stones of the player to move, o for the other's, a dot for a free cell. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int cell = 0; cell < CELLS; cell++) {
      text.append((own >> cell & 1) == 1 ? 'x' : free(cell) ? '.' : 'o').append(cell % 3 == 2 && cell < 8 ? "\n" : "");
    }
    return text.toString();
  }
}
