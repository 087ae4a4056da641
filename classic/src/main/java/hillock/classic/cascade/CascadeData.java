package hillock.classic.cascade;

import hillock.data.Batch;
import hillock.nn.Activation;
import hillock.nn.Loss;
import hillock.nn.Network;
import hillock.tensor.Shape;
import hillock.tensor.Step;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;

/** All rows: what goes into the next unit, what the outputs should be, and the errors that are left. */
final class CascadeData {
  private final int n;
  private final int outputs;
  private final float[] targets;
  private final Shape targetShape;
  private final float[] errors; // [n, outputs], each column centred
  private float[] features; // [n, width]
  private int width;
  private double errorSquares;

  CascadeData(Batch batch, Loss loss, Shape input, int outputs) {
    if (!batch.shape().isBatchOf(batch.size(), input)) {
      throw new IllegalArgumentException(
          "cascade-correlation: samples %s do not fit the input %s; use Dataset.reshaped"
              .formatted(batch.shape(), input));
    }
    if (batch.weights().length > 0) {
      throw new IllegalArgumentException("cascade-correlation: got weights of the rows, expected none");
    }
    this.outputs = outputs;
    n = batch.size();
    width = input.size();
    features = java.util.Arrays.copyOf(batch.x(), n * width);
    boolean labelled = batch.labels().length > 0;
    targetShape = labelled ? Shape.of(n) : Shape.of(n, outputs);
    targets = new float[targetShape.size()];
    boolean fits = labelled ? loss.classes() || outputs == 1 : batch.y().length >= targets.length && !loss.classes();
    if (!fits) {
      throw new IllegalArgumentException(
          "cascade-correlation: the data has %s, which %s with %d outputs cannot learn"
              .formatted(labelled ? "classes" : "targets of another width or none", loss, outputs));
    }
    for (int i = 0; i < targets.length; i++) {
      targets[i] = labelled ? batch.labels()[i] : batch.y()[i];
    }
    errors = new float[n * outputs];
  }

  /** Refuses batches that cannot be the same rows once more. */
  void check(Batch batch) {
    if (batch.size() != n) {
      throw new IllegalArgumentException(
          "cascade-correlation: got a batch of %d rows after one of %d, expected all rows in every batch"
              .formatted(batch.size(), n));
    }
  }

  /** What the outputs and the candidates take, [n, width]. */
  Tensor features(Step step) {
    return step.input(features, Shape.of(n, width));
  }

  Tensor targets(Step step) {
    return step.input(targets, targetShape);
  }

  /** Computes a hidden unit's values and puts them behind the features. */
  void addFeature(Network network, int unit, Activation activation, Tape tape) {
    float[] wider = new float[n * (width + 1)];
    try (Step step = tape.step()) {
      var all = network.parameters();
      Tensor value = activation.of(features(step).affine(all.at(2 * unit), all.at(2 * unit + 1)));
      for (int r = 0; r < n; r++) {
        System.arraycopy(features, r * width, wider, r * (width + 1), width);
        wider[r * (width + 1) + width] = value.data()[r];
      }
    }
    features = wider;
    width++;
  }

  /** Takes over the loss's derivatives by the outputs, centred. */
  void keepErrors(float[] derivatives) {
    errorSquares = 0;
    for (int o = 0; o < outputs; o++) {
      double sum = 0;
      for (int i = o; i < errors.length; i += outputs) {
        sum += derivatives[i];
      }
      float mean = (float) (sum / n);
      for (int i = o; i < errors.length; i += outputs) {
        errors[i] = derivatives[i] - mean;
        errorSquares += (double) errors[i] * errors[i];
      }
    }
  }

  /** Whether there is anything left that a unit could go along with. */
  boolean hasErrors() {
    return errorSquares > 0;
  }

  /** The negative sum of the candidates' S; see {@link CorrelationOp}. */
  Tensor correlation(Tensor values) {
    return CorrelationOp.of(values, errors, outputs, (float) Math.sqrt(n * errorSquares));
  }

  /** The largest difference between a prediction [n, outputs] and its target. */
  double largestError(Tensor predictions, boolean classes) {
    float largest = 0;
    for (int i = 0; i < n * outputs; i++) {
      float target = !classes ? targets[i] : targets[i / outputs] == i % outputs ? 1 : 0;
      largest = Math.max(largest, Math.abs(predictions.data()[i] - target));
    }
    return largest;
  }
}
