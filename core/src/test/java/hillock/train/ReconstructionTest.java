package hillock.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hillock.data.Dataset;
import hillock.kernel.Engine;
import hillock.kernel.Randomness;
import hillock.nn.ActivityL1;
import hillock.nn.CrossEntropy;
import hillock.nn.Dense;
import hillock.nn.HalfSquaredError;
import hillock.nn.Linear;
import hillock.nn.Loss;
import hillock.nn.MaskingNoise;
import hillock.nn.MeanSquaredError;
import hillock.nn.Network;
import hillock.nn.Sequential;
import hillock.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Learning the inputs themselves. */
class ReconstructionTest {
  private static final int ROWS = 64;
  private static final int FEATURES = 5;

  /** Points on a plane through five dimensions. */
  private static Dataset plane() {
    float[] z = new float[2 * ROWS];
    float[] axes = new float[2 * FEATURES];
    new Randomness(1, 1, 0).normals(z, 0, z.length);
    new Randomness(1, 2, 0).normals(axes, 0, axes.length);
    float[] x = new float[ROWS * FEATURES];
    for (int i = 0; i < x.length; i++) {
      int r = i / FEATURES;
      int j = i % FEATURES;
      x[i] = z[2 * r] * axes[j] + z[2 * r + 1] * axes[FEATURES + j];
    }
    return Dataset.of(Shape.of(FEATURES), x);
  }

  private static double loss(Network network, Loss loss, Dataset data) {
    return new Evaluator(network, loss, Engine.single(), true).of(data.batches(10)).loss();
  }

  @Test
  void aLinearCodeOfTwoNumbersRebuildsAPlaneAndOneOfOneNumberDoesNot() {
    double[] left = new double[2];
    for (int code = 1; code <= 2; code++) {
      Network network = new Sequential(new Dense(code), new Dense(FEATURES)).build(Shape.of(FEATURES), 1);
      var step = TrainingStep.reconstruction(network, new HalfSquaredError(), new Lbfgs()).engine(Engine.single());
      Trainer.of(step).fit(plane().batches(ROWS), 20);
      left[code - 1] = loss(network, new HalfSquaredError(), plane());
    }
    assertThat(left[0]).isGreaterThan(0.1);
    assertThat(left[1]).isLessThan(1e-6);
  }

  @Test
  void targetsAndLabelsOfTheDataDoNotMatter() {
    Network network = new Dense(FEATURES).build(Shape.of(FEATURES), 1);
    double plain = loss(network, new MeanSquaredError(), plane());
    assertThat(loss(network, new MeanSquaredError(), plane().withLabels(new int[ROWS], List.of("a", "b"))))
        .isEqualTo(plain);
    assertThat(loss(network, new MeanSquaredError(), plane().withTargets(new float[ROWS], List.of("y"))))
        .isEqualTo(plain);
    var step = TrainingStep.reconstruction(network, new MeanSquaredError(), new Sgd(0.01)).engine(Engine.single());
    assertThat(step.run(0, 1, plane().batches(ROWS).at(0, 0))).isCloseTo(plain, within(1e-6));
  }

  @Test
  void noiseIsInTheInputButNotInTheTarget() {
    // All is lost on the way, so that the loss is that of predicting 0.
    Network network = new Sequential(new MaskingNoise(1), new Linear()).build(Shape.of(FEATURES), 1);
    var step = TrainingStep.reconstruction(network, new MeanSquaredError(), new Sgd(0.01)).engine(Engine.single());
    double squares = 0;
    for (int r = 0; r < ROWS; r++) {
      for (float x : plane().row(r)) {
        squares += x * x;
      }
    }
    assertThat(step.run(0, 1, plane().batches(ROWS).at(0, 0)))
        .isCloseTo(squares / (ROWS * FEATURES), within(1e-5 * squares));
    assertThat(loss(network, new MeanSquaredError(), plane())).as("no noise in evaluation").isZero();
  }

  @Test
  void thePenaltiesOfLayersAreInTheLossAndItsGradient() {
    Network plain = new Dense(FEATURES).build(Shape.of(FEATURES), 1);
    Network sparse = new Sequential(new Dense(FEATURES), new ActivityL1(0.1f)).build(Shape.of(FEATURES), 1);
    System.arraycopy(plain.parameters().values(), 0, sparse.parameters().values(), 0, plain.parameters().size());
    double sizes = 0;
    for (int r = 0; r < ROWS; r++) {
      for (float y : plain.predict(plane().row(r), 1)) {
        sizes += Math.abs(y);
      }
    }
    Loss loss = new HalfSquaredError();
    assertThat(loss(sparse, loss, plane())).isCloseTo(loss(plain, loss, plane()) + 0.1 * sizes / ROWS, within(1e-4));
    var batch = plane().batches(ROWS).at(0, 0);
    float[] without = TrainingStep.reconstruction(plain, loss, new Sgd(1)).gradients(0, batch).values().clone();
    float[] with = TrainingStep.reconstruction(sparse, loss, new Sgd(1)).gradients(0, batch).values().clone();
    assertThat(with).isNotEqualTo(without);
  }

  @Test
  void networksAndLossesThatCannotRebuildAreRefused() {
    Network narrow = new Dense(2).build(Shape.of(3), 1);
    assertThatThrownBy(() -> TrainingStep.reconstruction(narrow, new MeanSquaredError(), new Sgd(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("reconstruction: the network turns [3] into [2], expected as many elements as it takes");
    Network same = new Dense(3).build(Shape.of(3), 1);
    assertThatThrownBy(() -> TrainingStep.reconstruction(same, new CrossEntropy(), new Sgd(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("learns classes, expected a loss of numbers such as MeanSquaredError");
  }
}
