package hillock.experiment;

import hillock.data.Dataset;
import hillock.kernel.Engine;
import hillock.nn.Network;
import hillock.train.Evaluator;
import hillock.train.Predictions;
import java.util.Objects;

/** What a network says about the rows of an experiment's parts. */
final class Measured {
  private final PreparedExperiment experiment;
  private final Network network;
  private final Engine engine;

  Measured(PreparedExperiment experiment, Network network, Engine engine) {
    this.experiment = experiment;
    this.network = network;
    this.engine = engine;
  }

  /** Beside the truth, in the unit of the target; without a target beside itself, as nothing is true of it. */
  Predictions predictions(Dataset data) {
    if (experiment.reconstructs()) {
      return new RowErrors(network, engine).of(data);
    }
    if (!experiment.hasTarget()) {
      float[] said = said(data);
      return Predictions.ofValues(network.output().size(), said, said);
    }
    Evaluator evaluator = new Evaluator(network, experiment.recipe().loss(), engine);
    return experiment.decoded(
        Objects.requireNonNull(evaluator.of(data.batches(PreparedExperiment.EVALUATED)).predictions()));
  }

  private float[] said(Dataset data) {
    int width = network.output().size();
    float[] said = new float[data.size() * width];
    BatchOutputs.of(
        network,
        engine,
        data,
        (batch, y) -> {
          for (int r = 0; r < batch.size(); r++) {
            System.arraycopy(y, r * width, said, batch.rows()[r] * width, width);
          }
        });
    return said;
  }
}
