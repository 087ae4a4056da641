package hillock.classic.hebb;

import hillock.data.Batch;
import hillock.data.Batches;
import hillock.nn.Dense;
import hillock.nn.Network;
import hillock.tensor.Parameter;
import hillock.tensor.Parameters;
import hillock.train.Evaluation;
import hillock.train.TrainingStep;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Learning of a linear layer, {@code Dense} without bias, by a {@link HebbianRule}: from each example in turn, without
 * targets. Its loss is the mean of {@code |x - W·y|²}, the squared part of the inputs that the outputs cannot rebuild.
 * A schedule of the trainer multiplies the rate; the weights only come to rest when it falls.
 *
 * <pre>{@code
 * Network units = new Dense(3, false, new XavierNormal()).build(centred.sampleShape(), seed);
 * Trainer.of(new HebbianLearning(units, HebbianRule.SANGER, 0.01)).schedule(new Cosine()).fit(centred.batches(50), 100);
 * }</pre>
 *
 * <p>One example changes what the next one meets, so a step runs on one thread; it allocates nothing.
 */
public final class HebbianLearning implements TrainingStep {
  private final Network network;
  private final HebbianRule rule;
  private final double rate;
  private final Parameter weight;
  private final int inputs;
  private final int units;
  private final float[] outputs;

  /**
   * A way to train this network.
   *
   * @param network built from {@code Dense} without bias
   * @param rate η at factor 1, above 0; keep η·|x|² well below 1
   */
  public HebbianLearning(Network network, HebbianRule rule, double rate) {
    if (!(network.spec() instanceof Dense dense) || dense.bias() || network.input().rank() != 1) {
      throw new IllegalArgumentException(
          "Hebbian learning: got a network of %s on %s, expected Dense without bias on rows of numbers"
              .formatted(network.spec(), network.input()));
    }
    if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("Hebbian learning: got rate %s, expected above 0".formatted(rate));
    }
    this.network = network;
    this.rule = rule;
    this.rate = rate;
    weight = network.parameters().at(0);
    inputs = weight.shape().dim(0);
    units = weight.shape().dim(1);
    outputs = new float[units];
  }

  @Override
  public double run(long number, double factor, Batch batch) {
    check(batch);
    double loss = 0;
    for (int r = 0; r < batch.size(); r++) {
      loss += learn(batch.x(), r * inputs, (float) (rate * factor));
    }
    weight.changed();
    return loss / batch.size();
  }

  private void check(Batch batch) {
    if (!batch.shape().isBatchOf(batch.size(), network.input())) {
      throw new IllegalArgumentException(
          "Hebbian learning: samples of the batch %s do not fit the network's input %s; use Dataset.flattened"
              .formatted(batch.shape(), network.input()));
    }
  }

  /** One example; a rate of 0 only measures. */
  private double learn(float[] x, int offset, float eta) {
    float[] w = weight.array();
    int from = weight.offset();
    for (int k = 0; k < units; k++) {
      float sum = 0;
      for (int j = 0; j < inputs; j++) {
        sum = Math.fma(w[from + j * units + k], x[offset + j], sum);
      }
      outputs[k] = sum;
    }
    double left = 0;
    for (int j = 0; j < inputs; j++) {
      float seen = x[offset + j];
      float rebuilt = 0;
      for (int k = 0, at = from + j * units; k < units; k++, at++) {
        float old = w[at];
        rebuilt = Math.fma(outputs[k], old, rebuilt);
        w[at] = Math.fma(eta * outputs[k], rule.direction(seen, outputs[k], old), old);
        seen = rule.remainder(seen, outputs[k], old);
      }
      float rest = x[offset + j] - rebuilt;
      left += (double) rest * rest;
    }
    return left;
  }

  @Override
  public Parameters parameters() {
    return network.parameters();
  }

  @Override
  public double learningRate() {
    return rate;
  }

  @Override
  public Optional<Evaluation> evaluate(Batches data) {
    double loss = 0;
    for (int i = 0; i < data.count(); i++) {
      Batch batch = data.at(0, i);
      check(batch);
      for (int r = 0; r < batch.size(); r++) {
        loss += learn(batch.x(), r * inputs, 0f);
      }
    }
    return Optional.of(new Evaluation(loss / data.dataset().size(), null));
  }

  @Override
  public Map<String, String> configuration() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("network", network.spec().toString());
    all.put("input", network.input().toString());
    all.put("Hebbian rule", rule.toString());
    all.put("rate", Double.toString(rate));
    return all;
  }
}
