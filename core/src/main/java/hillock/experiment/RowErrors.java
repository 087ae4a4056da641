package hillock.experiment;

import hillock.data.Dataset;
import hillock.kernel.Engine;
import hillock.nn.Network;
import hillock.train.Predictions;

/**
 * How far an autoencoder's outputs are from its inputs, row by row: {@code e_r = √(Σ_j (y_rj - x_rj)²/k)} over the k
 * inputs as they are encoded. The errors stand beside a truth of 0, so that the {@link hillock.train.Rmse} of them is
 * that of all values; outputs and inputs themselves would take k times the memory.
 */
public final class RowErrors {
  private final Network network;
  private final Engine engine;

  RowErrors(Network network, Engine engine) {
    this.network = network;
    this.engine = engine;
  }

  /**
   * The errors of rows whose rebuilt inputs are known.
   *
   * @param inputs encoded rows
   * @param rebuilt what an autoencoder made of them, [n, inputs]
   */
  public static Predictions between(Dataset inputs, float[] rebuilt) {
    int k = inputs.sampleShape().size();
    float[] errors = new float[inputs.size()];
    float[] x = new float[k];
    float[] y = new float[k];
    for (int r = 0; r < errors.length; r++) {
      inputs.gather(r, x, 0);
      System.arraycopy(rebuilt, r * k, y, 0, k);
      errors[r] = error(x, y, 0, k);
    }
    return Predictions.ofValues(1, errors, new float[errors.length]);
  }

  Predictions of(Dataset data) {
    float[] errors = new float[data.size()];
    int k = network.input().size();
    BatchOutputs.of(
        network,
        engine,
        data,
        (batch, y) -> {
          for (int r = 0; r < batch.size(); r++) {
            errors[batch.rows()[r]] = error(batch.x(), y, r * k, k);
          }
        });
    return Predictions.ofValues(1, errors, new float[errors.length]);
  }

  /** Errors of guesses that are the same for every row. */
  static Predictions of(Dataset data, float[] guess) {
    float[] errors = new float[data.size()];
    int k = guess.length;
    float[] x = new float[k];
    for (int r = 0; r < errors.length; r++) {
      data.gather(r, x, 0);
      errors[r] = error(x, guess, 0, k);
    }
    return Predictions.ofValues(1, errors, new float[errors.length]);
  }

  private static float error(float[] x, float[] y, int from, int k) {
    double sum = 0;
    for (int i = from; i < from + k; i++) {
      double d = (double) y[i] - x[i];
      sum += d * d;
    }
    return (float) Math.sqrt(sum / k);
  }
}
