package hillock.bench.race;

import java.util.List;

/**
 * One row of the race: a network and what is done with it.
 *
 * @param id such as {@code T4}
 * @param title for people
 * @param batch examples at a time
 * @param rate the learning rate
 * @param bar what our time may be, as a part of the best peer's
 */
record Workload(String id, String title, Net net, int batch, Update update, double rate, double bar) {
  /** Rules by which weights are updated; momentum is 0.9, Adam's constants are the usual ones. */
  enum Update {
    SGD,
    MOMENTUM,
    ADAM
  }

  /** All rows, in the order of the table. */
  static final List<Workload> ALL =
      List.of(
          new Workload("T1", "XOR 2-4-1, batch 4, SGD", Net.XOR, 4, Update.SGD, 0.5, 2),
          new Workload("T2", "iris 4-16-3, batch 16, SGD", Net.IRIS, 16, Update.SGD, 0.01, 0.5),
          adam("T3", "13-64-64-1, batch 32, Adam", Net.HOUSING, 32, 0.3),
          adam("T4", "784-128-10, batch 64, Adam", Net.SMALL, 64, 0.5),
          adam("T5", "784-512-512-10, dropout, batch 128, Adam", Net.DROPOUT, 128, 0.6),
          momentum("T6", "784-2048-2048-10, batch 256, momentum", Net.WIDE, 256, 0.8),
          momentum("T7", "LeNet, batch 64, momentum", Net.LENET, 64, 0.7),
          momentum("T8", "ResNet 32x32x3, batch 64, momentum", Net.RESNET, 64, 0.7),
          adam("T9", "LSTM 100x64 to 128, batch 32, Adam", Net.LSTM, 32, 0.8),
          adam("T10", "GRU 100x64 to 128, batch 32, Adam", Net.GRU, 32, 0.4),
          adam("T11", "autoencoder 784-256-32, batch 128, Adam", Net.AUTOENCODER, 128, 0.7),
          call("I1", "network of T4, batch 1", Net.SMALL, 1, 0.8),
          call("I1x2", "network of T4, batch 1, two callers", Net.SMALL, 1, 0.7),
          call("I2", "network of T5, batch 256", Net.DROPOUT, 256, 1),
          call("I3", "LeNet, batch 1", Net.LENET, 1, 0.9),
          call("I3x64", "LeNet, batch 64", Net.LENET, 64, 1),
          call("I4", "LSTM of T9, batch 1", Net.LSTM, 1, 0.9),
          adam("M1", "MNIST, five epochs of T4, whole process", Net.SMALL, 64, 0.5),
          adam("cold", "start to first prediction of T4", Net.SMALL, 64, 0.5));

  private static Workload adam(String id, String title, Net net, int batch, double bar) {
    return new Workload(id, title, net, batch, Update.ADAM, 1e-3, bar);
  }

  private static Workload momentum(String id, String title, Net net, int batch, double bar) {
    return new Workload(id, title, net, batch, Update.MOMENTUM, 0.01, bar);
  }

  private static Workload call(String id, String title, Net net, int batch, double bar) {
    return new Workload(id, title, net, batch, Update.SGD, 0, bar);
  }

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
    return net.inputs();
  }

  int outputs() {
    return net.outputs();
  }

  boolean classes() {
    return net.classes();
  }

  /** Shape of a batch: the batch, then that of an example. */
  long[] shape() {
    long[] shape = new long[net.example().size() + 1];
    shape[0] = batch;
    for (int i = 1; i < shape.length; i++) {
      shape[i] = net.example().get(i - 1);
    }
    return shape;
  }

  /** The same with the channels of images first. */
  long[] shapeChannelsFirst() {
    long[] shape = shape();
    return shape.length == 4 ? new long[] {shape[0], shape[3], shape[1], shape[2]} : shape;
  }
}
