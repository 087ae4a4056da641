package hillock.classic.recommend;

import hillock.data.Batch;
import hillock.data.Batches;
import hillock.kernel.Engine;
import hillock.nn.MeanSquaredError;
import hillock.nn.Network;
import hillock.nn.Softplus;
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
 * Contrastive divergence of a {@link RatingsRbm}: the free energy {@code F(v, r) = -b·v - Σ_j ln(1 + exp(c_j + v·w_j +
 * r·d_j))} of the ratings of the items of a batch goes down, that of what the machine makes of it goes up.
 *
 * <p>The loss reported is the mean squared error of the expected ratings, each seen by the machine, before the change.
 */
public final class RatingsRbmStep extends DescentStep {
  private static final long STREAM = 2;

  private final RatingsRbm rbm;
  private final int sweeps;
  private final RatedUnits units;
  private final Network softplus;
  private final Evaluator evaluator;
  private float[] positive = {};

  RatingsRbmStep(RatingsRbm rbm, Optimizer optimizer, int sweeps, long seed, Engine engine) {
    super(rbm.parameters(), optimizer, seed, engine);
    if (sweeps < 1) {
      throw new IllegalArgumentException("RatingsRbmStep: got %d sweeps, expected at least 1".formatted(sweeps));
    }
    this.rbm = rbm;
    this.sweeps = sweeps;
    units = new RatedUnits(rbm, engine);
    softplus = Network.of(new Softplus(), Shape.of(rbm.hidden()), 0);
    evaluator = new Evaluator(rbm.network(), new MeanSquaredError(), engine);
  }

  @Override
  public double run(long number, double factor, Batch batch) {
    int n = batch.size();
    int width = rbm.users() * rbm.levels().length;
    units.take(batch.x(), n);
    if (positive.length < n * width) {
      positive = new float[n * width];
    }
    System.arraycopy(units.visible(), 0, positive, 0, n * width);
    units.expect();
    double loss = squaredError(batch.x(), n * rbm.users());
    units.sweep(sweeps, seed(), STREAM, number);
    try (Step step = begin(number)) {
      Tensor rated = step.input(units.rated(), Shape.of(n, rbm.users())).affine(rbm.rated(), null);
      Tensor up = negativeEnergy(step.input(positive, Shape.of(n, width)), rated);
      Tensor down = negativeEnergy(step.input(units.visible(), Shape.of(n, width)), rated);
      descend(step, down.minus(up).times(1f / n), factor);
    }
    return loss;
  }

  private Tensor negativeEnergy(Tensor v, Tensor rated) {
    Tensor bias = v.step().parameter(rbm.visibleBias()).reshape(Shape.of(rbm.visibleBias().size(), 1));
    Tensor inputs = v.affine(rbm.weight(), rbm.hiddenBias()).plus(rated);
    return v.matmul(bias).sum().plus(softplus.forward(inputs).sum());
  }

  private double squaredError(float[] x, int size) {
    double squares = 0;
    int there = 0;
    for (int i = 0; i < size; i++) {
      if (!Float.isNaN(x[i])) {
        double d = units.expected()[i] - rbm.levels()[(int) x[i]];
        squares += d * d;
        there++;
      }
    }
    return there == 0 ? 0 : squares / there;
  }

  /** On pairs of users and items with their ratings as targets: what the machine guesses. */
  @Override
  public Optional<Evaluation> evaluate(Batches data) {
    return Optional.of(evaluator.of(data));
  }

  @Override
  public Map<String, String> configuration() {
    Map<String, String> all = super.configuration();
    all.put("network", rbm.network().spec().toString());
    all.put("sweeps", Integer.toString(sweeps));
    return all;
  }
}
