package hillock.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hillock.kernel.Randomness;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Metrics against values computed by hand or by their definition. */
class MetricTest {
  private static final Predictions TWO =
      Predictions.ofClasses(2, new float[] {0.9f, 0.1f, 0.6f, 0.4f, 0.65f, 0.35f, 0.2f, 0.8f}, new int[] {0, 0, 1, 1});

  private static final Predictions THREE =
      Predictions.ofClasses(
          3,
          new float[] {
            0.7f, 0.2f, 0.1f, 0.1f, 0.8f, 0.1f, 0.5f, 0.3f, 0.2f, 0.2f, 0.2f, 0.6f, 0.3f, 0.4f, 0.3f, 0.1f, 0.1f, 0.8f
          },
          new int[] {0, 1, 1, 2, 2, 2});

  @Test
  void accuracyWithTheIntervalOfWilson() {
    assertThat(new Accuracy().of(TWO)).isEqualTo(0.75);
    assertThat(new Accuracy().of(THREE)).isEqualTo(4.0 / 6);
    // 8 of 10: (0.8 + z²/20 ± z·√(0.16/10 + z²/400))/(1 + z²/10)
    Interval interval = Interval.wilson(0.8, 10);
    assertThat(interval.low()).isCloseTo(0.49016, within(1e-5));
    assertThat(interval.high()).isCloseTo(0.94331, within(1e-5));
    assertThat(Interval.wilson(1, 50).high()).isEqualTo(1);
    assertThat(Interval.wilson(1, 50).low()).isCloseTo(0.92865, within(1e-5));
  }

  @Test
  void f1IsTheMeanOverClasses() {
    // classes: 2·1/(1+2), 2·1/(2+2), 2·2/(3+2)
    assertThat(new F1Macro().of(THREE)).isCloseTo((2.0 / 3 + 0.5 + 0.8) / 3, within(1e-15));
    // a class that nobody has and nobody predicts is left out
    Predictions absent = Predictions.ofClasses(3, new float[] {0.9f, 0.1f, 0, 0.2f, 0.8f, 0}, new int[] {0, 1});
    assertThat(new F1Macro().of(absent)).isEqualTo(1);
  }

  @Test
  void logLossIsTheMeanOfTheNegativeLogarithm() {
    double expected = -(Math.log(0.9f) + Math.log(0.6f) + Math.log(0.35f) + Math.log(0.8f)) / 4;
    assertThat(new LogLoss().of(TWO)).isCloseTo(expected, within(1e-12));
    Predictions wrong = Predictions.ofClasses(2, new float[] {1, 0}, new int[] {1});
    assertThat(new LogLoss().of(wrong)).isCloseTo(-Math.log(1e-15), within(1e-9));
  }

  @Test
  void rocAucCountsPairs() {
    // scores of class 1: 0.1 and 0.4 against 0.35 and 0.8: three of four pairs are right
    assertThat(new RocAuc().of(TWO)).isEqualTo(0.75);
    Predictions ties = Predictions.ofClasses(2, new float[] {0.5f, 0.5f, 0.5f, 0.5f}, new int[] {0, 1});
    assertThat(new RocAuc().of(ties)).isEqualTo(0.5);
    Predictions one = Predictions.ofClasses(2, new float[] {0.5f, 0.5f}, new int[] {1});
    assertThat(new RocAuc().of(one)).isNaN();
    assertThat(new RocAuc().of(THREE)).isCloseTo(pairs(THREE), within(1e-15));
  }

  /** The definition, pair by pair, over the classes of several. */
  private static double pairs(Predictions p) {
    double sum = 0;
    for (int c = 0; c < p.columns(); c++) {
      double wins = 0;
      int all = 0;
      for (int i = 0; i < p.size(); i++) {
        for (int j = 0; j < p.size(); j++) {
          if (p.label(i) == c && p.label(j) != c) {
            all++;
            wins += p.value(i, c) > p.value(j, c) ? 1 : p.value(i, c) == p.value(j, c) ? 0.5 : 0;
          }
        }
      }
      sum += wins / all;
    }
    return sum / p.columns();
  }

