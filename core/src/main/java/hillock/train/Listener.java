package hillock.train;

/** Watches a run; every method does nothing by default. Called on the thread that trains, between two steps. */
public interface Listener {
  /** Training begins, or continues after a resume. */
  default void started(Progress progress) {}

  /** A step was made. */
  default void stepped(Progress progress) {}

  /** An epoch ended, its validation done. */
  default void epochEnded(EpochReport report, Progress progress) {}

  /** Something the user should know, such as a damaged checkpoint. */
  default void warned(String message) {}

  /** The run ended; the final weights are in place. */
  default void ended(Outcome outcome) {}
}
