package hillock.gallery;

import hillock.data.Dataset;
import hillock.gallery.picture.ContourMap;
import hillock.gallery.picture.SurfacePlot;
import hillock.gallery.run.Figure;
import hillock.gallery.run.Result;
import hillock.gallery.run.ResultTable;
import hillock.gallery.run.Run;
import hillock.gallery.run.Unit;
import hillock.kernel.Randomness;
import hillock.nn.CrossEntropy;
import hillock.nn.Dense;
import hillock.nn.MeanSquaredError;
import hillock.nn.Network;
import hillock.nn.Sequential;
import hillock.nn.Spec;
import hillock.nn.Tanh;
import hillock.tensor.Shape;
import hillock.train.Adam;
import hillock.train.Trainer;
import hillock.train.TrainingStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The loss as a landscape over two weights: a bowl, one with two hollows, and who gets out of the wrong one. */
public record ErrorSurface() implements Entry {
  private static final int ROWS = 24;

  /** Of the landscape with two hollows, and so of the starting points. */
  private static final double[] WEIGHTS = axis(-1.5, 4.5, 49);

  private static final double[] BIASES = axis(-2, 2, 41);

  /** A weight above this is in the better hollow; the ridge lies near 0. */
  private static final double RIDGE = 0.5;

  private record Way(String name, Descent descent) {}

  @Override
  public String summary() {
    return "The loss as a landscape, and ways down it";
  }

  @Override
  public String canon() {
    return "C5";
  }

  @Override
  public String source() {
    return "Auer, Herbster and Warmuth 1996 (minima of one neuron); Li et al. 2018";
  }

  @Override
  public Result run(Run run) {
    return around(run, escapes(run, bowl(run, new Result())));
  }

  /** A linear neuron with a weight and a bias has an elliptic paraboloid: one minimum, that all ways lead to. */
  private static Result bowl(Run run, Result result) {
    float[] noise = new float[ROWS];
    new Randomness(run.seed(), 1, 0).normals(noise, 0, ROWS);
    float[] x = new float[ROWS];
    float[] y = new float[ROWS];
    for (int i = 0; i < ROWS; i++) {
      x[i] = -1 + 3f * i / (ROWS - 1);
      y[i] = 1.5f * x[i] - 0.5f + 0.3f * noise[i];
    }
    Dataset data = Dataset.of(Shape.of(1), x).withTargets(y, List.of("y"));
    double[] weights = axis(-2, 4, 41);
    double[] biases = axis(-3, 3, 41);
    Network network = Network.of(new Dense(1), Shape.of(1), run.seed());
    double[][] heights = surface(network, data).over(weights, biases);
    ContourMap map = ContourMap.of("A linear neuron: the bowl", weights, biases, heights).axes("weight", "bias");
    double most = 0;
    double least = Double.POSITIVE_INFINITY;
    Descent.Trail shown = null;
    for (Way way : ways(0.05, 150)) {
      Descent.Trail trail = walk(network, data, way.descent, run.seed(), -1.5, 2.5);
      double end = surface(network, data).at(trail.lastX(), trail.lastY());
      least = Math.min(least, end);
      most = Math.max(most, end);
      map.path(way.name, trail.x(), trail.y());
      shown = shown == null ? trail : shown;
    }
    return result
        .with(Figure.of("bowl: worst end above best", Unit.NUMBER, most - least).atMost(0.05))
        .with(map.picture("bowl", "All ways lead to the one minimum; the stochastic one does not come to rest there."))
        .with(
            SurfacePlot.of("A linear neuron: the bowl", weights, biases, heights)
                .axes("weight", "bias", "loss")
                .path(java.util.Objects.requireNonNull(shown).x(), shown.y())
                .picture("bowl-3d", "Batch gradient descent runs down the wall and then along the floor."));
  }

  /**
   * A tanh neuron on rows that contradict each other: many near 0 want a rising slope, and a few far out a falling one.
   * So there is a better minimum with a steep rise and a worse one with a slight fall.
   */
  private static Dataset contradiction() {
    float[] x = new float[28];
    float[] y = new float[28];
    for (int i = 0; i < 12; i++) {
      x[2 * i] = 0.3f + 0.4f * i / 11;
      y[2 * i] = 0.8f;
    }
    for (int i = 12; i < 14; i++) {
      x[2 * i] = 4 + 2f * (i - 12);
      y[2 * i] = -0.8f;
    }
    for (int i = 0; i < 14; i++) {
      x[2 * i + 1] = -x[2 * i];
      y[2 * i + 1] = -y[2 * i];
    }
    return Dataset.of(Shape.of(1), x).withTargets(y, List.of("y"));
  }

