package hillock.train;

import hillock.data.Batches;

/** Where a run stands. One object for the whole run, so that telling the progress allocates nothing. */
public final class Progress {
  private final History history;
  private final int epochs;
  private final int batches;
  private final TrainingStep training;
  private final Batches data;
  private final boolean keepsBest;
  int epoch;
  int batch;
  long step;
  double lossSum;
  double lossWeight;
  double learningRate;
  long examples;
  long firstStep;
  long startNanos;

  Progress(History history, int epochs, TrainingStep training, Batches data, boolean keepsBest) {
    this.history = history;
    this.epochs = epochs;
    this.batches = data.count();
    this.training = training;
    this.data = data;
    this.keepsBest = keepsBest;
  }

  /** What learns. */
  public TrainingStep training() {
    return training;
  }

  /** What it learns from. */
  public Batches data() {
    return data;
  }

  /** Whether the weights of the best epoch are restored at the end; otherwise the last ones stay. */
  public boolean keepsBest() {
    return keepsBest;
  }

  /** Number of the present epoch, from 0. */
  public int epoch() {
    return epoch;
  }

  /** Epochs of the whole run when it is not stopped before. */
  public int epochs() {
    return epochs;
  }

  /** Batches done in this epoch. */
  public int batch() {
    return batch;
  }

  /** Batches of an epoch. */
  public int batches() {
    return batches;
  }

  /** Steps made, those before a resume included. */
  public long step() {
    return step;
  }

  /** Steps of the whole run when it is not stopped before. */
  public long totalSteps() {
    return (long) epochs * batches;
  }

  /** Mean training loss of this epoch so far. */
  public double loss() {
    return lossWeight == 0 ? Double.NaN : lossSum / lossWeight;
  }

  /** Learning rate of the last step. */
  public double learningRate() {
    return learningRate;
  }

  /** Reports of the finished epochs. */
  public History history() {
    return history;
  }

  /** Rows learned from in a second, since the run started or resumed. */
  public double examplesPerSecond() {
    double seconds = seconds();
    return seconds == 0 ? 0 : examples / seconds;
  }

  /** Seconds since the run started or resumed. */
  public double seconds() {
    return (System.nanoTime() - startNanos) / 1e9;
  }

  /**
   * Seconds that the rest will take at the present speed if nothing stops the run before; NaN before the first step.
   */
  public double secondsLeft() {
    long done = step - firstStep;
    return done == 0 ? Double.NaN : seconds() / done * (totalSteps() - step);
  }
}
