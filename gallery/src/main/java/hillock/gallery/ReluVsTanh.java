package hillock.gallery;

import hillock.data.Batches;
import hillock.data.Dataset;
import hillock.gallery.picture.LineChart;
import hillock.gallery.run.Figure;
import hillock.gallery.run.Result;
import hillock.gallery.run.ResultTable;
import hillock.gallery.run.Run;
import hillock.gallery.run.Unit;
import hillock.model.Catalog;
import hillock.nn.Activation;
import hillock.nn.CrossEntropy;
import hillock.nn.Dense;
import hillock.nn.Flatten;
import hillock.nn.Network;
import hillock.nn.Relu;
import hillock.nn.Sequential;
import hillock.nn.Spec;
import hillock.nn.Tanh;
import hillock.tensor.Shape;
import hillock.train.Accuracy;
import hillock.train.Evaluator;
import hillock.train.Momentum;
import hillock.train.TrainingStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** How many steps ReLU and tanh need to bring the training error down, each at the rate that suits it best. */
public record ReluVsTanh() implements Entry {
  private static final double[] RATES = {0.01, 0.03, 0.1};
  private static final int BATCH = 128;

  @Override
  public String summary() {
    return "How many steps ReLU and tanh need";
  }

  @Override
  public String canon() {
    return "B3";
  }

  @Override
  public String source() {
    return "Krizhevsky, Sutskever and Hinton 2012, figure 1 (CIFAR-10)";
  }

  @Override
  public List<String> data() {
    return List.of("fashion-mnist");
  }

  /** The same network but for the activation. */
  private static Spec network(Activation activation) {
    return new Sequential(
        new Flatten(),
        new Dense(512),
        activation,
        new Dense(512),
        activation,
        new Dense(512),
        activation,
        new Dense(10));
  }

  /** Training error by step; {@code reached} is the step at which it was at most the target. */
  private record Descent(double rate, List<Double> steps, List<Double> errors, double reached) {}

  @Override
  public Result run(Run run) {
    Dataset train = run.fashionMnist().head(run.choose(60_000, 2_000), 1).standardised().train();
    double target = run.choose(0.08, 0.15);
    ResultTable table =
        ResultTable.titled("Steps to a training error of " + Unit.PERCENT.text(target), "rate", "ReLU", "tanh");
    List<Descent> relu = new ArrayList<>();
    List<Descent> tanh = new ArrayList<>();
    for (double rate : RATES) {
      relu.add(descend(run, new Relu(), rate, train, target, run.seed()));
      tanh.add(descend(run, new Tanh(), rate, train, target, run.seed()));
      table = table.row(rate, steps(relu.getLast()), steps(tanh.getLast()));
    }
    // The training error alone decides: the test images are not even read.
    Descent bestRelu = fastest(relu);
    Descent bestTanh = fastest(tanh);
    double[] ratios = new double[run.choose(3, 1)];
    ratios[0] = bestTanh.reached / bestRelu.reached;
    for (int i = 1; i < ratios.length; i++) {
      ratios[i] =
          descend(run, new Tanh(), bestTanh.rate, train, target, run.seed() + i).reached
              / descend(run, new Relu(), bestRelu.rate, train, target, run.seed() + i).reached;
    }
    Figure ratio = Figure.of("steps of tanh / of ReLU", Unit.TIMES, ratios).published(6);
    int most = mostSteps(run);
    return new Result()
        .with(run.quick() ? ratio : ratio.atLeast(1))
        .with(Figure.of("steps of ReLU, first seed", Unit.COUNT, bestRelu.reached).atMost(most))
        .with(Figure.of("steps of tanh, first seed", Unit.COUNT, bestTanh.reached).atMost(most))
        .with(table)
        .with(
            LineChart.titled("Training error by step")
                .axes("steps of " + BATCH + " images", "training error, %")
                .line("ReLU, rate " + bestRelu.rate, array(bestRelu.steps), array(bestRelu.errors))
                .line("tanh, rate " + bestTanh.rate, array(bestTanh.steps), array(bestTanh.errors))
                .picture("training-error", "Both at the rate that brought the error down in the fewest steps."))
        .remark(
            "The factor depends on the data, the depth and the target; the published one is of one network on"
                + " CIFAR-10.");
  }

  /** Trains until the error on the first training images is at most the target, or as many steps as can be afforded. */
  private static Descent descend(Run run, Activation activation, double rate, Dataset train, double target, long seed) {
    Network network = Network.of(network(activation), Shape.of(28, 28, 1), seed);
    var step = TrainingStep.supervised(network, new CrossEntropy(), new Momentum(rate)).engine(run.engine());
    Evaluator evaluator = new Evaluator(network, new CrossEntropy(), run.engine());
    Batches measured = train.head(run.choose(10_000, 2_000)).batches(500);
    Batches batches = train.shuffled(seed).batches(BATCH);
    int every = run.choose(100, 10);
    int most = mostSteps(run);
    List<Double> steps = new ArrayList<>();
    List<Double> errors = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      double loss = step.run(i, 1, batches.at(i / batches.count(), i % batches.count()));
      if (!Double.isFinite(loss)) {
        break; // too high a rate
      }
      if ((i + 1) % every == 0) {
        double error = 1 - new Accuracy().of(Objects.requireNonNull(evaluator.of(measured).predictions()));
        run.progress(
            Catalog.name(activation.getClass()) + ", rate " + rate + ", error " + Unit.PERCENT.text(error),
            i + 1,
            most);
        steps.add(i + 1.0);
        errors.add(100 * error);
        if (error <= target) {
          return new Descent(rate, steps, errors, i + 1.0);
        }
      }
    }
    return new Descent(rate, steps, errors, Double.POSITIVE_INFINITY);
  }

  private static int mostSteps(Run run) {
    return run.choose(10_000, 300);
  }

  private static Descent fastest(List<Descent> descents) {
    return descents.stream().min(java.util.Comparator.comparingDouble(Descent::reached)).orElseThrow();
  }

  private static String steps(Descent descent) {
    return Double.isInfinite(descent.reached) ? "not reached" : Unit.COUNT.text(descent.reached);
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(v -> v).toArray();
  }
}
