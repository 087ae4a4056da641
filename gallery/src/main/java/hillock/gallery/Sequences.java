package hillock.gallery;

import hillock.kernel.Randomness;
import hillock.tensor.Shape;
import java.util.Arrays;

/**
 * The sequences of the adding problem as Hochreiter and Schmidhuber made them. Each has T to 1.1·T steps of two
 * numbers: a value from -1 to 1 and a mark. The marks are 1 at two places, of which one is among the first ten steps
 * and the other among the first T/2 - 1; -1 at the first and the last step; 0 elsewhere. When the first step of all is
 * marked its value is 0. The answer is {@code 0.5 + (X1 + X2)/4} of the two marked values.
 */
final class Sequences {
  /** Fills the steps after the end; no value and no mark is so large. */
  static final float PADDING = 2;

  private static final int DRAWS = 4;

  final float[] x; // [n, steps, 2]
  final float[] target; // [n]
  private final int length;
  private final int longest;
  private final int n;
  private final float[] draws;

  Sequences(int length, int n) {
    this.length = length;
    this.n = n;
    longest = length * 11 / 10;
    x = new float[n * longest * 2];
    target = new float[n];
    draws = new float[n * (longest + DRAWS)];
  }

  Shape example() {
    return Shape.of(longest, 2);
  }

  /** Makes the batch of this number. */
  void draw(long seed, long number) {
    new Randomness(seed, 7, number).uniforms(draws, 0, draws.length);
    Arrays.fill(x, PADDING);
    for (int i = 0; i < n; i++) {
      int from = i * (longest + DRAWS);
      int steps = length + (int) (draws[from] * (longest - length + 1));
      int first = (int) (draws[from + 1] * 10);
      int second = (int) (draws[from + 2] * (length / 2 - 2));
      second += second >= first ? 1 : 0; // one that is not marked yet
      int row = i * longest * 2;
      for (int t = 0; t < steps; t++) {
        x[row + 2 * t] = 2 * draws[from + DRAWS + t] - 1;
        x[row + 2 * t + 1] = t == first || t == second ? 1 : t == 0 || t == steps - 1 ? -1 : 0;
      }
      if (first == 0 || second == 0) {
        x[row] = 0; // in the input, too: the answer must not depend on which of two marks was drawn first
      }
      target[i] = 0.5f + (x[row + 2 * first] + x[row + 2 * second]) / 4;
    }
  }

  /** Whether an answer is off by at most 0.04. */
  boolean right(int i, float answer) {
    return Math.abs(answer - target[i]) <= 0.04f;
  }
}
