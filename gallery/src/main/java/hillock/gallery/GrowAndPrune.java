package hillock.gallery;

import hillock.classic.growth.Change;
import hillock.classic.growth.Deepen;
import hillock.classic.growth.Growing;
import hillock.classic.growth.Mask;
import hillock.classic.growth.Rearrangement;
import hillock.classic.growth.RemoveUnits;
import hillock.classic.growth.RemoveWeights;
import hillock.classic.growth.Widen;
import hillock.data.Dataset;
import hillock.data.Split;
import hillock.gallery.picture.LineChart;
import hillock.gallery.run.Figure;
import hillock.gallery.run.Images;
import hillock.gallery.run.Result;
import hillock.gallery.run.ResultTable;
import hillock.gallery.run.Run;
import hillock.gallery.run.Unit;
import hillock.nn.CrossEntropy;
import hillock.nn.Dense;
import hillock.nn.Network;
import hillock.nn.Relu;
import hillock.nn.Sequential;
import hillock.train.Accuracy;
import hillock.train.Adam;
import hillock.train.Evaluator;
import hillock.train.Outcome;
import hillock.train.Supervised;
import hillock.train.Trainer;
import hillock.train.TrainingStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network grows in mid-training without forgetting; another loses four fifths of its weights, or half of its units.
 */
public record GrowAndPrune() implements Entry {
  private static final int BATCH = 128;
  private static final double KEPT = 0.2;
  private static final int SMALL = 32; // units before growth
  private static final int LARGE = 512; // units after it

  /** LeNet-300-100, the network of Han et al. 2015 and of Frankle and Carbin 2019. */
  private static final int[] LENET = {300, 100};

  /** Images to learn from, to draw curves by, and to measure on once. */
  private record Data(Dataset train, Dataset validation, Dataset test) {}

  @Override
  public String summary() {
    return "Growing and pruning in mid-training";
  }

  @Override
  public String canon() {
    return "D8";
  }

  @Override
  public String source() {
    return "Chen, Goodfellow and Shlens 2016; Han et al. 2015; Frankle and Carbin 2019";
  }

  @Override
  public List<String> data() {
    return List.of("mnist");
  }

  @Override
  public Result run(Run run) {
    Images mnist = (run.quick() ? run.mnist().head(6_000, 1_000) : run.mnist()).standardised().flattened();
    Split split = mnist.validation(1 / 6.0, run.seed());
    Data data = new Data(split.train(mnist.train()), split.heldOut(mnist.train()), mnist.test());
    Result result = growth(run, data, new Result());
    return pruning(run, data, result)
        .remark(
            "Growth is measured on the test images by the largest change of an output, as a share of the largest"
                + " output.")
        .remark("All networks of the table learned for as many epochs in all; pruned ones kept Adam's memory.");
  }

  // Growth.

  private static Result growth(Run run, Data data, Result result) {
    int half = run.choose(5, 1);
    long steps = (long) half * data.train.batches(BATCH).count();
    Growing carried = new Growing(training(run, network(data, run.seed(), SMALL)));
    carried.at(steps, new Widen(0, LARGE)).at(steps + 1, new Deepen(1));
    double[] grown = curve(run, data, carried, "grown, Adam's memory carried over", 2 * half);

    Supervised small = training(run, network(data, run.seed(), SMALL));
    double[] before = curve(run, data, small, "before growth", half);
    Rearrangement wide = new Widen(0, LARGE).of(small.network());
    Rearrangement deep = new Deepen(1).of(wide.network());
    double wider = change(data, small.network(), wide.network());
    double deeper = change(data, wide.network(), deep.network());
    Supervised anew = training(run, deep.network());
    double[] forgetful = join(before, curve(run, data, anew, "grown, Adam begun anew", half));

    double[] never = curve(run, data, training(run, network(data, run.seed(), SMALL)), "never grown", 2 * half);
    Network full = network(data, run.seed(), LARGE, LARGE);
    double[] whole = curve(run, data, training(run, full), "large from the beginning", 2 * half);

    ResultTable table =
        ResultTable.titled(
            "Growth: accuracy on the validation part", "network", "before growth", "one epoch on", "at the end");
    table = row(table, SMALL + " units, then 2 by " + LARGE, grown, half);
    table = row(table, "the same, Adam begun anew", forgetful, half);
    table = row(table, SMALL + " units throughout", never, half);
    table = row(table, "2 by " + LARGE + " units throughout", whole, half);
    return result
        .with(Figure.of("change by Widen", Unit.NUMBER, wider).atMost(1e-5))
        .with(Figure.of("change by Deepen", Unit.NUMBER, deeper).atMost(0))
        .with(table)
        .with(
            LineChart.titled("A network grows after epoch " + half)
                .axes("epoch", "validation accuracy, %")
                .line("grown, Adam's memory carried over", grown)
                .line("grown, Adam begun anew", forgetful)
                .line(SMALL + " units throughout", never)
                .line("2 by " + LARGE + " units throughout", whole)
                .picture("growth", "Accuracy on the validation part through growth from 32 to 2 by 512 hidden units."));
  }

