package hillock.gallery;

import static hillock.classic.perceptron.Perceptron.network;

import hillock.classic.perceptron.ZeroOneLoss;
import hillock.classic.separation.Inseparable;
import hillock.classic.separation.Margin;
import hillock.classic.separation.Separable;
import hillock.classic.separation.Separation;
import hillock.data.Dataset;
import hillock.data.Split;
import hillock.gallery.picture.LineChart;
import hillock.gallery.run.Figure;
import hillock.gallery.run.Result;
import hillock.gallery.run.ResultTable;
import hillock.gallery.run.Run;
import hillock.gallery.run.Unit;
import hillock.nn.Network;
import hillock.tensor.Shape;
import hillock.train.Accuracy;
import hillock.train.Evaluator;
import hillock.train.TargetError;
import hillock.train.Trainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The perceptron's rule ends on separable rows within its bound; on others the proof is shown that it cannot. */
public record Perceptron() implements Entry {
  private static final int SETS = 100;

  @Override
  public String summary() {
    return "The perceptron's rule and its bound";
  }

  @Override
  public String canon() {
    return "A6";
  }

  @Override
  public String source() {
    return "Rosenblatt 1958; bound: Novikoff 1962; pocket: Gallant 1990";
  }

  @Override
  public Result run(Run run) {
    return variants(run, inseparable(withinTheBound(run, new Result())));
  }

  /** Random sets with a hyperplane between their classes: mistakes until there are none, beside the bound. */
  private static Result withinTheBound(Run run, Result result) {
    double[] mistakes = new double[SETS];
    double[] bounds = new double[SETS];
    int solved = 0;
    for (int i = 0; i < SETS; i++) {
      Dataset data = PointSets.separable(run.seed(), i, 2 + i % 9, 100);
      int columns = data.sampleShape().size();
      Separable neuron = (Separable) Separation.of(points(data), columns, firing(data));
      bounds[i] = Margin.of(points(data), columns, firing(data), neuron).mistakeBound();
      Network network = Network.of(network(1), data.sampleShape(), run.seed());
      var rule = hillock.classic.perceptron.Perceptron.of(network);
      Trainer.of(rule).with(new TargetError(0)).fit(data.shuffled(run.seed()).batches(100), 1_000_000);
      mistakes[i] = rule.mistakes();
      solved += accuracy(network, data) == 1 ? 1 : 0;
      run.progress("random sets", i + 1, SETS);
    }
    double[] shares = IntStream.range(0, SETS).mapToDouble(i -> mistakes[i] / bounds[i]).toArray();
    double least = Arrays.stream(mistakes).min().orElseThrow();
    double most = Arrays.stream(bounds).max().orElseThrow();
    return result
        .with(Figure.of("sets learned to no mistake", Unit.COUNT, solved).published(SETS).atLeast(SETS))
        .with(Figure.of("most mistakes by bound", Unit.PERCENT, Arrays.stream(shares).max().orElseThrow()).atMost(1))
        .with(Figure.of("mean mistakes by bound", Unit.PERCENT, Arrays.stream(shares).average().orElseThrow()))
        .with(
            LineChart.titled("Mistakes of the perceptron on 100 random separable sets")
                .axes("bound (R/γ)²", "mistakes")
                .logarithmicX()
                .logarithmicY()
                .dashed("the bound", new double[] {least, most}, new double[] {least, most})
                .points("a set", bounds, mistakes)
                .picture("bound", "All sets lie below the line of the bound."));
  }

