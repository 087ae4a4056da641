package hillock.bench.race;

import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Deeplearning4j, with networks of dense layers; its momentum is Nesterov's. */
final class Dl4jContender implements Contender {
  private static final String FILE = "network";

  static {
    Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
    Nd4j.getMemoryManager().togglePeriodicGc(false);
  }

  @Override
  public String about() {
    return "Deeplearning4j 1.0.0-M2.1, nd4j-native with oneDNN and AVX-512, threads "
        + System.getenv("OMP_NUM_THREADS");
  }

  @Override
  public int comparable(Workload row) {
    return row.net().dropout() ? 0 : row.update() == Workload.Update.MOMENTUM ? 1 : Batches8.COUNT;
  }

  private static IUpdater updater(Workload row) {
    return switch (row.update()) {
      case SGD -> new Sgd(row.rate());
      case MOMENTUM -> new Nesterovs(row.rate(), 0.9);
      case ADAM -> new Adam(row.rate());
    };
  }

  private static MultiLayerNetwork network(Workload row) {
    if (!row.net().plain()) {
      throw new UnsupportedOperationException();
    }
    ListBuilder layers =
        new NeuralNetConfiguration.Builder()
            .updater(updater(row))
            .trainingWorkspaceMode(WorkspaceMode.ENABLED)
            .inferenceWorkspaceMode(WorkspaceMode.ENABLED)
            .list();
    boolean sigmoid = row.net().parts().contains(new Part.Sigmoid());
    int last = row.net().dense().getLast().number();
    for (Part.Dense dense : row.net().dense()) {
      double kept = row.net().dropout() && dense.number() > 0 ? 1 - Part.Dropout.RATE : 0; // 0 is none
      if (dense.number() < last) {
        var layer = new DenseLayer.Builder().nOut(dense.out());
        layers.layer(layer.activation(sigmoid ? Activation.SIGMOID : Activation.RELU).dropOut(kept).build());
      } else {
        layers.layer(output(row).nOut(dense.out()).dropOut(kept).build());
      }
    }
    layers.setInputType(InputType.feedForward(row.inputs()));
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    for (Part.Dense dense : row.net().dense()) {
      INDArray weights = Nd4j.createFromArray(dense.weights()).reshape(dense.in(), dense.out());
      network.getLayer(dense.number()).getParam("W").assign(weights);
    }
    return network;
  }

  private static OutputLayer.Builder output(Workload row) {
    if (row.infers()) {
      return new OutputLayer.Builder(LossFunction.MSE).activation(Activation.IDENTITY);
    }
    return switch (row.net().loss()) {
      case SQUARED_ERROR -> throw new UnsupportedOperationException();
      case BINARY_CROSS_ENTROPY -> new OutputLayer.Builder(LossFunction.XENT).activation(Activation.SIGMOID);
      case CROSS_ENTROPY -> new OutputLayer.Builder(LossFunction.MCXENT).activation(Activation.SOFTMAX);
    };
  }

  private static INDArray rows(float[] values, int count) {
    return Nd4j.createFromArray(values).reshape(count, values.length / count);
  }

  @Override
  public Training training(Workload row, Batches8 data) {
    DataSet[] batches = new DataSet[Batches8.COUNT];
    for (int k = 0; k < batches.length; k++) {
      batches[k] = new DataSet(rows(data.x[k], row.batch()), rows(data.y[k], row.batch()));
    }
    MultiLayerNetwork network = network(row);
    // its cross-entropy of two classes is a sum over the outputs
    double terms = row.net().loss() == Net.Loss.BINARY_CROSS_ENTROPY ? row.outputs() : 1;
    return batch -> {
      network.fit(batches[batch]);
      return network.score() / terms;
    };
  }

  @Override
  public Inference inference(Workload row, Batches8 data) {
    INDArray[] x = new INDArray[Batches8.COUNT];
    for (int k = 0; k < x.length; k++) {
      x[k] = rows(data.x[k], row.batch());
    }
    return new Caller(network(row), row, data, x);
  }

  private record Caller(MultiLayerNetwork network, Workload row, Batches8 data, INDArray[] x) implements Inference {
    @Override
    public float[] call(int batch) {
      return network.output(row.batch() == 1 ? rows(data.x[batch], 1) : x[batch]).data().asFloat();
    }

    @Override
    public Inference second() {
      return new Caller(network.clone(), row, data, x);
    }
  }

  @Override
  public void save(Workload row, Path folder) throws IOException {
    network(row).save(folder.resolve(FILE).toFile(), false);
  }

  @Override
  public float[] firstPrediction(Path folder, float[] image) throws IOException {
    return MultiLayerNetwork.load(folder.resolve(FILE).toFile(), false).output(rows(image, 1)).toFloatVector();
  }

  @Override
  public double wholeTask(Path folder) throws Exception {
    Workload row = Workload.of("M1");
    MultiLayerNetwork network = network(row);
    Mnist.of(folder, "train")
        .train(
            row.batch(),
            (x, y) -> {
              float[] targets = new float[y.length * row.outputs()];
              for (int i = 0; i < y.length; i++) {
                targets[i * row.outputs() + y[i]] = 1;
              }
              network.fit(new DataSet(rows(x, y.length), rows(targets, y.length)));
            });
    Mnist test = Mnist.of(folder, "t10k");
    return test.accuracy(network.output(rows(test.x(), test.size())).data().asFloat());
  }
}
