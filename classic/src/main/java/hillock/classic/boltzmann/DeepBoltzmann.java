package hillock.classic.boltzmann;

import hillock.data.Dataset;
import hillock.kernel.Engine;
import hillock.nn.Dense;
import hillock.nn.Dropout;
import hillock.nn.Network;
import hillock.nn.Sequential;
import hillock.nn.Sigmoid;
import hillock.nn.Spec;
import hillock.tensor.Parameter;
import hillock.tensor.Parameters;
import hillock.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * A deep Boltzmann machine of binary units in three layers, v, g and h, with links between neighbours:
 *
 * <pre>{@code E(v, g, h) = -b·v - c·g - d·h - v·W·g - g·U·h}</pre>
 *
 * Unlike in a {@link DeepBelief} network, a hidden layer hears both its neighbours: {@code p(g = 1 | v, h) = σ(c + v·W
 * + U·h)}. Salakhutdinov and Hinton 2009, "Deep Boltzmann machines".
 *
 * <p>It begins as two restricted machines, trained one after the other. To make up for the neighbour that is not there
 * yet, the lower one has its visible layer twice, the upper one its hidden layer:
 *
 * <pre>{@code
 * Rbm lower = Rbm.of(784, 500, Visible.BINARY, seed).withCopies(2, 1);   // train it on the data
 * Rbm upper = Rbm.of(500, 1000, Visible.BINARY, seed).withCopies(1, 2);  // train it on DeepBoltzmann.above(lower, data, engine)
 * DeepBoltzmann machine = DeepBoltzmann.of(lower, upper);                // train it with DeepBoltzmannStep
 * }</pre>
 */
public final class DeepBoltzmann {
  private static final int BATCH = 500;

  private final int visible;
  private final int middle;
  private final int top;
  private final Parameters parameters = new Parameters();
  private final Parameter lowerWeight;
  private final Parameter upperWeight;
  private final Parameter visibleBias;
  private final Parameter middleBias;
  private final Parameter topBias;

  private DeepBoltzmann(int visible, int middle, int top) {
    this.visible = visible;
    this.middle = middle;
    this.top = top;
    lowerWeight = parameters.add("lowerWeight", Shape.of(visible, middle), true, true);
    upperWeight = parameters.add("upperWeight", Shape.of(middle, top), true, true);
    visibleBias = parameters.add("visibleBias", Shape.of(visible), true, false);
    middleBias = parameters.add("middleBias", Shape.of(middle), true, false);
    topBias = parameters.add("topBias", Shape.of(top), true, false);
    parameters.trim();
  }

  /**
   * The two machines put together; the layer between them takes the mean of its two biases.
   *
   * @param upper as many visible units as the lower one has hidden ones
   */
  public static DeepBoltzmann of(Rbm lower, Rbm upper) {
    if (upper.visible() != lower.hidden() || lower.kind() != Visible.BINARY || upper.kind() != Visible.BINARY) {
      throw new IllegalArgumentException(
          "DeepBoltzmann: got %s on %s, expected binary units, and visible units above for the hidden ones below"
              .formatted(upper, lower));
    }
    DeepBoltzmann made = new DeepBoltzmann(lower.visible(), lower.hidden(), upper.hidden());
    DeepBelief.copy(lower.weight(), made.lowerWeight);
    DeepBelief.copy(upper.weight(), made.upperWeight);
    DeepBelief.copy(lower.visibleBias(), made.visibleBias);
    DeepBelief.copy(upper.hiddenBias(), made.topBias);
    float[] below = lower.hiddenBias().copy();
    float[] above = upper.visibleBias().copy();
    for (int j = 0; j < below.length; j++) {
      below[j] = 0.5f * (below[j] + above[j]);
    }
    made.middleBias.set(below);
    return made;
  }

  /** What the upper machine learns from: the hidden probabilities of the lower one. */
  public static Dataset above(Rbm lower, Dataset data, Engine engine) {
    return DeepBelief.hiddenProbabilities(lower, data, engine);
  }

  /** Number of visible units. */
  public int visible() {
    return visible;
  }

  /** Number of units of the layer between. */
  public int middle() {
    return middle;
  }

  /** Number of units of the topmost layer. */
  public int top() {
    return top;
  }

  /** W, [visible, middle]. */
  public Parameter lowerWeight() {
    return lowerWeight;
  }

  /** U, [middle, top]. */
  public Parameter upperWeight() {
    return upperWeight;
  }

  /** b, [visible]. */
  public Parameter visibleBias() {
    return visibleBias;
  }

  /** c, [middle]. */
  public Parameter middleBias() {
    return middleBias;
  }

  /** d, [top]. */
  public Parameter topBias() {
    return topBias;
  }

  /** All of them. */
  public Parameters parameters() {
    return parameters;
  }

  /**
   * Each sample with the mean-field probabilities of its topmost layer behind it, [visible + top]: the input of {@link
   * #classifier}. Labels stay.
   *
   * @param rounds of mean-field updates, such as 30
   */
  public Dataset withTop(Dataset data, int rounds, Engine engine) {
    DeepStates states = new DeepStates(this, engine, 0);
    int width = visible + top;
    float[] all = new float[Math.multiplyExact(data.size(), width)];
    float[] x = new float[BATCH * visible];
    for (int from = 0; from < data.size(); from += BATCH) {
      int n = Math.min(BATCH, data.size() - from);
      for (int r = 0; r < n; r++) {
        data.gather(from + r, x, r * visible);
      }
      states.meanField(x, n, rounds);
      for (int r = 0; r < n; r++) {
        System.arraycopy(x, r * visible, all, (from + r) * width, visible);
        System.arraycopy(states.top(), r * top, all, (from + r) * width + visible, top);
      }
    }
    Dataset made = Dataset.of(Shape.of(width), all);
    return data.hasLabels() ? made.withLabels(data.labels(), data.classNames()) : made;
  }

  /**
   * A network for classes that begins as the machine's own mean-field pass: {@code g = σ([v, q]·[W; Uᵀ] + c), h = σ(g·U
   * + d)} and a new layer on top, for samples with their probabilities q of {@link #withTop}. Salakhutdinov and Hinton
   * 2009, section 3.3.
   *
   * @param dropout rate on both hidden layers in training, 0 for none
   */
  public Network classifier(int classes, float dropout, long seed) {
    List<Spec> layers = new ArrayList<>();
    for (int units : new int[] {middle, top}) {
      layers.add(new Dense(units));
      layers.add(new Sigmoid());
      if (dropout > 0) {
        layers.add(new Dropout(dropout));
      }
    }
    layers.add(new Dense(classes));
    Network network = new Sequential(layers).build(Shape.of(visible + top), seed);
    Parameter first = network.parameters().at(0);
    System.arraycopy(lowerWeight.array(), lowerWeight.offset(), first.array(), first.offset(), lowerWeight.size());
    int at = first.offset() + lowerWeight.size();
    for (int k = 0; k < top; k++) {
      for (int j = 0; j < middle; j++) {
        first.array()[at + k * middle + j] = upperWeight.array()[upperWeight.offset() + j * top + k];
      }
    }
    first.changed();
    DeepBelief.copy(middleBias, network.parameters().at(1));
    DeepBelief.copy(upperWeight, network.parameters().at(2));
    DeepBelief.copy(topBias, network.parameters().at(3));
    return network;
  }
}
