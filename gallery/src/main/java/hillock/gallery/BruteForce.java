package hillock.gallery;

import hillock.classic.search.GridSearch;
import hillock.data.Dataset;
import hillock.gallery.picture.ContourMap;
import hillock.gallery.picture.LineChart;
import hillock.gallery.run.Figure;
import hillock.gallery.run.Result;
import hillock.gallery.run.ResultTable;
import hillock.gallery.run.Run;
import hillock.gallery.run.Unit;
import hillock.kernel.Randomness;
import hillock.nn.BinaryCrossEntropy;
import hillock.nn.Constant;
import hillock.nn.Dense;
import hillock.nn.Loss;
import hillock.nn.MeanSquaredError;
import hillock.nn.Network;
import hillock.nn.Sequential;
import hillock.nn.Spec;
import hillock.nn.Threshold;
import hillock.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Trying all weights finds the minimum that gradient descent walks to, as long as there are one or two of them. */
public record BruteForce() implements Entry {
  private static final int ROWS = 60;
  private static final GridSearch FINE = new GridSearch(-4, 4, 801);
  private static final GridSearch COARSE = new GridSearch(-4, 4, 161);
  private static final GridSearch TERNARY = new GridSearch(-1, 1, 3);

  @Override
  public String summary() {
    return "Trying all weights, and what it costs";
  }

  @Override
  public String canon() {
    return "C3";
  }

  @Override
  public String source() {
    return "Bellman 1957 (curse of dimensionality)";
  }

  @Override
  public Result run(Run run) {
    return costs(xor(run, twoWeights(run, oneWeight(run, new Result()))));
  }

  /** A line through the origin: y = 0.7·x and noise. */
  private static Result oneWeight(Run run, Result result) {
    float[] noise = new float[ROWS];
    new Randomness(run.seed(), 1, 0).normals(noise, 0, ROWS);
    float[] x = inputs();
    float[] y = new float[ROWS];
    for (int i = 0; i < ROWS; i++) {
      y[i] = 0.7f * x[i] + 0.3f * noise[i];
    }
    Dataset data = Dataset.of(Shape.of(1), x).withTargets(y, List.of("y"));
    Spec neuron = new Dense(1, false, new Constant());
    Compared one = compare(data, neuron, new MeanSquaredError(), FINE, new Descent(0.2, 0, ROWS, 200), run.seed());
    double[] weights = IntStream.range(0, FINE.values()).mapToDouble(FINE::value).toArray();
    double[] losses = Arrays.stream(weights).map(w -> one.surface.at(w)).toArray();
    run.progress("one weight", 1, 1);
    return result
        .with(Figure.of("1 weight: steps apart", Unit.NUMBER, one.stepsApart(FINE)).atMost(1))
        .with(
            LineChart.titled("One weight: all values tried")
                .axes("weight", "mean squared error")
                .line("loss", weights, losses)
                .points(
                    "gradient descent", one.path.x(), Arrays.stream(one.path.x()).map(w -> one.surface.at(w)).toArray())
                .picture("one-weight", "The best of 801 values is where gradient descent ends."));
  }

  /** A logistic neuron with a weight and a bias, on classes that overlap, so that its minimum is finite. */
  private static Result twoWeights(Run run, Result result) {
    float[] noise = new float[ROWS];
    new Randomness(run.seed(), 2, 0).normals(noise, 0, ROWS);
    float[] x = inputs();
    int[] labels = new int[ROWS];
    for (int i = 0; i < ROWS; i++) {
      labels[i] = x[i] + 0.5 + 0.8 * noise[i] > 0 ? 1 : 0;
    }
    Dataset data = Dataset.of(Shape.of(1), x).withLabels(labels, List.of("no", "yes"));
    Spec neuron = new Dense(1, new Constant());
    Descent descent = new Descent(1, 0, ROWS, 1000);
    Compared two = compare(data, neuron, new BinaryCrossEntropy(), COARSE, descent, run.seed());
    double[] axis = IntStream.rangeClosed(-40, 40).mapToDouble(i -> i / 10.0).toArray();
    run.progress("two weights", 1, 1);
    return result
        .with(Figure.of("2 weights: steps apart", Unit.NUMBER, two.stepsApart(COARSE)).atMost(1))
        .with(Figure.of("2 weights: loss apart", Unit.NUMBER, two.found.loss() - two.least).atMost(1e-3))
        .with(
            ContourMap.of("Two weights: a logistic neuron", axis, axis, two.surface.over(axis, axis))
                .axes("weight", "bias")
                .path("gradient descent", two.path.x(), two.path.y())
                .path(
                    "best of 161 by 161",
                    new double[] {two.found.coordinates().get(0)},
                    new double[] {two.found.coordinates().get(1)})
                .picture("two-weights", "The best of 25,921 pairs is where gradient descent ends."));
  }

