package hillock.classic.recommend;

import hillock.data.Batch;
import hillock.kernel.Engine;
import hillock.nn.Network;
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
 * Learning to rebuild the values that are there: those that are NaN enter the network as 0 and do not count in the
 * loss, which is the mean of the squared errors of the others.
 */
public final class RatedReconstruction implements TrainingStep {
  private final Network network;
  private final Optimizer optimizer;
  private final long seed;
  private final Tape tape;
  private final Update update;
  private float[] x = {};
  private float[] mask = {};

  RatedReconstruction(Network network, Optimizer optimizer, long seed, Engine engine) {
    this.network = network;
    this.optimizer = optimizer;
    this.seed = seed;
    tape = Tape.training(seed, engine);
    update = optimizer.over(network.parameters(), engine);
  }

  @Override
  public double run(long number, double factor, Batch batch) {
    int n = batch.size();
    int width = network.input().size();
    int there = prepare(batch.x(), n * width);
    if (there == 0) {
      return 0;
    }
    try (Step step = tape.step(number)) {
      Shape shape = Shape.of(n, width);
      Tensor given = step.input(x, shape);
      Tensor errors = network.forward(given).minus(given).times(step.input(mask, shape));
      Tensor loss = errors.times(errors).sum().times(1f / there);
      double value = loss.item();
      if (Double.isFinite(value)) {
        update.update(step.gradients(loss, network.parameters()), factor);
      }
      return value;
    }
  }

  private int prepare(float[] values, int size) {
    if (x.length < size) {
      x = new float[size];
      mask = new float[size];
    }
    int there = 0;
    for (int i = 0; i < size; i++) {
      boolean missing = Float.isNaN(values[i]);
      x[i] = missing ? 0 : values[i];
      mask[i] = missing ? 0 : 1;
      there += missing ? 0 : 1;
    }
    return there;
  }

  @Override
  public Parameters parameters() {
    return network.parameters();
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
    all.put("network", network.spec().toString());
    all.put("input", network.input().toString());
    all.put("optimizer", optimizer.toString());
    all.put("seed", Long.toString(seed));
    return all;
  }
}
