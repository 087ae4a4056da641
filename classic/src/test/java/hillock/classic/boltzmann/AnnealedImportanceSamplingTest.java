package hillock.classic.boltzmann;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hillock.classic.boltzmann.AnnealedImportanceSampling.Estimate;
import hillock.data.Dataset;
import hillock.kernel.Engine;
import hillock.kernel.KernelChoice;
import hillock.kernel.Team;
import hillock.train.Cosine;
import hillock.train.Momentum;
import hillock.train.Trainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The estimate against the exact likelihood of machines that can be enumerated. */
class AnnealedImportanceSamplingTest {
  private final AnnealedImportanceSampling sampling = AnnealedImportanceSampling.of(100, 2_000);

  @ParameterizedTest
  @CsvSource({"BINARY, 50, 12", "BINARY, 12, 100", "BINARY, 16, 16", "GAUSSIAN, 10, 12"})
  void estimateIsWithinATenthOfANat(Visible kind, int visible, int hidden) {
    for (long seed = 1; seed <= 3; seed++) {
      Rbm rbm = Machines.random(visible, hidden, kind, 0.3f, seed);
      Dataset data = Machines.bits(50, visible, seed);
      Enumeration exact = new Enumeration(rbm);
      Estimate estimate = sampling.estimate(rbm, BaseRate.of(data, kind), Engine.single(), seed);
      assertThat(estimate.logPartition()).as("ln Z, seed %d", seed).isCloseTo(exact.logPartition(), within(0.1));
      assertThat(estimate.meanLogLikelihood(rbm, data, Engine.single()))
          .as("likelihood, seed %d", seed)
          .isCloseTo(exact.meanLogLikelihood(data), within(0.1));
      assertThat(exact.logPartition()).isBetween(estimate.low() - 0.02, estimate.high() + 0.02);
    }
  }

  @Test
  void estimateOfATrainedMachineIsWithinATenthOfANat() {
    Dataset data = Machines.barsAndStripes(3, 1);
    Rbm rbm = Rbm.of(9, 16, Visible.BINARY, 3).startFrom(data);
    var step = new RbmStep(rbm, new PersistentChains(5, 100), new Momentum(0.1, 0.5)).engine(Engine.single());
    Trainer.of(step).schedule(new Cosine()).fit(data.shuffled(3).batches(16), 3_000);
    Enumeration exact = new Enumeration(rbm);
    BaseRate base = BaseRate.of(data, Visible.BINARY);
    Estimate estimate = AnnealedImportanceSampling.of(200, 2_000).estimate(rbm, base, Engine.single(), 4);
    // 16 draws of 14 patterns, 2 of them drawn twice: nothing is more likely than -(12 ln 16 + 4 ln 8)/16.
    double best = -(12 * Math.log(16) + 4 * Math.log(8)) / 16;
    assertThat(best - base.meanLogLikelihood(data)).as("what can be learned").isCloseTo(3.64, within(0.01));
    assertThat(exact.meanLogLikelihood(data)).as("learned").isGreaterThan(base.meanLogLikelihood(data) + 3);
    assertThat(estimate.meanLogLikelihood(rbm, data, Engine.single()))
        .isCloseTo(exact.meanLogLikelihood(data), within(0.1));
  }

  @Test
  void anyEngineGivesTheSameBits() {
    Rbm rbm = Machines.random(21, 13, Visible.BINARY, 0.5f, 1);
    BaseRate base = BaseRate.uniform(Visible.BINARY, 21);
    AnnealedImportanceSampling few = AnnealedImportanceSampling.of(40, 100);
    Estimate expected = few.estimate(rbm, base, Engine.of(KernelChoice.SCALAR.kernels(), Team.of(1)), 7);
    try (Team three = Team.of(3)) {
      for (KernelChoice choice : KernelChoice.values()) {
        Estimate other = few.estimate(rbm, base, Engine.of(choice.kernels(), three), 7);
        assertThat(other.logPartition()).as("%s", choice).isEqualTo(expected.logPartition());
        assertThat(other.samples()).as("%s", choice).isEqualTo(expected.samples());
      }
    }
  }

  @Test
  void spacesTheStandardDistributionsAsPublished() {
    assertThat(BaseRate.uniform(Visible.BINARY, 2).logPartition()).isCloseTo(2 * Math.log(2), within(1e-12));
    assertThatThrownBy(() -> new AnnealedImportanceSampling(10, new double[] {0, 0.5, 0.5, 1}))
        .hasMessage("AnnealedImportanceSampling: got 4 betas, expected some that ascend from 0 to 1");
    assertThatThrownBy(() -> AnnealedImportanceSampling.of(1, 100)).hasMessageContaining("got 1 chains");
    assertThatThrownBy(() -> AnnealedImportanceSampling.of(10, 3)).hasMessageContaining("expected at least 29");
  }
}
