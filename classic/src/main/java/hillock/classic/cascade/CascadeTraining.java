package hillock.classic.cascade;

import hillock.data.Batch;
import hillock.data.Batches;
import hillock.kernel.Engine;
import hillock.kernel.Randomness;
import hillock.nn.Dense;
import hillock.nn.Network;
import hillock.nn.Sequential;
import hillock.tensor.Gradients;
import hillock.tensor.Parameters;
import hillock.tensor.Shape;
import hillock.tensor.Step;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import hillock.train.Evaluation;
import hillock.train.Evaluator;
import hillock.train.State;
import hillock.train.TrainingStep;
import hillock.train.Update;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A network that {@link CascadeCorrelation} makes grow. Each step is one epoch of one phase over all data, so every
 * batch must be all rows, in one order; a {@code Trainer} gives it checkpoints and validation, a plain loop will do as
 * well. Hidden units are frozen, so they compute their values but once.
 *
 * <p>{@link #network()} and {@link #parameters()} are other ones after each unit that was added.
 */
public final class CascadeTraining implements TrainingStep {
  private static final long CANDIDATES = 0x43617363616465L; // the stream of their initial weights

  private final CascadeCorrelation rule;
  private final Shape input;
  private final int outputs;
  private final long seed;
  private final Engine engine;
  private final Tape tape;
  private final Tape poolTape;
  private final Network link;
  private Network network;
  private @Nullable Network pool; // when candidates are in training
  private @Nullable Update update; // of the outputs or of the candidates
  private int units;
  private int epochs; // of the present phase
  private double best = Double.NEGATIVE_INFINITY; // value of the phase
  private int bestEpoch;
  private double loss;
  private boolean finished;
  private boolean solved;
  private @Nullable CascadeData data;

  CascadeTraining(CascadeCorrelation rule, Shape input, int outputs, long seed, Engine engine) {
    if (input.rank() != 1 || outputs < 1) {
      throw new IllegalArgumentException(
          "cascade-correlation: got input %s and %d outputs, expected one axis and at least 1 output. Flatten images."
              .formatted(input, outputs));
    }
    this.rule = rule;
    this.input = input;
    this.outputs = outputs;
    this.seed = seed;
    this.engine = engine;
    tape = Tape.training(seed, engine);
    poolTape = Tape.training(seed, engine);
    network = frozen(Network.of(rule.network(0, outputs), input, seed));
    link = Network.of(rule.loss().link(), network.output(), 0);
  }

  /** The network as it is now. */
  public Network network() {
    return network;
  }

  /** Hidden units so far. */
  public int units() {
    return units;
  }

  /** Whether candidates are in training, rather than the outputs. */
  public boolean choosing() {
    return pool != null;
  }

  /** Whether there is nothing more to do: every output is right, or there are as many units as there may be. */
  public boolean finished() {
    return finished;
  }

  /** Whether it is finished because every output is right. */
  public boolean solved() {
    return solved;
  }

  /**
   * One epoch of the present phase; nothing when {@link #finished()}.
   *
   * @return the loss before the last change of the outputs' weights
   */
  @Override
  public double run(long number, double factor, Batch batch) {
    if (finished) {
      return loss;
    }
    CascadeData rows = data;
    if (rows == null) {
      rows = new CascadeData(batch, rule.loss(), input, outputs);
      for (int unit = 0; unit < units; unit++) {
        rows.addFeature(network, unit, rule.activation(), tape);
      }
      data = rows;
      if (pool != null) {
        passOutputs(rows, false, factor); // the errors, which no state holds
      }
    }
    rows.check(batch);
    if (pool == null) {
      passOutputs(rows, true, factor);
    } else {
      trainCandidates(rows, pool, factor);
    }
    return loss;
  }

  private void passOutputs(CascadeData rows, boolean learn, double factor) {
    try (Step step = tape.step()) {
      Parameters all = network.parameters();
      Tensor y = rows.features(step).affine(all.at(all.count() - 2), all.at(all.count() - 1));
      Tensor value = rule.loss().of(y, rows.targets(step));
      Gradients gradients = step.gradients(value, all);
      rows.keepErrors(y.gradArray());
      if (learn) {
        loss = value.item();
        solved = rows.largestError(link.forward(y), rule.loss().classes()) < rule.tolerance();
        boolean exhausted = exhausted(rule.outputPatience(), -loss);
        if (solved || !Double.isFinite(loss) || exhausted && (units == rule.mostUnits() || !rows.hasErrors())) {
          finished = true;
        } else if (exhausted) {
          beginPhase(candidates(true));
        } else {
          update().update(gradients, factor);
        }
      }
    }
  }

  private void trainCandidates(CascadeData rows, Network candidates, double factor) {
    int chosen = -1;
    try (Step step = poolTape.step()) {
      Tensor values = candidates.forward(rows.features(step));
      Tensor negative = rows.correlation(values);
      float[] strengths = CorrelationOp.strengths(poolTape);
      int strongest = 0;
      for (int c = 1; c < strengths.length; c++) {
        strongest = strengths[c] > strengths[strongest] ? c : strongest;
      }
      if (exhausted(rule.candidatePatience(), strengths[strongest])) {
        chosen = strongest;
      } else {
        update().update(step.gradients(negative, candidates.parameters()), factor);
      }
    }
    if (chosen >= 0) {
      install(rows, candidates.parameters(), chosen);
    }
  }

  private boolean exhausted(Patience patience, double value) {
    if (epochs == 0 || value - best > patience.share() * Math.abs(best)) {
      best = value;
      bestEpoch = epochs;
    }
    epochs++;
    return epochs > bestEpoch + patience.epochs() || epochs >= patience.most();
  }

  private void beginPhase(@Nullable Network candidates) {
    pool = candidates;
    update = null;
    epochs = 0;
  }

  private Update update() {
    if (update == null) {
      update =
          pool == null
              ? rule.outputRule().over(network.parameters(), engine)
              : rule.candidateRule().over(pool.parameters(), engine);
    }
    return update;
  }

  /** A pool with weights and biases from -1 to 1, as in the paper, or about to be restored. */
  private Network candidates(boolean random) {
    var spec = new Sequential(new Dense(rule.candidates()), rule.activation());
    Network made = Network.of(spec, Shape.of(width()), seed);
    if (random) {
      float[] values = made.parameters().values();
      new Randomness(seed, CANDIDATES, units).uniforms(values, 0, values.length);
      for (int i = 0; i < values.length; i++) {
        values[i] = 2 * values[i] - 1;
      }
      made.parameters().changed();
    }
    return made;
  }

  /** Puts one candidate behind the hidden units; its weight to the outputs is 0 at first. */
  private void install(CascadeData rows, Parameters candidates, int chosen) {
    float[] old = network.parameters().values();
    int frozen = old.length - (width() + 1) * outputs;
    float[] values = new float[old.length + width() + 1 + outputs];
    System.arraycopy(old, 0, values, 0, frozen);
    for (int i = 0; i <= width(); i++) { // the pool holds its weights row by row, the biases last
      values[frozen + i] = candidates.values()[i * rule.candidates() + chosen];
    }
    System.arraycopy(old, frozen, values, frozen + width() + 1, width() * outputs);
    System.arraycopy(old, old.length - outputs, values, values.length - outputs, outputs);
    network = frozen(Network.over(rule.network(units + 1, outputs), input, values));
    rows.addFeature(network, units, rule.activation(), tape);
    units++;
    beginPhase(null);
  }

  /** With all parameters frozen but those of the outputs. */
  private static Network frozen(Network network) {
    Parameters all = network.parameters();
    for (int i = 0; i < all.count() - 2; i++) {
      all.at(i).trainable(false);
    }
    return network;
  }

  private int width() {
    return input.size() + units;
  }

  /** Of the network as it is now: another object after each unit that was added. */
  @Override
  public Parameters parameters() {
    return network.parameters();
  }

  @Override
  public double learningRate() {
    return pool == null ? rule.outputRule().learningRate() : rule.candidateRule().learningRate();
  }

  @Override
  public Optional<Evaluation> evaluate(Batches batches) {
    return Optional.of(new Evaluator(network, rule.loss(), engine).of(batches));
  }

  @Override
  public void save(State state) {
    state.put("cascade.units", units);
    state.put("cascade.choosing", pool == null ? 0 : 1);
    state.put("cascade.finished", solved ? 2 : finished ? 1 : 0);
    state.put("cascade.epochs", new double[] {epochs, bestEpoch, best, loss});
    if (pool != null) {
      state.put("cascade.candidates", pool.parameters().values());
    }
    update().save(state);
  }

  @Override
  public void restore(State state) {
    units = Math.toIntExact(state.number("cascade.units"));
    network = frozen(Network.of(rule.network(units, outputs), input, seed));
    beginPhase(state.number("cascade.choosing") == 0 ? null : candidates(false));
    if (pool != null) {
      state.copy("cascade.candidates", pool.parameters().values());
      pool.parameters().changed();
    }
    finished = state.number("cascade.finished") > 0;
    solved = state.number("cascade.finished") == 2;
    double[] phase = state.reals("cascade.epochs");
    epochs = (int) phase[0];
    bestEpoch = (int) phase[1];
    best = phase[2];
    loss = phase[3];
    update().restore(state);
    data = null;
  }

  @Override
  public Map<String, String> configuration() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("training step", rule.toString());
    all.put("input", input.toString());
    all.put("outputs", Integer.toString(outputs));
    all.put("seed", Long.toString(seed));
    return all;
  }
}
