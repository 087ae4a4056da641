package hillock.experiment;

import hillock.train.Advice;
import hillock.train.Listener;

/** Watches an experiment: the training, and the runs when there are several. */
public interface RunListener extends Listener {
  /**
   * One of several runs begins.
   *
   * @param run number from 1
   * @param runs how many there will be
   * @param name such as {@code seed 3} or {@code fold 3}
   */
  default void run(int run, int runs, String name) {}

  /** The learning rate was searched for; this one was found. */
  default void learningRateFound(double rate) {}

  /** Something seems to be wrong; told once a run for each symptom, while the run goes on. */
  default void advised(Advice advice) {}

  /**
   * A training is about to begin.
   *
   * @param interrupt ends it after its present step; may be called from any thread
   */
  default void stoppable(Runnable interrupt) {}
}
