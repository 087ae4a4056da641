package hillock.train;

import hillock.data.Dataset;
import hillock.kernel.Engine;
import hillock.nn.Loss;
import hillock.nn.Network;
import hillock.nn.Sigmoid;
import hillock.nn.Softmax;
import hillock.tensor.Shape;
import hillock.tensor.Step;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The loss of a network that gives every example the same answer: the mean of the targets, or the classes' shares. A
 * network that does no better has learned nothing from its inputs.
 */
final class ConstantGuess {
  /** Rows that tell the loss of all well enough; taken at even distances. */
  private static final int MOST_ROWS = 4096;

  private ConstantGuess() {}

  /** The loss on this data; NaN when its targets are not of the network's outputs. */
  static double loss(Trace trace, Dataset data) {
    return trace.reconstructs()
        ? loss(trace.network(), trace.loss(), inputsAsTargets(data))
        : loss(trace.network(), trace.loss(), data);
  }

  /** The first rows with their inputs as targets. */
  private static Dataset inputsAsTargets(Dataset data) {
    int n = Math.min(MOST_ROWS, data.size());
    int k = data.sampleShape().size();
    float[] x = new float[n * k];
    for (int r = 0; r < n; r++) {
      data.gather(r, x, r * k);
    }
    return Dataset.of(data.sampleShape(), x).withTargets(x, IntStream.range(0, k).mapToObj(Integer::toString).toList());
  }

  static double loss(Network network, Loss loss, Dataset data) {
    int k = network.output().size();
    int n = Math.min(MOST_ROWS, data.size());
    boolean fits =
        data.hasLabels() ? network.output().rank() == 1 : data.hasTargets() && data.targetNames().size() == k;
    if (!fits || n == 0) {
      return Double.NaN;
    }
    int[] rows = new int[n];
    for (int i = 0; i < n; i++) {
      rows[i] = (int) ((long) i * data.size() / n);
    }
    float[] targets = targets(data, rows, k);
    float[] answer = data.hasLabels() && k > 1 ? shares(targets, k) : means(targets, data.hasLabels() ? 1 : k);
    if (answer.length != k) {
      return Double.NaN;
    }
    throughInverseLink(answer, loss, n);
    float[] outputs = new float[n * k];
    for (int i = 0; i < n; i++) {
      System.arraycopy(answer, 0, outputs, i * k, k);
    }
    Shape shape = data.hasLabels() ? Shape.of(n) : network.output().batch(n);
    try (Tape tape = Tape.inference(Engine.single());
        Step step = tape.step()) {
      Tensor output = step.input(outputs, network.output().batch(n));
      return loss.of(output, step.input(targets, shape), weights(step, data, rows)).item();
    } catch (IllegalArgumentException e) {
      return Double.NaN; // a loss with a shape of targets of its own
    }
  }

  private static float[] targets(Dataset data, int[] rows, int k) {
    if (data.hasLabels()) {
      float[] classes = new float[rows.length];
      for (int i = 0; i < rows.length; i++) {
        classes[i] = data.labels()[rows[i]];
      }
      return classes;
    }
    float[] numbers = new float[rows.length * k];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(data.targets(), rows[i] * k, numbers, i * k, k);
    }
    return numbers;
  }

  private static @Nullable Tensor weights(Step step, Dataset data, int[] rows) {
    if (data.weights().length == 0) {
      return null;
    }
    float[] weights = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      weights[i] = data.weights()[rows[i]];
    }
    return step.input(weights, Shape.of(rows.length));
  }

  private static float[] shares(float[] classes, int k) {
    float[] shares = new float[k];
    for (float c : classes) {
      if (c < k) {
        shares[(int) c] += 1f / classes.length;
      }
    }
    return shares;
  }

  private static float[] means(float[] targets, int k) {
    double[] sums = new double[k];
    for (int i = 0; i < targets.length; i++) {
      sums[i % k] += targets[i];
    }
    float[] means = new float[k];
    for (int j = 0; j < k; j++) {
      means[j] = (float) (sums[j] * k / targets.length);
    }
    return means;
  }

  /** Turns predictions into the raw outputs that the loss takes. */
  private static void throughInverseLink(float[] answer, Loss loss, int n) {
    double least = 0.5 / n; // of what was never seen
    for (int j = 0; j < answer.length; j++) {
      double p = Math.clamp(answer[j], least, 1 - least);
      switch (loss.link()) {
        case Softmax _ -> answer[j] = (float) Math.log(p);
        case Sigmoid _ -> answer[j] = (float) Math.log(p / (1 - p));
        default -> {} // the prediction itself
      }
    }
  }
}
