package hillock.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hillock.data.Column;
import hillock.data.DataException;
import hillock.data.Dataset;
import hillock.data.InputsTarget;
import hillock.data.Preprocessor;
import hillock.data.Table;
import hillock.data.Task;
import hillock.model.Model;
import hillock.model.Predictor;
import hillock.nn.Autoencoder;
import hillock.nn.CrossEntropy;
import hillock.nn.Dense;
import hillock.nn.MaskingNoise;
import hillock.nn.Preset;
import hillock.nn.Relu;
import hillock.nn.Sequential;
import hillock.tensor.Shape;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReconstructionTest {
  /** Points on a ring, seen in six columns: two numbers and four that follow from them. */
  private static Table ring(int n) {
    SplittableRandom random = new SplittableRandom(4);
    double[][] columns = new double[6][n];
    String[] halves = new String[n];
    for (int i = 0; i < n; i++) {
      double angle = 2 * Math.PI * random.nextDouble();
      double x = Math.cos(angle);
      double y = Math.sin(angle);
      double[] row = {x, y, x * y, x * x - y * y, x + y, x - y};
      for (int j = 0; j < row.length; j++) {
        columns[j][i] = 10 + row[j];
      }
      halves[i] = y > 0 ? "upper" : "lower";
    }
    return Table.of(
        Column.numbers("a", columns[0]),
        Column.numbers("b", columns[1]),
        Column.numbers("c", columns[2]),
        Column.numbers("d", columns[3]),
        Column.numbers("e", columns[4]),
        Column.numbers("f", columns[5]),
        Column.categories("half", halves));
  }

  @Test
  void everyColumnIsAnInputAndIsRebuilt() {
    ExperimentResult result = Experiment.on(ring(600)).network(Preset.AUTOENCODER).epochs(60).run();
    PreparedExperiment prepared = result.prepared();
    assertThat(prepared.task().kind()).isEqualTo(Task.Kind.RECONSTRUCTION);
    assertThat(prepared.preprocessor().target()).isEqualTo(new InputsTarget(8));
    assertThat(prepared.preprocessor().featureNames()).contains("a", "f", "half=lower", "half=upper");
    assertThat(result.measured().measures()).containsOnlyKeys("rmse");
    double error = result.measured().value("rmse");
    assertThat(result.baselines()).extracting(Baseline::name).containsExactly("mean", "linear autoencoder");
    double mean = result.baselines().getFirst().score().value("rmse");
    double linear = result.baselines().getLast().score().value("rmse");
    assertThat(linear).isLessThan(mean);
    assertThat(error).isLessThan(mean / 3);
    assertThat(result.measured().measures().get("rmse").low()).isLessThan(error);

    Model model = result.model(null);
    Dataset test = prepared.part("test");
    try (var predictor = Predictor.of(model)) {
      float[] rebuilt = predictor.outputs(prepared.raw("test"));
      double squares = 0;
      for (int r = 0; r < test.size(); r++) {
        float[] x = test.row(r);
        double ofRow = 0;
        for (int j = 0; j < x.length; j++) {
          ofRow += Math.pow(rebuilt[r * x.length + j] - (double) x[j], 2);
        }
        assertThat(Math.sqrt(ofRow / x.length)).isCloseTo(result.predictions().value(r, 0), within(1e-5));
        squares += ofRow;
      }
      assertThat(Math.sqrt(squares / test.size() / 8)).isCloseTo(error, within(1e-5));
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.MATCH_ANY,
      names = {".*AUTOENCODER"})
  void everyKindLearnsMoreThanTheMean(Preset preset) {
    ExperimentResult result = Experiment.on(ring(400)).network(preset).epochs(40).baselines(true).run();
    double mean = result.baselines().getFirst().score().value("rmse");
    assertThat(result.measured().value("rmse")).isLessThan(0.8 * mean);
  }

  @Test
  void arraysAndImagesAreRebuiltWhateverTheirLabels() {
    SplittableRandom random = new SplittableRandom(1);
    float[] x = new float[300 * 12];
    int[] labels = new int[300];
    for (int i = 0; i < 300; i++) {
      labels[i] = i % 2;
      float shade = random.nextInt(100);
      for (int j = 0; j < 12; j++) {
        x[i * 12 + j] = shade + (j % 3 == i % 3 ? 100 : 0);
      }
    }
    Dataset images =
        Dataset.of(Shape.of(4, 3, 1), x).withImageShape(Shape.of(4, 3, 1)).withLabels(labels, List.of("u", "v"));
    ExperimentResult result = Experiment.on(images).network(Preset.AUTOENCODER).epochs(50).run();
    assertThat(result.network().output()).isEqualTo(Shape.of(4, 3, 1));
    assertThat(result.measured().value("rmse")).isLessThan(0.3);
    Experiment narrow =
        Experiment.on(images)
            .network(
                new Autoencoder(
                    new Sequential(new MaskingNoise(0.1f), new Dense(6), new Relu(), new Dense(3)), new Dense(12)));
    assertThat(narrow.epochs(3).run().network().input()).isEqualTo(Shape.of(12));
    // Without labels at all.
    assertThat(Experiment.on(images.unlabelled()).network(Preset.AUTOENCODER).epochs(2).run().epochs()).isEqualTo(2);
    assertThat(narrow.epochs(2).crossValidate(3).spreads()).containsOnlyKeys("rmse");
  }

  @Test
  void theTargetIsStored() {
    Preprocessor preprocessor = Preprocessor.fit(ring(60), Task.reconstruction());
    Preprocessor back = Preprocessor.fromMap(preprocessor.toMap());
    assertThat(back.target()).isEqualTo(preprocessor.target());
    assertThat(back.transform(ring(60)).hasTargets()).isFalse();
  }

  @Test
  void wishesThatMeanNothingAreRefused() {
    Experiment rebuilt = Experiment.on(ring(60)).network(Preset.AUTOENCODER);
    refused(
        rebuilt.target("half"),
        "target: got the column 'half', expected no target for an autoencoder, whose targets are its inputs. Use drop"
            + " to leave the column out.");
    refused(rebuilt.task(Task.Kind.REGRESSION), "task: got 'regression', expected no task");
    refused(rebuilt.forecast(Forecast.of("a")), "forecast: got a forecast");
    refused(rebuilt.text(TextInput.of("half")), "text: got a column of texts");
    refused(rebuilt.hidden(4), "hidden layers: got given for an autoencoder");
    refused(
        rebuilt.loss(new CrossEntropy()),
        "loss: got CrossEntropy for an autoencoder, whose inputs are standardised numbers");
    assertThat(rebuilt.without("half", "a").prepare().inputShape()).isEqualTo(Shape.of(5));
  }

  private static void refused(Experiment experiment, String message) {
    assertThatThrownBy(experiment::prepare).isInstanceOf(DataException.class).hasMessageContaining(message);
  }
}
