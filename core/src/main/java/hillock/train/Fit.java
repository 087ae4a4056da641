package hillock.train;

import hillock.data.Batch;
import hillock.data.Batches;
import hillock.tensor.Parameter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One run of a {@link Trainer}. */
final class Fit {
  private final Trainer trainer;
  private final TrainingStep training;
  private final Batches train;
  private final List<Listener> listeners;
  private final History history;
  private final Progress progress;
  private final BestWeights best;
  private final @Nullable CheckpointWriter checkpoints;
  private long epochNanos;

  Fit(Trainer trainer, Batches train, int epochs) {
    this.trainer = trainer;
    this.train = train;
    training = trainer.training;
    listeners = trainer.listeners;
    best = new BestWeights(trainer.monitor, training);
    requireMonitoredMetrics();
    CheckpointWriter writer =
        trainer.checkpoints == null ? null : new CheckpointWriter(trainer.checkpoints, trainer, train, epochs);
    checkpoints = writer;
    Optional<State> state =
        writer == null || !trainer.resume
            ? Optional.empty()
            : writer.read(message -> listeners.forEach(l -> l.warned(message)));
    history = state.map(History::restore).orElseGet(History::new);
    progress = new Progress(history, epochs, training, train, trainer.monitor != null);
    state.ifPresent(this::restore);
  }

  private void requireMonitoredMetrics() {
    Map<String, Double> known = new LinkedHashMap<>();
    trainer.metrics.forEach(metric -> known.put(metric.name(), 0.0));
    EpochReport trial = new EpochReport(0, 0, 0, known, 0, 0);
    for (StopRule rule : trainer.rules) {
      rule.monitor().ifPresent(monitor -> monitor.at(trial));
    }
    if (trainer.monitor != null) {
      trainer.monitor.at(trial);
    }
  }

  Outcome run() {
    progress.firstStep = progress.step;
    progress.startNanos = System.nanoTime();
    epochNanos = progress.startNanos;
    listeners.forEach(listener -> listener.started(progress));
    Outcome outcome = epochs();
    if (checkpoints != null && !(outcome instanceof Outcome.Diverged)) {
      checkpoints.write(this::save); // of the last weights: a resumed run must end here as well
    }
    if (!(outcome instanceof Outcome.Interrupted)) {
      best.restore();
    }
    return outcome;
  }

  private Outcome epochs() {
    // A run that was resumed after its end ends again, for the same reason.
    Optional<Outcome> end = trainer.check(history);
    while (end.isEmpty() && progress.epoch < progress.epochs()) {
      end = batches();
      if (end.isEmpty()) {
        end = endEpoch();
      }
      if (end.isEmpty() && trainer.interrupted() && progress.epoch < progress.epochs()) {
        end = Optional.of(new Outcome.Interrupted(history, progress.step, progress.epoch));
      }
    }
    return end.orElseGet(() -> new Outcome.Completed(history));
  }

  private Optional<Outcome> batches() {
    while (progress.batch < progress.batches()) {
      Batch batch = train.at(progress.epoch, progress.batch);
      double factor = trainer.schedule.factor(progress.step, progress.totalSteps(), progress.epoch, history);
      progress.learningRate = factor * training.learningRate();
      double loss = training.run(progress.step, factor, batch);
      if (!Double.isFinite(loss)) {
        return Optional.of(diverged(training.fault()));
      }
      double weight = weight(batch);
      progress.lossSum += loss * weight;
      progress.lossWeight += weight;
      progress.examples += batch.size();
      progress.step++;
      progress.batch++;
      for (int i = 0; i < listeners.size(); i++) {
        listeners.get(i).stepped(progress);
      }
      if (trainer.interrupted() && progress.batch < progress.batches()) {
        return Optional.of(new Outcome.Interrupted(history, progress.step, progress.epoch));
      }
      if (checkpoints != null && checkpoints.due(progress)) {
        checkpoints.write(this::save);
      }
    }
    return Optional.empty();
  }

  private static double weight(Batch batch) {
    if (batch.weights().length == 0) {
      return batch.size();
    }
    double sum = 0;
    for (int i = 0; i < batch.size(); i++) {
      sum += batch.weights()[i];
    }
    return sum;
  }

  private Outcome diverged(String where) {
    return new Outcome.Diverged(history, where, progress.step, progress.epoch);
  }

  private Optional<Outcome> endEpoch() {
    String fault = nonFiniteParameter();
    if (fault != null) {
      return Optional.of(diverged("the update of parameter '" + fault + "'"));
    }
    Map<String, Double> metrics = new LinkedHashMap<>();
    double validationLoss = Double.NaN;
    if (trainer.validation != null) {
      Batches data = trainer.validation;
      Evaluation evaluation =
          training
              .evaluate(data)
              .orElseThrow(() -> new IllegalArgumentException("validation: this training step cannot evaluate data"));
      validationLoss = evaluation.loss();
      Predictions predictions = evaluation.predictions();
      for (Metric metric : trainer.metrics) {
        if (predictions == null) {
          throw new IllegalArgumentException(
              "validation: this training step predicts nothing that '" + metric.name() + "' could judge");
        }
        metrics.put(metric.name(), metric.of(predictions));
      }
      if (!Double.isFinite(validationLoss)) {
        return Optional.of(diverged("the validation loss"));
      }
    }
    long now = System.nanoTime();
    EpochReport report =
        new EpochReport(
            progress.epoch,
            progress.loss(),
            validationLoss,
            Collections.unmodifiableMap(metrics),
            progress.learningRate,
            (now - epochNanos) / 1e9);
    epochNanos = now;
    history.add(report);
    best.look(history);
    progress.epoch++;
    progress.batch = 0;
    progress.lossSum = 0;
    progress.lossWeight = 0;
    listeners.forEach(listener -> listener.epochEnded(report, progress));
    Optional<Outcome> end = trainer.check(history);
    if (end.isEmpty() && checkpoints != null && checkpoints.dueAfterEpoch(progress)) {
      checkpoints.write(this::save);
    }
    return end;
  }

  private @Nullable String nonFiniteParameter() {
    for (Parameter parameter : training.parameters()) {
      for (int i = parameter.offset(), end = i + parameter.size(); i < end; i++) {
        if (!Float.isFinite(parameter.array()[i])) {
          return parameter.name();
        }
      }
    }
    return null;
  }

  private void save(State state) {
    state.put("run.epoch", progress.epoch);
    state.put("run.batch", progress.batch);
    state.put("run.step", progress.step);
    state.put("run.loss", new double[] {progress.lossSum, progress.lossWeight, progress.learningRate});
    history.save(state);
    best.save(state);
    state.put("weights", training.parameters().values());
    training.save(state);
  }

  private void restore(State state) {
    progress.epoch = Math.toIntExact(state.number("run.epoch"));
    progress.batch = Math.toIntExact(state.number("run.batch"));
    progress.step = state.number("run.step");
    double[] loss = state.reals("run.loss");
    progress.lossSum = loss[0];
    progress.lossWeight = loss[1];
    progress.learningRate = loss[2];
    best.load(state);
    training.restore(state); // first: a network that grows has the size of its weights from here
    state.copy("weights", training.parameters().values());
    training.parameters().changed();
  }
}