  private static Result escapes(Run run, Result result) {
    Dataset data = contradiction();
    Spec neuron = new Sequential(new Dense(1), new Tanh());
    Network network = Network.of(neuron, Shape.of(1), run.seed());
    double[][] heights = surface(network, data).over(WEIGHTS, BIASES);
    List<Way> ways = ways(0.1, run.choose(100, 40));
    int seeds = run.choose(100, 20);
    List<double[]> starts = starts(run, network, data, ways.getFirst().descent, seeds);
    ContourMap map = ContourMap.of("A tanh neuron: two hollows", WEIGHTS, BIASES, heights).axes("weight", "bias");
    ResultTable table =
        ResultTable.titled(
            "From " + seeds + " starts in the worse hollow", "way", "ends in the better", "mean loss at the end");
    Result longer = result;
    for (Way way : ways) {
      int out = 0;
      double loss = 0;
      for (int s = 0; s < seeds; s++) {
        double[] start = starts.get(s);
        Descent.Trail trail = walk(network, data, way.descent, run.seed() + s, start[0], start[1]);
        out += trail.lastX() > RIDGE ? 1 : 0;
        loss += surface(network, data).at(trail.lastX(), trail.lastY()) / seeds;
        if (s == 0) {
          map.path(way.name, trail.x(), trail.y());
        }
        run.progress(way.name, s + 1, seeds);
      }
      table = table.row(way.name, out + " of " + seeds, Unit.NUMBER.text(loss));
      Figure figure = Figure.of(way.name + ": escapes", Unit.PERCENT, out / (double) seeds);
      // That noise helps is what the article claims; the others are told without a bar.
      longer = longer.with(way.name.equals("stochastic") ? figure.atLeast(0.5) : figure);
    }
    double[] minima = minima(heights);
    return longer
        .with(Figure.of("minima in the picture", Unit.COUNT, minima.length).atLeast(2))
        .with(table)
        .with(map.picture("hollows", "From one start in the worse hollow, and who crosses the ridge."))
        .with(
            SurfacePlot.of("A tanh neuron: two hollows", WEIGHTS, BIASES, heights)
                .axes("weight", "bias", "loss")
                .picture("hollows-3d", "A narrow hollow on the left, a wide and deeper one on the right."))
        .remark(
            "A start is in the worse hollow when batch gradient descent from it ends there: so batch escapes never, by"
                + " definition. All ways have the learning rate 0.1 and as many passes over the rows.");
  }

  /** Random points of the picture from which batch gradient descent ends in the worse hollow. */
  private static List<double[]> starts(Run run, Network network, Dataset data, Descent batch, int count) {
    List<double[]> starts = new ArrayList<>();
    for (int draw = 0; starts.size() < count; draw++) {
      float[] uniform = new float[2];
      new Randomness(run.seed(), 7, draw).uniforms(uniform, 0, 2);
      double weight = WEIGHTS[0] + uniform[0] * (WEIGHTS[WEIGHTS.length - 1] - WEIGHTS[0]);
      double bias = BIASES[0] + uniform[1] * (BIASES[BIASES.length - 1] - BIASES[0]);
      if (walk(network, data, batch, run.seed(), weight, bias).lastX() <= RIDGE) {
        starts.add(new double[] {weight, bias});
      }
    }
    return starts;
  }

  /** Heights of the places that are lower than their eight neighbours. */
  private static double[] minima(double[][] z) {
    return IntStream.range(1, z.length - 1)
        .boxed()
        .flatMapToDouble(j ->
            IntStream.range(1, z[j].length - 1)
                .filter(i ->
                    IntStream.range(0, 9).filter(k -> k != 4).allMatch(k -> z[j][i] < z[j - 1 + k / 3][i - 1 + k % 3]))
                .mapToDouble(i -> z[j][i]))
        .toArray();
  }

  /** The landscape around a trained network of many weights, along two random directions. */
  private static Result around(Run run, Result result) {
    Dataset iris = PointSets.embedded("iris");
    Network network =
        Network.of(new Sequential(new Dense(8), new Tanh(), new Dense(3)), iris.sampleShape(), run.seed());
    Trainer.of(TrainingStep.supervised(network, new CrossEntropy(), new Adam(0.02)).engine(run.engine()))
        .fit(iris.shuffled(run.seed()).batches(30), 100);
    int points = 31;
    double[] axis = axis(-1.5, 1.5, points);
    double[][] heights =
        hillock.classic.search.ErrorSurface.of(network, new CrossEntropy(), iris)
            .alongRandomDirections(2, run.seed())
            .over(axis, axis);
    double[] logarithms = Arrays.stream(heights).flatMapToDouble(Arrays::stream).map(Math::log10).toArray();
    double[][] shown = new double[points][points];
    for (int i = 0; i < logarithms.length; i++) {
      shown[i / points][i % points] = logarithms[i];
    }
    return result.with(
        SurfacePlot.of("A network for iris: 67 weights, two random directions", axis, axis, shown)
            .axes("first direction", "second direction", "log10 of the loss")
            .picture("iris", "The trained network lies in the middle; a step of 1 is as long as its weights."));
  }

  /** Batch, stochastic and momentum, at one learning rate, with as many passes. */
  private static List<Way> ways(double rate, int epochs) {
    return List.of(
        new Way("batch", new Descent(rate, 0, Integer.MAX_VALUE, epochs)),
        new Way("stochastic", new Descent(rate, 0, 1, epochs)),
        new Way("momentum 0.9", new Descent(rate, 0.9, Integer.MAX_VALUE, epochs)));
  }

  private static Descent.Trail walk(
      Network network, Dataset data, Descent descent, long seed, double weight, double bias) {
    network.parameters().values()[0] = (float) weight;
    network.parameters().values()[1] = (float) bias;
    network.parameters().changed();
    return descent.from(network, new MeanSquaredError(), data, seed, 0, 1);
  }

  private static hillock.classic.search.ErrorSurface surface(Network network, Dataset data) {
    return hillock.classic.search.ErrorSurface.of(network, new MeanSquaredError(), data).overWeights(0, 1);
  }

  private static double[] axis(double from, double to, int points) {
    return IntStream.range(0, points).mapToDouble(i -> from + (to - from) * i / (points - 1)).toArray();
  }
}
