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
    double total = 0;
    double weight = 0;
    for (int i = 0; i < data.count(); i++) {
      Batch batch = data.at(0, i);
      tensors.take(batch, 0, batch.size());
      try (Step step = tape.step()) {
        Tensor output = network.forward(tensors.input(step));
        Tensor value = step.withPenalties(loss.of(output, tensors.target(step), tensors.weights(step)));
        total += tensors.weight() * value.item();
        weight += tensors.weight();
        float[] predicted = link.forward(output).data();
        for (int r = 0; r < batch.size(); r++) {
          System.arraycopy(predicted, r * columns, values, batch.rows()[r] * columns, columns);
        }
      }
    }
    return new Evaluation(weight == 0 ? 0 : total / weight, predictions(data.dataset(), columns, values));
  }

  private Predictions predictions(Dataset data, int columns, float[] values) {
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
    int[] labels = data.labels();
    if (columns > 1) {
      return Predictions.ofClasses(columns, values, labels);
    }
    // One output tells the probability of the second class.
    float[] both = new float[2 * labels.length];
    for (int r = 0; r < labels.length; r++) {
      both[2 * r] = 1 - values[r];
      both[2 * r + 1] = values[r];
    }
    return Predictions.ofClasses(2, both, labels);
  }
}
