package hillock.classic.boltzmann;

import hillock.data.Batch;
import hillock.data.Batches;
import hillock.kernel.Engine;
import hillock.tensor.Gradients;
import hillock.tensor.Shape;
import hillock.tensor.Step;
import hillock.tensor.Tensor;
import hillock.train.DescentStep;
import hillock.train.Evaluation;
import hillock.train.Optimizer;
import hillock.train.State;
import java.util.Map;
import java.util.Optional;

/**
 * Learning of an {@link Rbm}: the free energy of the data goes down, that of samples of the model goes up. With exact
 * samples that is the gradient of the log-likelihood, {@code -∂F(v⁺)/∂θ + ⟨∂F(v⁻)/∂θ⟩}; {@link NegativePhase} says how
 * the samples come about. Weight decay, momentum and the like are the optimiser's.
 *
 * <p>The loss that it reports is how badly one step up and one down rebuild the data, in nats a row for binary units
 * and {@code ½|v - mean|²} for Gaussian ones. It is not what is learned, and only good for seeing that something is:
 * judge by {@link AnnealedImportanceSampling}.
 */
public final class RbmStep extends DescentStep {
  /** Streams of one use of the seed, far apart: each sweep takes two more. */
  private static final long DATA = 1L << 40;

  private static final long CHAINS = 2L << 40;
  private static final long FIRST_CHAINS = 3L << 40;

  private final Rbm rbm;
  private final NegativePhase negativePhase;
  private final boolean binarise;
  private final FreeEnergy energy;
  private final Gibbs gibbs;
  private final Reconstruction reconstruction;
  private final float[] chains;
  private float[] positive = {};
  private float[] negative = {};

  /** A step on the fastest engine, with seed 0. */
  public RbmStep(Rbm rbm, NegativePhase negativePhase, Optimizer optimizer) {
    this(rbm, negativePhase, optimizer, 0, false, Engine.auto());
  }

  private RbmStep(
      Rbm rbm, NegativePhase negativePhase, Optimizer optimizer, long seed, boolean binarise, Engine engine) {
    super(rbm.parameters(), optimizer, seed, engine);
    this.rbm = rbm;
    this.negativePhase = negativePhase;
    this.binarise = binarise;
    energy = new FreeEnergy(rbm);
    gibbs = new Gibbs(rbm, engine, seed);
    reconstruction = new Reconstruction(rbm, gibbs, engine);
    chains = negativePhase instanceof PersistentChains pcd ? firstChains(pcd.chains()) : new float[0];
  }

  /** Of independent visible units, as if there were no hidden ones. */
  private float[] firstChains(int n) {
    float[] v = new float[Math.multiplyExact(n, rbm.visible())];
    gibbs.withoutHidden(v, n, FIRST_CHAINS, 0);
    return v;
  }

  /** With this seed of the sampling; the default is 0. */
  public RbmStep seed(long wanted) {
    return new RbmStep(rbm, negativePhase, optimizer(), wanted, binarise, engine());
  }

  /** On this engine instead of the default one. */
  public RbmStep engine(Engine wanted) {
    return new RbmStep(rbm, negativePhase, optimizer(), seed(), binarise, wanted);
  }

  /**
   * Takes data between 0 and 1 as probabilities, from which each batch draws its zeros and ones anew: then what is
   * learned is the distribution of images so drawn. Otherwise such data stands in the formulas as it is.
   */
  public RbmStep binarising() {
    if (rbm.kind() != Visible.BINARY) {
      throw new IllegalStateException(
          "RbmStep: binarising is for binary visible units, this machine's are " + rbm.kind());
    }
    return new RbmStep(rbm, negativePhase, optimizer(), seed(), true, engine());
  }

  /** The machine that learns. */
  public Rbm rbm() {
    return rbm;
  }

  @Override
  public double run(long number, double factor, Batch batch) {
    prepare(number, batch);
    double loss = reconstruction.sum(positive, batch.size()) / batch.size();
    if (Double.isFinite(loss)) {
      descend(difference(number, batch), factor);
    }
    return loss;
  }

  /** The gradient that {@link #run} would follow at this step, estimated from the batch; changes no weights. */
  public Gradients gradients(long number, Batch batch) {
    prepare(number, batch);
    return difference(number, batch);
  }

  private void prepare(long number, Batch batch) {
    int size = batch.size() * rbm.visible();
    if (batch.shape().size() != size) {
      throw new IllegalArgumentException(
          "RbmStep: samples of the batch %s do not fit the %d visible units; use Dataset.flattened"
              .formatted(batch.shape(), rbm.visible()));
    }
    if (batch.weights().length > 0) {
      throw new IllegalArgumentException("RbmStep: got sample weights, which it does not heed; leave them out");
    }
    if (positive.length < size) {
      positive = new float[size];
      negative = new float[negativePhase instanceof ContrastiveDivergence ? size : 0];
    }
    if (binarise) {
      gibbs.draw(batch.x(), batch.size(), rbm.visible(), positive, DATA, number);
    } else {
      System.arraycopy(batch.x(), 0, positive, 0, size);
    }
  }

  private Gradients difference(long number, Batch batch) {
    int n = batch.size();
    boolean persistent = negativePhase instanceof PersistentChains;
    float[] samples = persistent ? chains : negative;
    int m = persistent ? chains.length / rbm.visible() : n;
    if (!persistent) {
      System.arraycopy(positive, 0, negative, 0, n * rbm.visible());
    }
    gibbs.sweep(samples, m, negativePhase.sweeps(), CHAINS, number);
    try (Step step = begin(number)) {
      Tensor up = energy.sum(step.input(positive, Shape.of(n, rbm.visible()))).times(1f / n);
      Tensor down = energy.sum(step.input(samples, Shape.of(m, rbm.visible()))).times(-1f / m);
      return step.gradients(up.plus(down), rbm.parameters());
    }
  }

  /** The same reconstruction error on other data; there is nothing that metrics could judge. */
  @Override
  public Optional<Evaluation> evaluate(Batches data) {
    double sum = 0;
    for (int i = 0; i < data.count(); i++) {
      Batch batch = data.at(0, i);
      sum += reconstruction.sum(batch.x(), batch.size());
    }
    return Optional.of(new Evaluation(sum / data.dataset().size(), null));
  }

  @Override
  public void save(State state) {
    super.save(state);
    state.put("rbm.chains", chains);
  }

  @Override
  public void restore(State state) {
    super.restore(state);
    state.copy("rbm.chains", chains);
  }

  @Override
  public Map<String, String> configuration() {
    Map<String, String> all = super.configuration();
    all.put("machine", rbm + ", copies " + rbm.visibleCopies() + " and " + rbm.hiddenCopies());
    all.put("negative phase", negativePhase.toString());
    all.put("binarising", Boolean.toString(binarise));
    return all;
  }
}
