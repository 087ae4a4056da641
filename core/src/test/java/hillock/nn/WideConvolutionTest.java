package hillock.nn;

import static org.assertj.core.api.Assertions.assertThat;

import hillock.kernel.Engine;
import hillock.kernel.Randomness;
import hillock.kernel.ScalarKernels;
import hillock.kernel.Team;
import hillock.tensor.Parameter;
import hillock.tensor.Shape;
import hillock.tensor.Step;
import hillock.tensor.Tape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Convolutions of more filters than a panel holds read a copy of their weights: the bits of the formula all the same.
 */
class WideConvolutionTest {
  private static final int SIDE = 6;
  private static final int CHANNELS = 3;
  private static final int KERNEL = 3;
  private static final int IMAGES = 2;

  @ParameterizedTest
  @ValueSource(ints = {32, 33, 64, 70})
  void computesTheFormulaAgainAfterEachChange(int filters) {
    Network network = new Conv2d(filters, KERNEL).build(Shape.of(SIDE, SIDE, CHANNELS), 1);
    float[] x = new float[IMAGES * SIDE * SIDE * CHANNELS];
    new Randomness(5, 1, 0).normals(x, 0, x.length);
    try (Team team = Team.of(1);
        Tape tape = Tape.inference(Engine.of(new ScalarKernels(), team))) {
      for (int change = 0; change < 2; change++) {
        float[] values = network.parameters().values();
        new Randomness(change, 1, 0).normals(values, 0, values.length);
        network.parameters().changed();
        for (int again = 0; again < 2; again++) {
          try (Step step = tape.step()) {
            float[] y = network.forward(step.input(x, network.input().batch(IMAGES))).copy();
            assertThat(y).isEqualTo(formula(network.parameters(), x, filters));
          }
        }
      }
    }
  }

  private static float[] formula(Iterable<Parameter> parameters, float[] x, int filters) {
    float[] w = {};
    float[] bias = {};
    for (Parameter parameter : parameters) {
      if (parameter.name().endsWith("weight")) {
        w = parameter.copy();
      } else {
        bias = parameter.copy();
      }
    }
    int side = SIDE - KERNEL + 1;
    float[] y = new float[IMAGES * side * side * filters];
    for (int at = 0; at < y.length; at++) {
      int filter = at % filters;
      int pixel = at / filters % (side * side);
      int image = at / filters / (side * side);
      float sum = bias[filter];
      for (int tap = 0; tap < KERNEL * KERNEL; tap++) {
        int row = pixel / side + tap / KERNEL;
        int column = pixel % side + tap % KERNEL;
        for (int c = 0; c < CHANNELS; c++) {
          float value = x[((image * SIDE + row) * SIDE + column) * CHANNELS + c];
          sum = Math.fma(value, w[(tap * CHANNELS + c) * filters + filter], sum);
        }
      }
      y[at] = sum;
    }
    return y;
  }
}
