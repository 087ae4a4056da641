package hillock.classic.recommend;

import hillock.data.Batch;
import hillock.kernel.Engine;
import hillock.nn.Network;
import hillock.nn.Softplus;
import hillock.tensor.Parameters;
import hillock.tensor.Shape;
import hillock.tensor.Step;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import hillock.train.Optimizer;
import hillock.train.State;
import hillock.train.TrainingStep;
import hillock.train.Update;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Contrastive divergence of a {@link RatingsRbm}: the free energy {@code F(v, r) = -b·v - Σ_j ln(1 + exp(c_j + v·w_j +
 * r·d_j))} of what the users of a batch rated goes down, that of what the machine makes of it goes up.
 *
 * <p>The loss reported is the mean squared error of the expected ratings, each seen by the machine, before the change.
 */
public final class RatingsRbmStep implements TrainingStep {
  private static final long STREAM = 2;

  private final RatingsRbm rbm;
  private final Optimizer optimizer;
  private final int sweeps;
  private final long seed;
  private final Tape tape;
  private final Update update;
  private final RatedUnits units;
  private final Network softplus;
  private float[] positive = {};

  RatingsRbmStep(RatingsRbm rbm, Optimizer optimizer, int sweeps, long seed, Engine engine) {
    if (sweeps < 1) {
      throw new IllegalArgumentException("RatingsRbmStep: got %d sweeps, expected at least 1".formatted(sweeps));
    }
    this.rbm = rbm;
    this.optimizer = optimizer;
    this.sweeps = sweeps;
    this.seed = seed;
    tape = Tape.training(seed, engine);
    update = optimizer.over(rbm.parameters(), engine);
    units = new RatedUnits(rbm, engine);
    softplus = Network.of(new Softplus(), Shape.of(rbm.hidden()), 0);
  }

  @Override
  public double run(long number, double factor, Batch batch) {
    int n = batch.size();
    int width = rbm.items() * rbm.levels().length;
    units.take(batch.x(), n);
    if (positive.length < n * width) {
      positive = new float[n * width];
    }
    System.arraycopy(units.visible(), 0, positive, 0, n * width);
    units.expect();
    double loss = squaredError(batch.x(), n * rbm.items());
    units.sweep(sweeps, seed, STREAM, number);
    try (Step step = tape.step(number)) {
      Tensor rated = step.input(units.rated(), Shape.of(n, rbm.items())).affine(rbm.rated(), null);
      Tensor up = negativeEnergy(step.input(positive, Shape.of(n, width)), rated);
      Tensor down = negativeEnergy(step.input(units.visible(), Shape.of(n, width)), rated);
      Tensor difference = down.minus(up).times(1f / n);
      update.update(step.gradients(difference, rbm.parameters()), factor);
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

  @Override
  public Parameters parameters() {
    return rbm.parameters();
  }

  @Override
  public double learningRate() {
    return optimizer.learningRate();
  }

  @Override
  public void save(State state) {
    update.save(state);
  }

  @Override
  public void restore(State state) {
    update.restore(state);
  }

  @Override
  public Map<String, String> configuration() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("machine", "RatingsRbm of %d items and %d hidden units".formatted(rbm.items(), rbm.hidden()));
    all.put("sweeps", Integer.toString(sweeps));
    all.put("optimizer", optimizer.toString());
    all.put("seed", Long.toString(seed));
    return all;
  }
}
