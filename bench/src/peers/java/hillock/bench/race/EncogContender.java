package hillock.bench.race;

import java.util.List;
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
  public int comparable(Workload row) {
    return 0;
  }

  @Override
  public Training training(Workload row, Batches8 data) {
    if (row.update() != Workload.Update.SGD || !row.net().plain()) {
      throw new UnsupportedOperationException();
    }
    BasicNetwork network = network(row);
    Backpropagation[] steps = new Backpropagation[Batches8.COUNT];
    for (int k = 0; k < steps.length; k++) {
      var set = new BasicMLDataSet(rows(data.x[k], row.batch()), rows(data.y[k], row.batch()));
      // its gradients are sums over the batch
      steps[k] =
          new Backpropagation(
              network, set, row.net().loss() == Net.Loss.SQUARED_ERROR ? row.rate() : row.rate() / row.batch(), 0);
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
    List<Part.Dense> layers = row.net().dense();
    boolean sigmoid = row.net().parts().contains(new Part.Sigmoid());
    BasicNetwork network = new BasicNetwork();
    network.addLayer(new BasicLayer(null, true, row.inputs()));
    for (Part.Dense layer : layers) {
      boolean last = layer.number() == layers.size() - 1;
      ActivationFunction hidden = sigmoid ? new ActivationSigmoid() : new ActivationReLU();
      ActivationFunction end = row.classes() ? new ActivationSoftMax() : new ActivationSigmoid();
      network.addLayer(new BasicLayer(last ? end : hidden, !last, layer.out()));
    }
    network.getStructure().finalizeStructure();
    for (Part.Dense layer : layers) {
      float[] weights = layer.weights();
      for (int from = 0; from <= layer.in(); from++) {
        for (int to = 0; to < layer.out(); to++) {
          double weight = from == layer.in() ? 0 : weights[from * layer.out() + to];
          network.setWeight(layer.number(), from, to, weight);
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
