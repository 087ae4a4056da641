package hillock.gallery;

import hillock.data.Dataset;
import hillock.kernel.Engine;
import hillock.nn.Loss;
import hillock.nn.Network;
import hillock.train.Listener;
import hillock.train.Momentum;
import hillock.train.Optimizer;
import hillock.train.Progress;
import hillock.train.Sgd;
import hillock.train.Trainer;
import hillock.train.TrainingStep;
import java.util.ArrayList;
import java.util.List;

/**
 * A way downhill, and the trail that it leaves over one or two weights.
 *
 * @param rate learning rate
 * @param momentum 0 for none
 * @param batch rows in a step: all for batch gradient descent, 1 for stochastic
 * @param epochs passes over the rows
 */
record Descent(double rate, double momentum, int batch, int epochs) {
  /** Where it has been, the start first. */
  record Trail(double[] x, double[] y) {
    double lastX() {
      return x[x.length - 1];
    }

    double lastY() {
      return y[y.length - 1];
    }
  }

  /**
   * Descends from the network's present weights.
   *
   * @param watched one or two places in its parameters
   */
  Trail from(Network network, Loss loss, Dataset data, long seed, int... watched) {
    Optimizer optimizer = momentum == 0 ? new Sgd(rate) : new Momentum(rate, momentum);
    List<float[]> places = new ArrayList<>();
    places.add(place(network, watched));
    Listener trail =
        new Listener() {
          @Override
          public void stepped(Progress progress) {
            places.add(place(network, watched));
          }
        };
    Trainer.of(TrainingStep.supervised(network, loss, optimizer).seed(seed).engine(Engine.single()))
        .with(trail)
        .fit(data.shuffled(seed).batches(batch), epochs);
    double[] x = places.stream().mapToDouble(p -> p[0]).toArray();
    double[] y = places.stream().mapToDouble(p -> p[p.length - 1]).toArray();
    return new Trail(x, y);
  }

  private static float[] place(Network network, int[] watched) {
    float[] place = new float[watched.length];
    for (int k = 0; k < place.length; k++) {
      place[k] = network.parameters().values()[watched[k]];
    }
    return place;
  }
}
