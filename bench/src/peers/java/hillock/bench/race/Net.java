package hillock.bench.race;

import java.util.ArrayList;
import java.util.List;

/**
 * A network of the race.
 *
 * @param example shape of one input
 * @param data where the examples come from
 * @param loss what training lowers
 */
record Net(List<Integer> example, int outputs, Data data, Loss loss, List<Part> parts) {
  /** Data sets of the rows. */
  enum Data {
    XOR,
    IRIS,
    HOUSING,
    DIGITS,
    /** A noisy prototype for each of ten classes. */
    PROTOTYPES
  }

  /** Means over the batch, and over the outputs where there is more than one number for each. */
  enum Loss {
    SQUARED_ERROR,
    /** Of logits; the targets are the inputs. */
    BINARY_CROSS_ENTROPY,
    /** Of logits. */
    CROSS_ENTROPY
  }

  static final Net XOR =
      new Net(List.of(2), 1, Data.XOR, Loss.SQUARED_ERROR, dense(List.of(2, 4, 1), new Part.Sigmoid(), true, false));
  static final Net IRIS =
      new Net(List.of(4), 3, Data.IRIS, Loss.CROSS_ENTROPY, dense(List.of(4, 16, 3), new Part.Relu(), false, false));
  static final Net HOUSING =
      new Net(
          List.of(13),
          1,
          Data.HOUSING,
          Loss.SQUARED_ERROR,
          dense(List.of(13, 64, 64, 1), new Part.Relu(), false, false));
  static final Net SMALL = digits(dense(List.of(784, 128, 10), new Part.Relu(), false, false));
  static final Net DROPOUT = digits(dense(List.of(784, 512, 512, 10), new Part.Relu(), false, true));
  static final Net WIDE = digits(dense(List.of(784, 2048, 2048, 10), new Part.Relu(), false, false));
  static final Net AUTOENCODER =
      new Net(
          List.of(784),
          784,
          Data.DIGITS,
          Loss.BINARY_CROSS_ENTROPY,
          dense(List.of(784, 256, 32, 256, 784), new Part.Sigmoid(), false, false));
  static final Net LENET =
      new Net(
          List.of(28, 28, 1),
          10,
          Data.DIGITS,
          Loss.CROSS_ENTROPY,
          List.of(
              new Part.Conv(0, 1, 32, 5, 1, 0, true),
              new Part.Relu(),
              new Part.MaxPool(),
              new Part.Conv(1, 32, 64, 5, 1, 0, true),
              new Part.Relu(),
              new Part.MaxPool(),
              new Part.Flatten(),
              new Part.Dense(2, 1024, 128, 16),
              new Part.Relu(),
              new Part.Dense(3, 128, 10, 1)));
  static final Net RESNET = new Net(List.of(32, 32, 3), 10, Data.PROTOTYPES, Loss.CROSS_ENTROPY, residual());
  static final Net LSTM = recurrent(Part.Cell.LSTM);
  static final Net GRU = recurrent(Part.Cell.GRU);

  /** Values in one example. */
  int inputs() {
    return example.stream().reduce(1, (a, b) -> a * b);
  }

  /** Whether the targets are classes. */
  boolean classes() {
    return loss == Loss.CROSS_ENTROPY;
  }

  /** Whether there is dropout. */
  boolean dropout() {
    return this == DROPOUT;
  }

  /** Whether it consists of dense layers and activations. */
  boolean plain() {
    return example.size() == 1;
  }

  /** Its dense layers, where it is {@link #plain}. */
  List<Part.Dense> dense() {
    return parts.stream().filter(Part.Dense.class::isInstance).map(Part.Dense.class::cast).toList();
  }

  private static Net digits(List<Part> parts) {
    return new Net(List.of(784), 10, Data.DIGITS, Loss.CROSS_ENTROPY, parts);
  }

  private static List<Part> dense(List<Integer> widths, Part activation, boolean lastToo, boolean dropout) {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i + 1 < widths.size(); i++) {
      boolean last = i + 2 == widths.size();
      parts.add(new Part.Dense(i, widths.get(i), widths.get(i + 1), 1));
      if (!last || lastToo) {
        parts.add(activation);
      }
      if (!last && dropout) {
        parts.add(new Part.Dropout());
      }
    }
    return List.copyOf(parts);
  }

  private static List<Part> residual() {
    List<Part> parts = new ArrayList<>(normed(0, 3, 32, 3, 1));
    parts.add(new Part.Relu());
    block(parts, 1, 32, 32, 1);
    block(parts, 4, 32, 32, 1);
    block(parts, 7, 32, 64, 2);
    parts.add(new Part.GlobalMean());
    parts.add(new Part.Dense(10, 64, 10, 1));
    return List.copyOf(parts);
  }

  private static void block(List<Part> parts, int number, int in, int out, int stride) {
    List<Part> main = new ArrayList<>(normed(number, in, out, 3, stride));
    main.add(new Part.Relu());
    main.addAll(normed(number + 1, out, out, 3, 1));
    parts.add(new Part.Residual(main, stride == 1 ? List.of() : normed(number + 2, in, out, 1, stride)));
    parts.add(new Part.Relu());
  }

  private static List<Part> normed(int number, int in, int out, int kernel, int stride) {
    return List.of(new Part.Conv(number, in, out, kernel, stride, kernel / 2, false), new Part.Norm(out));
  }

  private static Net recurrent(Part.Cell cell) {
    return new Net(
        List.of(100, 64),
        10,
        Data.PROTOTYPES,
        Loss.CROSS_ENTROPY,
        List.of(new Part.Recurrent(0, cell, 64, 128), new Part.Dense(1, 128, 10, 1)));
  }
}
