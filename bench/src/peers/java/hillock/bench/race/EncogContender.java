package hillock.bench.race;

import org.encog.engine.network.activation.ActivationFunction;
import org.encog.engine.network.activation.ActivationReLU;
import org.encog.engine.network.activation.ActivationSigmoid;
import org.encog.engine.network.activation.ActivationSoftMax;
import org.encog.ml.data.basic.BasicMLDataSet;
import org.encog.neural.error.CrossEntropyErrorFunction;
import org.encog.neural.networks.BasicNetwork;
import org.encog.neural.networks.layers.BasicLayer;
import org.encog.neural.networks.training.propagation.back.Backpropagation;

/** Encog 3.4, in double precision: the peer to beat where networks are tiny. Its losses are of another scale. */
final class EncogContender implements Contender {
  @Override
  public String about() {
    return "Encog 3.4, double precision, threads 1";
  }

  @Override
  public boolean comparable(Workload row) {
    return false;
  }

  @Override
  public Training training(Workload row, Batches8 data) {
    if (row.adam() || row.momentum()) {
      throw new UnsupportedOperationException();
    }
    BasicNetwork network = network(row);
    Backpropagation[] steps = new Backpropagation[Batches8.COUNT];
    for (int k = 0; k < steps.length; k++) {
      var set = new BasicMLDataSet(rows(data.x[k], row.batch()), rows(data.y[k], row.batch()));
      // its gradients are sums over the batch
      steps[k] = new Backpropagation(network, set, row.squared() ? row.rate() : row.rate() / row.batch(), 0);
      steps[k].setThreadCount(1);
      steps[k].setBatchSize(0);
      if (row.classes()) {
        steps[k].setErrorFunction(new CrossEntropyErrorFunction());
      }
    }
    return batch -> {
      steps[batch].iteration();
      return steps[batch].getError();
    };
  }

  private static BasicNetwork network(Workload row) {
    BasicNetwork network = new BasicNetwork();
    network.addLayer(new BasicLayer(null, true, row.inputs()));
    for (int i = 0; i < row.layers(); i++) {
      boolean last = i == row.layers() - 1;
      ActivationFunction hidden = row.sigmoid() ? new ActivationSigmoid() : new ActivationReLU();
      ActivationFunction end = row.sigmoidLast() ? new ActivationSigmoid() : new ActivationSoftMax();
      network.addLayer(new BasicLayer(last ? end : hidden, !last, row.widths().get(i + 1)));
    }
    network.getStructure().finalizeStructure();
    for (int i = 0; i < row.layers(); i++) {
      float[] weights = row.weights(i);
      int in = row.widths().get(i);
      int out = row.widths().get(i + 1);
      for (int from = 0; from <= in; from++) {
        for (int to = 0; to < out; to++) {
          network.setWeight(i, from, to, from == in ? 0 : weights[from * out + to]);
        }
      }
    }
    return network;
  }

  private static double[][] rows(float[] values, int n) {
    int width = values.length / n;
    double[][] rows = new double[n][width];
    for (int i = 0; i < values.length; i++) {
      rows[i / width][i % width] = values[i];
    }
    return rows;
  }
}
