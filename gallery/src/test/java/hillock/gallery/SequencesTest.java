package hillock.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SequencesTest {
  private static final int N = 500;

  /** Whatever was drawn in which order: two sequences that look the same have the same answer. */
  @Test
  void theAnswerIsTheSumOfWhatIsMarked() {
    Sequences sequences = new Sequences(20, N);
    int beginningsMarked = 0;
    for (int batch = 0; batch < 4; batch++) {
      sequences.draw(3, batch);
      int width = sequences.x.length / N;
      for (int i = 0; i < N; i++) {
        double sum = 0;
        int marks = 0;
        int steps = 0;
        for (int t = i * width; t < (i + 1) * width && sequences.x[t] != Sequences.PADDING; t += 2) {
          boolean marked = sequences.x[t + 1] == 1;
          sum += marked ? sequences.x[t] : 0;
          marks += marked ? 1 : 0;
          steps++;
        }
        assertThat(marks).isEqualTo(2);
        assertThat(steps).isBetween(20, 22);
        assertThat((double) sequences.target[i]).isCloseTo(0.5 + sum / 4, within(1e-6));
        if (sequences.x[i * width + 1] == 1) {
          beginningsMarked++;
          assertThat(sequences.x[i * width]).isZero();
        }
      }
    }
    assertThat(beginningsMarked).isGreaterThan(100);
  }
}
