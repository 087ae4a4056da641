package hillock.bench.race;

import java.nio.file.Path;

/**
 * One system in the race. A method that is left out means that the system cannot do that row; the table shows a dash.
 * One process runs one row of one contender, see {@link Lap}.
 */
interface Contender {
  /** Version, threads, settings. */
  String about();

  /** A network with {@link Workload#weights}, and its optimiser, for the T rows. */
  default Training training(Workload row, Batches8 data) throws Exception {
    throw new UnsupportedOperationException();
  }

  /** A network with {@link Workload#weights}, for the I rows. */
  default Inference inference(Workload row, Batches8 data) throws Exception {
    throw new UnsupportedOperationException();
  }

  /** Whether losses and outputs are comparable: the same weights, the same loss. */
  default boolean comparable(Workload row) {
    return !row.dropout() || !row.trains();
  }

  /** Writes the untrained network of T4, for {@link #firstPrediction}. */
  default void save(Workload row, Path file) throws Exception {
    throw new UnsupportedOperationException();
  }

  /** Opens what {@link #save} wrote and predicts one image: what a program that predicts would do. */
  default float[] firstPrediction(Path file, float[] image) throws Exception {
    throw new UnsupportedOperationException();
  }

  /** MNIST from its gzipped files, five epochs of T4 in shuffled batches of 64; returns the test accuracy. */
  default double wholeTask(Path mnist) throws Exception {
    throw new UnsupportedOperationException();
  }

  /** Training steps on prepared batches. */
  interface Training {
    /** Forward, loss, backward and update on one of the eight batches; complete when it returns. */
    double step(int batch);
  }

  /** Calls of a network. */
  interface Inference {
    /**
     * The outputs for one of the eight inputs, [batch · outputs] on the Java heap. At batch 1 the input is a Java
     * array; larger ones may have been brought into the system's own form beforehand.
     */
    float[] call(int batch) throws Exception;

    /** For a second thread; shares the weights where the system can. */
    Inference second() throws Exception;
  }
}
