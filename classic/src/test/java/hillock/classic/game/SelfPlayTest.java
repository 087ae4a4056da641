package hillock.classic.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hillock.kernel.Engine;
import hillock.kernel.KernelChoice;
import hillock.kernel.Team;
import hillock.model.Model;
import hillock.model.WeightsHash;
import hillock.nn.Dense;
import hillock.nn.Linear;
import hillock.nn.Network;
import hillock.nn.Relu;
import hillock.nn.Sequential;
import hillock.tensor.Shape;
import hillock.train.Adam;
import hillock.train.Checkpoints;
import hillock.train.Cosine;
import hillock.train.Listener;
import hillock.train.Progress;
import hillock.train.Trainer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network that plays against itself learns to play; the same games on any engine and after a resume. */
class SelfPlayTest {
  private static final TicTacToe EMPTY = new TicTacToe();

  @TempDir private Path folder;

  private static Network network(int units, long seed) {
    return Network.of(
        new Sequential(new Dense(units), new Relu(), new Dense(units), new Relu(), new Dense(1)),
        Shape.of(EMPTY.size()),
        seed);
  }

  /** All positions after at most so many moves. */
  private static List<TicTacToe> openings(int plies) {
    Set<TicTacToe> all = new LinkedHashSet<>(List.of(EMPTY));
    List<TicTacToe> latest = List.of(EMPTY);
    for (int ply = 0; ply < plies; ply++) {
      List<TicTacToe> longer = new ArrayList<>();
      latest.forEach(p -> p.next().stream().filter(q -> !q.over()).forEach(longer::add));
      latest = List.copyOf(new LinkedHashSet<>(longer));
      all.addAll(latest);
    }
    return List.copyOf(all);
  }

  private static Trainer trainer(SelfPlay<TicTacToe> step) {
    return Trainer.of(step).schedule(new Cosine());
  }

  @Test
  void neverLosesWhateverIsReplied() {
    Network network = network(128, 1);
    SelfPlay<TicTacToe> step = new SelfPlay<>(openings(5), network, new Adam(0.003)).seed(1);
    trainer(step).fit(step.data().shuffled(1).batches(64), 80);
    try (Values<TicTacToe> player = new Values<>(network, Engine.single())) {
      Tally first = Tally.ofEveryReply(player, EMPTY, true);
      Tally second = Tally.ofEveryReply(player, EMPTY, false);
      assertThat(first.lost()).as("games lost as first player of %d", first.games()).isZero();
      assertThat(second.lost()).as("games lost as second player of %d", second.games()).isZero();
      assertThat(Tally.of(player, new Minimax<>(), EMPTY, 1_000, 2)).as("perfect").isEqualTo(new Tally(0, 1_000, 0));
      Tally weak = Tally.of(player, Player.random(), EMPTY, 10_000, 2);
      assertThat(weak.lost()).isZero();
      assertThat(weak.won()).isGreaterThan(8_500);
    }
  }

  @Test
  void theSameGamesOnEveryEngine() {
    String alone = weights(Engine.of(KernelChoice.SCALAR.kernels(), Team.of(1)));
    try (Team team = Team.of(3)) {
      assertThat(weights(Engine.of(KernelChoice.SIMD.kernels(), team))).isEqualTo(alone);
    }
  }

  private static String weights(Engine engine) {
    Network network = network(32, 3);
    SelfPlay<TicTacToe> step = new SelfPlay<>(openings(2), network, new Adam(0.01)).seed(3).engine(engine);
    trainer(step).fit(step.data().shuffled(3).batches(20), 3);
    return WeightsHash.of(network.parameters());
  }

  @Test
  void resumesWithTheSameBits() {
    Network whole = network(16, 4);
    SelfPlay<TicTacToe> step = new SelfPlay<>(openings(2), whole, new Adam(0.01)).seed(4);
    trainer(step).fit(step.data().shuffled(4).batches(20), 4);

    SelfPlay<TicTacToe> part = new SelfPlay<>(openings(2), network(16, 4), new Adam(0.01)).seed(4);
    Trainer interrupted = trainer(part).checkpoint(Checkpoints.in(folder));
    interrupted.with(
        new Listener() {
          @Override
          public void stepped(Progress progress) {
            if (progress.step() == 12) {
              interrupted.interrupt();
            }
          }
        });
    interrupted.fit(part.data().shuffled(4).batches(20), 4);
    Network resumed = network(16, 99); // all that counts comes from the checkpoint
    SelfPlay<TicTacToe> rest = new SelfPlay<>(openings(2), resumed, new Adam(0.01)).seed(4);
    trainer(rest).checkpoint(Checkpoints.in(folder)).resume(true).fit(rest.data().shuffled(4).batches(20), 4);
    assertThat(WeightsHash.of(resumed.parameters())).isEqualTo(WeightsHash.of(whole.parameters()));
  }

  @Test
  void aSavedNetworkPlaysTheSame() {
    Network network = network(16, 5);
    Path file = folder.resolve("player.hillock");
    Model.of(network, new Linear()).save(file);
    Network opened = Model.open(file).network();
    try (Values<TicTacToe> before = new Values<>(network, Engine.single());
        Values<TicTacToe> after = new Values<>(opened, Engine.single())) {
      for (TicTacToe position : openings(3)) {
        assertThat(after.move(position, 0)).isEqualTo(before.move(position, 0));
      }
      assertThat(after.of(EMPTY.next())).isEqualTo(before.of(EMPTY.next()));
    }
  }

  @Test
  void refusesOpeningsInWhichTheGameIsOver() {
    TicTacToe over = EMPTY.after(0).after(3).after(1).after(4).after(2);
    assertThatThrownBy(() -> new SelfPlay<>(List.of(over), network(4, 1), new Adam()))
        .hasMessageContaining("none in which the game is over");
  }
}