  private static ResultTable row(ResultTable table, String name, double[] curve, int half) {
    return table.row(
        name,
        Unit.PERCENT.text(curve[half - 1] / 100),
        Unit.PERCENT.text(curve[half] / 100),
        Unit.PERCENT.text(curve[curve.length - 1] / 100));
  }

  private static double change(Data data, Network before, Network after) {
    float[] x = new float[data.test.size() * data.test.sampleShape().size()];
    for (int i = 0; i < data.test.size(); i++) {
      data.test.gather(i, x, i * data.test.sampleShape().size());
    }
    float[] y = before.predict(x, data.test.size());
    float[] z = after.predict(x, data.test.size());
    float difference = 0;
    float largest = 0;
    for (int i = 0; i < y.length; i++) {
      difference = Math.max(difference, Math.abs(y[i] - z[i]));
      largest = Math.max(largest, Math.abs(y[i]));
    }
    return difference / largest;
  }

  // Pruning.

  private static Result pruning(Run run, Data data, Result result) {
    int seeds = run.choose(3, 1);
    int first = run.choose(10, 2);
    int rest = run.choose(5, 1);
    Map<String, List<Double>> accuracies = new LinkedHashMap<>();
    Map<String, Long> weights = new LinkedHashMap<>();
    double[] costs = new double[seeds];
    double[] structured = new double[seeds];
    for (int i = 0; i < seeds; i++) {
      long seed = run.seed() + i;
      Supervised dense = training(run, network(data, seed, LENET));
      float[] initial = dense.parameters().values().clone();
      curve(run, data, dense, "dense, seed " + seed, first);

      double whole = finish(run, data, dense, new Change[0], rest, "dense, on", "dense", accuracies, weights);
      Supervised cut = copy(dense);
      Mask mask = Mask.ofLargest(cut.network(), KEPT);
      new RemoveWeights(KEPT).of(cut.network());
      note(
          "80% of the weights removed, no training after",
          test(run, data, cut.network()), cut.network(), accuracies, weights);
      double pruned =
          finish(
              run,
              data,
              dense,
              new Change[] {new RemoveWeights(KEPT)},
              rest,
              "pruned",
              "80% of the weights removed",
              accuracies,
              weights);
      Change[] halves = {new RemoveUnits(0, LENET[0] / 2), new RemoveUnits(2, LENET[1] / 2)};
      double halved =
          finish(run, data, dense, halves, rest, "half the units", "half of the units removed", accuracies, weights);
      costs[i] = whole - pruned;
      structured[i] = whole - halved;

      ticket(
          run,
          data,
          mask,
          initial,
          first + rest,
          "lottery ticket: those weights from the beginning",
          accuracies,
          weights);
      float[] other = network(data, seed + 1000, LENET).parameters().values();
      ticket(run, data, mask, other, first + rest, "the same places, other initial weights", accuracies, weights);
    }
    ResultTable table = ResultTable.titled("Pruning: accuracy on the test images", "784-300-100-10", "weights", "test");
    for (Map.Entry<String, List<Double>> entry : accuracies.entrySet()) {
      double[] all = entry.getValue().stream().mapToDouble(a -> a).toArray();
      String count = Unit.COUNT.text(weights.getOrDefault(entry.getKey(), 0L));
      table = table.row(entry.getKey(), count, Figure.of("accuracy", Unit.PERCENT, all).text());
    }
    return result
        .with(Figure.of("cost of 80% of the weights", Unit.PERCENT, costs).atMost(run.choose(0.003, 0.02)))
        .with(Figure.of("cost of half of the units", Unit.PERCENT, structured))
        .with(table);
  }

