package hillock.gallery;

import hillock.data.Dataset;
import hillock.gallery.picture.LineChart;
import hillock.gallery.picture.Picture;
import hillock.gallery.run.Figure;
import hillock.gallery.run.Result;
import hillock.gallery.run.ResultTable;
import hillock.gallery.run.Run;
import hillock.gallery.run.Unit;
import hillock.nn.Dense;
import hillock.nn.MeanSquaredError;
import hillock.nn.Network;
import hillock.nn.Sequential;
import hillock.nn.Tanh;
import hillock.tensor.Shape;
import hillock.train.Lbfgs;
import hillock.train.Trainer;
import hillock.train.TrainingStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** One hidden layer fits any continuous function, the better the wider it is. */
public record UniversalApproximation() implements Entry {
  private static final int[] WIDTHS = {1, 2, 4, 8, 16, 32};
  private static final int TRAIN_POINTS = 256;
  private static final int TEST_POINTS = 1001;

  private record Target(String name, DoubleUnaryOperator f) {}

  private static final List<Target> TARGETS =
      List.of(
          new Target("sin(2πx)", x -> Math.sin(2 * Math.PI * x)),
          new Target("|x|", Math::abs),
          new Target("ripple", x -> Math.exp(-3 * x * x) * Math.cos(12 * x)));

  @Override
  public String summary() {
    return "One hidden layer fits any function";
  }

  @Override
  public String canon() {
    return "B6";
  }

  @Override
  public String source() {
    return "Hornik, Stinchcombe and White 1989; rate of Barron 1993";
  }

  @Override
  public Result run(Run run) {
    double[] widths = Arrays.stream(WIDTHS).asDoubleStream().toArray();
    LineChart falling = LineChart.titled("Error by width").axes("hidden units", "root mean squared error");
    falling.logarithmicX().logarithmicY();
    ResultTable table = ResultTable.titled("Root mean squared error between the points learned from", header());
    Result result = new Result();
    for (Target target : TARGETS) {
      Dataset train = points(target, TRAIN_POINTS);
      Dataset test = points(target, TEST_POINTS);
      double[] errors = new double[WIDTHS.length];
      List<float[]> fitted = new ArrayList<>();
      for (int i = 0; i < WIDTHS.length; i++) {
        // The best of a few initial weights: the theorem is about what the network can be, not about where it gets.
        int tries = run.choose(5, 2);
        errors[i] = Double.POSITIVE_INFINITY;
        fitted.add(new float[0]);
        for (int attempt = 0; attempt < tries; attempt++) {
          Network network = fit(run, train, WIDTHS[i], run.seed() + attempt);
          float[] y = network.predict(inputs(test), test.size());
          double error = rootMeanSquaredError(y, test.targets());
          run.progress(target.name() + " by " + WIDTHS[i] + " units", attempt + 1, tries);
          if (error < errors[i]) {
            errors[i] = error;
            fitted.set(i, y);
          }
        }
      }
      falling.line(target.name(), widths, errors);
      table = table.row(row(target.name(), errors));
      result =
          result
              .with(Figure.of(target.name() + ": error at 32 units", Unit.NUMBER, errors[5]).atMost(0.01))
              .with(
                  Figure.of(target.name() + ": slope of log error", Unit.NUMBER, slope(widths, errors))
                      .published(-0.5)
                      .atMost(-0.5))
              .with(fits(target, test, fitted));
    }
    return result
        .with(table)
        .with(falling.picture("error-by-width", "The error falls as units are added, faster than one over their root."))
        .remark(
            "Barron proved that the error falls at least as fast as one over the root of the number of units, which is"
                + " a slope of -0.5 between the logarithms of width and error.")
        .remark("Below about 0.001 it is the search in single precision that ends, not what the network could be.");
  }

  /** The whole network and its training; the full batch and a second-order method, since the task is small. */
  private static Network fit(Run run, Dataset train, int width, long seed) {
    Network network = Network.of(new Sequential(new Dense(width), new Tanh(), new Dense(1)), Shape.of(1), seed);
    var step = TrainingStep.supervised(network, new MeanSquaredError(), new Lbfgs()).engine(run.engine());
    Trainer.of(step).fit(train.batches(TRAIN_POINTS), run.choose(100, 20));
    return network;
  }

  /** Evenly spaced points of a function from -1 to 1. */
  private static Dataset points(Target target, int n) {
    float[] x = new float[n];
    float[] y = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = -1 + 2f * i / (n - 1);
      y[i] = (float) target.f.applyAsDouble(x[i]);
    }
    return Dataset.of(Shape.of(1), x).withTargets(y, List.of("y"));
  }

  private static float[] inputs(Dataset data) {
    float[] x = new float[data.size()];
    for (int i = 0; i < x.length; i++) {
      data.gather(i, x, i);
    }
    return x;
  }

  private static double rootMeanSquaredError(float[] fitted, float[] wanted) {
    double sum = 0;
    for (int i = 0; i < fitted.length; i++) {
      sum += Math.pow(fitted[i] - (double) wanted[i], 2);
    }
    return Math.sqrt(sum / fitted.length);
  }

  /** Slope of the straight line through the logarithms, by least squares. */
  private static double slope(double[] x, double[] y) {
    double[] u = Arrays.stream(x).map(Math::log).toArray();
    double[] v = Arrays.stream(y).map(Math::log).toArray();
    double meanU = Arrays.stream(u).average().orElseThrow();
    double meanV = Arrays.stream(v).average().orElseThrow();
    double products = 0;
    double squares = 0;
    for (int i = 0; i < u.length; i++) {
      products += (u[i] - meanU) * (v[i] - meanV);
      squares += (u[i] - meanU) * (u[i] - meanU);
    }
    return products / squares;
  }

  private static Picture fits(Target target, Dataset test, List<float[]> fitted) {
    double[] x = doubles(inputs(test));
    double[] few = IntStream.rangeClosed(0, 40).mapToDouble(i -> -1 + i / 20.0).toArray();
    return LineChart.titled(target.name)
        .axes("x", "y")
        .line("2 units", x, doubles(fitted.get(1)))
        .line("4 units", x, doubles(fitted.get(2)))
        .line("32 units", x, doubles(fitted.get(5)))
        .points("the function", few, Arrays.stream(few).map(target.f).toArray())
        .picture("fit-" + (TARGETS.indexOf(target) + 1), target.name + ", fitted by 2, 4 and 32 hidden units.");
  }

  private static double[] doubles(float[] values) {
    double[] all = new double[values.length];
    Arrays.setAll(all, i -> values[i]);
    return all;
  }

  private static String[] header() {
    String[] header = new String[WIDTHS.length + 1];
    header[0] = "hidden units";
    for (int i = 0; i < WIDTHS.length; i++) {
      header[i + 1] = Integer.toString(WIDTHS[i]);
    }
    return header;
  }

  private static Object[] row(String name, double[] errors) {
    Object[] row = new Object[errors.length + 1];
    row[0] = name;
    for (int i = 0; i < errors.length; i++) {
      row[i + 1] = Unit.NUMBER.text(errors[i]);
    }
    return row;
  }
}