  @Test
  void rocAucOfManyRowsWithTiesEqualsItsDefinition() {
    int n = 300;
    float[] draws = new float[3 * n];
    new Randomness(4, 0, 0).uniforms(draws, 0, draws.length);
    float[] probabilities = new float[3 * n];
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      labels[i] = (int) (draws[3 * i] * 3);
      // rounded, so that there are ties
      probabilities[3 * i] = Math.round(10 * draws[3 * i + 1]) / 20f;
      probabilities[3 * i + 1] = Math.round(10 * draws[3 * i + 2]) / 20f;
      probabilities[3 * i + 2] = 1 - probabilities[3 * i] - probabilities[3 * i + 1];
    }
    Predictions p = Predictions.ofClasses(3, probabilities, labels);
    assertThat(new RocAuc().of(p)).isCloseTo(pairs(p), within(1e-12));
  }

  @Test
  void calibrationComparesConfidenceWithAccuracy() {
    Predictions p =
        Predictions.ofClasses(
            2, new float[] {0.95f, 0.05f, 0.95f, 0.05f, 0.6f, 0.4f, 0.4f, 0.6f}, new int[] {0, 1, 0, 1});
    // bin (0.9, 1]: half right at 0.95; bin (0.5, 0.6]: all right at 0.6
    double expected = 0.5 * 0.45 + 0.5 * 0.4;
    assertThat(new ExpectedCalibrationError(10).of(p)).isCloseTo(expected, within(1e-6));
    Reliability reliability = Reliability.of(p, 10);
    assertThat(reliability.bins()).hasSize(10);
    assertThat(reliability.bins().get(9).count()).isEqualTo(2);
    assertThat(reliability.bins().get(9).accuracy()).isEqualTo(0.5);
    assertThat(reliability.bins().get(0).accuracy()).isNaN();
    assertThat(reliability.bins().stream().mapToLong(Reliability.Bin::count).sum()).isEqualTo(4);
  }

  @Test
  void errorsOfNumbers() {
    Predictions p = Predictions.ofValues(1, new float[] {1, 2, 4, 6}, new float[] {1, 3, 4, 4});
    assertThat(new Rmse().of(p)).isEqualTo(Math.sqrt(5.0 / 4));
    assertThat(new Mae().of(p)).isEqualTo(0.75);
    // mean 3: 1 - 5/(4 + 0 + 1 + 1)
    assertThat(new R2().of(p)).isCloseTo(1 - 5.0 / 6, within(1e-15));
    Predictions constant = Predictions.ofValues(1, new float[] {2, 2}, new float[] {2, 2});
    assertThat(new R2().of(constant)).isEqualTo(1);
    Predictions two = Predictions.ofValues(2, new float[] {1, 5, 2, 5}, new float[] {1, 4, 2, 6});
    assertThat(new R2().of(two)).isEqualTo(0.5);
  }

  @Test
  void confusionMatrix() {
    ConfusionMatrix matrix = ConfusionMatrix.of(THREE);
    assertThat(matrix.at(1, 0)).isEqualTo(1);
    assertThat(matrix.at(2, 2)).isEqualTo(2);
    assertThat(matrix.precision(0)).isEqualTo(0.5);
    assertThat(matrix.recall(0)).isEqualTo(1);
    assertThat(matrix.recall(2)).isEqualTo(2.0 / 3);
    assertThat(matrix.f1(2)).isEqualTo(0.8);
    assertThat(matrix.support(2)).isEqualTo(3);
  }

  @Test
  void countsStandForRepeatedRows() {
    int[] counts = {2, 0, 3, 1, 0, 1};
    int[] rows = {0, 0, 2, 2, 2, 3, 5};
    float[] values = new float[rows.length * 3];
    int[] labels = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(THREE.values(), rows[i] * 3, values, i * 3, 3);
      labels[i] = THREE.label(rows[i]);
    }
    Predictions repeated = Predictions.ofClasses(3, values, labels);
    for (Metric metric :
        List.of(new Accuracy(), new F1Macro(), new LogLoss(), new RocAuc(), new ExpectedCalibrationError())) {
      assertThat(metric.of(THREE, counts)).as(metric.name()).isCloseTo(metric.of(repeated), within(1e-12));
    }
  }

  @Test
  void bootstrapIntervalsCoverTheTruthAsOftenAsTheySay() {
    // Errors are normal with deviation 1, so the true RMSE is 1.
    int n = 200;
    int covered = 0;
    for (int trial = 0; trial < 100; trial++) {
      float[] errors = new float[n];
      new Randomness(trial, 7, 0).normals(errors, 0, n);
      Interval interval = new Rmse().interval(Predictions.ofValues(1, errors, new float[n]), trial);
      covered += interval.low() <= 1 && 1 <= interval.high() ? 1 : 0;
    }
    assertThat(covered).isBetween(88, 100);
  }

  @Test
  void bootstrapIntervalsAreAFunctionOfTheSeed() {
    Interval first = new LogLoss().interval(THREE, 1);
    assertThat(new LogLoss().interval(THREE, 1)).isEqualTo(first);
    assertThat(new LogLoss().interval(THREE, 2)).isNotEqualTo(first);
    assertThat(first.method()).contains("bootstrap");
    assertThat(first.low()).isLessThan(new LogLoss().of(THREE));
    assertThat(first.high()).isGreaterThan(new LogLoss().of(THREE));
  }

  @Test
  void metricsKnowTheirDirection() {
    assertThat(new Accuracy().better(0.9, 0.8)).isTrue();
    assertThat(new Rmse().better(0.9, 0.8)).isFalse();
    assertThat(new Rmse().better(0.9, Double.NaN)).isTrue();
    assertThat(new Rmse().better(Double.NaN, 0.9)).isFalse();
  }

  @Test
  void shapesMustAgree() {
    assertThatThrownBy(() -> Predictions.ofClasses(3, new float[5], new int[2]))
        .hasMessageContaining("got 5 probabilities for 2 labels");
    assertThatThrownBy(() -> Predictions.ofValues(1, new float[5], new float[4]))
        .hasMessageContaining("got 5 values and 4 targets");
  }
}
