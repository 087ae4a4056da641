package hillock.nn;

import hillock.kernel.Engine;
import hillock.kernel.Kernels;
import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;

/**
 * The code of a variational autoencoder: two dense layers make a mean μ and a logarithm of the variance λ for each
 * latent unit; in training the result is a sample {@code z = μ + exp(λ/2)·ε} with ε of the standard normal
 * distribution, in inference it is μ; [..., in] to [..., units]. It adds to the loss the divergence from the standard
 * normal distribution, {@code weight·Σ ½·(μ² + exp(λ) - 1 - λ) / n} over all latent units of the n rows of the batch.
 * Kingma and Welling 2014, arXiv:1312.6114.
 *
 * <p>With {@link HalfSquaredError} and weight 1 the total is the negative evidence lower bound of Gaussian outputs with
 * variance 1, but for a constant. {@link BinaryCrossEntropy} and {@link MeanSquaredError} are means over the k outputs,
 * so that weight 1/k gives the bound divided by k.
 *
 * <p>Inner layers: {@code mean} and {@code logVariance}, dense, from in to units, with {@link XavierUniform} weights.
 *
 * @param units number of latent units, at least 1
 * @param weight of the divergence beside the loss, at least 0; 1 by default
 */
public record Variational(int units, float weight) implements Spec {
  /** Checks the ranges. */
  public Variational {
    if (units < 1) {
      throw new IllegalArgumentException("Variational: got %d units, expected at least 1".formatted(units));
    }
    ActivityL1.checkWeight("Variational", weight);
  }

  /** With weight 1. */
  public Variational(int units) {
    this(units, 1f);
  }

  @Override
  public Module build(Scope scope, Shape input) {
    Dense.checkInput("Variational", input);
    Module mean = scope.child("mean", new Dense(units, new XavierUniform()), input);
    Module logVariance = scope.child("logVariance", new Dense(units, new XavierUniform()), input);
    return new Built(mean, logVariance, new Noise(scope.stream()), weight);
  }

  private record Built(Module mean, Module logVariance, Noise noise, float weight) implements Module {
    @Override
    public Tensor forward(Tensor x) {
      Tensor mu = mean.forward(x);
      Tensor lambda = logVariance.forward(x);
      x.step().penalize(Divergence.of(mu, lambda, weight));
      return x.step().training() ? Sample.of(mu, lambda, noise) : mu;
    }

    @Override
    public Shape output() {
      return mean.output();
    }
  }

  /** {@code z = μ + exp(λ/2)·ε}; {@code dμ = dz}, {@code dλ = dz·ε·exp(λ/2)/2}. */
  private static final class Sample extends Op {
    private final Engine.Range forwardRange = this::forward;
    private final Engine.Range backwardRange = this::backward;
    private Tensor mu;
    private Tensor lambda;
    private Kernels kernels;
    private float[] shift = {}; // ε, then exp(λ/2)·ε
    private float[] deviation = {};
    private float[] dmu;
    private float[] dlambda;

    Sample(Tape tape) {
      super(tape);
    }

    static Tensor of(Tensor mu, Tensor lambda, Noise noise) {
      Sample op = mu.step().slot(Sample.class, Sample::new);
      op.input(mu);
      op.input(lambda);
      op.mu = mu;
      op.lambda = lambda;
      op.kernels = mu.step().engine().kernels();
      op.out.shape(mu.shape());
      if (op.shift.length < mu.size()) {
        op.shift = new float[mu.size()];
        op.deviation = new float[mu.size()];
      }
      noise.normals(mu.step(), op.shift, mu.size());
      mu.step().engine().forEach(mu.size(), Engine.MAP_GRAIN, op.forwardRange);
      return op.out;
    }

    private void forward(int from, int to) {
      float[] l = lambda.data();
      float[] m = mu.data();
      float[] s = deviation;
      float[] e = shift;
      float[] z = out.data();
      for (int i = from; i < to; i++) {
        s[i] = 0.5f * l[i];
      }
      kernels.exp(s, from, s, from, to - from);
      for (int i = from; i < to; i++) {
        e[i] *= s[i];
        z[i] = m[i] + e[i];
      }
    }

    @Override
    protected void backward(Gradients gradients) {
      dmu = mu.grad();
      dlambda = lambda.grad();
      out.step().engine().forEach(mu.size(), Engine.MAP_GRAIN, backwardRange);
    }

    private void backward(int from, int to) {
      float[] dz = out.gradArray();
      float[] dm = dmu;
      float[] dl = dlambda;
      float[] e = shift;
      for (int i = from; i < to; i++) {
        dm[i] += dz[i];
        dl[i] += dz[i] * 0.5f * e[i];
      }
    }
  }

  /** {@code D = w·Σ ½·(μ² + exp(λ) - 1 - λ) / n}; {@code dμ = w·μ/n}, {@code dλ = w·½·(exp(λ) - 1)/n}. */
  private static final class Divergence extends Op {
    private final Engine.Range forwardRange = this::forward;
    private final Engine.Range backwardRange = this::backward;
    private Tensor mu;
    private Tensor lambda;
    private Kernels kernels;
    private float factor;
    private float[] variance = {};
    private float[] terms = {};
    private float[] dmu;
    private float[] dlambda;

    Divergence(Tape tape) {
      super(tape);
    }

    static Tensor of(Tensor mu, Tensor lambda, float weight) {
      Divergence op = mu.step().slot(Divergence.class, Divergence::new);
      op.input(mu);
      op.input(lambda);
      op.mu = mu;
      op.lambda = lambda;
      op.kernels = mu.step().engine().kernels();
      op.factor = weight / Math.max(1, mu.shape().dim(0));
      if (op.variance.length < mu.size()) {
        op.variance = new float[mu.size()];
        op.terms = new float[mu.size()];
      }
      Engine engine = mu.step().engine();
      engine.forEach(mu.size(), Engine.MAP_GRAIN, op.forwardRange);
      op.out.shape(Shape.scalar());
      op.out.data()[0] = 0.5f * op.factor * engine.sum(op.terms, 0, mu.size());
      return op.out;
    }

    private void forward(int from, int to) {
      float[] m = mu.data();
      float[] l = lambda.data();
      kernels.exp(l, from, variance, from, to - from);
      for (int i = from; i < to; i++) {
        terms[i] = m[i] * m[i] + variance[i] - 1f - l[i];
      }
    }

    @Override
    protected void backward(Gradients gradients) {
      dmu = mu.grad();
      dlambda = lambda.grad();
      out.step().engine().forEach(mu.size(), Engine.MAP_GRAIN, backwardRange);
    }

    private void backward(int from, int to) {
      float[] m = mu.data();
      float[] dm = dmu;
      float[] dl = dlambda;
      float slope = factor * out.gradArray()[0];
      for (int i = from; i < to; i++) {
        dm[i] += slope * m[i];
        dl[i] += slope * 0.5f * (variance[i] - 1f);
      }
    }
  }
}
