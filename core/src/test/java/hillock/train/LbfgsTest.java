package hillock.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hillock.data.Batches;
import hillock.data.Dataset;
import hillock.kernel.Engine;
import hillock.nn.Dense;
import hillock.nn.MeanSquaredError;
import hillock.nn.Network;
import hillock.nn.Sequential;
import hillock.nn.Tanh;
import hillock.tensor.Gradients;
import hillock.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

/** L-BFGS on problems with a known answer. */
class LbfgsTest {
  @Test
  void solvesLeastSquaresInOneStep() {
    Dataset data = Problems.line(50, 3);
    Network network = new Dense(1).build(Shape.of(3), 1);
    Supervised training = TrainingStep.supervised(network, new MeanSquaredError(), new Lbfgs());
    training.run(0, 1, data.batches(50).at(0, 0));
    double[] solution = LeastSquares.solve(data);
    float[] weights = network.parameters().values();
    for (int i = 0; i < 4; i++) {
      assertThat((double) weights[i]).isCloseTo(solution[i], within(2e-5));
    }
  }

  @Test
  void weightDecayGivesRidgeRegression() {
    Dataset data = Dataset.of(Shape.of(1), new float[] {1, 2, 3}).withTargets(new float[] {1, 2, 3}, List.of("y"));
    Network network = new Dense(1, false, new hillock.nn.HeUniform()).build(Shape.of(1), 1);
    TrainingStep.supervised(network, new MeanSquaredError(), new Lbfgs(1, 20, 10, true, 2))
        .run(0, 1, data.batches(3).at(0, 0));
    // mean (w·x - x)² + w²: 2·(14/3)·(w - 1) + 2·w = 0
    assertThat((double) network.parameters().values()[0]).isCloseTo(14.0 / 17, within(1e-5));
  }

  @Test
  void fitsASmallNetworkBetterThanAsManyAdamSteps() {
    Dataset data = wave();
    Batches batches = data.batches(data.size());
    double lbfgs = train(new Lbfgs(), batches, 20);
    double adam = train(new Adam(0.01), batches, 500);
    assertThat(lbfgs).isLessThan(1e-4).isLessThan(adam);
    assertThat(train(new Lbfgs(0.1, 20, 10, false, 0), batches, 20)).isLessThan(0.05);
  }

  @Test
  void continuesWithTheSameBits() {
    Dataset data = wave();
    Batches batches = data.batches(data.size());
    Supervised whole = step(new Lbfgs(1, 3, 4, true, 0.001));
    Supervised first = step(new Lbfgs(1, 3, 4, true, 0.001));
    Supervised second = step(new Lbfgs(1, 3, 4, true, 0.001));
    for (int i = 0; i < 8; i++) {
      whole.run(i, 1, batches.at(0, 0));
      if (i == 4) {
        State state = new State();
        first.save(state);
        second.restore(state.copy());
        System.arraycopy(
            first.parameters().values(), 0, second.parameters().values(), 0, first.parameters().values().length);
        second.parameters().changed();
      }
      (i < 4 ? first : second).run(i, 1, batches.at(0, 0));
    }
    assertThat(second.parameters().values()).containsExactly(whole.parameters().values());
  }

  @Test
  void forgetsChangesThatLeadNowhere() {
    Network network = new Dense(1, false, new hillock.nn.HeUniform()).build(Shape.of(2), 1);
    float[] w = network.parameters().values();
    w[0] = 3;
    w[1] = 2;
    network.parameters().changed();
    Valley valley = new Valley(network);
    Update update = new Lbfgs(1, 5, 10, true, 0).over(network.parameters(), Engine.single());
    for (int i = 0; i < 4; i++) {
      update.step(valley, 1);
    }
    assertThat(valley.evaluate()).as("the narrow valley is learned").isLessThan(1e-6);
    valley.turn();
    for (int i = 0; i < 3; i++) {
      update.step(valley, 1);
    }
    assertThat(valley.evaluate()).isLessThan(-1);
  }

  /**
   * At first a bowl a hundred times as steep along the second weight. Then, around its bottom, the larger of two slopes
   * in a wide bowl: the direction that the narrow bowl taught leads up one of them, that of the gradient down both.
   */
  private static final class Valley implements Update.Objective {
    private final float[] w;
    private final Gradients gradients;
    private float[] corner = {};

    Valley(Network network) {
      w = network.parameters().values();
      Dataset any = Dataset.of(Shape.of(2), new float[] {1, 1}).withTargets(new float[] {1}, List.of("y"));
      gradients =
          TrainingStep.supervised(network, new MeanSquaredError(), new Sgd(1)).gradients(0, any.batches(1).at(0, 0));
    }

    void turn() {
      corner = w.clone();
    }

    @Override
    public double evaluate() {
      float[] g = gradients.values();
      if (corner.length == 0) {
        g[0] = w[0];
        g[1] = 100 * w[1];
        return 0.5 * w[0] * w[0] + 50.0 * w[1] * w[1];
      }
      double x = (double) w[0] - corner[0];
      double y = (double) w[1] - corner[1];
      boolean first = x + 10 * y >= -x + y;
      g[0] = (float) ((first ? 1 : -1) + 0.1 * x);
      g[1] = (float) ((first ? 10 : 1) + 0.1 * y);
      return Math.max(x + 10 * y, -x + y) + 0.05 * (x * x + y * y);
    }

    @Override
    public Gradients gradients() {
      return gradients;
    }
  }

  @Test
  void saysHowToBeCalled() {
    Supervised training = step(new Lbfgs());
    assertThatThrownBy(() -> training.update().update(training.gradients(0, wave().batches(10).at(0, 0))))
        .hasMessageContaining("step(objective, factor)");
  }

  private static double train(Optimizer optimizer, Batches batches, int steps) {
    Supervised training = step(optimizer);
    for (int i = 0; i < steps; i++) {
      training.run(i, 1, batches.at(0, 0));
    }
    return training.evaluate(batches).orElseThrow().loss();
  }

  private static Supervised step(Optimizer optimizer) {
    Network network = new Sequential(new Dense(8), new Tanh(), new Dense(1)).build(Shape.of(1), 5);
    return TrainingStep.supervised(network, new MeanSquaredError(), optimizer).engine(Engine.single());
  }

  private static Dataset wave() {
    float[] x = new float[64];
    float[] y = new float[64];
    for (int i = 0; i < 64; i++) {
      x[i] = i / 16f - 2;
      y[i] = (float) Math.sin(2 * x[i]);
    }
    return Dataset.of(Shape.of(1), x).withTargets(y, List.of("y"));
  }
}
