package hillock.train;

import hillock.data.Batch;
import hillock.data.Batches;
import hillock.kernel.Engine;
import hillock.nn.Loss;
import hillock.nn.Network;
import hillock.tensor.Gradients;
import hillock.tensor.Parameter;
import hillock.tensor.Parameters;
import hillock.tensor.Step;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Learning from examples with known answers: forward pass, loss, backpropagation, update. The loss includes the
 * penalties that layers put on their activations. A step allocates nothing once all batch sizes have been seen.
 *
 * <p>The methods that change a setting return a new, unused step. Not for use by several threads at once.
 */
public final class Supervised implements TrainingStep {
  private final Network network;
  private final Loss loss;
  private final Settings settings;
  private final Tape tape;
  private final Evaluator evaluator;
  private final BatchTensors tensors;
  private final LossOfBatch objective = new LossOfBatch();
  private @Nullable Update update;
  private String fault = "";

  private record Settings(
      Optimizer optimizer, long seed, Engine engine, GradientClip clip, int microBatch, boolean reconstruct) {}

  Supervised(Network network, Loss loss, Optimizer optimizer) {
    this(network, loss, new Settings(optimizer, 0, Engine.auto(), GradientClip.NONE, Integer.MAX_VALUE, false));
  }

  private Supervised(Network network, Loss loss, Settings settings) {
    this.network = network;
    this.loss = loss;
    this.settings = settings;
    tape = Tape.training(settings.seed, settings.engine);
    evaluator = new Evaluator(network, loss, settings.engine, settings.reconstruct);
    tensors = new BatchTensors(network, loss, settings.reconstruct);
  }

  /** With this seed of dropout and other noise; the default is 0. */
  public Supervised seed(long seed) {
    Settings s = settings;
    return new Supervised(
        network, loss, new Settings(s.optimizer, seed, s.engine, s.clip, s.microBatch, s.reconstruct));
  }

  /** On this engine instead of the default one. */
  public Supervised engine(Engine engine) {
    Settings s = settings;
    return new Supervised(
        network, loss, new Settings(s.optimizer, s.seed, engine, s.clip, s.microBatch, s.reconstruct));
  }

  /** With limits on the gradient. */
  public Supervised clip(GradientClip clip) {
    Settings s = settings;
    return new Supervised(
        network, loss, new Settings(s.optimizer, s.seed, s.engine, clip, s.microBatch, s.reconstruct));
  }

  /**
   * Makes each batch's gradient from parts of at most this many rows, one after the other: the step is that of the
   * whole batch (but for layers such as batch normalisation that look at more than one row), the memory that of a part.
   */
  public Supervised microBatch(int rows) {
    Checks.count("micro-batch", rows);
    Settings s = settings;
    return new Supervised(network, loss, new Settings(s.optimizer, s.seed, s.engine, s.clip, rows, s.reconstruct));
  }

  /**
   * The same way of learning for a network made from this one, such as one that has grown: the optimiser goes on with
   * what it remembers, see {@link Update#inherit}.
   *
   * @param source for each value of the network's parameters, where in this one's it comes from, or -1
   */
  public Supervised continued(Network changed, int[] source) {
    Supervised next = new Supervised(changed, loss, settings);
    next.update().inherit(update(), source);
    return next;
  }

  /**
   * With the inputs themselves as targets, whatever targets or labels the data has: how autoencoders learn. The
   * network's outputs must have as many elements as its inputs.
   */
  Supervised reconstructing() {
    if (network.output().size() != network.input().size()) {
      throw new IllegalArgumentException(
          "reconstruction: the network turns %s into %s, expected as many elements as it takes"
              .formatted(network.input(), network.output()));
    }
    if (loss.classes()) {
      throw new IllegalArgumentException(
          "reconstruction: %s learns classes, expected a loss of numbers such as MeanSquaredError".formatted(loss));
    }
    Settings s = settings;
    return new Supervised(network, loss, new Settings(s.optimizer, s.seed, s.engine, s.clip, s.microBatch, true));
  }

  /** The network that learns. */
  public Network network() {
    return network;
  }

  /** What is made small. */
  public Loss loss() {
    return loss;
  }

  /** The optimiser at work. */
  public Update update() {
    if (update == null) {
      update = settings.optimizer.over(network.parameters(), settings.engine);
    }
    return update;
  }

