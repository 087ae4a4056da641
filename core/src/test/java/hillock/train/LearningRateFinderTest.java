package hillock.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hillock.data.Batches;
import hillock.nn.CrossEntropy;
import hillock.nn.Network;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The range test finds a rate that learns, and leaves no trace. */
class LearningRateFinderTest {
  private final Batches batches = Problems.blobs(300, 1).shuffled(1).batches(32);

  private Supervised step(Optimizer optimizer) {
    Network network = Problems.noisyNetwork(2, 3, 2);
    return TrainingStep.supervised(network, new CrossEntropy(), optimizer);
  }

  @Test
  void suggestsARateThatLearnsFasterThanMuchSmallerAndMuchLargerOnes() {
    double suggestion = new LearningRateFinder().find(step(new Sgd(1)), batches).suggestion();
    double found = lossAfterTwoEpochs(suggestion);
    assertThat(found).isLessThan(lossAfterTwoEpochs(suggestion / 100));
    assertThat(found).isLessThan(lossAfterTwoEpochs(suggestion * 100));
  }

  private double lossAfterTwoEpochs(double rate) {
    Supervised step = step(new Sgd(rate));
    Outcome outcome = Trainer.of(step).fit(batches, 2);
    return outcome instanceof Outcome.Diverged ? Double.POSITIVE_INFINITY : step.evaluate(batches).orElseThrow().loss();
  }

  @Test
  void restoresWeightsAndOptimizer() {
    Supervised plain = step(new Adam(0.01));
    Supervised tested = step(new Adam(0.01));
    for (Supervised training : List.of(plain, tested)) {
      for (int i = 0; i < 10; i++) {
        if (i == 5 && training == tested) {
          LearningRateFinder.Result result = new LearningRateFinder().find(tested, batches);
          assertThat(result.curve().getFirst().rate()).isEqualTo(1e-6);
          assertThat(result.curve()).hasSizeLessThanOrEqualTo(100);
        }
        training.run(i, 1, batches.at(0, i % batches.count()));
      }
    }
    assertThat(tested.parameters().values()).containsExactly(plain.parameters().values());
  }

  @Test
  void wrongRangesAreRefused() {
    assertThatThrownBy(() -> new LearningRateFinder(1, 0.1, 100, 0.9)).hasMessageContaining("expected growing ones");
  }
}
