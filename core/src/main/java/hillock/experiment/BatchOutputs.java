package hillock.experiment;

import hillock.data.Batch;
import hillock.data.Batches;
import hillock.data.Dataset;
import hillock.kernel.Engine;
import hillock.nn.Network;
import hillock.tensor.Step;
import hillock.tensor.Tape;

/** What a network says about the rows of a part, a batch at a time, so that nobody needs the outputs of all at once. */
interface BatchOutputs {
  /**
   * Reads the outputs of a batch.
   *
   * @param y outputs, [rows of the batch, outputs]; valid until the next batch
   */
  void read(Batch batch, float[] y);

  /** Lets the reader see every batch, in order. */
  static void of(Network network, Engine engine, Dataset data, BatchOutputs reader) {
    Batches batches = data.batches(PreparedExperiment.EVALUATED);
    try (Tape tape = Tape.inference(engine)) {
      for (int b = 0; b < batches.count(); b++) {
        Batch batch = batches.at(0, b);
        try (Step step = tape.step()) {
          reader.read(batch, network.forward(step.input(batch.x(), network.input().batch(batch.size()))).data());
        }
      }
    }
  }
}
