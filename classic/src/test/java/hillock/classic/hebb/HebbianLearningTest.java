package hillock.classic.hebb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hillock.classic.pca.Iris;
import hillock.classic.pca.PrincipalComponents;
import hillock.data.Batches;
import hillock.data.Dataset;
import hillock.kernel.Engine;
import hillock.nn.Dense;
import hillock.nn.Network;
import hillock.nn.XavierNormal;
import hillock.tensor.Shape;
import hillock.train.Checkpoints;
import hillock.train.Cosine;
import hillock.train.Listener;
import hillock.train.Outcome;
import hillock.train.Progress;
import hillock.train.Trainer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HebbianLearningTest {
  private final PrincipalComponents components = PrincipalComponents.of(Iris.measured(), Engine.single());
  private final Dataset flowers = components.centred(Iris.measured());
  private static final int EPOCHS = 100;

  private static Network units(int count, long seed) {
    return new Dense(count, false, new XavierNormal()).build(Shape.of(4), seed);
  }

  private Outcome train(Network network, HebbianRule rule, Listener... listeners) {
    return Trainer.of(new HebbianLearning(network, rule, 0.02))
        .schedule(new Cosine())
        .with(listeners)
        .fit(flowers.shuffled(3).batches(30), EPOCHS);
  }

  private static float[] unit(Network network, int k) {
    int units = network.output().size();
    float[] w = new float[4];
    for (int j = 0; j < 4; j++) {
      w[j] = network.parameters().values()[j * units + k];
    }
    return w;
  }

  private static double length(float[] w) {
    double sum = 0;
    for (float v : w) {
      sum += (double) v * v;
    }
    return Math.sqrt(sum);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void ojasRuleFindsTheFirstPrincipalComponent(long seed) {
    Network network = units(2, seed);
    train(network, HebbianRule.OJA);
    for (int k = 0; k < 2; k++) {
      assertThat(components.angle(0, unit(network, k))).as("degrees").isLessThan(1);
      assertThat(length(unit(network, k))).isCloseTo(1, within(1e-3));
    }
  }

  @Test
  void sangersRuleFindsAllOfThemInOrder() {
    Network network = units(4, 1);
    Outcome outcome = train(network, HebbianRule.SANGER);
    double variance = 0;
    for (int k = 0; k < 3; k++) {
      assertThat(components.angle(k, unit(network, k))).as("degrees, component %d", k).isLessThan(1);
      assertThat(length(unit(network, k))).isCloseTo(1, within(1e-2));
      variance += components.variance(k);
    }
    // Four units rebuild everything, as far as the last, whose variance is small, has come.
    assertThat(outcome.history().last().trainLoss()).isLessThan(0.1 * variance);
  }

  @Test
  void hebbsRuleTurnsTheSameWayButGrowsWithoutBound() {
    Network network = units(1, 1);
    Outcome outcome = Trainer.of(new HebbianLearning(network, HebbianRule.HEBB, 1e-3)).fit(flowers.batches(30), 20);
    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(length(unit(network, 0))).isGreaterThan(1e4);
    assertThat(components.angle(0, unit(network, 0))).isLessThan(1);
    Outcome later = Trainer.of(new HebbianLearning(network, HebbianRule.HEBB, 1e-1)).fit(flowers.batches(30), 200);
    assertThat(later).isInstanceOf(Outcome.Diverged.class);
  }

  @ParameterizedTest
  @EnumSource(HebbianRule.class)
  void oneExampleChangesTheWeightsAsTheRuleSays(HebbianRule rule) {
    Network network = new Dense(2, false, new XavierNormal()).build(Shape.of(2), 1);
    network.parameters().at(0).set(1, 0.5f, 0, 1); // unit 0 is (1, 0), unit 1 is (0.5, 1)
    Batches one = Dataset.of(Shape.of(2), new float[] {2, 1}).batches(1);
    double loss = new HebbianLearning(network, rule, 0.25).run(0, 1, one.at(0, 0));
    // y = (2, 2); what both rebuild is 2·(1, 0) + 2·(0.5, 1) = (3, 2).
    assertThat(loss).isEqualTo(1 + 1);
    float[] expected =
        switch (rule) {
          case HEBB -> new float[] {1 + 0.5f * 2, 0.5f + 0.5f * 2, 0.5f * 1, 1 + 0.5f * 1};
          case OJA -> new float[] {1 + 0.5f * (2 - 2), 0.5f + 0.5f * (2 - 1), 0.5f * 1, 1 + 0.5f * (1 - 2)};
          case SANGER -> new float[] {1, 0.5f + 0.5f * (2 - 3), 0.5f * 1, 1 + 0.5f * (1 - 2)};
        };
    assertThat(network.parameters().values()).isEqualTo(expected);
  }

  @Test
  void anInterruptedRunGoesOnWithTheSameBits(@TempDir Path folder) {
    Network whole = units(3, 1);
    train(whole, HebbianRule.SANGER);
    Checkpoints checkpoints = Checkpoints.in(folder).everyEpochs(1000);
    Network first = units(3, 1);
    Trainer trainer =
        Trainer.of(new HebbianLearning(first, HebbianRule.SANGER, 0.02)).schedule(new Cosine()).checkpoint(checkpoints);
    trainer.with(
        new Listener() {
          @Override
          public void stepped(Progress progress) {
            if (progress.step() == 123) {
              trainer.interrupt();
            }
          }
        });
    assertThat(trainer.fit(flowers.shuffled(3).batches(30), EPOCHS)).isInstanceOf(Outcome.Interrupted.class);
    Network second = units(3, 1);
    Trainer.of(new HebbianLearning(second, HebbianRule.SANGER, 0.02))
        .schedule(new Cosine())
        .checkpoint(checkpoints)
        .resume(true)
        .fit(flowers.shuffled(3).batches(30), EPOCHS);
    assertThat(second.parameters().values()).isEqualTo(whole.parameters().values());
  }

  @Test
  void networksWithABiasAreRefused() {
    Network network = new Dense(2).build(Shape.of(4), 1);
    assertThatThrownBy(() -> new HebbianLearning(network, HebbianRule.OJA, 0.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected Dense without bias on rows of numbers");
  }
}
