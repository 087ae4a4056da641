package hillock.classic.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hillock.kernel.Engine;
import hillock.kernel.Randomness;
import hillock.model.Catalog;
import hillock.model.Model;
import hillock.nn.Linear;
import hillock.nn.Network;
import hillock.tensor.Gradients;
import hillock.tensor.Parameter;
import hillock.tensor.Shape;
import hillock.tensor.Step;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The map as a layer. */
class SelfOrganizingMapTest {
  private static final int ROWS = 7;

  private final Network map = new SelfOrganizingMap(3, 5).build(Shape.of(2, 3), 1);

  private static float[] inputs() {
    float[] x = new float[ROWS * 6];
    new Randomness(3, 0, 0).normals(x, 0, x.length);
    return x;
  }

  @Test
  void theResultIsTheSquaredDistanceToEachPrototype() {
    float[] y = map.predict(inputs(), ROWS);
    assertThat(y).hasSize(ROWS * 15);
    for (int r = 0; r < ROWS; r++) {
      for (int u = 0; u < 15; u++) {
        double distance = 0;
        float[] prototype = FeatureMap.of(map).prototype(u);
        for (int j = 0; j < 6; j++) {
          distance += Math.pow((double) inputs()[r * 6 + j] - prototype[j], 2);
        }
        assertThat((double) y[r * 15 + u]).isCloseTo(distance, within(1e-5));
      }
    }
  }

  @Test
  void theGradientIsThatOfFiniteDifferences() {
    float[] x = inputs();
    float[] dm;
    float[] weights = new float[ROWS * 15];
    new Randomness(4, 0, 0).normals(weights, 0, weights.length);
    Parameter codebook = map.parameters().at(0);
    try (Tape tape = Tape.training(1, Engine.single());
        Step step = tape.step()) {
      Gradients gradients = step.gradients(objective(step, x, weights), map.parameters());
      dm = gradients.of(codebook);
    }
    for (int i = 0; i < dm.length; i += 7) {
      float before = codebook.array()[i];
      codebook.array()[i] = before + 0.01f;
      double up = value(x, weights);
      codebook.array()[i] = before - 0.01f;
      double down = value(x, weights);
      codebook.array()[i] = before;
      // The objective is quadratic: central differences are exact but for rounding.
      assertThat((double) dm[i]).isCloseTo((up - down) / 0.02, within(2e-2));
    }
  }

  @Test
  void theGradientFlowsOnToTheInputs() {
    Network under =
        new hillock.nn.Sequential(new hillock.nn.Dense(6), new SelfOrganizingMap(2, 2)).build(Shape.of(6), 5);
    Parameter bias = under.parameters().named("0.dense.bias").orElseThrow();
    float[] weights = new float[ROWS * 4];
    new Randomness(4, 0, 0).normals(weights, 0, weights.length);
    float[] analytic;
    try (Tape tape = Tape.training(1, Engine.single());
        Step step = tape.step()) {
      Tensor y = under.forward(step.input(inputs(), Shape.of(ROWS, 6)));
      Tensor sum = y.times(step.input(weights, y.shape())).sum();
      analytic = step.gradients(sum, under.parameters()).of(bias);
    }
    for (int i = 0; i < 6; i++) {
      double[] values = new double[2];
      for (int side = 0; side < 2; side++) {
        float[] moved = bias.copy();
        moved[i] += side == 0 ? 0.01f : -0.01f;
        float[] kept = bias.copy();
        bias.set(moved);
        float[] y = under.predict(inputs(), ROWS);
        bias.set(kept);
        for (int k = 0; k < y.length; k++) {
          values[side] += (double) y[k] * weights[k];
        }
      }
      assertThat((double) analytic[i]).isCloseTo((values[0] - values[1]) / 0.02, within(2e-2));
    }
  }

  private Tensor objective(Step step, float[] x, float[] weights) {
    Tensor y = map.forward(step.input(x, Shape.of(ROWS, 2, 3)));
    return y.times(step.input(weights, y.shape())).sum();
  }

  private double value(float[] x, float[] weights) {
    float[] y = map.predict(x, ROWS);
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      sum += (double) y[i] * weights[i];
    }
    return sum;
  }

  @Test
  void aMapIsSavedAndLoaded(@TempDir Path folder) {
    Path file = folder.resolve("map.hillock");
    Model.of(map, new Linear()).save(file);
    Network loaded = Model.open(file).network();
    assertThat(loaded.spec()).isEqualTo(map.spec());
    assertThat(loaded.predict(inputs(), ROWS)).isEqualTo(map.predict(inputs(), ROWS));
    assertThat(FeatureMap.of(loaded).prototype(4)).isEqualTo(FeatureMap.of(map).prototype(4));
  }

  @Test
  void theShortFormIsRead() {
    var layers = Catalog.of(hillock.nn.Spec.class);
    assertThat(layers.parse("self-organizing-map(4, 6)")).isEqualTo(new SelfOrganizingMap(4, 6));
    assertThat(layers.parse("self-organizing-map(4, 6, rectangular)"))
        .isEqualTo(new SelfOrganizingMap(4, 6, Lattice.RECTANGULAR));
  }

  @Test
  void otherNetworksAreRefused() {
    Network dense = new hillock.nn.Dense(3).build(Shape.of(2), 1);
    assertThatThrownBy(() -> FeatureMap.of(dense))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected one built from a SelfOrganizingMap alone");
  }
}
