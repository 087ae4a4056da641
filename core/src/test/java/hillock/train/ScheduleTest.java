package hillock.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Factors of the schedules against hand-computed ones. */
class ScheduleTest {
  private static final History NOTHING = new History();

  private static double at(Schedule schedule, long step, long total, int epoch) {
    return schedule.factor(step, total, epoch, NOTHING);
  }

  @Test
  void stepDecayFallsEveryFewEpochs() {
    StepDecay schedule = new StepDecay(3, 0.5);
    assertThat(at(schedule, 0, 1, 2)).isEqualTo(1);
    assertThat(at(schedule, 0, 1, 3)).isEqualTo(0.5);
    assertThat(at(schedule, 0, 1, 8)).isEqualTo(0.25);
  }

  @Test
  void exponentialDecayFallsEveryEpoch() {
    assertThat(at(new ExponentialDecay(0.9), 0, 1, 3)).isCloseTo(0.729, within(1e-15));
    assertThat(at(new ConstantRate(), 5, 10, 3)).isEqualTo(1);
  }

  @Test
  void cosineGoesFromOneToTheFloor() {
    Cosine schedule = new Cosine(0.2);
    assertThat(at(schedule, 0, 100, 0)).isEqualTo(1);
    assertThat(at(schedule, 50, 100, 0)).isCloseTo(0.6, within(1e-15));
    assertThat(at(schedule, 100, 100, 0)).isCloseTo(0.2, within(1e-15));
    for (int i = 0; i <= 1000; i++) {
      assertThat(ExactMath.cosPi(i / 1000.0)).isCloseTo(Math.cos(Math.PI * i / 1000.0), within(1e-15));
    }
  }

  @Test
  void oneCycleRisesAndFalls() {
    OneCycle schedule = new OneCycle();
    // With 100 steps the peak is step 29 and the end step 99, as in PyTorch.
    assertThat(at(schedule, 0, 100, 0)).isCloseTo(1 / 25.0, within(1e-15));
    assertThat(at(schedule, 29, 100, 0)).isCloseTo(1, within(1e-15));
    assertThat(at(schedule, 64, 100, 0)).isCloseTo((1 + 1 / 25e4) / 2, within(1e-12));
    assertThat(at(schedule, 99, 100, 0)).isCloseTo(1 / 25e4, within(1e-15));
  }

  @Test
  void warmUpRisesInEqualStepsAndHandsOn() {
    WarmUp schedule = new WarmUp(4, new Cosine());
    assertThat(at(schedule, 0, 104, 0)).isEqualTo(0.25);
    assertThat(at(schedule, 3, 104, 0)).isEqualTo(1);
    assertThat(at(schedule, 54, 104, 0)).isCloseTo(0.5, within(1e-15));
    assertThat(at(schedule, 104, 104, 0)).isCloseTo(0, within(1e-15));
  }

  @Test
  void plateausLowerTheRate() {
    ReduceOnPlateau schedule = new ReduceOnPlateau(0.1, 2, 1e-4, 0.005);
    double[] losses = {1, 0.9, 0.9, 0.95, 0.91, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8};
    double[] expected = {1, 1, 1, 1, 0.1, 0.1, 0.1, 0.1, 0.01, 0.01, 0.01, 0.005};
    List<EpochReport> reports = new ArrayList<>();
    for (int e = 0; e < losses.length; e++) {
      reports.add(new EpochReport(e, 0, losses[e], Map.of(), 0, 0));
      double factor = schedule.factor(0, 1, e + 1, History.of(reports));
      assertThat(factor).as("after epoch %d", e).isCloseTo(expected[e], within(1e-15));
    }
  }

  @Test
  void wrongSettingsAreRefused() {
    assertThatThrownBy(() -> new StepDecay(0)).hasMessage("StepDecay: every: got 0, expected at least 1");
    assertThatThrownBy(() -> new Cosine(1)).hasMessage("Cosine: floor: got 1.0, expected from 0 to below 1");
  }
}
