package hillock.gallery.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hillock.data.DataException;
import hillock.data.Dataset;
import hillock.kernel.KernelChoice;
import hillock.nn.Dense;
import hillock.nn.MeanSquaredError;
import hillock.nn.Network;
import hillock.tensor.Shape;
import hillock.train.Sgd;
import hillock.train.Trainer;
import hillock.train.TrainingStep;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an entry runs with, and what it finds. */
class RunTest {
  @TempDir private Path folder;

  private Run run(boolean quick) {
    return new Run(new RunOptions(1, quick, 1, KernelChoice.SCALAR, folder), new View() {});
  }

  @Test
  void missingDataNamesTheFileAndTheWayOut() {
    try (Run run = run(true)) {
      assertThatThrownBy(run::mnist)
          .isInstanceOf(DataException.class)
          .hasMessageContainingAll(folder.resolve("mnist").toString(), "--data DIR", "HILLOCK_DATA");
    }
  }

  @Test
  void aStoppedRunEndsItsTrainingAtTheNextStep() {
    Dataset data = Dataset.of(Shape.of(1), new float[] {1, 2}).withTargets(new float[] {1, 2}, List.of("y"));
    Network network = Network.of(new Dense(1), Shape.of(1), 1);
    try (Run run = run(false)) {
      Trainer trainer =
          Trainer.of(TrainingStep.supervised(network, new MeanSquaredError(), new Sgd(0.1)).engine(run.engine()))
              .with(run.training("a line"));
      run.stop();
      assertThatThrownBy(() -> trainer.fit(data.batches(2), 1_000_000)).isInstanceOf(Stopped.class);
      assertThatThrownBy(() -> run.progress("a loop", 1, 2)).isInstanceOf(Stopped.class);
      assertThatThrownBy(() -> run.training("another")).isInstanceOf(Stopped.class);
    }
  }

  @Test
  void aQuickRunChoosesTheSecondValue() {
    try (Run full = run(false);
        Run quick = run(true)) {
      assertThat(full.choose(20, 2)).isEqualTo(20);
      assertThat(quick.choose(20, 2)).isEqualTo(2);
      assertThat(quick.choose(0.9, 0.5)).isEqualTo(0.5);
    }
  }

  @Test
  void imagesAreStandardisedByTheTrainingPart() {
    byte[] pixels = {0, 100, (byte) 200, (byte) 255};
    Shape shape = Shape.of(1, 2, 1);
    Dataset train =
        Dataset.ofBytes(shape, pixels).withImageShape(shape).withLabels(new int[] {0, 1}, List.of("a", "b"));
    Dataset test = train.subset(new int[] {1});
    Images standard = new Images(train, test).standardised();
    double sum = 0;
    double squares = 0;
    for (float v :
        new float[] {
          standard.train().row(0)[0], standard.train().row(0)[1], standard.train().row(1)[0], standard.train().row(1)[1]
        }) {
      sum += v;
      squares += v * v;
    }
    assertThat(sum).isCloseTo(0, within(1e-5));
    assertThat(squares / 4).isCloseTo(1, within(1e-5));
    assertThat(standard.test().row(0)).containsExactly(standard.train().row(1));
    assertThat(new Images(train, test).inUnitRange().train().row(1)).containsExactly(200f / 255, 1f);
    assertThat(new Images(train, test).inUnitRange().test().labels()).containsExactly(1);
  }

  @Test
  void aFigureHoldsWithinItsBar() {
    Figure accuracy = Figure.of("accuracy", Unit.PERCENT, 0.98, 0.99).published(0.984);
    assertThat(accuracy.mean()).isCloseTo(0.985, within(1e-12));
    assertThat(accuracy.deviation()).isCloseTo(Math.sqrt(0.5) * 0.01, within(1e-12));
    assertThat(accuracy.judged()).isFalse();
    assertThat(accuracy.holds()).isTrue();
    assertThat(accuracy.atLeast(0.985).holds()).isTrue();
    assertThat(accuracy.atLeast(0.9851).holds()).isFalse();
    assertThat(accuracy.atMost(0.9849).holds()).isFalse();
    assertThat(accuracy.within(0.98, 0.99).bar()).isEqualTo("98.00% to 99.00%");
    assertThat(Figure.of("broken", Unit.NUMBER, Double.NaN).holds()).isFalse();
    assertThat(accuracy.text()).isEqualTo("98.50% ± 0.71%");
  }
}