  /**
   * What brute force and gradient descent found.
   *
   * @param least loss where gradient descent ended
   */
  private record Compared(
      hillock.classic.search.ErrorSurface surface, GridSearch.Found found, Descent.Trail path, double least) {
    /** The largest difference of a weight, in steps of the grid. */
    double stepsApart(GridSearch grid) {
      double apart = Math.abs(found.coordinates().get(0) - path.lastX());
      if (found.coordinates().size() > 1) {
        apart = Math.max(apart, Math.abs(found.coordinates().get(1) - path.lastY()));
      }
      return apart / grid.step();
    }
  }

  private static Compared compare(Dataset data, Spec spec, Loss loss, GridSearch grid, Descent descent, long seed) {
    Network network = Network.of(spec, Shape.of(1), seed);
    int[] weights = IntStream.range(0, network.parameters().size()).toArray();
    var surface = hillock.classic.search.ErrorSurface.of(network, loss, data).overWeights(weights);
    GridSearch.Found found = grid.over(surface);
    Descent.Trail path = descent.from(network, loss, data, seed, weights);
    double least = weights.length == 1 ? surface.at(path.lastX()) : surface.at(path.lastX(), path.lastY());
    return new Compared(surface, found, path, least);
  }

  /** Neurons with thresholds have no slope to descend; trying -1, 0, 1 for all nine weights finds XOR all the same. */
  private static Result xor(Run run, Result result) {
    Dataset xor =
        Dataset.of(Shape.of(2), new float[] {0, 0, 0, 1, 1, 0, 1, 1})
            .withTargets(new float[] {0, 1, 1, 0}, List.of("xor"));
    Spec neurons = new Sequential(new Dense(2), new Threshold(), new Dense(1), new Threshold());
    Network network = Network.of(neurons, Shape.of(2), run.seed());
    int[] all = IntStream.range(0, network.parameters().size()).toArray();
    var surface = hillock.classic.search.ErrorSurface.of(network, new MeanSquaredError(), xor).overWeights(all);
    GridSearch.Found found = TERNARY.over(surface);
    run.progress("XOR", 1, 1);
    return result.with(Figure.of("XOR, 9 weights: mistakes", Unit.COUNT, 4 * found.loss()).within(0, 0));
  }

  private static Result costs(Result result) {
    GridSearch hundred = new GridSearch(-4, 4, 100);
    ResultTable table =
        ResultTable.titled("100 values a weight, at a million losses a second", "weights", "losses", "time");
    double[] weights = {1, 2, 3, 4, 5, 6, 7, 8};
    for (int n : new int[] {1, 2, 3, 4, 5, 6, 8, 10, 27}) {
      double losses = hundred.evaluations(n);
      table = table.row(n, "1e" + 2 * n, time(losses / 1e6));
    }
    LineChart growth =
        LineChart.titled("The curse of dimensionality").axes("weights", "losses to compute").logarithmicY();
    for (int values : new int[] {3, 10, 100}) {
      GridSearch grid = new GridSearch(-4, 4, values);
      growth.line(
          values + " values each", weights, Arrays.stream(weights).map(n -> grid.evaluations((int) n)).toArray());
    }
    return result
        .with(table)
        .with(growth.picture("cost", "With each weight the cost is multiplied by the number of values."))
        .remark("27 weights are those of a network of 4 inputs, 3 hidden and 3 output units, as for iris.");
  }

  private static String time(double seconds) {
    double years = seconds / (365.25 * 86_400);
    return years >= 1
        ? Unit.NUMBER.text(years) + " years"
        : seconds >= 86_400
            ? Unit.NUMBER.text(seconds / 86_400) + " days"
            : seconds >= 1 ? Unit.NUMBER.text(seconds) + " s" : Unit.NUMBER.text(1000 * seconds) + " ms";
  }

  /** Evenly spaced from -2 to 2. */
  private static float[] inputs() {
    float[] x = new float[ROWS];
    for (int i = 0; i < ROWS; i++) {
      x[i] = -2 + 4f * i / (ROWS - 1);
    }
    return x;
  }
}
