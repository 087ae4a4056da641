package hillock.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hillock.report.ClassPredictions;
import hillock.report.Example;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The numbers of the class section, against arithmetic by hand. */
class MeasuresTest {
  /** Truth 0 0 0 1 1; predicted 0 0 1 1 0, by probabilities of the second class. */
  private static final ClassPredictions FIVE = binary(new int[] {0, 0, 0, 1, 1}, 0.1f, 0.2f, 0.7f, 0.9f, 0.4f);

  private static ClassPredictions binary(int[] truth, float... second) {
    float[] p = new float[2 * second.length];
    for (int i = 0; i < second.length; i++) {
      p[2 * i] = 1 - second[i];
      p[2 * i + 1] = second[i];
    }
    return new ClassPredictions("y", List.of("no", "yes"), truth, p, i -> Example.of("row " + i, List.of()));
  }

  @Test
  void theConfusionMatrixCountsTrueRowsAndPredictedColumns() {
    ConfusionMatrix m = ConfusionMatrix.of(FIVE);
    assertThat(m.counts()).isDeepEqualTo(new int[][] {{2, 1}, {1, 1}});
    assertThat(m.precision(1)).isEqualTo(0.5);
    assertThat(m.recall(0)).isEqualTo(2 / 3.0);
    assertThat(m.f1(0)).isEqualTo(2 / 3.0);
  }

  @Test
  void theAreaUnderTheRocCurveIsTheShareOfPairsInOrder() {
    // Pairs (yes, no): 0.9 beats 0.1, 0.2, 0.7; 0.4 beats 0.1, 0.2: five of six.
    assertThat(RocCurve.of(FIVE).area()).isCloseTo(5 / 6.0, within(1e-12));
    assertThat(RocCurve.of(binary(new int[] {0, 1, 0, 1}, 0.5f, 0.5f, 0.5f, 0.5f)).area()).isEqualTo(0.5);
  }

  @Test
  void theCalibrationErrorWeighsTheBinsByTheirRows() {
    // Confidences 0.9 0.8 0.7 0.9 0.6; right, right, wrong, right, wrong; each confidence in a bin of its own.
    double expected = (2 * 0.1 + 0.2 + 0.7 + 0.6) / 5;
    assertThat(Reliability.of(FIVE).ece()).isCloseTo(expected, within(1e-6));
    assertThat(Reliability.of(FIVE).excess()).isCloseTo((3.9 - 3) / 5, within(1e-6));
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
