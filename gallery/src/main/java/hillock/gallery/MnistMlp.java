package hillock.gallery;

import hillock.experiment.Experiment;
import hillock.experiment.Repetition;
import hillock.gallery.run.Figure;
import hillock.gallery.run.Images;
import hillock.gallery.run.Result;
import hillock.gallery.run.Run;
import hillock.gallery.run.Unit;
import java.util.List;

/** Fully connected layers read handwritten digits. */
public record MnistMlp() implements Entry {
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

    ImageSeeds measured = new ImageSeeds(seeds, mnist.test());
    return new Result()
        .with(
            Figure.of("test accuracy", Unit.PERCENT, measured.accuracies())
                .published(0.984)
                .atLeast(run.choose(0.984, 0.88)))
        .with(measured.table())
        .with(measured.curves())
        .with(measured.mistakes("The test images that the first network was surest about and wrong."))
        .remark("Published: two layers, 800 hidden units, cross-entropy, no distortions of the images.");
  }
}
