package hillock.train;

import hillock.data.Batches;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Decides when a run's checkpoints are due, and refuses those of other runs. */
final class CheckpointWriter {
  private final Checkpoints settings;
  private final CheckpointFiles files;
  private final Map<String, String> configuration = new LinkedHashMap<>();
  private long nanos = System.nanoTime();

  CheckpointWriter(Checkpoints settings, Trainer trainer, Batches train, int epochs) {
    this.settings = settings;
    files = new CheckpointFiles(settings.folder());
    configuration.putAll(trainer.training.configuration());
    configuration.put("schedule", trainer.schedule.toString());
    configuration.put("epochs", Integer.toString(epochs));
    configuration.put("batches", describe(train));
    configuration.put("training data", Fingerprint.of(train.dataset()));
    Batches validation = trainer.validation;
    if (validation != null) {
      configuration.put("validation data", Fingerprint.of(validation.dataset()));
    }
    configuration.put("metrics", trainer.metrics.toString());
    configuration.put("best by", String.valueOf(trainer.monitor));
  }

  private static String describe(Batches train) {
    return "of "
        + train.batchSize()
        + " rows, "
        + (train.shuffled() ? "order of seed " + train.seed() : "in order")
        + (train.augmentations().isEmpty() ? "" : ", augmented by " + train.augmentations());
  }

  boolean due(Progress progress) {
    return settings.everySteps() > 0 && progress.step() % settings.everySteps() == 0 || overdue();
  }

  boolean dueAfterEpoch(Progress progress) {
    return settings.everyEpochs() > 0 && progress.epoch() % settings.everyEpochs() == 0 || overdue();
  }

  private boolean overdue() {
    return settings.everySeconds() > 0 && System.nanoTime() - nanos >= settings.everySeconds() * 1e9;
  }

  void write(Consumer<State> content) {
    State state = new State();
    configuration.forEach((name, value) -> state.put("configuration." + name, value));
    content.accept(state);
    files.write(state);
    nanos = System.nanoTime();
  }

  Optional<State> read(Consumer<String> warning) {
    Optional<State> state = files.read(warning);
    state.ifPresent(this::requireSame);
    return state;
  }

  private void requireSame(State state) {
    configuration.forEach((name, expected) -> {
      String key = "configuration." + name;
      String got = state.has(key) ? state.text(key) : "nothing";
      if (!got.equals(expected)) {
        throw new IllegalArgumentException(
            ("checkpoint in %s: it is of another run: got %s '%s', this run has '%s'."
                    + " Use the same settings and data to resume, or another folder to begin anew.")
                .formatted(settings.folder(), name, got, expected));
      }
    });
  }
}
