package hillock.classic.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hillock.data.Dataset;
import hillock.kernel.Engine;
import hillock.kernel.KernelChoice;
import hillock.kernel.Team;
import hillock.model.Model;
import hillock.model.WeightsHash;
import hillock.nn.Dense;
import hillock.nn.Network;
import hillock.nn.Sequential;
import hillock.nn.Softmax;
import hillock.nn.Tanh;
import hillock.tensor.Shape;
import hillock.train.Adam;
import hillock.train.Checkpoints;
import hillock.train.GradientClip;
import hillock.train.Listener;
import hillock.train.Progress;
import hillock.train.Trainer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cart with its pole moves as the equations say, and a network learns to balance it. */
class CartPoleTest {
  @TempDir private Path folder;

  @Test
  void movesAsWorkedOutByHand() {
    // At rest and upright: s = 10/1.1, ω' = -s/(0.5·(4/3 - 0.1/1.1)), v' = s - 0.05·ω'/1.1
    double[] state = new double[4];
    assertThat(CartPole.withoutFriction().step(state, 1)).isTrue();
    double s = 10 / 1.1;
    double turn = -s / (0.5 * (4.0 / 3 - 0.1 / 1.1));
    assertThat(state[0]).isZero();
    assertThat(state[1]).isEqualTo(0.02 * (s - 0.05 * turn / 1.1), within(1e-12));
    assertThat(state[2]).isZero();
    assertThat(state[3]).isEqualTo(0.02 * turn, within(1e-12));
    assertThat(state[1]).as("as in Gym's CartPole").isEqualTo(0.195121951, within(1e-8));
    assertThat(state[3]).isEqualTo(-0.292682927, within(1e-8));
  }

  @Test
  void mirroredStatesAndPushesStayMirrored() {
    double[] left = {0.3, -0.2, 0.1, 0.4};
    double[] right = {-0.3, 0.2, -0.1, -0.4};
    for (int i = 0; i < 5; i++) {
      new CartPole().step(left, i % 2);
      new CartPole().step(right, 1 - i % 2);
    }
    for (int j = 0; j < 4; j++) {
      assertThat(left[j]).isEqualTo(-right[j]);
    }
  }

  @Test
  void frictionSlowsTheCart() {
    double[] with = {0, 1, 0, 0};
    double[] without = {0, 1, 0, 0};
    new CartPole(0.5, 0).step(with, 1);
    CartPole.withoutFriction().step(without, 1);
    assertThat(with[1]).isLessThan(without[1]);
  }

  @Test
  void failsBeyondTwelveDegreesAndTheEndsOfTheTrack() {
    assertThat(new CartPole().step(new double[] {0, 0, Math.toRadians(11.9), 5}, 0)).isFalse();
    assertThat(new CartPole().step(new double[] {2.399, 2, 0, 0}, 0)).isFalse();
    assertThat(new CartPole().step(new double[] {2.3, 0, 0, 0}, 0)).isTrue();
    assertThatThrownBy(() -> new CartPole(-1, 0)).hasMessageContaining("expected 0 or more");
  }

  private static Network network(int units, long seed) {
    return Network.of(new Sequential(new Dense(units), new Tanh(), new Dense(2)), Shape.of(4), seed);
  }

  private static PolicyGradient step(Network network, int limit, long seed) {
    return new PolicyGradient(new CartPole(), network, new Adam(0.01))
        .limit(limit)
        .clip(GradientClip.norm(1))
        .seed(seed);
  }

  @Test
  void policyGradientLearnsToBalance() {
    CartPole pole = new CartPole();
    Network network = network(32, 1);
    PolicyGradient step = step(network, 200, 1);
    Dataset test = pole.starts(100, 77);
    double before = step.evaluate(test.batches(100)).orElseThrow().loss();
    Trainer.of(step).fit(pole.starts(100, 1).shuffled(1).batches(16), 12);
    double after = step.evaluate(test.batches(50)).orElseThrow().loss();
    assertThat(before).as("share of 200 steps not reached before learning").isGreaterThan(0.7);
    assertThat(200 * (1 - after)).as("mean steps of 200 in 100 episodes").isGreaterThanOrEqualTo(195);
  }

  @Test
  void theSameEpisodesOnEveryEngine() {
    String alone = weights(Engine.of(KernelChoice.SCALAR.kernels(), Team.of(1)));
    try (Team team = Team.of(3)) {
      assertThat(weights(Engine.of(KernelChoice.SIMD.kernels(), team))).isEqualTo(alone);
    }
  }

  private static String weights(Engine engine) {
    Network network = network(16, 2);
    Trainer.of(step(network, 60, 2).engine(engine)).fit(new CartPole().starts(40, 2).shuffled(2).batches(10), 3);
    return WeightsHash.of(network.parameters());
  }

  @Test
  void resumesWithTheSameBits() {
    Dataset starts = new CartPole().starts(40, 3);
    Network whole = network(16, 3);
    Trainer.of(step(whole, 60, 3)).fit(starts.shuffled(3).batches(10), 3);

    Trainer interrupted = Trainer.of(step(network(16, 3), 60, 3)).checkpoint(Checkpoints.in(folder));
    interrupted.with(
        new Listener() {
          @Override
          public void stepped(Progress progress) {
            if (progress.step() == 6) {
              interrupted.interrupt();
            }
          }
        });
    interrupted.fit(starts.shuffled(3).batches(10), 3);
    Network resumed = network(16, 99); // all that counts comes from the checkpoint
    Trainer.of(step(resumed, 60, 3))
        .checkpoint(Checkpoints.in(folder))
        .resume(true)
        .fit(starts.shuffled(3).batches(10), 3);
    assertThat(WeightsHash.of(resumed.parameters())).isEqualTo(WeightsHash.of(whole.parameters()));
  }

  @Test
  void aSavedNetworkSteersTheSame() {
    Network network = network(16, 4);
    Path file = folder.resolve("pole.hillock");
    Model.of(network, new Softmax()).save(file);
    Network opened = Model.open(file).network();
    float[] starts = new float[40];
    new CartPole().starts(10, 4).gather(0, starts, 0);
    assertThat(step(opened, 100, 4).steps(starts, 10)).isEqualTo(step(network, 100, 4).steps(starts, 10));
  }

  @Test
  void refusesANetworkThatDoesNotFit() {
    assertThatThrownBy(() -> step(Network.of(new Dense(3), Shape.of(4), 1), 10, 1))
        .hasMessageContaining("expected one from [4] to [2]");
  }
}
