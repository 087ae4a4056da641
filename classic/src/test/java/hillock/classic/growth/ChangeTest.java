package hillock.classic.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hillock.kernel.Randomness;
import hillock.nn.BatchNorm;
import hillock.nn.Conv2d;
import hillock.nn.CrossEntropy;
import hillock.nn.Dense;
import hillock.nn.Dropout;
import hillock.nn.Flatten;
import hillock.nn.LayerNorm;
import hillock.nn.MaxPool2d;
import hillock.nn.Network;
import hillock.nn.Relu;
import hillock.nn.Residual;
import hillock.nn.Sequential;
import hillock.nn.Tanh;
import hillock.tensor.Parameter;
import hillock.tensor.Shape;
import hillock.train.Adam;
import hillock.train.Lbfgs;
import hillock.train.State;
import hillock.train.Supervised;
import hillock.train.TrainingStep;
import org.junit.jupiter.api.Test;

/** What a change of the shape keeps: the function, what the optimiser remembers, and what it says when it cannot. */
class ChangeTest {
  private static final int ROWS = 20;

  private static Network dense() {
    return random(
        new Sequential(new Dense(6), new BatchNorm(), new Tanh(), new Dense(5), new Relu(), new Dense(3)), Shape.of(4));
  }

  private static Network images() {
    var spec =
        new Sequential(
            new Conv2d(4, 3),
            new BatchNorm(),
            new Relu(),
            new MaxPool2d(2),
            new Conv2d(6, 2),
            new Relu(),
            new Dropout(0.3f),
            new Flatten(),
            new Dense(7),
            new Relu(),
            new Dense(3));
    return random(spec, Shape.of(8, 8, 2));
  }

  /** With values that differ from all initial ones, statistics above 0 among them. */
  private static Network random(Sequential spec, Shape input) {
    Network network = Network.of(spec, input, 1);
    float[] values = network.parameters().values();
    new Randomness(9, 1, 0).normals(values, 0, values.length);
    for (Parameter parameter : network.parameters()) {
      for (int i = parameter.offset(); !parameter.trainable() && i < parameter.offset() + parameter.size(); i++) {
        values[i] = 0.5f + Math.abs(values[i]);
      }
    }
    network.parameters().changed();
    return network;
  }

  private static float[] outputs(Network network) {
    float[] x = new float[ROWS * network.input().size()];
    new Randomness(4, 1, 0).normals(x, 0, x.length);
    return network.predict(x, ROWS);
  }

  private static void assertSameFunction(Network got, Network expected) {
    float[] y = outputs(got);
    float[] t = outputs(expected);
    float largest = 0;
    for (float value : t) {
      largest = Math.max(largest, Math.abs(value));
    }
    for (int i = 0; i < t.length; i++) {
      assertThat(y[i]).isCloseTo(t[i], within(2e-6f * largest));
    }
  }

  @Test
  void widerLayersKeepTheFunction() {
    assertSameFunction(new Widen(0, 17).of(dense()).network(), dense());
    assertSameFunction(new Widen(3, 9).of(dense()).network(), dense());
    assertSameFunction(new Widen(3, 9, 0, 3).of(dense()).network(), dense());
    assertSameFunction(new Widen(0, 9).of(images()).network(), images());
    assertSameFunction(new Widen(4, 20).of(images()).network(), images());
    assertSameFunction(new Widen(8, 15).of(images()).network(), images());
  }

  @Test
  void copiesOfAUnitAreNoTwins() {
    Network network = Network.of(new Sequential(new Dense(1), new Relu(), new Dense(2)), Shape.of(3), 1);
    Network wide = new Widen(0, 2).of(network).network();
    float[] weight = wide.parameters().at(2).copy(); // [2 units, 2 outputs]
    float[] old = network.parameters().at(2).copy();
    for (int o = 0; o < 2; o++) {
      assertThat(weight[o] + weight[2 + o]).isCloseTo(old[o], within(1e-6f));
    }
    assertThat(weight[0] / old[0]).isNotCloseTo(weight[1] / old[1], within(1e-3f));
  }

  @Test
  void deeperNetworksKeepEveryBit() {
    assertThat(outputs(new Deepen(4).of(dense()).network())).containsExactly(outputs(dense()));
    Network deeper = new Deepen(2).of(images()).network();
    assertThat(outputs(deeper)).containsExactly(outputs(images()));
    assertThat(((Sequential) deeper.spec()).layers()).hasSize(13);
  }

  @Test
  void removedUnitsAreThoseOfTheSmallestWeights() {
    Network network = images();
    // Makes filters 1 and 3 of the first layer nearly nothing, and what leaves them nothing.
    Parameter first = network.parameters().at(0);
    for (int i = 0; i < first.size(); i++) {
      first.array()[first.offset() + i] *= i % 2 == 1 ? 1e-3f : 1;
    }
    Parameter second = network.parameters().named("4.conv2d.weight").orElseThrow(); // [2, 2, 4, 6]
    for (int i = 0; i < second.size(); i++) {
      second.array()[second.offset() + i] *= i / 6 % 2 == 1 ? 0 : 1;
    }
    network.parameters().changed();
    Network smaller = new RemoveUnits(0, 2).of(network).network();
    assertSameFunction(smaller, network);
    assertThat(smaller.parameters().at(0).shape()).isEqualTo(Shape.of(3, 3, 2, 2));
    assertThat(smaller.parameters().size()).isLessThan(network.parameters().size());
  }

