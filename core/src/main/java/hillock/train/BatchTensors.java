package hillock.train;

import hillock.data.Batch;
import hillock.nn.Loss;
import hillock.nn.Network;
import hillock.tensor.Shape;
import hillock.tensor.Step;
import hillock.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Rows of a {@link Batch} as the tensors that networks and losses take; keeps its buffers and shapes. */
final class BatchTensors {
  private final Network network;
  private final Loss loss;
  private final boolean reconstruct;
  private Shape[] inputShapes = {};
  private Shape[] targetShapes = {};
  private Shape[] weightShapes = {};
  private float[] x = {};
  private float[] y = {};
  private float[] w = {};
  private int width;
  private int steps;
  private int n;

  /**
   * For a network.
   *
   * @param reconstruct whether the inputs are the targets
   */
  BatchTensors(Network network, Loss loss, boolean reconstruct) {
    this.network = network;
    this.loss = loss;
    this.reconstruct = reconstruct;
  }

  /** Takes the rows from {@code from} (included) to {@code to} (excluded). */
  void take(Batch batch, int from, int to) {
    n = to - from;
    steps = batch.labels().length / batch.rows().length;
    width = steps > 0 ? 0 : batch.y().length / batch.rows().length;
    check(batch);
    int values = network.input().size();
    x = from == 0 ? batch.x() : part(batch.x(), x, from * values, n * values);
    w = batch.weights().length == 0 ? batch.weights() : part(batch.weights(), w, from, n);
    if (reconstruct) {
      y = x;
      return;
    }
    if (width > 0) {
      y = part(batch.y(), y, from * width, n * width);
      return;
    }
    if (y.length < n * steps) {
      y = new float[n * steps];
    }
    for (int i = 0; i < n * steps; i++) {
      y[i] = batch.labels()[from * steps + i];
    }
  }

  private void check(Batch batch) {
    if (!batch.shape().isBatchOf(batch.size(), network.input())) {
      throw new IllegalArgumentException(
          "training: samples of the batch %s do not fit the network's input %s; use Dataset.reshaped"
              .formatted(batch.shape(), network.input()));
    }
    if (reconstruct) {
      return;
    }
    if (width == 0 && batch.labels().length == 0) {
      throw new IllegalArgumentException("training: got samples without labels or targets, expected either");
    }
    // One output tells two classes apart: its target is the label itself, a probability of 0 or 1.
    if (width == 0 && !loss.classes() && network.output().size() != steps) {
      throw new IllegalArgumentException(
          loss + ": learns numbers, the data has classes; use CrossEntropy, or give the data targets");
    }
  }

  private static float[] part(float[] from, float[] buffer, int offset, int length) {
    float[] to = buffer.length < length ? new float[length] : buffer;
    System.arraycopy(from, offset, to, 0, length);
    return to;
  }

  /** Sum of the rows' weights, each times its time steps that count when sequences are of unequal length. */
  double weight(Tensor output) {
    int[] lengths = output.lengths();
    if (w.length == 0 && lengths == null) {
      return n;
    }
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += (w.length == 0 ? 1.0 : w[i]) * (lengths == null ? 1 : lengths[i]);
    }
    return sum;
  }

  Tensor input(Step step) {
    inputShapes = grown(inputShapes);
    if (inputShapes[n] == null) {
      inputShapes[n] = network.input().batch(n);
    }
    return step.input(x, inputShapes[n]);
  }

  Tensor target(Step step) {
    targetShapes = grown(targetShapes);
    if (targetShapes[n] == null) {
      targetShapes[n] = target().batch(n);
    }
    return step.input(y, targetShapes[n]);
  }

  private Shape target() {
    if (reconstruct) {
      return network.output();
    }
    if (width > 0) {
      return width == network.output().size() ? network.output() : Shape.of(width);
    }
    return steps == 1 ? Shape.scalar() : loss.classes() ? Shape.of(steps) : network.output();
  }

  @Nullable Tensor weights(Step step) {
    if (w.length == 0) {
      return null;
    }
    weightShapes = grown(weightShapes);
    if (weightShapes[n] == null) {
      weightShapes[n] = Shape.of(n);
    }
    return step.input(w, weightShapes[n]);
  }

  private Shape[] grown(Shape[] shapes) {
    return n < shapes.length ? shapes : java.util.Arrays.copyOf(shapes, n + 1);
  }
}
