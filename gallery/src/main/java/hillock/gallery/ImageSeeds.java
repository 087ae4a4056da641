package hillock.gallery;

import hillock.data.Dataset;
import hillock.experiment.ExperimentResult;
import hillock.experiment.Mistake;
import hillock.experiment.Repetition;
import hillock.gallery.picture.ImageGrid;
import hillock.gallery.picture.LineChart;
import hillock.gallery.picture.Picture;
import hillock.gallery.run.ResultTable;
import hillock.gallery.run.Unit;
import java.util.List;

/**
 * What is told of a network for images that was trained with several seeds.
 *
 * @param seeds the trainings
 * @param test images that they were measured on
 */
record ImageSeeds(Repetition seeds, Dataset test) {
  private static final int SHOWN_MISTAKES = 12;

  /** Accuracy on the test images, a value a seed. */
  double[] accuracies() {
    return seeds.runs().stream().mapToDouble(r -> r.result().measured().value("accuracy")).toArray();
  }

  ResultTable table() {
    ResultTable table = ResultTable.titled("By seed", "seed", "epoch kept", "validation", "test", "test images wrong");
    for (Repetition.Run one : seeds.runs()) {
      ExperimentResult r = one.result();
      double accuracy = r.measured().value("accuracy");
      double validated = r.validation().orElseThrow().value("accuracy");
      table =
          table.row(
              one.name(),
              r.keptEpoch() + 1,
              Unit.PERCENT.text(validated),
              Unit.PERCENT.text(accuracy),
              Math.round((1 - accuracy) * test.size()));
    }
    return table;
  }

  Picture curves() {
    LineChart curves = LineChart.titled("Validation accuracy").axes("epoch", "accuracy, %");
    for (Repetition.Run one : seeds.runs()) {
      curves.line("seed " + one.name(), percentByEpoch(one.result()));
    }
    return curves.picture("accuracy", "Accuracy on the validation part after each epoch.");
  }

  private static double[] percentByEpoch(ExperimentResult result) {
    return result.outcome().history().epochs().stream()
        .mapToDouble(e -> 100 * e.metrics().getOrDefault("accuracy", Double.NaN))
        .toArray();
  }

  /** The worst mistakes of the first network. */
  Picture mistakes(String caption) {
    List<Mistake> worst = seeds.runs().getFirst().result().worstMistakes(SHOWN_MISTAKES);
    return ImageGrid.of(28, 28, 1)
        .row(
            "the class, and what the network took it for",
            worst.stream().map(m -> test.row(m.row())).toList(),
            worst.stream().map(m -> m.truth() + " as " + m.predicted()).toList())
        .picture("mistakes", caption);
  }
}
