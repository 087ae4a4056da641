package hillock.gallery;

import hillock.classic.gate.Circuits;
import hillock.classic.gate.McCullochPitts;
import hillock.classic.gate.ThresholdGate;
import hillock.classic.gate.TruthTable;
import hillock.classic.separation.Inseparable;
import hillock.classic.separation.Inseparable.Share;
import hillock.gallery.picture.BarChart;
import hillock.gallery.picture.LineChart;
import hillock.gallery.picture.Picture;
import hillock.gallery.run.Figure;
import hillock.gallery.run.Result;
import hillock.gallery.run.ResultTable;
import hillock.gallery.run.Run;
import hillock.gallery.run.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Neurons as logic gates; the proof that none of them is XOR; and what share of all functions one neuron can do. */
public record Gates() implements Entry {
  /** How many functions of 1 to 4 inputs one neuron can do: OEIS A000609. */
  private static final int[] KNOWN = {4, 14, 104, 1882};

  /**
   * A table that neurons make.
   *
   * @param outputs that it should have for the inputs 00, 01, 10, 11, or 0, 1
   * @param how weights and threshold, in words
   */
  private record Wanted(String name, TruthTable table, String outputs, String how) {}

  private static final List<Wanted> TABLES =
      List.of(
          new Wanted("OR, 1943", McCullochPitts.or(2).table(), "0111", "threshold 1"),
          new Wanted("AND, 1943", McCullochPitts.and(2).table(), "0001", "threshold 2"),
          new Wanted("a but not b, 1943", McCullochPitts.butNot().table(), "0010", "threshold 1, b inhibits"),
          new Wanted("NOT, 1943", McCullochPitts.not().table(), "10", "threshold 0, a inhibits"),
          new Wanted("XOR, 1943", Circuits.xor1943().table(), "0110", "two layers"),
          new Wanted("OR", ThresholdGate.or(2).table(), "0111", "weights 1, threshold 1"),
          new Wanted("AND", ThresholdGate.and(2).table(), "0001", "weights 1, threshold 2"),
          new Wanted("NAND", ThresholdGate.nand(2).table(), "1110", "weights -1, threshold -1"),
          new Wanted("NOT", ThresholdGate.not().table(), "10", "weight -1, threshold 0"),
          new Wanted("XOR", Circuits.xor().table(), "0110", "two layers"));

  @Override
  public String summary() {
    return "Neurons as gates, and why one is no XOR";
  }

  @Override
  public String canon() {
    return "A2, A5";
  }

  @Override
  public String source() {
    return "McCulloch and Pitts 1943; Minsky and Papert 1969; counts: OEIS A000609";
  }

  @Override
  public Result run(Run run) {
    ResultTable tables = ResultTable.titled("Output by input (for NOT: 0, 1)", "gate", "00", "01", "10", "11", "how");
    int right = 0;
    int rows = 0;
    for (Wanted wanted : TABLES) {
      String outputs = outputs(wanted.table);
      for (int r = 0; r < outputs.length(); r++) {
        right += outputs.charAt(r) == wanted.outputs.charAt(r) ? 1 : 0;
        rows++;
      }
      tables = tables.row(cells(wanted.name, outputs, wanted.how));
    }
    Inseparable proof = (Inseparable) Circuits.xor().table().separation();
    Result result =
        new Result()
            .with(Figure.of("rows of truth tables right", Unit.PERCENT, right / (double) rows).atLeast(1))
            .with(Figure.of("layers of XOR", Unit.COUNT, Circuits.xor().depth()).within(2, 2))
            .with(tables)
            .with(twoLines())
            .remark(
                "No single neuron is XOR: " + text(proof, 2) + ". Weights would have to give both sides the same sum.");
    return counted(run, result);
  }

  /** Asks for each function whether one neuron can do it; every answer is checked, so that none is a guess. */
  private static Result counted(Run run, Result soFar) {
    Result result = soFar;
    ResultTable table =
        ResultTable.titled("Functions that one neuron can do", "inputs", "functions", "one neuron", "share", "known");
    List<String> names = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    for (int inputs = 1; inputs <= run.choose(4, 3); inputs++) {
      long functions = 1L << (1 << inputs);
      int count = 0;
      for (long number = 0; number < functions; number++) {
        count += TruthTable.numbered(inputs, number).separation().exists() ? 1 : 0;
        run.progress("functions of " + inputs + " inputs", number + 1, functions);
      }
      double share = count / (double) functions;
      table = table.row(inputs, functions, count, Unit.PERCENT.text(share), KNOWN[inputs - 1]);
      names.add(inputs + (inputs == 1 ? " input" : " inputs"));
      shares.add(100 * share);
      if (inputs > 1) {
        int known = KNOWN[inputs - 1];
        result =
            result.with(
                Figure.of("functions of " + inputs + " inputs", Unit.COUNT, count)
                    .published(known)
                    .within(known, known));
      }
    }
    return result
        .with(table)
        .with(
            BarChart.titled("Functions that one neuron can do")
                .axes("", "share of all functions, %")
                .bars("one neuron", names, shares.stream().mapToDouble(s -> s).toArray())
                .picture("shares", "The more inputs, the rarer the functions that one neuron can do."));
  }

  /** The two neurons of the first layer of XOR as lines: it fires between them. */
  private static Picture twoLines() {
    return LineChart.titled("XOR takes two lines")
        .axes("a", "b")
        .rangeY(-0.25, 1.25)
        .line("OR: a + b = 0.5", new double[] {-0.25, 0.75}, new double[] {0.75, -0.25})
        .line("NAND: a + b = 1.5", new double[] {0.25, 1.25}, new double[] {1.25, 0.25})
        .points("fires", new double[] {0, 1}, new double[] {1, 0})
        .points("does not fire", new double[] {0, 1}, new double[] {0, 1})
        .picture("xor", "Between the lines both neurons of the first layer fire; no single line will do.");
  }

  private static String outputs(TruthTable table) {
    return table.rows().stream().map(row -> row.getFirst() ? "1" : "0").collect(Collectors.joining());
  }

  private static Object[] cells(String name, String outputs, String how) {
    Object[] cells = {name, "", "", "", "", how};
    for (int r = 0; r < outputs.length(); r++) {
      cells[1 + r] = outputs.charAt(r);
    }
    return cells;
  }

  /** A proof in the manner of (0,1) + (1,0) = (0,0) + (1,1). */
  private static String text(Inseparable proof, int inputs) {
    return side(proof.firing(), inputs) + " = " + side(proof.silent(), inputs);
  }

  private static String side(List<Share> shares, int inputs) {
    return shares.stream()
        .map(share -> {
          StringBuilder point = new StringBuilder();
          for (boolean bit : TruthTable.bits(share.row(), inputs)) {
            point.append(point.isEmpty() ? "" : ",").append(bit ? 1 : 0);
          }
          return (share.parts().intValue() == 1 ? "" : share.parts() + "·") + "(" + point + ")";
        })
        .collect(Collectors.joining(" + "));
  }
}
