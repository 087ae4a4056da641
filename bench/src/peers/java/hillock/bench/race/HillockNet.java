package hillock.bench.race;

import hillock.nn.BatchNorm;
import hillock.nn.Conv2d;
import hillock.nn.Dense;
import hillock.nn.Dropout;
import hillock.nn.Explicit;
import hillock.nn.Flatten;
import hillock.nn.GlobalAveragePool;
import hillock.nn.Gru;
import hillock.nn.Lstm;
import hillock.nn.MaxPool2d;
import hillock.nn.Network;
import hillock.nn.Relu;
import hillock.nn.Residual;
import hillock.nn.Sequential;
import hillock.nn.Sigmoid;
import hillock.nn.Spec;
import hillock.tensor.Parameter;
import hillock.tensor.Shape;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** A network of the race in our terms. */
final class HillockNet {
  private HillockNet() {}

  /** The network with its weights; biases start at 0. */
  static Network of(Net net) {
    List<float[]> weights = new ArrayList<>();
    Network network = Network.of(chain(net.parts(), weights), shape(net), 1);
    Iterator<float[]> next = weights.iterator();
    for (Parameter parameter : network.parameters()) {
      if (parameter.decayed()) {
        parameter.set(next.next());
      }
    }
    if (next.hasNext()) {
      throw new IllegalStateException("not all weights found a parameter: " + network.parameters());
    }
    return network;
  }

  /** Shape of one input. */
  static Shape shape(Net net) {
    return Shape.of(net.example().stream().mapToInt(Integer::intValue).toArray());
  }

  /** Adds the weights in the order of the parameters. */
  private static Spec chain(List<Part> parts, List<float[]> weights) {
    List<Spec> specs = new ArrayList<>();
    for (Part part : parts) {
      specs.add(spec(part, weights));
    }
    return new Sequential(specs);
  }

  private static Spec spec(Part part, List<float[]> weights) {
    return switch (part) {
      case Part.Dense dense -> {
        weights.add(dense.weights());
        yield new Dense(dense.out());
      }
      case Part.Conv conv -> {
        weights.add(conv.weights());
        Conv2d spec = new Conv2d(conv.out(), conv.kernel()).withStride(conv.stride());
        spec = spec.withPadding(new Explicit(conv.padding()));
        yield conv.bias() ? spec : spec.withoutBias();
      }
      case Part.Norm norm -> new BatchNorm();
      case Part.MaxPool pool -> new MaxPool2d(2);
      case Part.GlobalMean mean -> new GlobalAveragePool();
      case Part.Flatten flatten -> new Flatten();
      case Part.Residual residual -> {
        Residual spec = new Residual(chain(residual.main(), weights));
        yield residual.shortcut().isEmpty() ? spec : spec.withShortcut(chain(residual.shortcut(), weights));
      }
      case Part.Recurrent layer -> {
        weights.add(layer.inputWeights());
        weights.add(layer.stateWeights());
        yield layer.cell() == Part.Cell.LSTM
            ? new Lstm(layer.units(), 1, false, false, 0f, 0f, 0f)
            : new Gru(layer.units());
      }
      case Part.Relu relu -> new Relu();
      case Part.Sigmoid sigmoid -> new Sigmoid();
      case Part.Dropout dropout -> new Dropout((float) Part.Dropout.RATE);
    };
  }
}