  /** Goes on from the dense training with these changes; the dense training stays as it is. */
  private static double finish(
      Run run,
      Data data,
      Supervised dense,
      Change[] changes,
      int epochs,
      String shown,
      String name,
      Map<String, List<Double>> accuracies,
      Map<String, Long> weights) {
    Supervised training = copy(dense);
    for (Change change : changes) {
      training = change.of(training.network()).continued(training);
    }
    curve(run, data, training, shown, epochs);
    return note(name, test(run, data, training.network()), training.network(), accuracies, weights);
  }

  private static void ticket(
      Run run,
      Data data,
      Mask mask,
      float[] initial,
      int epochs,
      String name,
      Map<String, List<Double>> accuracies,
      Map<String, Long> weights) {
    Network network = network(data, run.seed(), LENET);
    mask.rewind(network, initial);
    mask.hold(network);
    curve(run, data, training(run, network), "ticket", epochs);
    note(name, test(run, data, network), network, accuracies, weights);
  }

  private static double note(
      String name, double accuracy, Network network, Map<String, List<Double>> accuracies, Map<String, Long> weights) {
    accuracies.computeIfAbsent(name, n -> new ArrayList<>()).add(accuracy);
    long there = 0;
    for (var parameter : network.parameters()) {
      for (float w : parameter.decayed() ? parameter.copy() : new float[0]) {
        there += w == 0 ? 0 : 1;
      }
    }
    weights.put(name, there);
    return accuracy;
  }

  private static Supervised copy(Supervised training) {
    Network old = training.network();
    Network network = Network.over(old.spec(), old.input(), old.parameters().values().clone());
    int[] source = new int[old.parameters().size()];
    Arrays.setAll(source, i -> i);
    return training.continued(network, source);
  }

  // Both.

  private static Network network(Data data, long seed, int... hidden) {
    List<hillock.nn.Spec> layers = new ArrayList<>();
    for (int units : hidden) {
      layers.add(new Dense(units));
      layers.add(new Relu());
    }
    layers.add(new Dense(10));
    return Network.of(new Sequential(layers), data.train.sampleShape(), seed);
  }

  private static Supervised training(Run run, Network network) {
    return TrainingStep.supervised(network, new CrossEntropy(), new Adam(1e-3)).engine(run.engine());
  }

  /** Trains; returns the validation accuracy after each epoch, in percent. */
  private static double[] curve(Run run, Data data, TrainingStep step, String name, int epochs) {
    Accuracy accuracy = new Accuracy();
    Outcome outcome =
        Trainer.of(step)
            .validate(data.validation.batches(500), accuracy)
            .with(run.training(name))
            .fit(data.train.shuffled(run.seed()).batches(BATCH), epochs);
    return outcome.history().epochs().stream()
        .mapToDouble(e -> 100 * e.metrics().getOrDefault(accuracy.name(), Double.NaN))
        .toArray();
  }

  private static double test(Run run, Data data, Network network) {
    var evaluation = new Evaluator(network, new CrossEntropy(), run.engine()).of(data.test.batches(500));
    return new Accuracy().of(java.util.Objects.requireNonNull(evaluation.predictions()));
  }

  private static double[] join(double[] first, double[] second) {
    double[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
