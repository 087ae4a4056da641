package hillock.train;

import hillock.data.Batch;
import hillock.data.Batches;
import hillock.data.Dataset;
import hillock.kernel.Engine;
import hillock.nn.Loss;
import hillock.nn.Network;
import hillock.tensor.Step;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import java.util.Arrays;

/** Applies a network to whole data sets, without learning. Not for use by several threads at once. */
public final class Evaluator {
  private final Network network;
  private final Network link;
  private final Loss loss;
  private final boolean reconstruct;
  private final Tape tape;
  private final BatchTensors tensors;

  /** On this engine; predictions are the network's outputs after the loss's {@link Loss#link}. */
  public Evaluator(Network network, Loss loss, Engine engine) {
    this(network, loss, engine, false);
  }

  /**
   * As above.
   *
   * @param reconstruct whether the inputs are the targets, as for autoencoders
   */
  public Evaluator(Network network, Loss loss, Engine engine, boolean reconstruct) {
    this.network = network;
    this.loss = loss;
    this.reconstruct = reconstruct;
    link = Network.of(loss.link(), network.output(), 0);
    tape = Tape.inference(engine);
    tensors = new BatchTensors(network, loss, reconstruct);
  }

  /** Loss, with the penalties of layers, and predictions on a data set. */
  public Evaluation of(Batches data) {
    int rows = data.dataset().size();
    int columns = network.output().size();
    float[] values = new float[Math.multiplyExact(rows, columns)];
    int[] steps = new int[rows];
    Arrays.fill(steps, Math.max(1, data.dataset().labelsPerSample()));
    double total = 0;
    double weight = 0;
    for (int i = 0; i < data.count(); i++) {
      Batch batch = data.at(0, i);
      tensors.take(batch, 0, batch.size());
      try (Step step = tape.step()) {
        Tensor output = network.forward(tensors.input(step));
        double mass = tensors.weight(output);
        total += mass * step.withPenalties(loss.of(output, tensors.target(step), tensors.weights(step))).item();
        weight += mass;
        int[] lengths = output.lengths();
        float[] predicted = link.forward(output).data();
        for (int r = 0; r < batch.size(); r++) {
          int row = batch.rows()[r];
          System.arraycopy(predicted, r * columns, values, row * columns, columns);
          steps[row] = lengths == null ? steps[row] : Math.min(lengths[r], steps[row]);
        }
      }
    }
    return new Evaluation(weight == 0 ? 0 : total / weight, predictions(data.dataset(), columns, values, steps));
  }

  /** Without the padding of sequences that have a label for each time step. */
  private Predictions predictions(Dataset data, int columns, float[] values, int[] steps) {
    if (reconstruct) {
      float[] inputs = new float[values.length];
      for (int r = 0; r < data.size(); r++) {
        data.gather(r, inputs, r * columns);
      }
      return Predictions.ofValues(columns, values, inputs);
    }
    if (!data.hasLabels()) {
      return Predictions.ofValues(columns, values, data.targets());
    }
    int each = data.labelsPerSample();
    int classes = columns / each;
    int[] labels = each == 1 ? data.labels() : new int[Arrays.stream(steps).sum()];
    float[] counted = each == 1 ? values : new float[labels.length * classes];
    for (int r = 0, to = 0; each > 1 && r < steps.length; to += steps[r++]) {
      System.arraycopy(data.labels(), r * each, labels, to, steps[r]);
      System.arraycopy(values, r * columns, counted, to * classes, steps[r] * classes);
    }
    if (classes > 1) {
      return Predictions.ofClasses(classes, counted, labels);
    }
    // One output tells the probability of the second class.
    float[] both = new float[2 * labels.length];
    for (int r = 0; r < labels.length; r++) {
      both[2 * r] = 1 - counted[r];
      both[2 * r + 1] = counted[r];
    }
    return Predictions.ofClasses(2, both, labels);
  }
}
