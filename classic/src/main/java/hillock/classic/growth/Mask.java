package hillock.classic.growth;

import hillock.nn.Network;
import hillock.tensor.Parameter;
import hillock.tensor.Parameters;
import java.util.Arrays;

/**
 * Which weights of a network are there. Those that are not are 0, and a network under {@link #hold} keeps them so
 * through every later update.
 *
 * <p>A lottery ticket (Frankle and Carbin 2019, arXiv:1803.03635) is a mask found by training, on the weights that the
 * network began with:
 *
 * <pre>{@code
 * float[] first = network.parameters().values().clone();
 * // ... train ...
 * Mask mask = Mask.ofLargest(network, 0.2);
 * mask.rewind(network, first);
 * mask.hold(network);
 * // ... train again, with a new optimiser ...
 * }</pre>
 */
public final class Mask {
  private final boolean[] kept;

  private Mask(boolean[] kept) {
    this.kept = kept;
  }

  /**
   * Keeps the largest weights, over all layers together; biases, gains and statistics stay. Of equally large ones the
   * later in the network stay.
   *
   * @param share of the weights to keep, from 0 to 1
   */
  public static Mask ofLargest(Network network, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("mask: got a share of %s to keep, expected 0 to 1".formatted(share));
    }
    Parameters all = network.parameters();
    boolean[] kept = new boolean[all.size()];
    Arrays.fill(kept, true);
    long[] order = new long[weights(all)];
    int n = 0;
    for (Parameter parameter : all) {
      for (int i = parameter.offset(), end = i + parameter.size(); parameter.decayed() && i < end; i++) {
        // Sizes are not negative, so their bits order as they do; the place breaks ties.
        order[n++] = (long) Float.floatToRawIntBits(Math.abs(all.values()[i])) << 32 | i;
      }
    }
    Arrays.sort(order);
    long removed = order.length - Math.round(share * order.length);
    for (int i = 0; i < removed; i++) {
      kept[(int) order[i]] = false;
    }
    return new Mask(kept);
  }

  /** Keeps the weights that are not 0: the mask of a pruned network that was saved and opened. */
  public static Mask ofNonZero(Network network) {
    boolean[] kept = new boolean[network.parameters().size()];
    for (Parameter parameter : network.parameters()) {
      for (int i = parameter.offset(), end = i + parameter.size(); i < end; i++) {
        kept[i] = !parameter.decayed() || parameter.array()[i] != 0;
      }
    }
    return new Mask(kept);
  }

  private static int weights(Parameters all) {
    int n = 0;
    for (Parameter parameter : all) {
      n += parameter.decayed() ? parameter.size() : 0;
    }
    return n;
  }

  /** Share of the weights that are there. */
  public double share(Network network) {
    check(network);
    long there = 0;
    for (Parameter parameter : network.parameters()) {
      for (int i = parameter.offset(), end = i + parameter.size(); parameter.decayed() && i < end; i++) {
        there += kept[i] ? 1 : 0;
      }
    }
    return there / (double) weights(network.parameters());
  }

  /** Sets the missing weights to 0 now and after every later update of this network. */
  public void hold(Network network) {
    check(network);
    for (Parameter parameter : network.parameters()) {
      if (parameter.decayed()) {
        parameter.constraint(this::clear);
        clear(parameter);
        parameter.changed();
      }
    }
  }

  private void clear(Parameter parameter) {
    float[] w = parameter.array();
    for (int i = parameter.offset(), end = i + parameter.size(); i < end; i++) {
      w[i] = kept[i] ? w[i] : 0;
    }
  }

  /** Gives the network these values, but 0 for the missing weights. */
  public void rewind(Network network, float[] values) {
    check(network);
    for (Parameter parameter : network.parameters()) {
      System.arraycopy(values, parameter.offset(), parameter.array(), parameter.offset(), parameter.size());
      if (parameter.decayed()) {
        clear(parameter);
      }
      parameter.changed();
    }
  }

  private void check(Network network) {
    if (network.parameters().size() != kept.length) {
      throw new IllegalArgumentException(
          "mask: got a network of %d values, expected one of %d".formatted(network.parameters().size(), kept.length));
    }
  }

  /** The mask of a network made from this one's: what was made from a missing weight is missing. */
  Mask of(Rearrangement changed) {
    boolean[] next = new boolean[changed.source().length];
    for (int i = 0; i < next.length; i++) {
      next[i] = changed.source()[i] < 0 || kept[changed.source()[i]];
    }
    return new Mask(next);
  }

  /** As numbers, 1 for what is there. */
  float[] toArray() {
    float[] numbers = new float[kept.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = kept[i] ? 1 : 0;
    }
    return numbers;
  }

  static Mask of(float[] numbers) {
    boolean[] kept = new boolean[numbers.length];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = numbers[i] != 0;
    }
    return new Mask(kept);
  }
}
