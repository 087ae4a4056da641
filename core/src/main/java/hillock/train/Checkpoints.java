package hillock.train;

import java.nio.file.Path;

/**
 * Where and how often a run writes down all it needs to continue. Two files are kept, {@code checkpoint.hillock} and,
 * in case the newest is damaged, {@code checkpoint.previous.hillock}; both change by one renaming of a complete file.
 *
 * <p>A checkpoint is also written when the run is interrupted and when it ends. What happens between two checkpoints is
 * repeated by the resumed run, with the same bits.
 *
 * @param folder made when it does not exist
 * @param everySteps steps between two checkpoints; 0 for not counting steps
 * @param everyEpochs epochs between two checkpoints; 0 for not counting epochs; default 1
 * @param everySeconds seconds between two checkpoints; 0 for not looking at the time; default 60
 */
public record Checkpoints(Path folder, int everySteps, int everyEpochs, double everySeconds) {
  /** Checks the ranges. */
  public Checkpoints {
    Checks.notNegative("checkpoints: steps", everySteps);
    Checks.notNegative("checkpoints: epochs", everyEpochs);
    Checks.notNegative("checkpoints: seconds", everySeconds);
  }

  /** In a folder, after every epoch and every minute. */
  public static Checkpoints in(Path folder) {
    return new Checkpoints(folder, 0, 1, 60);
  }

  /** After so many steps instead. */
  public Checkpoints everySteps(int steps) {
    return new Checkpoints(folder, steps, 0, 0);
  }

  /** After so many epochs instead. */
  public Checkpoints everyEpochs(int epochs) {
    return new Checkpoints(folder, 0, epochs, 0);
  }

  /** After so many seconds instead. */
  public Checkpoints everySeconds(double seconds) {
    return new Checkpoints(folder, 0, 0, seconds);
  }
}
