package hillock.classic.cascade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The rules against their formulas, step by step, on the loss w²/2 whose slope is w. */
class FullBatchRulesTest {
  private static double[] trace(hillock.train.ElementwiseOptimizer rule, double start, int steps) {
    float[] w = {(float) start};
    float[][] memory = new float[rule.memory()][1];
    double[] trace = new double[steps];
    for (int t = 0; t < steps; t++) {
      float[] slope = {w[0]};
      rule.apply(w, slope, memory, 0, 1, t + 1, rule.learningRate(), rule.weightDecay());
      trace[t] = w[0];
    }
    return trace;
  }

  @Test
  void quickpropJumpsToTheFootOfTheParabola() {
    // Step 1: descent, 2 - 0.8·2 = 0.4. Step 2: s' = 2, s = 0.4, d = -1.6: -1.6·0.4/1.6 - 0.8·0.4 = -0.72.
    // Step 3: s' = 0.4, s = -0.32, d = -0.72: s and d of one sign, so the parabola alone, -0.72·-0.32/0.72 = 0.32.
    double[] got = trace(new Quickprop(0.8), 2, 3);
    assertThat(got[0]).isCloseTo(0.4, within(1e-6));
    assertThat(got[1]).isCloseTo(-0.32, within(1e-6));
    assertThat(got[2]).isCloseTo(0, within(1e-6));
  }

  @Test
  void quickpropGrowsByMuAtMost() {
    // Step 1: 2 - 0.01·2 = 1.98. Step 2: s = 1.98 is above 2·2/3, so d = 2·-0.02 - 0.01·1.98.
    double[] got = trace(new Quickprop(0.01), 2, 2);
    assertThat(got[0]).isCloseTo(1.98, within(1e-6));
    assertThat(got[1]).isCloseTo(1.98 - 0.04 - 0.0198, within(1e-6));
  }

  @Test
  void rpropGrowsShrinksAndRests() {
    // 0.5 down; 0.6 down, over 0; the sign has changed: rest; then 0.3 up.
    double[] got = trace(new Rprop(0.5), 1, 4);
    assertThat(got[0]).isCloseTo(0.5, within(1e-6));
    assertThat(got[1]).isCloseTo(-0.1, within(1e-6));
    assertThat(got[2]).isCloseTo(-0.1, within(1e-6));
    assertThat(got[3]).isCloseTo(0.2, within(1e-6));
  }

  @Test
  void rangesAreChecked() {
    assertThatThrownBy(() -> new Quickprop(0)).hasMessageContaining("got learning rate 0.0");
    assertThatThrownBy(() -> new Rprop(0.1, 1, 0.5, 50)).hasMessageContaining("factors 1.0 and 0.5");
  }
}
