package hillock.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hillock.data.Column;
import hillock.data.Dataset;
import hillock.data.NumberTarget;
import hillock.data.SeriesPreprocessor;
import hillock.data.Table;
import hillock.data.Task;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ForecastTest {
  private static final int STEPS = 240;
  private static final int PERIOD = 6;

  /** A trend, a season of six steps and a little noise; a second column is the first one, two steps ahead. */
  private static double[] values() {
    SplittableRandom random = new SplittableRandom(4);
    double[] y = new double[STEPS];
    Arrays.setAll(y, i -> 50 + 0.2 * i + 8 * Math.sin(2 * Math.PI * i / PERIOD) + random.nextDouble());
    return y;
  }

  private static Table table(double[] y) {
    double[] lead = new double[y.length];
    Arrays.setAll(lead, i -> y[Math.min(y.length - 1, i + 2)]);
    return Table.of(Column.numbers("y", y), Column.numbers("lead", lead));
  }

  private static PreparedExperiment prepared(double[] y) {
    return Experiment.on(table(y)).forecast(Forecast.of("y").horizon(3).window(12)).prepare();
  }

  private static Set<Integer> targets(PreparedExperiment prepared, String part) {
    Set<Integer> steps = new HashSet<>();
    for (int origin : prepared.rows(part)) {
      for (int h = 0; h < 3; h++) {
        steps.add(origin + h);
      }
    }
    return steps;
  }

  @Test
  void noTargetIsInTwoPartsAndThePartsFollowEachOther() {
    PreparedExperiment prepared = prepared(values());
    Set<Integer> train = targets(prepared, "train");
    Set<Integer> validation = targets(prepared, "validation");
    Set<Integer> test = targets(prepared, "test");
    assertThat(train).doesNotContainAnyElementsOf(validation).doesNotContainAnyElementsOf(test);
    assertThat(validation).doesNotContainAnyElementsOf(test);
    // The last fifth of 240 is the test, a fifth of the other 192 the validation; all targets of a part are used.
    assertThat(train).hasSize(154 - 12).allMatch(i -> i >= 12 && i < 154);
    assertThat(validation).hasSize(38).allMatch(i -> i >= 154 && i < 192);
    assertThat(test).hasSize(48).allMatch(i -> i >= 192 && i < 240);
  }

  @Test
  void windowsHoldWhatWasKnownAndTargetsWhatCame() {
    double[] y = values();
    PreparedExperiment prepared = prepared(y);
    NumberTarget.Part scale = ((NumberTarget) prepared.preprocessor().target()).parts().getFirst();
    for (String part : new String[] {"train", "validation", "test"}) {
      Dataset windows = prepared.part(part);
      int[] origins = prepared.rows(part);
      assertThat(windows.sampleShape().toString()).isEqualTo("[12, 2]");
      for (int i = 0; i < origins.length; i++) {
        float[] x = windows.row(i);
        for (int t = 0; t < 12; t++) {
          assertThat(scale.decode(x[2 * t])).isCloseTo(y[origins[i] - 12 + t], within(1e-3));
        }
        for (int h = 0; h < 3; h++) {
          assertThat(scale.decode(windows.targets()[3 * i + h])).isCloseTo(y[origins[i] + h], within(1e-3));
        }
      }
    }
  }

  @Test
  void nothingIsLearnedFromStepsAfterTheTrainingPart() {
    double[] y = values();
    PreparedExperiment prepared = prepared(y);
    double[] other = y.clone();
    for (int i = 156; i < STEPS; i++) { // "lead" at 154 and 155 would otherwise differ in the training part
      other[i] = 1e6 * (i % 7) - 3;
    }
    PreparedExperiment changed = prepared(other);
    assertThat(changed.preprocessor().toMap()).isEqualTo(prepared.preprocessor().toMap());
    assertThat(changed.part("train").size()).isEqualTo(prepared.part("train").size());
    for (int i = 0; i < prepared.part("train").size(); i++) {
      assertThat(changed.part("train").row(i)).isEqualTo(prepared.part("train").row(i));
    }
    assertThat(changed.part("train").targets()).isEqualTo(prepared.part("train").targets());
    assertThat(changed.recipe()).isEqualTo(prepared.recipe());
  }

  @Test
  void itBeatsTheSimpleForecastsWhereThereIsSomethingToLearn() {
    ExperimentResult result = Experiment.on(table(values())).forecast(Forecast.of("y")).epochs(60).seed(1).run();
    SeriesPreprocessor series = (SeriesPreprocessor) result.prepared().preprocessor();
    assertThat(series.period()).isEqualTo(PERIOD);
    assertThat(series.horizon()).isEqualTo(PERIOD);
    assertThat(result.baselines())
        .extracting(Baseline::name)
        .containsExactly("last value", "seasonal naive", "linear model");
    assertThat(result.measured().measures().keySet()).containsExactly("rmse", "mae", "mase");
    // Season before season grows by 1.2; the noise deviates by 0.29.
    Score naive = result.baselines().get(1).score();
    assertThat(naive.value("mae")).isBetween(1.0, 1.4);
    assertThat(result.measured().value("rmse")).isLessThan(0.6 * naive.value("rmse"));
    assertThat(result.measured().value("mase"))
        .isCloseTo(result.measured().value("mae") / series.naiveError(), within(1e-9));
    Measure rmse = result.measured().measures().get("rmse");
    assertThat(rmse).isNotNull();
    assertThat(rmse.low()).isLessThan(rmse.value());
    assertThat(rmse.high()).isGreaterThan(rmse.value());
  }

  @Test
  void theNaiveForecastRepeatsTheLastSeasonKnown() {
    double[] y = values();
    ForecastPlan plan = prepared(y).forecast().orElseThrow();
    float[] told = plan.naive(2, new int[] {100});
    assertThat(told).containsExactly((float) y[98], (float) y[99], (float) y[98]);
    assertThat(plan.naive(1, new int[] {100})).containsOnly((float) y[99]);
  }

  @Test
  void whatCannotBeForecastIsSaid() {
    Table table = table(values());
    says(table, Forecast.of("z"), "table: got no column 'z', expected a column of the table.");
    says(
        Table.of(Column.categories("y", "a", "b")),
        Forecast.of("y"),
        "table, column 'y': got text such as 'a', expected numbers in every row.");
    says(
        table,
        Forecast.of("y").window(200),
        "table, training part: got 154 of 240 steps, in which no window fits, expected at least 206, a window of 200"
            + " and a horizon of 6 with known values.");
    says(table, Forecast.of("y").window(20).horizon(100), "table, validation part: got 38 of 240 steps");
    says(Table.of(Column.numbers("y", Double.NaN, Double.NaN)), Forecast.of("y"), "got no value in any row");
    says(Table.of(Column.numbers("y")), Forecast.of("y"), "table, column 'y': got no value in any row");
    assertThatThrownBy(() -> Experiment.on(table).forecast(Forecast.of("y")).crossValidate(3))
        .hasMessageStartingWith("cross-validation: got a forecast, expected rows in no order.");
    assertThatThrownBy(() -> Experiment.on(table).forecast(Forecast.of("y")).task(Task.Kind.BINARY).prepare())
        .hasMessageStartingWith("task: got binary asked for");
    assertThatThrownBy(() -> Experiment.on(table).forecast(Forecast.of("y")).without("y").prepare())
        .hasMessageStartingWith("drop: got the column to forecast 'y'");
  }

  private static void says(Table table, Forecast wish, String message) {
    assertThatThrownBy(() -> Experiment.on(table).forecast(wish).prepare()).hasMessageContaining(message);
  }
}
