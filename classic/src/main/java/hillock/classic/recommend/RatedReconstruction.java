package hillock.classic.recommend;

import hillock.data.Batch;
import hillock.data.Batches;
import hillock.kernel.Engine;
import hillock.nn.Dropout;
import hillock.nn.MeanSquaredError;
import hillock.nn.Network;
import hillock.nn.Sequential;
import hillock.nn.Sigmoid;
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
 * How {@link AutoRec} learns: to rebuild, from all ratings of an item, the ratings that are there. Those that are NaN
 * enter as 0 and do not count in the loss, which is the mean of the squared errors of the others.
 */
public final class RatedReconstruction extends DescentStep {
  private final Network network;
  private final Network hidden;
  private final float dropout;
  private final Evaluator evaluator;
  private float[] x = {};
  private float[] mask = {};

  RatedReconstruction(Network network, float dropout, Optimizer optimizer, long seed, Engine engine) {
    super(network.parameters(), optimizer, seed, engine);
    this.network = network;
    this.dropout = dropout;
    ItemAutoencoder spec = (ItemAutoencoder) network.spec();
    hidden = Network.of(new Sequential(new Sigmoid(), new Dropout(dropout)), Shape.of(spec.hidden()), seed);
    evaluator = new Evaluator(network, new MeanSquaredError(), engine);
  }

  @Override
  public double run(long number, double factor, Batch batch) {
    int n = batch.size();
    int users = ((ItemAutoencoder) network.spec()).users();
    int there = prepare(batch.x(), n * users);
    if (there == 0) {
      return 0;
    }
    try (Step step = begin(number)) {
      Shape shape = Shape.of(n, users);
      Tensor given = step.input(x, shape);
      Tensor code = hidden.forward(given.affine(parameter("encoder"), parameter("encoderBias")));
      Tensor rebuilt = code.affine(parameter("decoder"), parameter("decoderBias"));
      Tensor errors = rebuilt.minus(given).times(step.input(mask, shape));
      return descend(step, errors.times(errors).sum().times(1f / there), factor);
    }
  }

  private Parameter parameter(String name) {
    return network.parameters().named(name).orElseThrow();
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

  /** On pairs of users and items with their ratings as targets: what the network guesses. */
  @Override
  public Optional<Evaluation> evaluate(Batches data) {
    return Optional.of(evaluator.of(data));
  }

  @Override
  public Map<String, String> configuration() {
    Map<String, String> all = super.configuration();
    all.put("network", network.spec().toString());
    all.put("dropout", Float.toString(dropout));
    return all;
  }
}
