package hillock.classic.boltzmann;

import hillock.data.Batch;
import hillock.data.Batches;
import hillock.kernel.Engine;
import hillock.nn.CrossEntropy;
import hillock.nn.Network;
import hillock.tensor.Parameter;
import hillock.tensor.Shape;
import hillock.tensor.Step;
import hillock.tensor.Tensor;
import hillock.train.DescentStep;
import hillock.train.Evaluation;
import hillock.train.Evaluator;
import hillock.train.Optimizer;
import java.util.Map;
import java.util.Optional;

/**
 * Hybrid learning of a {@link ClassificationRbm}: {@code -ln p(y|x) - α·ln p(x, y)}, the first term by its exact
 * gradient, the second by contrastive divergence. With α = 0 the machine learns to tell classes apart and nothing else;
 * a small α, such as 0.01, makes it learn what its inputs look like as well, which helps when there are few labels.
 * Larochelle and Bengio 2008.
 *
 * <p>The loss reported is the cross-entropy {@code -ln p(y|x)}.
 */
public final class ClassificationRbmStep extends DescentStep {
  private static final long STREAM = 4L << 40;

  private final Network network;
  private final ClassificationRbm spec;
  private final Visible kind;
  private final double generative;
  private final int sweeps;
  private final Evaluator evaluator;
  private final JointGibbs gibbs;
  private final CrossEntropy crossEntropy = new CrossEntropy();
  private float[] labels = {};
  private float[] states = {};
  private float[] classes = {};
  private float[] given = {};

  /**
   * A step on the fastest engine, with seed 0 and CD-1.
   *
   * @param network whose only layer is a {@link ClassificationRbm}
   * @param kind of the features: numbers from 0 to 1 or standardised ones
   * @param generative α, at least 0
   */
  public ClassificationRbmStep(Network network, Visible kind, double generative, Optimizer optimizer) {
    this(network, kind, generative, 1, optimizer, 0, Engine.auto());
  }

  private ClassificationRbmStep(
      Network network, Visible kind, double generative, int sweeps, Optimizer optimizer, long seed, Engine engine) {
    super(network.parameters(), optimizer, seed, engine);
    if (!(network.spec() instanceof ClassificationRbm machine)) {
      throw new IllegalArgumentException(
          "ClassificationRbmStep: got a network %s, expected a ClassificationRbm".formatted(network.spec()));
    }
    if (!(generative >= 0) || Double.isInfinite(generative) || sweeps < 1) {
      throw new IllegalArgumentException(
          "ClassificationRbmStep: got a generative part of %s and %d sweeps, expected at least 0 and at least 1"
              .formatted(generative, sweeps));
    }
    this.network = network;
    this.spec = machine;
    this.kind = kind;
    this.generative = generative;
    this.sweeps = sweeps;
    evaluator = new Evaluator(network, crossEntropy, engine);
    gibbs = new JointGibbs(network, machine, kind, engine, seed);
  }

  /** With this seed of the sampling; the default is 0. */
  public ClassificationRbmStep seed(long wanted) {
    return new ClassificationRbmStep(network, kind, generative, sweeps, optimizer(), wanted, engine());
  }

  /** On this engine instead of the default one. */
  public ClassificationRbmStep engine(Engine wanted) {
    return new ClassificationRbmStep(network, kind, generative, sweeps, optimizer(), seed(), wanted);
  }

  /** With so many sweeps of contrastive divergence; the default is 1. */
  public ClassificationRbmStep sweeps(int wanted) {
    return new ClassificationRbmStep(network, kind, generative, wanted, optimizer(), seed(), engine());
  }

  @Override
  public double run(long number, double factor, Batch batch) {
    int n = batch.size();
    prepare(batch);
    if (generative > 0) {
      gibbs.sweep(states, classes, n, sweeps, STREAM, number);
    }
    try (Step step = begin(number)) {
      Tensor x = step.input(batch.x(), Shape.of(n, network.input().size()));
      Tensor logits = network.forward(x);
      Tensor loss = crossEntropy.of(logits, step.input(labels, Shape.of(n)), null);
      double value = loss.item();
      if (Double.isFinite(value)) {
        descend(step.gradients(generative > 0 ? withGenerative(step, loss, x, logits, n) : loss, parameters()), factor);
      }
      return value;
    }
  }

  /** Adds α times the difference of the free energies {@code F(x, y) = -b·x - logit_y(x)} of data and samples. */
  private Tensor withGenerative(Step step, Tensor loss, Tensor x, Tensor logits, int n) {
    Tensor sampled = step.input(states, x.shape());
    Tensor up = negativeEnergy(step, x, logits, step.input(given, logits.shape()));
    Tensor down = negativeEnergy(step, sampled, network.forward(sampled), step.input(classes, logits.shape()));
    float share = (float) (generative / n);
    return loss.plus(up.times(-share)).plus(down.times(share));
  }

  private Tensor negativeEnergy(Step step, Tensor x, Tensor logits, Tensor oneHot) {
    Parameter bias = network.parameters().at(4);
    Tensor linear = x.matmul(step.parameter(bias).reshape(Shape.of(bias.size(), 1))).sum();
    return linear.plus(logits.times(oneHot).sum());
  }

  private void prepare(Batch batch) {
    int n = batch.size();
    int width = network.input().size();
    if (batch.labels().length == 0 || batch.shape().size() != n * width) {
      throw new IllegalArgumentException(
          "ClassificationRbmStep: got samples %s with %d labels, expected rows of %d features with a class each"
              .formatted(batch.shape(), batch.labels().length, width));
    }
    if (labels.length < n) {
      labels = new float[n];
      states = new float[n * width];
      classes = new float[n * spec.classes()];
      given = new float[n * spec.classes()];
    }
    System.arraycopy(batch.x(), 0, states, 0, n * width);
    java.util.Arrays.fill(given, 0, n * spec.classes(), 0f);
    for (int r = 0; r < n; r++) {
      labels[r] = batch.labels()[r];
      given[r * spec.classes() + batch.labels()[r]] = 1;
    }
    System.arraycopy(given, 0, classes, 0, n * spec.classes());
  }

  @Override
  public Optional<Evaluation> evaluate(Batches data) {
    return Optional.of(evaluator.of(data));
  }

  @Override
  public Map<String, String> configuration() {
    Map<String, String> all = super.configuration();
    all.put("network", spec + " of " + network.input());
    all.put("visible", kind.toString());
    all.put("generative part", Double.toString(generative));
    all.put("sweeps", Integer.toString(sweeps));
    return all;
  }
}