  /** Two famous sets that the rule would never end on, with the proof. */
  private static Result inseparable(Result result) {
    Dataset xor =
        Dataset.of(Shape.of(2), new float[] {0, 0, 0, 1, 1, 0, 1, 1})
            .withLabels(new int[] {0, 1, 1, 0}, List.of("0", "1"));
    ResultTable table =
        ResultTable.titled("Is there a hyperplane between the classes?", "set", "rows", "answer", "proof");
    int proven = 0;
    List<Dataset> sets =
        List.of(
            xor,
            PointSets.embedded("iris", "versicolor", "virginica"),
            PointSets.embedded("iris", "setosa", "versicolor"));
    List<String> names = List.of("XOR", "iris versicolor/virginica", "iris setosa/versicolor");
    for (int i = 0; i < sets.size(); i++) {
      Dataset data = sets.get(i);
      Separation answer = Separation.of(points(data), data.sampleShape().size(), firing(data));
      proven += answer instanceof Inseparable ? 1 : 0;
      String proof =
          switch (answer) {
            case Separable neuron -> weights(neuron);
            case Inseparable mean -> "%d and %d rows of one mean".formatted(mean.silent().size(), mean.firing().size());
          };
      table = table.row(names.get(i), data.size(), answer.exists() ? "yes" : "no", proof);
    }
    return result
        .with(Figure.of("sets proved inseparable", Unit.COUNT, proven).published(2).within(2, 2))
        .with(table)
        .remark(
            "No answer rests on rounded arithmetic: the linear programme's proposal is checked in whole numbers. A mean"
                + " that rows of both classes share leaves no room for a hyperplane between them.");
  }

  private static String weights(Separable neuron) {
    List<String> terms = new ArrayList<>();
    neuron.weights().forEach(w -> terms.add("%.2f".formatted(w)));
    return "w = (" + String.join(", ", terms) + "), θ = %.2f".formatted(neuron.threshold());
  }

  /** Which weights to keep when the rule never ends, on rows not learned from. */
  private static Result variants(Run run, Result result) {
    int seeds = run.choose(20, 3);
    Dataset iris = PointSets.embedded("iris", "versicolor", "virginica");
    Dataset digits = PointSets.embedded("digits");
    ResultTable table =
        ResultTable.titled(
            "Accuracy on the 30% of the rows not learned from, mean of " + seeds + " splits",
            "weights kept",
            "iris versicolor/virginica",
            "digits, 10 classes");
    double[] averages = new double[3];
    List<String> names = List.of("the last", "the pocket's", "the mean");
    for (int variant = 0; variant < 3; variant++) {
      double onIris = 0;
      double onDigits = 0;
      for (int s = 0; s < seeds; s++) {
        onIris += heldOut(run, iris, 1, variant, run.seed() + s, run.choose(200, 50)) / seeds;
        onDigits += heldOut(run, digits, 10, variant, run.seed() + s, run.choose(30, 5)) / seeds;
        run.progress(names.get(variant), s + 1, seeds);
      }
      averages[variant] = onDigits;
      table = table.row(names.get(variant), Unit.PERCENT.text(onIris), Unit.PERCENT.text(onDigits));
    }
    return result
        .with(Figure.of("digits: mean less last", Unit.PERCENT, averages[2] - averages[0]).atLeast(0))
        .with(table);
  }

  private static double heldOut(Run run, Dataset data, int outputs, int variant, long seed, int epochs) {
    Split split = data.split(0.3, seed, true);
    Dataset train = split.train(data);
    Network network = Network.of(network(outputs), data.sampleShape(), seed);
    var rule = hillock.classic.perceptron.Perceptron.of(network);
    List<Function<hillock.classic.perceptron.Perceptron, hillock.classic.perceptron.Perceptron>> kept =
        List.of(r -> r, r -> r.pocket(train), r -> r.averaged());
    Trainer.of(kept.get(variant).apply(rule).engine(run.engine())).fit(train.shuffled(seed).batches(64), epochs);
    return accuracy(network, split.heldOut(data));
  }

  private static double accuracy(Network network, Dataset data) {
    Evaluator evaluator = new Evaluator(network, new ZeroOneLoss(), hillock.kernel.Engine.single());
    return new Accuracy().of(Objects.requireNonNull(evaluator.of(data.batches(256)).predictions()));
  }

  private static float[] points(Dataset data) {
    int width = data.sampleShape().size();
    float[] x = new float[data.size() * width];
    for (int i = 0; i < data.size(); i++) {
      data.gather(i, x, i * width);
    }
    return x;
  }

  private static boolean[] firing(Dataset data) {
    boolean[] firing = new boolean[data.size()];
    for (int i = 0; i < firing.length; i++) {
      firing[i] = data.labels()[i] == 1;
    }
    return firing;
  }
}
