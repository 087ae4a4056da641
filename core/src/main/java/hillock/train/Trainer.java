package hillock.train;

import hillock.data.Batches;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs a {@link TrainingStep} over epochs of batches, until a rule or the number of epochs ends it.
 *
 * <pre>{@code
 * Accuracy accuracy = new Accuracy();
 * Outcome outcome = Trainer.of(TrainingStep.supervised(network, new CrossEntropy(), new AdamW(1e-3)))
 *     .validate(validation.batches(256), accuracy)
 *     .schedule(new Cosine())
 *     .with(new EarlyStopping(accuracy, 5))
 *     .checkpoint(Checkpoints.in(folder))
 *     .fit(train.shuffled(seed).batches(64), 50);
 * }</pre>
 *
 * <p>When a rule has a {@link StopRule#monitor}, the weights of its best epoch are in place after the run, otherwise
 * the last ones. The same seeds, data and settings give the same bits, also when the run was interrupted and resumed.
 */
public final class Trainer {
  final TrainingStep training;
  final List<Metric> metrics = new ArrayList<>();
  final List<Listener> listeners = new ArrayList<>();
  final List<StopRule> rules = new ArrayList<>();
  @Nullable Batches validation;
  @Nullable Monitor monitor;
  @Nullable Checkpoints checkpoints;
  Schedule schedule = new ConstantRate();
  boolean resume;
  private volatile boolean interrupted;

  private Trainer(TrainingStep training) {
    this.training = training;
  }

  /** A trainer of this step. */
  public static Trainer of(TrainingStep training) {
    return new Trainer(training);
  }

  /** Computes loss and metrics on held-out data after every epoch. */
  public Trainer validate(Batches data, Metric... wanted) {
    validation = data;
    metrics.addAll(List.of(wanted));
    return this;
  }

  /** Changes the learning rate as the run goes on. */
  public Trainer schedule(Schedule wanted) {
    schedule = wanted;
    return this;
  }

  /** Adds listeners and stop rules; when several rules hold, the first one added ends the run. */
  public Trainer with(Listener... wanted) {
    for (Listener listener : wanted) {
      listeners.add(listener);
      if (listener instanceof StopRule rule) {
        rules.add(rule);
        if (monitor == null) {
          monitor = rule.monitor().orElse(null);
        }
      }
    }
    return this;
  }

  /** Restores the weights of the epoch that was best by this figure at the end; overrides that of the stop rules. */
  public Trainer keepBest(Monitor figure) {
    monitor = figure;
    return this;
  }

  /** Writes checkpoints. */
  public Trainer checkpoint(Checkpoints wanted) {
    checkpoints = wanted;
    return this;
  }

  /**
   * Continues from the newest good checkpoint when there is one.
   *
   * @param wanted false (the default) to begin anew and overwrite old checkpoints
   */
  public Trainer resume(boolean wanted) {
    resume = wanted;
    return this;
  }

  /** Asks a running {@link #fit} to end after its present step; may be called from any thread. */
  public void interrupt() {
    interrupted = true;
  }

  boolean interrupted() {
    return interrupted;
  }

  /**
   * Trains, with every batch once an epoch.
   *
   * @param epochs the most to make, at least 1
   * @throws IllegalArgumentException when a stop rule watches a metric that is not validated, or the checkpoint is of
   *     another configuration or other data
   * @throws hillock.data.DataException when a checkpoint cannot be written
   */
  public Outcome fit(Batches train, int epochs) {
    Checks.count("epochs", epochs);
    interrupted = false;
    Outcome outcome = new Fit(this, train, epochs).run();
    listeners.forEach(listener -> listener.ended(outcome));
    return outcome;
  }

  Optional<Outcome> check(History history) {
    return rules.stream().map(rule -> rule.check(history)).flatMap(Optional::stream).findFirst();
  }
}
