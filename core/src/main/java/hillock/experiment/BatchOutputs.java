package hillock.experiment;

import hillock.data.Batch;
import hillock.data.Batches;
import hillock.data.Dataset;
import hillock.kernel.Engine;
import hillock.model.Inference;
import hillock.nn.Network;

/** What a network says about the rows of a part, a batch at a time, so that nobody needs the outputs of all at once. */
interface BatchOutputs {
  /**
   * Reads the outputs of a batch.
   *
   * @param y outputs, [rows of the batch, outputs]
   */
  void read(Batch batch, float[] y);

  /** Lets the reader see every batch, in order. */
  static void of(Network network, Engine engine, Dataset data, BatchOutputs reader) {
    Batches batches = data.batches(PreparedExperiment.EVALUATED);
    Inference inference = new Inference(network, engine);
    for (int b = 0; b < batches.count(); b++) {
      Batch batch = batches.at(0, b);
      reader.read(batch, inference.run(batch.x(), batch.size()));
    }
  }
}
