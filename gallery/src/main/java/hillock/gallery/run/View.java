package hillock.gallery.run;

import hillock.experiment.RunListener;

/** Shows how a run goes; every method does nothing by default. */
public interface View {
  /** Something worth knowing in the middle of a run. */
  default void say(String sentence) {}

  /**
   * A part of a loop that the entry writes itself is done.
   *
   * @param what is being done
   * @param done parts so far, from 1
   * @param of all parts
   */
  default void progress(String what, long done, long of) {}

  /** Watches the training of this name, which is about to begin. */
  default RunListener training(String name) {
    return new RunListener() {};
  }
}
