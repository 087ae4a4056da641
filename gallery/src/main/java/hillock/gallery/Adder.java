package hillock.gallery;

import hillock.classic.gate.Circuit;
import hillock.classic.gate.Circuits;
import hillock.classic.gate.TruthTable;
import hillock.gallery.picture.HeatMap;
import hillock.gallery.picture.LineChart;
import hillock.gallery.picture.Picture;
import hillock.gallery.run.Figure;
import hillock.gallery.run.Result;
import hillock.gallery.run.ResultTable;
import hillock.gallery.run.Run;
import hillock.gallery.run.Unit;
import java.util.List;
import java.util.stream.IntStream;

/** Arithmetic by neurons: a full adder made of gates, and eight of them in a row that add bytes. */
public record Adder() implements Entry {
  @Override
  public String summary() {
    return "Neurons add numbers of eight bits";
  }

  @Override
  public String canon() {
    return "A4";
  }

  @Override
  public String source() {
    return "McCulloch and Pitts 1943";
  }

  @Override
  public Result run(Run run) {
    return new Result()
        .with(Figure.of("rows of the full adder right", Unit.COUNT, fullAdderRows()).within(8, 8))
        .with(Figure.of("sums of 8 bits right", Unit.COUNT, rightSums(run, 8)).published(65_536).within(65_536, 65_536))
        .with(fullAdder())
        .with(sums())
        .with(growth())
        .remark(
            "Every sum is made by %d neurons with thresholds; the carry passes %d of them one after the other."
                .formatted(Circuits.adder(8).size(), Circuits.adder(8).depth()));
  }

  private static int fullAdderRows() {
    TruthTable table = Circuits.fullAdder().table();
    return (int)
        IntStream.range(0, 8)
            .filter(row -> table.at(row, "second.sum.xor") == (Integer.bitCount(row) % 2 == 1))
            .filter(row -> table.at(row, "carry") == Integer.bitCount(row) >= 2)
            .count();
  }

  private static int rightSums(Run run, int bits) {
    Circuit adder = Circuits.adder(bits);
    int right = 0;
    for (int a = 0; a < 1 << bits; a++) {
      for (int b = 0; b < 1 << bits; b++) {
        right += Circuits.sum(adder, a, b) == a + b ? 1 : 0;
      }
      run.progress("sums of " + bits + " bits", a + 1, 1 << bits);
    }
    return right;
  }

  private static ResultTable fullAdder() {
    TruthTable table = Circuits.fullAdder().table();
    ResultTable result = ResultTable.titled("The full adder: a + b + c", "a b c", "carry", "sum");
    for (int row = 0; row < 8; row++) {
      String inputs = "%d %d %d".formatted(row >> 2, row >> 1 & 1, row & 1);
      result = result.row(inputs, bit(table.at(row, "carry")), bit(table.at(row, "second.sum.xor")));
    }
    return result;
  }

  private static int bit(boolean fires) {
    return fires ? 1 : 0;
  }

  private static Picture sums() {
    Circuit adder = Circuits.adder(3);
    double[][] sums = new double[8][8];
    List<Integer> numbers = IntStream.range(0, 8).boxed().toList();
    for (int a = 0; a < 8; a++) {
      for (int b = 0; b < 8; b++) {
        sums[a][b] = Circuits.sum(adder, a, b);
      }
    }
    return HeatMap.titled("Sums of two numbers of three bits")
        .axes("a", "b")
        .values(numbers, numbers, sums)
        .picture("sums", "What the adder of three bits finds for every pair of numbers.");
  }

  private static Picture growth() {
    double[] bits = IntStream.rangeClosed(1, 16).asDoubleStream().toArray();
    double[] neurons = IntStream.rangeClosed(1, 16).mapToDouble(n -> Circuits.adder(n).size()).toArray();
    double[] layers = IntStream.rangeClosed(1, 16).mapToDouble(n -> Circuits.adder(n).depth()).toArray();
    return LineChart.titled("Size of the adder")
        .axes("bits", "")
        .line("neurons", bits, neurons)
        .line("neurons that a carry passes", bits, layers)
        .picture("size", "Neurons, and those that a signal passes one after the other, grow with the bits.");
  }
}
