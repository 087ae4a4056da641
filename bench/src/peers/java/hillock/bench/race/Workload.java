package hillock.bench.race;

import java.util.List;
import java.util.Random;

/**
 * One row of the race: a network and what is done with it.
 *
 * @param id such as {@code T4}
 * @param title for people
 * @param net the row whose network and loss this is
 * @param batch examples at a time
 * @param widths of all layers, inputs first
 * @param rate the learning rate
 */
record Workload(String id, String title, String net, int batch, List<Integer> widths, double rate) {
  private static final List<Integer> T4 = List.of(784, 128, 10);
  private static final List<Integer> T5 = List.of(784, 512, 512, 10);

  /** All rows, in the order of the table. */
  static final List<Workload> ALL =
      List.of(
          new Workload("T1", "XOR 2-4-1, batch 4, SGD", "T1", 4, List.of(2, 4, 1), 0.5),
          new Workload("T2", "iris 4-16-3, batch 16, SGD", "T2", 16, List.of(4, 16, 3), 0.01),
          new Workload("T3", "13-64-64-1, batch 32, Adam", "T3", 32, List.of(13, 64, 64, 1), 1e-3),
          new Workload("T4", "784-128-10, batch 64, Adam", "T4", 64, T4, 1e-3),
          new Workload("T5", "784-512-512-10, dropout, batch 128, Adam", "T5", 128, T5, 1e-3),
          new Workload("T6", "784-2048-2048-10, batch 256, momentum", "T6", 256, List.of(784, 2048, 2048, 10), 0.01),
          new Workload("T11", "autoencoder 784-256-32, batch 128", "T11", 128, List.of(784, 256, 32, 256, 784), 1e-3),
          new Workload("I1", "network of T4, batch 1", "T4", 1, T4, 1e-3),
          new Workload("I1x2", "network of T4, batch 1, two callers", "T4", 1, T4, 1e-3),
          new Workload("I2", "network of T5, batch 256", "T5", 256, T5, 1e-3),
          new Workload("M1", "MNIST, five epochs of T4, whole process", "T4", 64, T4, 1e-3),
          new Workload("cold", "start to first prediction of T4", "T4", 64, T4, 1e-3));

  static Workload of(String id) {
    return ALL.stream()
        .filter(row -> row.id.equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no row '" + id + "'; there are " + ids()));
  }

  private static List<String> ids() {
    return ALL.stream().map(Workload::id).toList();
  }

  /** Whether training steps are timed. */
  boolean trains() {
    return id.startsWith("T");
  }

  /** Whether calls of a trained network are timed. */
  boolean infers() {
    return id.startsWith("I");
  }

  int inputs() {
    return widths.getFirst();
  }

  int outputs() {
    return widths.getLast();
  }

  int layers() {
    return widths.size() - 1;
  }

  /** Whether hidden neurons are sigmoids; otherwise they are rectified. */
  boolean sigmoid() {
    return net.equals("T1") || net.equals("T11");
  }

  /** Whether a sigmoid comes last, too. */
  boolean sigmoidLast() {
    return net.equals("T1");
  }

  boolean dropout() {
    return net.equals("T5");
  }

  /** Whether the targets are classes, and the loss their cross-entropy. */
  boolean classes() {
    return !squared() && !binary();
  }

  /** Whether the loss is the mean squared error. */
  boolean squared() {
    return net.equals("T1") || net.equals("T3");
  }

  /** Whether the loss is the binary cross-entropy of logits. */
  boolean binary() {
    return net.equals("T11");
  }

  boolean adam() {
    return !momentum() && !net.equals("T1") && !net.equals("T2");
  }

  boolean momentum() {
    return net.equals("T6");
  }

  /** Initial weights of a layer, [inputs, outputs], the same for every contender; biases start at 0. */
  float[] weights(int layer) {
    Random random = new Random(7 + layer);
    int in = widths.get(layer);
    float[] weights = new float[in * widths.get(layer + 1)];
    float bound = (float) Math.sqrt((sigmoid() ? 3.0 : 6.0) / in);
    for (int i = 0; i < weights.length; i++) {
      weights[i] = bound * (2 * random.nextFloat() - 1);
    }
    return weights;
  }
}
