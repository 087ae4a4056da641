package hillock.classic.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hillock.classic.perceptron.Perceptron.Keep;
import hillock.classic.perceptron.Winner;
import hillock.data.Column;
import hillock.data.DataException;
import hillock.data.Table;
import hillock.experiment.Experiment;
import hillock.experiment.ExperimentResult;
import hillock.experiment.RunListener;
import hillock.kernel.Randomness;
import hillock.model.Model;
import hillock.model.Predictor;
import hillock.train.Outcome;
import hillock.train.Progress;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerceptronExperimentTest {
  @TempDir Path folder;

  /** Two numbers and a class that is mostly that of a line through them. */
  private static Table table() {
    int n = 200;
    float[] uniform = new float[3 * n];
    new Randomness(11, 1, 0).uniforms(uniform, 0, uniform.length);
    double[] a = new double[n];
    double[] b = new double[n];
    String[] y = new String[n];
    for (int i = 0; i < n; i++) {
      a[i] = 10 * uniform[3 * i];
      b[i] = 100 * uniform[3 * i + 1];
      boolean above = 10 * a[i] + b[i] > 100;
      y[i] = above == uniform[3 * i + 2] < 0.95 ? "above" : "below";
    }
    return Table.of(Column.numbers("a", a), Column.numbers("b", b), Column.categories("y", y));
  }

  private static Experiment experiment() {
    return Experiment.on(table()).target("y").network(new Perceptron()).epochs(20);
  }

  @Test
  void isMeasuredSavedAndUsedLikeAnyNetwork() {
    ExperimentResult result = experiment().run();
    assertThat(result.test().orElseThrow().value("accuracy")).isGreaterThan(0.85);
    assertThat(result.settings()).containsEntry("method", "perceptron").doesNotContainKey("optimizer");
    assertThat(result.prepared().notes()).anySatisfy(n -> assertThat(n).startsWith("No hyperplane separates"));
    Path file = folder.resolve("line.hillock");
    result.model(null).save(file);
    Model opened = Model.open(file);
    assertThat(opened.link()).isEqualTo(new Winner());
    assertThat(opened.weightsSha256()).isEqualTo(result.weightsSha256());
    try (var predictor = Predictor.of(opened)) {
      assertThat(predictor.predict(Map.of("a", "9", "b", "90")).label()).isEqualTo("above");
      assertThat(predictor.predict(Map.of("a", "1", "b", "9")).label()).isEqualTo("below");
    }
  }

  @Test
  void resumesInTheMiddleToTheSameBits() {
    for (Keep keep : Keep.values()) {
      Experiment whole = experiment().network(new Perceptron(keep));
      Experiment halves = whole.checkpoint(folder.resolve(keep.name()));
      ExperimentResult stopped = halves.prepare().run(new StopAt(21));
      assertThat(stopped.outcome()).isInstanceOf(Outcome.Interrupted.class);
      ExperimentResult resumed = halves.resume(true).run();
      assertThat(resumed.weightsSha256()).isEqualTo(whole.run().weightsSha256());
    }
  }

  private static final class StopAt implements RunListener {
    private final long step;
    private Runnable interrupt = () -> {};

    StopAt(long step) {
      this.step = step;
    }

    @Override
    public void stoppable(Runnable interruption) {
      interrupt = interruption;
    }

    @Override
    public void stepped(Progress progress) {
      if (progress.step() == step) {
        interrupt.run();
      }
    }
  }

  @Test
  void learnsNoNumbersAndTakesNoOptimiser() {
    assertThatThrownBy(() -> experiment().target("b").run())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("'perceptron' for the numbers of 'b'");
    assertThatThrownBy(() -> experiment().learningRate(1).run())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("learning rate: got given for 'perceptron'");
  }
}
