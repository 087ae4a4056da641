package hillock.classic.growth;

import hillock.nn.Activation;
import hillock.nn.AveragePool2d;
import hillock.nn.BatchNorm;
import hillock.nn.Conv2d;
import hillock.nn.Dense;
import hillock.nn.Dropout;
import hillock.nn.Flatten;
import hillock.nn.GlobalAveragePool;
import hillock.nn.GlobalMaxPool;
import hillock.nn.Layer;
import hillock.nn.MaxPool2d;
import hillock.nn.Network;
import hillock.nn.Prelu;
import hillock.nn.Sequential;
import hillock.nn.Spec;
import hillock.tensor.Parameter;
import java.util.ArrayList;
import java.util.List;

/** The layers of a {@link Sequential} network, with what each of them is to a change of units. */
final class Layers {
  private final Network network;
  private final List<Spec> specs;
  private final List<Layer> rows;

  Layers(Network network) {
    if (!(network.spec() instanceof Sequential sequential)) {
      throw new IllegalArgumentException(
          "change of a network: got a %s, expected a Sequential".formatted(name(network.spec())));
    }
    this.network = network;
    specs = sequential.layers();
    // The table of layers also lists the inner ones, whose paths go on after that of their layer.
    rows = network.layers().stream().filter(row -> row.path().indexOf('.') == row.path().lastIndexOf('.')).toList();
  }

  int size() {
    return specs.size();
  }

  Spec spec(int layer) {
    if (layer < 0 || layer >= specs.size()) {
      throw new IllegalArgumentException(
          "change of a network: got layer %d, expected 0 to %d".formatted(layer, specs.size() - 1));
    }
    return specs.get(layer);
  }

  Layer row(int layer) {
    return rows.get(layer);
  }

  List<Parameter> parameters(int layer) {
    List<Parameter> all = new ArrayList<>();
    for (int i = row(layer).firstParameter(); i < row(layer).endParameter(); i++) {
      all.add(network.parameters().at(i));
    }
    return all;
  }

  /** The specs with one replaced. */
  List<Spec> with(int layer, Spec other) {
    List<Spec> changed = new ArrayList<>(specs);
    changed.set(layer, other);
    return changed;
  }

  List<Spec> specs() {
    return specs;
  }

  /** Units of a layer that has weights. */
  int units(int layer) {
    return switch (spec(layer)) {
      case Dense dense -> dense.units();
      case Conv2d conv when conv.groups() == 1 -> conv.filters();
      default -> throw new IllegalArgumentException(refusal(layer, "expected a Dense or a Conv2d in one group"));
    };
  }

  /** The same layer with so many units. */
  Spec withUnits(int layer, int units) {
    return switch (spec(layer)) {
      case Dense d -> new Dense(units, d.bias(), d.initializer(), d.maxNorm());
      case Conv2d c ->
          new Conv2d(units, c.kernel(), c.stride(), c.padding(), c.dilation(), c.groups(), c.bias(), c.initializer());
      default -> throw new IllegalArgumentException(refusal(layer, "expected a Dense or a Conv2d in one group"));
    };
  }

  /** The next layer with weights, which takes what this one makes; all layers between keep the units apart. */
  int consumer(int layer) {
    units(layer);
    for (int i = layer + 1; i < specs.size(); i++) {
      switch (specs.get(i)) {
        case Dense dense -> {
          return i;
        }
        case Conv2d conv -> {
          units(i);
          return i;
        }
        case Activation activation -> {}
        case BatchNorm norm -> {}
        case Prelu prelu -> {}
        case Dropout dropout -> {}
        case Flatten flatten -> {}
        case MaxPool2d pool -> {}
        case AveragePool2d pool -> {}
        case GlobalAveragePool pool -> {}
        case GlobalMaxPool pool -> {}
        default ->
            throw new IllegalArgumentException(
                refusal(
                    i,
                    "it stands behind the units to change; expected activations, BatchNorm, Dropout, pooling or"
                        + " Flatten"));
      }
    }
    throw new IllegalArgumentException(refusal(layer, "its units are the network's outputs, which no layer takes"));
  }

  String refusal(int layer, String why) {
    return "layer '%s' (%s): %s".formatted(row(layer).path(), name(spec(layer)), why);
  }

  private static String name(Spec spec) {
    return spec.getClass().getSimpleName();
  }
}
