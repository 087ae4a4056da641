package hillock.canon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hillock.data.Dataset;
import hillock.kernel.Randomness;
import hillock.nn.Dense;
import hillock.nn.MeanSquaredError;
import hillock.nn.Network;
import hillock.tensor.Shape;
import hillock.train.Cosine;
import hillock.train.R2;
import hillock.train.Sgd;
import hillock.train.Supervised;
import hillock.train.Trainer;
import hillock.train.TrainingStep;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * E1: prices of made-up houses that depend on area and distance alone. With L1 the neuron comes to attend to these two:
 * the weights of bedrooms and age become exactly 0. Without it they only become small.
 */
class HousePricesTest {
  private static final List<String> INPUTS = List.of("area", "bedrooms", "distance", "age");

  /** Standardised inputs; price = 2·area - distance + noise. */
  private static Dataset houses(int n, long seed) {
    float[] x = new float[4 * n];
    float[] noise = new float[n];
    float[] price = new float[n];
    new Randomness(seed, 0, 0).normals(x, 0, x.length);
    new Randomness(seed, 1, 0).normals(noise, 0, n);
    for (int i = 0; i < n; i++) {
      price[i] = 2 * x[4 * i] - x[4 * i + 2] + 0.3f * noise[i];
    }
    return Dataset.of(Shape.of(4), x).withFeatureNames(INPUTS).withTargets(price, List.of("price"));
  }

  @Test
  void l1MakesTheNeuronAttendToAreaAndDistanceOnly() {
    Supervised attentive = train(0.2);
    float[] w = attentive.parameters().at(0).copy();
    assertThat(w[1]).isZero();
    assertThat(w[3]).isZero();
    // The lasso takes l1/2 off each weight for the mean squared error of standardised inputs.
    assertThat(w[0]).isCloseTo(1.9f, within(0.05f));
    assertThat(w[2]).isCloseTo(-0.9f, within(0.05f));

    float[] plain = train(0).parameters().at(0).copy();
    assertThat(plain[1]).isNotZero();
    assertThat(plain[3]).isNotZero();

    Dataset others = houses(300, 2);
    assertThat(new R2().of(attentive.evaluate(others.batches(300)).orElseThrow().predictions())).isGreaterThan(0.95);
  }

  private static Supervised train(double l1) {
    Network neuron = new Dense(1).build(Shape.of(4), 1);
    Supervised step = TrainingStep.supervised(neuron, new MeanSquaredError(), new Sgd(0.05, 0, l1));
    Trainer.of(step).schedule(new Cosine()).fit(houses(300, 1).shuffled(1).batches(30), 40);
    return step;
  }
}
