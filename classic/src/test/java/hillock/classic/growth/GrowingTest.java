package hillock.classic.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hillock.data.Dataset;
import hillock.kernel.Engine;
import hillock.kernel.KernelChoice;
import hillock.kernel.Randomness;
import hillock.kernel.Team;
import hillock.model.Model;
import hillock.nn.BatchNorm;
import hillock.nn.CrossEntropy;
import hillock.nn.Dense;
import hillock.nn.Dropout;
import hillock.nn.Network;
import hillock.nn.Relu;
import hillock.nn.Sequential;
import hillock.tensor.Shape;
import hillock.train.Adam;
import hillock.train.Checkpoints;
import hillock.train.EarlyStopping;
import hillock.train.Listener;
import hillock.train.Progress;
import hillock.train.Trainer;
import hillock.train.TrainingStep;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training that changes the shape on its way: the same bits however it is computed, stopped and resumed. */
class GrowingTest {
  private static final int EPOCHS = 6; // of two steps

  /** Three clouds in four dimensions. */
  static Dataset data() {
    float[] x = new float[4 * 64];
    new Randomness(2, 1, 0).normals(x, 0, x.length);
    int[] labels = new int[64];
    for (int i = 0; i < 64; i++) {
      labels[i] = i % 3;
      x[4 * i + i % 3] += 3;
    }
    return Dataset.of(Shape.of(4), x).withLabels(labels, List.of("a", "b", "c"));
  }

  private static Growing growing(Engine engine) {
    var spec = new Sequential(new Dense(8), new BatchNorm(), new Relu(), new Dropout(0.2f), new Dense(3));
    Network network = Network.of(spec, Shape.of(4), 3);
    return new Growing(TrainingStep.supervised(network, new CrossEntropy(), new Adam(0.02)).seed(3).engine(engine))
        .at(2, new Widen(0, 20))
        .at(4, new RemoveWeights(0.5))
        .at(6, new Deepen(2))
        .at(9, new RemoveUnits(0, 11));
  }

  private static void fit(Trainer trainer) {
    trainer.fit(data().shuffled(5).batches(32), EPOCHS);
  }

  @Test
  void theSameBitsOnEveryEngine() {
    Growing expected = growing(Engine.of(KernelChoice.SCALAR.kernels(), Team.of(1)));
    fit(Trainer.of(expected));
    assertThat(expected.network().parameters().at(0).shape()).isEqualTo(Shape.of(4, 11));
    assertThat(((Sequential) expected.network().spec()).layers()).hasSize(7);
    for (KernelChoice kernels : List.of(KernelChoice.SCALAR, KernelChoice.SIMD)) {
      for (int threads = 1; threads <= 2; threads++) {
        try (Team team = Team.of(threads)) {
          Growing growing = growing(Engine.of(kernels.kernels(), team));
          fit(Trainer.of(growing));
          assertThat(growing.parameters().values())
              .as("%s kernels, %d threads", kernels, threads)
              .containsExactly(expected.parameters().values());
        }
      }
    }
  }

  @Test
  void whatWasPrunedStaysAwayThroughLaterChanges() {
    Network network = Network.of(new Sequential(new Dense(16), new Relu(), new Dense(3)), Shape.of(4), 3);
    Growing growing =
        new Growing(TrainingStep.supervised(network, new CrossEntropy(), new Adam(0.02)))
            .at(3, new RemoveWeights(0.5))
            .at(5, new Widen(0, 40));
    fit(Trainer.of(growing));
    // Copies of missing weights are missing, too: about half as before, of 40 units instead of 16.
    assertThat(Mask.ofNonZero(growing.network()).share(growing.network())).isBetween(0.35, 0.65);
  }

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void aKilledRunResumesAtEveryStepWithTheSameBits(@TempDir Path folder) {
    Growing whole = growing(Engine.single());
    fit(Trainer.of(whole));
    for (long step = 1; step < 2 * EPOCHS; step++) {
      long last = step;
      Checkpoints checkpoints = Checkpoints.in(folder.resolve("at-" + step)).everySteps(1);
      Listener killer =
          new Listener() {
            @Override
            public void stepped(Progress progress) {
              if (progress.step() == last + 1) {
                throw new Killed();
              }
            }
          };
      Trainer killed = Trainer.of(growing(Engine.single())).checkpoint(checkpoints).with(killer);
      assertThatThrownBy(() -> fit(killed)).isInstanceOf(Killed.class);
      Growing resumed = growing(Engine.single());
      fit(Trainer.of(resumed).checkpoint(checkpoints).resume(true));
      assertThat(resumed.network().spec()).isEqualTo(whole.network().spec());
      assertThat(resumed.parameters().values())
          .as("killed after step %d", step + 1)
          .containsExactly(whole.parameters().values());
    }
  }

  @Test
  void theFileOfAChangedNetworkPredictsTheSame(@TempDir Path folder) {
    Growing growing = growing(Engine.single());
    fit(Trainer.of(growing));
    Path file = folder.resolve("grown.hillock");
    Model.of(growing.network(), new CrossEntropy().link()).save(file);
    Network opened = Model.open(file).network();
    float[] x = data().batches(64).at(0, 0).x();
    assertThat(opened.predict(x, 64)).containsExactly(growing.network().predict(x, 64));
    assertThat(Mask.ofNonZero(opened).toArray()).containsExactly(Mask.ofNonZero(growing.network()).toArray());
  }

  @Test
  void theBestWeightsOfAnotherShapeAreRefused() {
    Trainer trainer = Trainer.of(growing(Engine.single())).with(new EarlyStopping(10));
    assertThatThrownBy(() -> fit(trainer))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("so the weights before cannot be restored");
    assertThatThrownBy(() -> growing(Engine.single()).at(2, new Deepen(2)))
        .hasMessageContaining("which has Widen[layer=0, units=20");
  }
}
