package hillock.train;

import hillock.kernel.Engine;
import hillock.nn.Layer;
import hillock.nn.Network;
import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Parameter;
import hillock.tensor.Parameters;
import hillock.tensor.Tape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Watches how each layer fares: gradients, weights, updates, activations, dead and saturated units; {@link Diagnosis}
 * says what is wrong.
 *
 * <pre>{@code
 * LayerWatch watch = new LayerWatch();
 * Trainer.of(training).with(watch).fit(batches, 20);
 * for (Advice advice : Diagnosis.of(watch)) {
 *   IO.println(advice.text());
 * }
 * }</pre>
 *
 * <p>It looks at some steps only, 16 of an epoch at most, so that training is hardly slower; it changes no bit of the
 * result and allocates nothing from step to step. It sees what a {@link TrainingStep#trace} shows and watches nothing
 * when there is none. One watch is for one run at a time; a resumed run is watched from where it resumes.
 */
public final class LayerWatch implements Listener {
  private static final int MOST_OF_AN_EPOCH = 16;

  /** A look costs about as much as a third of a step; see {@code docs/diagnosis.md}. */
  private static final int LEAST_DISTANCE = 32;

  /** Of a unit that none of so many examples moves we say that it is dead; of fewer in a run too short to see them. */
  private static final int EXAMPLES_TO_DIE = 500;

  private static final int GRAIN = 16 * 1024;

  private final int distance;
  private final List<EpochStatistics> epochs = new ArrayList<>();
  private final Map<String, LayerProbe> byPath = new HashMap<>();
  private final Engine.Range differences = this::subtract;
  private History history = new History();
  private @Nullable Trace trace;
  private @Nullable Outcome outcome;
  private boolean keepsBest;
  private double firstLoss = Double.NaN;
  private double guessLoss = Double.NaN;
  private LayerProbe[] probes = {}; // an array, as the iterators of a list would be garbage in every step
  private float[] change = {};
  private long stride;
  private boolean due;
  private int epoch;
  private int steps;

  /** Looks at every 32nd step, or fewer when an epoch has more than 512. */
  public LayerWatch() {
    this(LEAST_DISTANCE);
  }

  /**
   * Looks at steps so far apart, or farther when that would be more than 16 of an epoch.
   *
   * @param distance in steps, at least 1
   */
  public LayerWatch(int distance) {
    Checks.count("distance between the steps watched", distance);
    this.distance = distance;
  }

  /** What was seen, epoch by epoch; those of which no step was looked at are left out. Grows during the run. */
  public List<EpochStatistics> epochs() {
    return Collections.unmodifiableList(epochs);
  }

  /** Reports of the run's finished epochs. */
  public History history() {
    return history;
  }

  /** How the run ended; empty before. */
  public Optional<Outcome> outcome() {
    return Optional.ofNullable(outcome);
  }

  /** Loss of the very first step, before anything was learned; NaN when that was not watched. */
  public double firstLoss() {
    return firstLoss;
  }

  /** Loss of always guessing the same, the best there is; NaN when unknown. */
  public double guessLoss() {
    return guessLoss;
  }

  /** Whether the weights of the best epoch replace the last ones at the end. */
  public boolean keepsBest() {
    return keepsBest;
  }

  @Override
  public void started(Progress progress) {
    epochs.clear();
    probes = new LayerProbe[0];
    byPath.clear();
    outcome = null;
    firstLoss = Double.NaN;
    history = progress.history();
    keepsBest = progress.keepsBest();
    stride = Math.max(distance, (progress.batches() - 1) / MOST_OF_AN_EPOCH + 1);
    trace = progress.training().trace().orElse(null);
    due = trace != null;
    if (trace != null) {
      guessLoss = ConstantGuess.loss(trace, progress.data().dataset());
      change = new float[trace.network().parameters().values().length];
      long seen = progress.totalSteps() / stride * progress.data().batchSize();
      makeProbes(trace.network(), (int) Math.min(EXAMPLES_TO_DIE, 1 + seen / 2));
      remember();
    }
  }

  private void makeProbes(Network network, int examplesToDie) {
    List<Layer> layers = network.layers();
    Parameters parameters = network.parameters();
    List<List<Parameter>> own = new ArrayList<>();
    layers.forEach(_ -> own.add(new ArrayList<>()));
    int lastTrained = -1;
    for (int p = 0; p < parameters.count(); p++) {
      int owner = -1;
      for (int i = 0; i < layers.size(); i++) {
        // Inner layers stand after their outer ones, so the last that holds the parameter made it.
        owner = layers.get(i).firstParameter() <= p && p < layers.get(i).endParameter() ? i : owner;
      }
      if (owner >= 0 && parameters.at(p).trainable()) {
        own.get(owner).add(parameters.at(p));
        lastTrained = Math.max(lastTrained, owner);
      }
    }
    List<LayerProbe> telling = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      LayerProbe probe = new LayerProbe(layers.get(i), own.get(i), i < lastTrained, examplesToDie);
      if (probe.telling()) {
        telling.add(probe);
        byPath.put(layers.get(i).path(), probe);
      }
    }
    probes = telling.toArray(LayerProbe[]::new);
  }

  @Override
  public void stepped(Progress progress) {
    if (progress.step() == 1) {
      firstLoss = progress.loss();
    }
    if (due) {
      look(java.util.Objects.requireNonNull(trace));
      epoch = progress.epoch();
      steps++;
    }
    due = trace != null && progress.step() % stride == 0;
    if (due) {
      remember();
    }
  }

  private void remember() {
    float[] weights = java.util.Objects.requireNonNull(trace).network().parameters().values();
    System.arraycopy(weights, 0, change, 0, weights.length);
  }

  private void look(Trace of) {
    Tape tape = of.tape();
    Engine engine = tape.engine();
    Parameters parameters = of.network().parameters();
    engine.forEach(parameters.size(), GRAIN, differences);
    Gradients gradients = tape.lastGradients(parameters);
    for (LayerProbe probe : probes) {
      probe.result = null;
      if (gradients != null) {
        probe.weights(engine, gradients.values(), change);
      }
    }
    for (int i = 0, n = tape.ops(); i < n; i++) {
      Op op = tape.op(i);
      LayerProbe probe = byPath.get(op.layer());
      if (probe != null) {
        probe.result = op; // of several ops of a layer the last one makes its result
      }
    }
    for (LayerProbe probe : probes) {
      probe.activations(engine);
    }
  }

  private void subtract(int from, int to) {
    float[] after = java.util.Objects.requireNonNull(trace).network().parameters().values();
    float[] before = change;
    for (int i = from; i < to; i++) {
      before[i] = after[i] - before[i];
    }
  }

  @Override
  public void epochEnded(EpochReport report, Progress progress) {
    close();
  }

  @Override
  public void ended(Outcome how) {
    close(); // the epoch in which the run diverged or was interrupted
    outcome = how;
    history = how.history();
    trace = null;
  }

  private void close() {
    if (steps > 0) {
      epochs.add(new EpochStatistics(epoch, steps, Arrays.stream(probes).map(LayerProbe::take).toList()));
      steps = 0;
    }
  }
}
