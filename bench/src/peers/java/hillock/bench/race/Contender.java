package hillock.bench.race;

import java.nio.file.Path;

/**
 * One system in the race. A method that is left out means that the system cannot do that row; the table shows a dash.
 * One process runs one row of one contender, see {@link Lap}.
 */
interface Contender {
  /** Version, threads, settings. */
  String about();

  /** A network with the weights that its parts name, and its optimiser, for the T rows. */
  default Training training(Workload row, Batches8 data) throws Exception {
    throw new UnsupportedOperationException();
  }

  /** A network with the weights that its parts name, for the I rows. */
  default Inference inference(Workload row, Batches8 data) throws Exception {
    throw new UnsupportedOperationException();
  }

  /** How many of the first losses are those of the same weights, loss and update rule; dropout allows none. */
  default int comparable(Workload row) {
    return row.net().dropout() ? 0 : Batches8.COUNT;
  }

  /** Writes the untrained network of T4 into the folder, for {@link #firstPrediction}. */
  default void save(Workload row, Path folder) throws Exception {
    throw new UnsupportedOperationException();
  }

  /** Opens what {@link #save} wrote and predicts the classes of one image: what a program that predicts would do. */
  default float[] firstPrediction(Path folder, float[] image) throws Exception {
    throw new UnsupportedOperationException();
  }

  /** Probabilities from the outputs of a network without them. */
  static float[] softmax(float[] outputs) {
    float[] p = new float[outputs.length];
    double sum = 0;
    for (float output : outputs) {
      sum += Math.exp(output);
    }
    for (int i = 0; i < p.length; i++) {
      p[i] = (float) (Math.exp(outputs[i]) / sum);
    }
    return p;
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
