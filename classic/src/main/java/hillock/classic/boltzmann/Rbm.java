package hillock.classic.boltzmann;

import hillock.data.Dataset;
import hillock.nn.Network;
import hillock.tensor.Parameter;
import hillock.tensor.Parameters;
import hillock.tensor.Shape;

/**
 * A restricted Boltzmann machine: visible units v and hidden units h in two layers, with links between the layers only.
 * Its energy, for binary and for Gaussian visible units, is
 *
 * <pre>{@code
 * E(v, h) = -b·v - c·h - v·W·h          v_i, h_j in {0, 1}
 * E(v, h) = ½|v - b|² - c·h - v·W·h     v_i any number, h_j in {0, 1}
 * }</pre>
 *
 * and the probability of a state is {@code exp(-E) / Z}. Smolensky 1986; Hinton 2002, "Training products of experts by
 * minimizing contrastive divergence"; Gaussian units: Welling, Rosen-Zvi and Hinton 2005.
 *
 * <pre>{@code
 * Rbm rbm = Rbm.of(784, 500, Visible.BINARY, seed).startFrom(digits);
 * Trainer.of(new RbmStep(rbm, new PersistentChains(5, 100), new Momentum(0.05, 0.5)))
 *     .fit(digits.shuffled(seed).batches(100), 20);
 * }</pre>
 *
 * <p>The weights belong to {@link #network()}, a {@link RestrictedBoltzmann} layer, which model files can store.
 */
public final class Rbm {
  private final Network network;
  private final RestrictedBoltzmann spec;
  private final Parameter weight;
  private final Parameter hiddenBias;
  private final Parameter visibleBias;
  private final int visibleCopies;
  private final int hiddenCopies;

  private Rbm(Network network, RestrictedBoltzmann spec, int visibleCopies, int hiddenCopies) {
    this.network = network;
    this.spec = spec;
    weight = network.parameters().at(0);
    hiddenBias = network.parameters().at(1);
    visibleBias = network.parameters().at(2);
    this.visibleCopies = visibleCopies;
    this.hiddenCopies = hiddenCopies;
  }

  /** A machine with small random weights. */
  public static Rbm of(int visible, int hidden, Visible kind, long seed) {
    return over(new RestrictedBoltzmann(hidden, kind).build(Shape.of(visible), seed));
  }

  /**
   * The machine whose weights this network holds, and goes on holding.
   *
   * @throws IllegalArgumentException when it is not a {@link RestrictedBoltzmann} layer
   */
  public static Rbm over(Network network) {
    if (!(network.spec() instanceof RestrictedBoltzmann spec)) {
      throw new IllegalArgumentException(
          "Rbm: got a network %s, expected a RestrictedBoltzmann layer".formatted(network.spec()));
    }
    return new Rbm(network, spec, 1, 1);
  }

  /**
   * The same weights in a machine whose layers stand there several times, all copies of a layer being in one state: the
   * hidden units then see the visible ones {@code visibleCopies} times, and the other way round. So are the layers of a
   * deep Boltzmann machine trained one by one, to make up for the neighbours that are not there yet.
   */
  public Rbm withCopies(int visible, int hidden) {
    if (visible < 1 || hidden < 1) {
      throw new IllegalArgumentException(
          "Rbm: got %d and %d copies of its layers, expected at least 1".formatted(visible, hidden));
    }
    return new Rbm(network, spec, visible, hidden);
  }

  /**
   * Sets the visible biases so that, without the hidden units, the model has the data's means: {@code ln(p / (1 - p))}
   * for binary units, with p kept between 0.001 and 0.999; the mean for Gaussian ones. Hinton 2010, section 8.1.
   */
  public Rbm startFrom(Dataset data) {
    float[] bias = BaseRate.of(data, kind()).bias();
    if (bias.length != visible()) {
      throw new IllegalArgumentException(
          "Rbm: got samples of %d values, expected %d, one a visible unit".formatted(bias.length, visible()));
    }
    visibleBias.set(bias);
    return this;
  }

  /** Number of visible units. */
  public int visible() {
    return network.input().size();
  }

  /** Number of hidden units. */
  public int hidden() {
    return spec.hidden();
  }

  /** What the visible units are. */
  public Visible kind() {
    return spec.visible();
  }

  /** W, [visible, hidden]. */
  public Parameter weight() {
    return weight;
  }

  /** c, [hidden]. */
  public Parameter hiddenBias() {
    return hiddenBias;
  }

  /** b, [visible]. */
  public Parameter visibleBias() {
    return visibleBias;
  }

  /** All of them. */
  public Parameters parameters() {
    return network.parameters();
  }

  /** The machine as a layer, which turns visible states into probabilities of the hidden units. */
  public Network network() {
    return network;
  }

  /** How often the hidden units see each visible one; 1 but for {@link #withCopies}. */
  public int visibleCopies() {
    return visibleCopies;
  }

  /** How often the visible units see each hidden one. */
  public int hiddenCopies() {
    return hiddenCopies;
  }

  /** The weights between one hidden unit and all visible ones: what it looks for. */
  public float[] filter(int unit) {
    float[] filter = new float[visible()];
    for (int i = 0; i < filter.length; i++) {
      filter[i] = weight.array()[weight.offset() + i * hidden() + java.util.Objects.checkIndex(unit, hidden())];
    }
    return filter;
  }

  @Override
  public String toString() {
    return "%s of %d visible units".formatted(spec, visible());
  }
}