  @Test
  void theOptimiserRemembersOfACopyWhatItRemembersOfTheUnit() {
    Supervised training = TrainingStep.supervised(dense(), new CrossEntropy(), new Adam(0.01));
    learn(training, 3);
    float[] before = memory(training);
    Rearrangement wide = new Widen(0, 9).of(training.network());
    Supervised next = wide.continued(training);
    float[] after = memory(next);
    for (int i = 0; i < after.length; i++) {
      assertThat(after[i]).isEqualTo(before[wide.source()[i]]);
    }
    assertThat(wide.source()[8]).as("the last unit's first weight").isLessThan(6);
    Rearrangement deep = new Deepen(4).of(next.network());
    float[] deepest = memory(deep.continued(next));
    Parameter anew = deep.network().parameters().named("5.dense.weight").orElseThrow();
    for (int i = 0; i < anew.size(); i++) {
      assertThat(deepest[anew.offset() + i]).isZero();
    }
    State state = new State();
    deep.continued(next).save(state);
    assertThat(state.number("optimizer.steps")).isEqualTo(3);
  }

  private static float[] memory(Supervised training) {
    State state = new State();
    training.save(state);
    return state.array("optimizer.memory.0").clone();
  }

  static void learn(TrainingStep training, int steps) {
    for (int step = 0; step < steps; step++) {
      training.run(step, 1, GrowingTest.data().batches(32).at(0, step % 2));
    }
  }

  @Test
  void prunedWeightsStayAwayAndTheLargestStay() {
    Supervised training = TrainingStep.supervised(dense(), new CrossEntropy(), new Adam(0.01));
    Network network = training.network();
    float[] before = network.parameters().values().clone();
    Mask mask = Mask.ofLargest(network, 0.25);
    mask.hold(network);
    assertThat(mask.share(network)).isCloseTo(0.25, within(0.01));
    float smallest = Float.MAX_VALUE;
    float largest = 0;
    for (Parameter parameter : network.parameters()) {
      for (int i = parameter.offset(); parameter.decayed() && i < parameter.offset() + parameter.size(); i++) {
        if (parameter.array()[i] == 0) {
          largest = Math.max(largest, Math.abs(before[i]));
        } else {
          smallest = Math.min(smallest, Math.abs(before[i]));
        }
      }
    }
    assertThat(largest).isLessThanOrEqualTo(smallest);
    learn(training, 20);
    assertThat(Mask.ofNonZero(network).toArray()).containsExactly(mask.toArray());
  }

  @Test
  void aTicketBeginsWithItsFirstWeights() {
    Network network = dense();
    float[] first = network.parameters().values().clone();
    learn(TrainingStep.supervised(network, new CrossEntropy(), new Adam(0.01)), 10);
    Mask mask = Mask.ofLargest(network, 0.5);
    mask.rewind(network, first);
    float[] kept = mask.toArray();
    for (int i = 0; i < first.length; i++) {
      assertThat(network.parameters().values()[i]).isEqualTo(kept[i] * first[i]);
    }
  }

  @Test
  void whatCannotBeChangedIsSaidByName() {
    Network network =
        Network.of(new Sequential(new Dense(4), new LayerNorm(), new Tanh(), new Dense(2)), Shape.of(3), 1);
    assertThatThrownBy(() -> new Widen(0, 8).of(network))
        .hasMessage(
            "layer '1.layerNorm' (LayerNorm): it stands behind the units to change;"
                + " expected activations, BatchNorm, Dropout, pooling or Flatten");
    assertThatThrownBy(() -> new Widen(3, 8).of(network))
        .hasMessage("layer '3.dense' (Dense): its units are the network's outputs, which no layer takes");
    assertThatThrownBy(() -> new Widen(0, 4).of(network))
        .hasMessage("layer '0.dense' (Dense): got 4 units, expected more than the 4 it has");
    assertThatThrownBy(() -> new Widen(2, 4).of(network))
        .hasMessage("layer '2.tanh' (Tanh): expected a Dense or a Conv2d in one group");
    assertThatThrownBy(() -> new Widen(7, 4).of(network))
        .hasMessage("change of a network: got layer 7, expected 0 to 3");
    assertThatThrownBy(() -> new Deepen(2).of(network))
        .hasMessage("layer '2.tanh' (Tanh): no layer behind it would keep the function, expected Relu or Linear");
    assertThatThrownBy(() -> new RemoveUnits(0, 4).of(network))
        .hasMessage("layer '0.dense' (Dense): got 4 units to keep, expected 1 to 3");
    Network residual = Network.of(new Residual(new Dense(3)), Shape.of(3), 1);
    assertThatThrownBy(() -> new Widen(0, 8).of(residual))
        .hasMessage("change of a network: got a Residual, expected a Sequential");
    assertThatThrownBy(() -> new RemoveWeights(1.5)).hasMessageContaining("got a share of 1.5 to keep");
    Supervised lbfgs = TrainingStep.supervised(dense(), new CrossEntropy(), new Lbfgs());
    assertThatThrownBy(() -> new Widen(0, 8).of(lbfgs.network()).continued(lbfgs))
        .hasMessageContaining("cannot be carried over to a changed network; begin it anew");
  }
}
