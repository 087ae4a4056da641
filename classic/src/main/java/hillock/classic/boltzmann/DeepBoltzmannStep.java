package hillock.classic.boltzmann;

import hillock.data.Batch;
import hillock.kernel.Engine;
import hillock.kernel.Randomness;
import hillock.tensor.Shape;
import hillock.tensor.Step;
import hillock.tensor.Tensor;
import hillock.train.DescentStep;
import hillock.train.Optimizer;
import hillock.train.State;
import java.util.Map;

/**
 * Joint learning of all layers of a {@link DeepBoltzmann}: the energy of the data, with the mean-field probabilities of
 * the hidden layers, goes down; that of persistent chains goes up. Salakhutdinov and Hinton 2009, section 2.
 *
 * <p>The loss that it reports is the mean squared difference between a pixel and its mean given the mean-field state of
 * the layer between.
 */
public final class DeepBoltzmannStep extends DescentStep {
  private static final long DATA = 1L << 40;
  private static final long CHAINS = 2L << 40;
  private static final long FIRST_CHAINS = 3L << 40;

  private final DeepBoltzmann machine;
  private final PersistentChains chains;
  private final int rounds;
  private final boolean binarise;
  private final DeepStates data;
  private final DeepStates model;
  private final UnitSampler units;
  private final float[] chainVisible;
  private final float[] chainTop;
  private float[] v = {};
  private float[] means = {};

  /**
   * A step on the fastest engine, with seed 0.
   *
   * @param rounds of mean-field updates, such as 10; at least 1
   */
  public DeepBoltzmannStep(DeepBoltzmann machine, PersistentChains chains, int rounds, Optimizer optimizer) {
    this(machine, chains, rounds, optimizer, 0, false, Engine.auto());
  }

  private DeepBoltzmannStep(
      DeepBoltzmann machine,
      PersistentChains chains,
      int rounds,
      Optimizer optimizer,
      long seed,
      boolean binarise,
      Engine engine) {
    super(machine.parameters(), optimizer, seed, engine);
    if (rounds < 1) {
      throw new IllegalArgumentException("DeepBoltzmannStep: got %d rounds, expected at least 1".formatted(rounds));
    }
    this.machine = machine;
    this.chains = chains;
    this.rounds = rounds;
    this.binarise = binarise;
    data = new DeepStates(machine, engine, seed);
    model = new DeepStates(machine, engine, seed);
    units = new UnitSampler(engine);
    chainVisible = bits(chains.chains() * machine.visible(), 0);
    chainTop = bits(chains.chains() * machine.top(), 1);
  }

  private float[] bits(int n, long part) {
    float[] states = new float[n];
    new Randomness(seed(), FIRST_CHAINS, part).uniforms(states, 0, n);
    for (int i = 0; i < n; i++) {
      states[i] = (int) (2 * states[i]);
    }
    return states;
  }

  /** With this seed of the sampling; the default is 0. */
  public DeepBoltzmannStep seed(long wanted) {
    return new DeepBoltzmannStep(machine, chains, rounds, optimizer(), wanted, binarise, engine());
  }

  /** On this engine instead of the default one. */
  public DeepBoltzmannStep engine(Engine wanted) {
    return new DeepBoltzmannStep(machine, chains, rounds, optimizer(), seed(), binarise, wanted);
  }

  /** Takes data between 0 and 1 as probabilities, from which each batch draws its zeros and ones anew. */
  public DeepBoltzmannStep binarising() {
    return new DeepBoltzmannStep(machine, chains, rounds, optimizer(), seed(), true, engine());
  }

  @Override
  public double run(long number, double factor, Batch batch) {
    int n = batch.size();
    int width = machine.visible();
    if (batch.shape().size() != n * width || batch.weights().length > 0) {
      throw new IllegalArgumentException(
          "DeepBoltzmannStep: got samples %s with %d weights, expected rows of %d values without weights"
              .formatted(batch.shape(), batch.weights().length, width));
    }
    if (v.length < n * width) {
      v = new float[n * width];
      means = new float[n * width];
    }
    if (binarise) {
      units.draw(batch.x(), v, n, width, seed(), DATA, number);
    } else {
      System.arraycopy(batch.x(), 0, v, 0, n * width);
    }
    data.meanField(v, n, rounds);
    double loss = squaredError(n);
    if (Double.isFinite(loss)) {
      int m = chains.chains();
      model.sweep(chainVisible, chainTop, m, chains.sweeps(), CHAINS, number);
      try (Step step = begin(number)) {
        Tensor up = negativeEnergy(step, v, data.middle(), data.top(), n);
        Tensor down = negativeEnergy(step, chainVisible, model.middle(), chainTop, m);
        descend(step.gradients(down.plus(up.times(-1f)), parameters()), factor);
      }
    }
    return loss;
  }

  private double squaredError(int n) {
    int size = n * machine.visible();
    data.visibleMeans(n, means);
    for (int i = 0; i < size; i++) {
      means[i] -= v[i];
    }
    return (double) engine().sumOfSquares(means, 0, size, 0) / size;
  }

  /** Mean of {@code b·v + c·g + d·h + v·W·g + g·U·h}. */
  private Tensor negativeEnergy(Step step, float[] visible, float[] between, float[] above, int n) {
    Tensor x = step.input(visible, Shape.of(n, machine.visible()));
    Tensor g = step.input(between, Shape.of(n, machine.middle()));
    Tensor h = step.input(above, Shape.of(n, machine.top()));
    Tensor bias = step.parameter(machine.visibleBias()).reshape(Shape.of(machine.visible(), 1));
    Tensor lower = x.affine(machine.lowerWeight(), machine.middleBias()).times(g).sum();
    Tensor upper = g.affine(machine.upperWeight(), machine.topBias()).times(h).sum();
    return lower.plus(upper).plus(x.matmul(bias).sum()).times(1f / n);
  }

  /**
   * Means of the visible units of the first chains as they are now.
   *
   * @return [n, visible]
   */
  public float[] samples(int n) {
    int m = Math.min(n, chains.chains());
    float[] x = java.util.Arrays.copyOf(chainVisible, m * machine.visible());
    float[] h = java.util.Arrays.copyOf(chainTop, m * machine.top());
    DeepStates states = new DeepStates(machine, engine(), seed());
    states.sweep(x, h, m, 0, 0, 0);
    states.visibleMeans(m, x);
    return x;
  }

  /** Takes the chains so many sweeps further without learning; the step counts as one of its own. */
  public void sweep(int sweeps, long step) {
    model.sweep(chainVisible, chainTop, chains.chains(), sweeps, CHAINS, step);
  }

  @Override
  public void save(State state) {
    super.save(state);
    state.put("deep.visible", chainVisible);
    state.put("deep.top", chainTop);
  }

  @Override
  public void restore(State state) {
    super.restore(state);
    state.copy("deep.visible", chainVisible);
    state.copy("deep.top", chainTop);
  }

  @Override
  public Map<String, String> configuration() {
    Map<String, String> all = super.configuration();
    all.put(
        "machine",
        "DeepBoltzmann of %d, %d and %d units".formatted(machine.visible(), machine.middle(), machine.top()));
    all.put("chains", chains.toString());
    all.put("mean-field rounds", Integer.toString(rounds));
    all.put("binarising", Boolean.toString(binarise));
    return all;
  }
}
