package hillock.gallery;

import hillock.data.Dataset;
import hillock.gallery.picture.LineChart;
import hillock.gallery.run.Figure;
import hillock.gallery.run.Images;
import hillock.gallery.run.Result;
import hillock.gallery.run.Run;
import hillock.gallery.run.Unit;
import hillock.kernel.Randomness;
import hillock.nn.CrossEntropy;
import hillock.nn.Dense;
import hillock.nn.Network;
import hillock.nn.Relu;
import hillock.nn.Sequential;
import hillock.tensor.Shape;
import hillock.train.Accuracy;
import hillock.train.Adam;
import hillock.train.Cosine;
import hillock.train.EpochReport;
import hillock.train.Evaluator;
import hillock.train.Listener;
import hillock.train.Progress;
import hillock.train.Trainer;
import hillock.train.TrainingStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A network learns labels by heart that were drawn by lot: it fits everything and knows nothing. */
public record MemoriseRandomLabels() implements Entry {
  @Override
  public String summary() {
    return "A network learns random labels by heart";
  }

  @Override
  public String canon() {
    return "C11";
  }

  @Override
  public String source() {
    return "Zhang et al. 2017, table 1 (CIFAR-10, three layers of 512)";
  }

  @Override
  public List<String> data() {
    return List.of("mnist");
  }

  @Override
  public Result run(Run run) {
    int images = run.choose(10_000, 500);
    Images mnist = run.mnist().head(images, run.choose(10_000, 2_000)).flattened().standardised();
    Dataset random = mnist.train().withLabels(drawn(images, run.seed()), mnist.train().classNames());

    Fitted onTrue = fit(run, "true labels", mnist.train(), mnist.test());
    Fitted onRandom = fit(run, "random labels", random, mnist.test());
    return new Result()
        .with(
            Figure.of("random labels: training", Unit.PERCENT, onRandom.train())
                .published(0.9934)
                .atLeast(run.choose(0.9934, 0.98)))
        .with(
            Figure.of("random labels: test", Unit.PERCENT, onRandom.test())
                .published(0.1061)
                .within(run.choose(0.08, 0.05), run.choose(0.12, 0.17)))
        .with(Figure.of("true labels: training", Unit.PERCENT, onTrue.train()).published(1).atLeast(0.98))
        .with(
            Figure.of("true labels: test", Unit.PERCENT, onTrue.test())
                .published(0.5239)
                .atLeast(run.choose(0.95, 0.7)))
        .with(
            LineChart.titled("Accuracy by epoch")
                .axes("epoch", "accuracy, %")
                .rangeY(0, 100)
                .line("training, true labels", onTrue.trainByEpoch())
                .line("test, true labels", onTrue.testByEpoch())
                .line("training, random labels", onRandom.trainByEpoch())
                .line("test, random labels", onRandom.testByEpoch())
                .picture("gap", "With random labels the gap between training and test is all there is."))
        .remark(
            "The images, the network and its training are the same in both runs; only the labels differ. The published"
                + " figures are of CIFAR-10, whose true labels are harder to learn.")
        .remark("Test accuracy after every epoch is for the picture; nothing is chosen by it.");
  }

  /** Labels that have nothing to do with the images. */
  private static int[] drawn(int n, long seed) {
    float[] uniforms = new float[n];
    new Randomness(seed, 1, 0).uniforms(uniforms, 0, n);
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      labels[i] = (int) (10 * uniforms[i]);
    }
    return labels;
  }

  /** Accuracies in percent after each epoch. */
  private record Fitted(double[] trainByEpoch, double[] testByEpoch) {
    double train() {
      return trainByEpoch[trainByEpoch.length - 1] / 100;
    }

    double test() {
      return testByEpoch[testByEpoch.length - 1] / 100;
    }
  }

  private static Fitted fit(Run run, String name, Dataset train, Dataset test) {
    Network network =
        Network.of(
            new Sequential(
                new Dense(512), new Relu(), new Dense(512), new Relu(), new Dense(512), new Relu(), new Dense(10)),
            Shape.of(784),
            run.seed());
    var step = TrainingStep.supervised(network, new CrossEntropy(), new Adam(1e-3)).engine(run.engine());
    Evaluator evaluator = new Evaluator(network, new CrossEntropy(), run.engine());
    List<Double> trained = new ArrayList<>();
    List<Double> tested = new ArrayList<>();
    Listener measuring =
        new Listener() {
          @Override
          public void epochEnded(EpochReport report, Progress progress) {
            trained.add(100 * accuracy(evaluator, train));
            tested.add(100 * accuracy(evaluator, test));
          }
        };
    Trainer.of(step)
        .schedule(new Cosine())
        .with(run.training(name), measuring)
        .fit(train.shuffled(run.seed()).batches(run.choose(128, 32)), run.choose(60, 25));
    return new Fitted(trained.stream().mapToDouble(v -> v).toArray(), tested.stream().mapToDouble(v -> v).toArray());
  }

  private static double accuracy(Evaluator evaluator, Dataset data) {
    return new Accuracy().of(Objects.requireNonNull(evaluator.of(data.batches(500)).predictions()));
  }
}
