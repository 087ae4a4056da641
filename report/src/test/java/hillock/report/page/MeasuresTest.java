package hillock.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hillock.report.ClassPredictions;
import hillock.report.Example;
import hillock.train.Predictions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The numbers of the class section, against arithmetic by hand. */
class MeasuresTest {
  /** Truth 0 0 0 1 1, by probabilities of the second class. */
  private static final ClassPredictions FIVE = binary(new int[] {0, 0, 0, 1, 1}, 0.1f, 0.2f, 0.7f, 0.9f, 0.4f);

  private static ClassPredictions binary(int[] truth, float... second) {
    float[] p = new float[2 * second.length];
    for (int i = 0; i < second.length; i++) {
      p[2 * i] = 1 - second[i];
      p[2 * i + 1] = second[i];
    }
    return new ClassPredictions(
        "y", List.of("no", "yes"), Predictions.ofClasses(2, p, truth), i -> Example.of("row " + i, List.of()));
  }

  @Test
  void theAreaUnderTheRocCurveIsTheShareOfPairsInOrder() {
    // Pairs (yes, no): 0.9 beats 0.1, 0.2, 0.7; 0.4 beats 0.1, 0.2: five of six.
    assertThat(RocCurve.of(FIVE).area()).isCloseTo(5 / 6.0, within(1e-12));
    assertThat(RocCurve.of(binary(new int[] {0, 1, 0, 1}, 0.5f, 0.5f, 0.5f, 0.5f)).area()).isEqualTo(0.5);
  }

  @Test
  void histogramsHaveRoundEdgesAndLoseNothing() {
    Histogram h = Histogram.of(new double[] {-3.2, 0, 0.1, 7.9, 8}, 10);
    assertThat(h.edges()).startsWith(-4, -2, 0).endsWith(8, 10);
    assertThat(h.counts()).containsExactly(1, 0, 2, 0, 0, 1, 1);
    assertThat(Histogram.of(new double[] {5, 5}, 10).counts()).containsExactly(2);
  }

  @Test
  void thinningKeepsTheEnds() {
    assertThat(Thinning.places(60_000, 2000)).hasSize(2000).startsWith(0).endsWith(59_999).doesNotHaveDuplicates();
    assertThat(Thinning.places(3, 2000)).containsExactly(0, 1, 2);
  }
}
