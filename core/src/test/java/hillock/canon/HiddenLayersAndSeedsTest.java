package hillock.canon;

import static org.assertj.core.api.Assertions.assertThat;

import hillock.data.Batches;
import hillock.data.Dataset;
import hillock.nn.CrossEntropy;
import hillock.nn.Dense;
import hillock.nn.Network;
import hillock.nn.Sequential;
import hillock.nn.Spec;
import hillock.nn.Tanh;
import hillock.tensor.Shape;
import hillock.train.Accuracy;
import hillock.train.Adam;
import hillock.train.History;
import hillock.train.Optimizer;
import hillock.train.Outcome;
import hillock.train.SeedStudy;
import hillock.train.Sgd;
import hillock.train.Supervised;
import hillock.train.Trainer;
import hillock.train.TrainingStep;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** C14 and C15: one, two and three hidden layers side by side, and why one run alone proves little. */
class HiddenLayersAndSeedsTest {
  private static Dataset spirals() {
    int n = 200;
    float[] x = new float[2 * n];
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      labels[i] = i % 2;
      double t = 0.4 + 1.6 * Math.PI * i / n;
      double angle = t + Math.PI * labels[i];
      x[2 * i] = (float) (t / 3 * Math.cos(angle));
      x[2 * i + 1] = (float) (t / 3 * Math.sin(angle));
    }
    return Dataset.of(Shape.of(2), x).withLabels(labels, List.of("one", "other"));
  }

  private static final Dataset XOR =
      Dataset.of(Shape.of(2), new float[] {0, 0, 0, 1, 1, 0, 1, 1})
          .withLabels(new int[] {0, 1, 1, 0}, List.of("no", "yes"));

  private static Supervised step(int hiddenLayers, int units, Optimizer optimizer, long seed) {
    List<Spec> layers = new ArrayList<>();
    for (int i = 0; i < hiddenLayers; i++) {
      layers.add(new Dense(units));
      layers.add(new Tanh());
    }
    layers.add(new Dense(2));
    Network network = new Sequential(layers).build(Shape.of(2), seed);
    return TrainingStep.supervised(network, new CrossEntropy(), optimizer);
  }

  /**
   * C14: no hidden layer cannot tell spirals apart; on this data a second and a third one learn faster than one alone.
   */
  @Test
  void moreHiddenLayersLearnSpiralsFaster() {
    Dataset data = spirals();
    List<Double> losses = new ArrayList<>();
    for (int layers = 0; layers <= 3; layers++) {
      Outcome outcome = Trainer.of(step(layers, 12, new Adam(0.01), 1)).fit(data.shuffled(1).batches(20), 60);
      History history = outcome.history();
      assertThat(history.size()).isEqualTo(60);
      losses.add(history.last().trainLoss());
    }
    assertThat(losses.get(0)).isGreaterThan(0.4);
    assertThat(losses.get(2)).isLessThan(losses.get(1)).isLessThan(0.1);
    assertThat(losses.get(3)).isLessThan(losses.get(1)).isLessThan(0.1);
  }

  /** C15: two hidden units are enough for XOR, and yet some seeds end in a place where nothing improves any more. */
  @Test
  void someSeedsLearnXorAndOthersDoNot() {
    SeedStudy study =
        SeedStudy.of(
            20,
            1,
            seed -> {
              Supervised step = step(1, 2, new Sgd(0.5), seed);
              Batches rows = XOR.batches(4);
              Outcome outcome = Trainer.of(step).fit(rows, 2000);
              double accuracy = new Accuracy().of(step.evaluate(rows).orElseThrow().predictions());
              return new SeedStudy.Run(seed, outcome, accuracy);
            });
    assertThat(study.runs()).hasSize(20);
    assertThat(study.failures()).isZero();
    assertThat(study.worseThan(1, true)).as("seeds that did not learn").isBetween(1, 15);
    assertThat(study.mean()).isBetween(0.6, 0.99);
    assertThat(study.deviation()).isGreaterThan(0.05);
  }
}
