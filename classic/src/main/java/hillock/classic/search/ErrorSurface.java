package hillock.classic.search;

import hillock.data.Batches;
import hillock.data.Dataset;
import hillock.kernel.Engine;
import hillock.kernel.Randomness;
import hillock.nn.Loss;
import hillock.nn.Network;
import hillock.tensor.Parameter;
import hillock.train.Evaluator;
import java.util.Arrays;

/**
 * The loss on some data as a function of a few coordinates c: the weights are {@code w = o + Σ_k c_k·d_k} with an
 * origin o and directions d.
 *
 * <pre>{@code
 * ErrorSurface bowl = ErrorSurface.of(network, new MeanSquaredError(), data).overWeights(0, 1);
 * double loss = bowl.at(0.5, -1);         // with 0.5 and -1 as the first two weights, all others as they are
 * }</pre>
 *
 * <p>The network is left with its own weights. Not for use by several threads at once.
 */
public final class ErrorSurface {
  private final Network network;
  private final Evaluator evaluator;
  private final Batches rows;
  private final float[] origin;
  private final float[][] directions;

  private ErrorSurface(Network network, Evaluator evaluator, Batches rows, float[] origin, float[][] directions) {
    this.network = network;
    this.evaluator = evaluator;
    this.rows = rows;
    this.origin = origin;
    this.directions = directions;
  }

  /** Of a network with its present weights as the origin, without directions. */
  public static ErrorSurface of(Network network, Loss loss, Dataset data) {
    float[] origin = Arrays.copyOf(network.parameters().values(), network.parameters().size());
    Evaluator evaluator = new Evaluator(network, loss, Engine.single());
    return new ErrorSurface(network, evaluator, data.batches(data.size()), origin, new float[0][]);
  }

  /**
   * Over these weights themselves: a coordinate is the value of a weight.
   *
   * @param weights places in {@code network.parameters().values()}
   */
  public ErrorSurface overWeights(int... weights) {
    float[] without = origin.clone();
    float[][] axes = new float[weights.length][origin.length];
    for (int k = 0; k < weights.length; k++) {
      without[weights[k]] = 0;
      axes[k][weights[k]] = 1;
    }
    return new ErrorSurface(network, evaluator, rows, without, axes);
  }

  /**
   * Over random directions from the present weights: the coordinate 0 everywhere is where the network is. In each
   * parameter a direction is as long as the weights are, so that a step of 1 means as much in every layer (Li et al.
   * 2018, arXiv:1712.09913, with layers in place of filters).
   *
   * @param count of directions
   */
  public ErrorSurface alongRandomDirections(int count, long seed) {
    float[][] axes = new float[count][origin.length];
    for (int k = 0; k < count; k++) {
      new Randomness(seed, 0x4553L, k).normals(axes[k], 0, origin.length);
      for (Parameter parameter : network.parameters()) {
        int from = parameter.offset();
        int to = from + parameter.size();
        double scale = length(origin, from, to) / Math.max(Double.MIN_NORMAL, length(axes[k], from, to));
        for (int i = from; i < to; i++) {
          axes[k][i] *= (float) scale;
        }
      }
    }
    return new ErrorSurface(network, evaluator, rows, origin, axes);
  }

  private static double length(float[] values, int from, int to) {
    double squares = 0;
    for (int i = from; i < to; i++) {
      squares += (double) values[i] * values[i];
    }
    return Math.sqrt(squares);
  }

  /** Number of coordinates. */
  public int dimensions() {
    return directions.length;
  }

  /** The loss at a point. */
  public double at(double... coordinates) {
    if (coordinates.length != directions.length) {
      throw new IllegalArgumentException(
          "error surface: got %d coordinates, expected %d".formatted(coordinates.length, directions.length));
    }
    float[] w = network.parameters().values();
    float[] own = Arrays.copyOf(w, origin.length);
    System.arraycopy(origin, 0, w, 0, origin.length);
    for (int k = 0; k < directions.length; k++) {
      float c = (float) coordinates[k];
      for (int i = 0; i < origin.length; i++) {
        w[i] = Math.fma(c, directions[k][i], w[i]);
      }
    }
    network.parameters().changed();
    double loss = evaluator.of(rows).loss();
    System.arraycopy(own, 0, w, 0, own.length);
    network.parameters().changed();
    return loss;
  }

  /**
   * The loss over two coordinates, [y.length][x.length].
   *
   * @param x values of the first coordinate
   * @param y values of the second
   */
  public double[][] over(double[] x, double[] y) {
    double[][] losses = new double[y.length][x.length];
    for (int j = 0; j < y.length; j++) {
      for (int i = 0; i < x.length; i++) {
        losses[j][i] = at(x[i], y[j]);
      }
    }
    return losses;
  }
}