  @Override
  public double run(long number, double factor, Batch batch) {
    objective.number = number;
    objective.batch = batch;
    return update().step(objective, factor);
  }

  /** The gradient of a batch's mean loss, for demonstrations and checks; changes no weights. */
  public Gradients gradients(long number, Batch batch) {
    objective.number = number;
    objective.batch = batch;
    objective.evaluate();
    return objective.gradients();
  }

  @Override
  public Parameters parameters() {
    return network.parameters();
  }

  @Override
  public double learningRate() {
    return settings.optimizer.learningRate();
  }

  @Override
  public String fault() {
    return fault;
  }

  @Override
  public Optional<Evaluation> evaluate(Batches data) {
    return Optional.of(evaluator.of(data));
  }

  @Override
  public Optional<Trace> trace() {
    return Optional.of(new Trace(network, loss, tape, settings.reconstruct));
  }

  @Override
  public void save(State state) {
    update().save(state);
  }

  @Override
  public void restore(State state) {
    update().restore(state);
  }

  @Override
  public Map<String, String> configuration() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("network", network.spec().toString());
    all.put("input", network.input().toString());
    all.put("loss", loss.toString());
    all.put("optimizer", settings.optimizer.toString());
    all.put("seed", Long.toString(settings.seed));
    all.put("gradient clip", settings.clip.toString());
    all.put("micro-batch", Integer.toString(settings.microBatch));
    return all;
  }

  /** The loss of the present batch, as a function of the weights. */
  private final class LossOfBatch implements Update.Objective {
    /** Most parts of one batch, so that each part of each step has a number of its own for its randomness. */
    private static final int MOST_PARTS = 1 << 16;

    private long number;
    private @Nullable Batch batch;
    private @Nullable Gradients gradients;
    private float[] sum = {};
    private double massOfPart;

    @Override
    public double evaluate() {
      Batch rows = java.util.Objects.requireNonNull(batch);
      if (rows.size() <= settings.microBatch) {
        tensors.take(rows, 0, rows.size());
        double value = pass(number);
        clip();
        return value;
      }
      return evaluateInParts(rows);
    }

    private double evaluateInParts(Batch rows) {
      int n = network.parameters().size();
      if (sum.length < n) {
        sum = new float[n];
      }
      java.util.Arrays.fill(sum, 0);
      double total = 0;
      double weight = 0;
      int part = 0;
      for (int from = 0; from < rows.size(); from += settings.microBatch) {
        tensors.take(rows, from, Math.min(rows.size(), from + settings.microBatch));
        double value = pass(number * MOST_PARTS + part++);
        if (!Double.isFinite(value)) {
          return value;
        }
        float mass = (float) massOfPart;
        total += mass * value;
        weight += mass;
        float[] g = gradients().values();
        for (int i = 0; i < n; i++) {
          sum[i] += mass * g[i];
        }
      }
      float[] g = gradients().values();
      float mean = weight == 0 ? 0 : (float) (1 / weight);
      for (int i = 0; i < n; i++) {
        g[i] = mean * sum[i];
      }
      clip();
      return weight == 0 ? 0 : total / weight;
    }

    private double pass(long stepNumber) {
      try (Step step = tape.step(stepNumber)) {
        Tensor output = network.forward(tensors.input(step));
        Tensor value = step.withPenalties(loss.of(output, tensors.target(step), tensors.weights(step)));
        double item = value.item();
        massOfPart = tensors.weight(output);
        if (!Double.isFinite(item)) {
          fault = whereNonFinite();
          return item;
        }
        gradients = step.gradients(value, network.parameters());
        return item;
      }
    }

    private void clip() {
      if (gradients != null) {
        settings.clip.apply(gradients, settings.engine);
      }
    }

    @Override
    public Gradients gradients() {
      return java.util.Objects.requireNonNull(gradients);
    }
  }

  private String whereNonFinite() {
    String op = tape.firstNonFinite();
    String where = op == null ? "the loss" : op;
    for (Parameter parameter : network.parameters()) {
      for (int i = parameter.offset(), end = i + parameter.size(); i < end; i++) {
        if (!Float.isFinite(parameter.array()[i])) {
          return where + ", because parameter '" + parameter.name() + "' was not finite any more after the step before";
        }
      }
    }
    return where;
  }
}
