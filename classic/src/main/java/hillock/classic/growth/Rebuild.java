package hillock.classic.growth;

import hillock.nn.Network;
import hillock.nn.Spec;
import hillock.tensor.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of a changed network, put together from those of the old one, parameter by parameter in order. */
final class Rebuild {
  private final Network old;
  private final List<@Nullable Parameter> origins = new ArrayList<>();
  private float[] values = {};
  private int[] source = {};
  private int size;

  Rebuild(Network old) {
    this.old = old;
  }

  /** A parameter as it is. */
  void copy(Parameter parameter) {
    int at = add(parameter, parameter.size());
    for (int i = 0; i < parameter.size(); i++) {
      put(at + i, parameter.offset() + i, 1);
    }
  }

  /**
   * A parameter with other units along one axis. The axis may hold several runs of all units, as that of a dense layer
   * behind a flattened image does.
   *
   * @param units of the old parameter, at most its axis
   * @param from for each new unit, the old one that it is made from
   * @param share of the old weight that goes to each value of the new parameter; empty for all of it
   */
  void select(Parameter parameter, int axis, int units, int[] from, float[] share) {
    int length = parameter.shape().dim(axis);
    if (length % units != 0) {
      throw new IllegalArgumentException(
          "parameter '%s' %s: got %d on axis %d, expected a multiple of the %d units before"
              .formatted(parameter.name(), parameter.shape(), length, axis, units));
    }
    int inner = 1;
    for (int i = axis + 1; i < parameter.shape().rank(); i++) {
      inner *= parameter.shape().dim(i);
    }
    int runs = parameter.size() / inner / units; // of all units, over all axes before
    int at = add(parameter, runs * from.length * inner);
    int i = 0;
    for (int run = 0; run < runs; run++) {
      for (int unit : from) {
        int first = parameter.offset() + (run * units + unit) * inner;
        for (int k = 0; k < inner; k++, i++) {
          put(at + i, first + k, share.length == 0 ? 1 : share[i]);
        }
      }
    }
  }

  /** A parameter made from nothing. */
  void fill(float[] made) {
    int at = add(null, made.length);
    System.arraycopy(made, 0, values, at, made.length);
    Arrays.fill(source, at, at + made.length, -1);
  }

  private int add(@Nullable Parameter origin, int more) {
    origins.add(origin);
    int at = size;
    size = Math.addExact(size, more);
    values = Arrays.copyOf(values, size);
    source = Arrays.copyOf(source, size);
    return at;
  }

  private void put(int at, int from, float factor) {
    values[at] = factor * old.parameters().values()[from];
    source[at] = from;
  }

  /** The network around these values; what was frozen stays so. */
  Rearrangement network(Spec spec) {
    Network network = Network.over(spec, old.input(), values);
    for (int i = 0; i < origins.size(); i++) {
      Parameter origin = origins.get(i);
      if (origin != null) {
        network.parameters().at(i).trainable(origin.trainable());
      }
    }
    return new Rearrangement(network, source);
  }
}
