package hillock.gallery;

import hillock.experiment.Experiment;
import hillock.experiment.ExperimentResult;
import hillock.experiment.Mistake;
import hillock.experiment.Repetition;
import hillock.gallery.picture.ImageGrid;
import hillock.gallery.picture.LineChart;
import hillock.gallery.picture.Picture;
import hillock.gallery.run.Figure;
import hillock.gallery.run.Images;
import hillock.gallery.run.Result;
import hillock.gallery.run.ResultTable;
import hillock.gallery.run.Run;
import hillock.gallery.run.Unit;
import java.util.List;

/** Fully connected layers read handwritten digits. */
public record MnistMlp() implements Entry {
  private static final int SHOWN_MISTAKES = 12;

  @Override
  public String summary() {
    return "A plain network reads handwritten digits";
  }

  @Override
  public String canon() {
    return "D1";
  }

  @Override
  public String source() {
    return "Simard, Steinkraus and Platt 2003: 98.4% with 800 hidden units";
  }

  @Override
  public List<String> data() {
    return List.of("mnist");
  }

  @Override
  public Result run(Run run) {
    Images mnist = run.quick() ? run.mnist().head(5_000, 1_000) : run.mnist();
    Repetition seeds =
        Experiment.on(mnist.train())
            .testData(mnist.test())
            .validation(1 / 6.0) // chooses the epoch whose weights are kept
            .hidden(512, 256)
            .dropout(0.2)
            .epochs(run.choose(20, 3))
            .baselines(false)
            .seed(run.seed())
            .threads(run.threads())
            .kernels(run.kernels())
            .repeat(run.choose(3, 2), run.training("784-512-256-10, ReLU, dropout 0.2"));

    ResultTable table = ResultTable.titled("By seed", "seed", "validation", "test", "test images wrong");
    LineChart curves = LineChart.titled("Validation accuracy").axes("epoch", "accuracy, %");
    for (Repetition.Run one : seeds.runs()) {
      ExperimentResult r = one.result();
      double accuracy = r.measured().value("accuracy");
      double validated = r.validation().orElseThrow().value("accuracy");
      table =
          table.row(
              one.name(),
              Unit.PERCENT.text(validated),
              Unit.PERCENT.text(accuracy),
              Math.round((1 - accuracy) * mnist.test().size()));
      curves.line("seed " + one.name(), percentByEpoch(r));
    }
    return new Result()
        .with(
            Figure.of("test accuracy", Unit.PERCENT, accuracies(seeds))
                .published(0.984)
                .atLeast(run.choose(0.984, 0.88)))
        .with(table)
        .with(curves.picture("accuracy", "Accuracy on the validation part after each epoch."))
        .with(mistakes(seeds.runs().getFirst().result(), mnist))
        .remark("Published: two layers, 800 hidden units, cross-entropy, no distortions of the images.");
  }

  private static double[] accuracies(Repetition seeds) {
    return seeds.runs().stream().mapToDouble(r -> r.result().measured().value("accuracy")).toArray();
  }

  private static double[] percentByEpoch(ExperimentResult result) {
    return result.outcome().history().epochs().stream()
        .mapToDouble(e -> 100 * e.metrics().getOrDefault("accuracy", Double.NaN))
        .toArray();
  }

  private static Picture mistakes(ExperimentResult result, Images mnist) {
    List<Mistake> worst = result.worstMistakes(SHOWN_MISTAKES);
    return ImageGrid.of(28, 28, 1)
        .row(
            "the class, and what the network took it for",
            worst.stream().map(m -> mnist.test().row(m.row())).toList(),
            worst.stream().map(m -> m.truth() + " as " + m.predicted()).toList())
        .picture("mistakes", "The test images that the first network was surest about and wrong.");
  }
}
