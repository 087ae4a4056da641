package hillock.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hillock.tensor.Shape;
import org.junit.jupiter.api.Test;

/** Three neurons, one for each class: with thresholds several may fire, softmax tells which is the most probable. */
class OutputActivationTest {
  private static final float[] SUMS = {0.2f, 3, 1.5f};

  @Test
  void withThresholdsEveryClassFiresAndNoneIsChosen() {
    assertThat(Passes.inference(new Threshold().build(Shape.of(3), 1), SUMS, 1)).containsExactly(1, 1, 1);
  }

  @Test
  void softmaxResolvesTheAmbiguity() {
    float[] p = Passes.inference(new Softmax().build(Shape.of(3), 1), SUMS, 1);
    double total = Math.exp(0.2f) + Math.exp(3) + Math.exp(1.5);
    assertThat(p[0]).isCloseTo((float) (Math.exp(0.2f) / total), within(1e-6f));
    assertThat(p[1]).isCloseTo((float) (Math.exp(3) / total), within(1e-6f)).isGreaterThan(p[2]);
    assertThat(p[0] + p[1] + p[2]).isCloseTo(1, within(1e-6f));
  }

  @Test
  void softmaxRowsSumToOneForHugeInputsToo() {
    float[] x = {1000, 1000, -1000, 1000, 0, -1000, -1000, -1000, -1000};
    float[] p = Passes.inference(new Softmax().build(Shape.of(3), 1), x, 3);
    assertThat(p).containsExactly(new float[] {0.5f, 0.5f, 0, 1, 0, 0, 1 / 3f, 1 / 3f, 1 / 3f}, within(1e-7f));
  }
}
