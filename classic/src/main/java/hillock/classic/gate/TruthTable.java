package hillock.classic.gate;

import hillock.classic.separation.Separation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * What a gate or circuit does for every combination of its inputs. Row r has the bits of r as its inputs, the first
 * input the most significant, so that rows read 00, 01, 10, 11.
 *
 * @param inputs names, at most {@value #MOST_INPUTS}
 * @param outputs names
 * @param rows outputs by row, each with a value for each name
 */
public record TruthTable(List<String> inputs, List<String> outputs, List<List<Boolean>> rows) {
  /** Most inputs: a table of more rows is nothing to look at. */
  public static final int MOST_INPUTS = 20;

  /** Copies the lists and checks their sizes. */
  public TruthTable {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    rows = rows.stream().map(List::copyOf).toList();
    int width = outputs.size();
    if (inputs.size() > MOST_INPUTS
        || rows.size() != 1 << inputs.size()
        || rows.stream().anyMatch(r -> r.size() != width)) {
      throw new IllegalArgumentException(
          "truth table: got %d rows for %d inputs and %d outputs, expected 2^inputs, and at most %d inputs"
              .formatted(rows.size(), inputs.size(), width, MOST_INPUTS));
    }
  }

  /** Of a function with one output, its inputs named a, b, c, and so on. */
  public static TruthTable of(int inputs, Predicate<boolean[]> function) {
    List<String> names = IntStream.range(0, inputs).mapToObj(i -> String.valueOf((char) ('a' + i))).toList();
    return of(names, List.of("fires"), x -> new boolean[] {function.test(x)});
  }

  /** Of a function with several outputs. */
  public static TruthTable of(List<String> inputs, List<String> outputs, Function<boolean[], boolean[]> function) {
    List<List<Boolean>> rows = new ArrayList<>();
    for (int r = 0; r < 1 << Math.min(inputs.size(), MOST_INPUTS + 1); r++) {
      boolean[] y = function.apply(bits(r, inputs.size()));
      rows.add(IntStream.range(0, y.length).mapToObj(i -> y[i]).toList());
    }
    return new TruthTable(inputs, outputs, rows);
  }

  /**
   * One of the {@code 2^(2^inputs)} functions of some inputs.
   *
   * @param inputs at most 6
   * @param number bit r of it is the output of row r
   */
  public static TruthTable numbered(int inputs, long number) {
    return of(inputs, x -> (number >> row(x) & 1) == 1);
  }

  /** The inputs of a row. */
  public static boolean[] bits(int row, int inputs) {
    boolean[] x = new boolean[inputs];
    for (int i = 0; i < inputs; i++) {
      x[i] = (row >> (inputs - 1 - i) & 1) == 1;
    }
    return x;
  }

  private static int row(boolean[] x) {
    int row = 0;
    for (boolean bit : x) {
      row = 2 * row + (bit ? 1 : 0);
    }
    return row;
  }

  /** Whether an output fires in a row. */
  public boolean at(int row, String output) {
    return rows.get(row).get(index(output));
  }

  private int index(String output) {
    int index = outputs.indexOf(output);
    if (index < 0) {
      throw new IllegalArgumentException(
          "truth table: got the output '%s', expected one of %s".formatted(output, outputs));
    }
    return index;
  }

  /** Whether one neuron can do what the only output does, with weights or with the proof that there are none. */
  public Separation separation() {
    if (outputs.size() != 1) {
      throw new IllegalArgumentException(
          "truth table: got the outputs %s, expected one, or its name".formatted(outputs));
    }
    return separation(outputs.getFirst());
  }

  /** Whether one neuron can do what this output does, with weights or with the proof that there are none. */
  public Separation separation(String output) {
    int index = index(output);
    boolean[] fires = new boolean[rows.size()];
    for (int r = 0; r < fires.length; r++) {
      fires[r] = rows.get(r).get(index);
    }
    return Separation.of(points(), inputs.size(), fires);
  }

  /** The inputs of all rows as numbers 0 and 1, [rows, inputs]. */
  public double[] points() {
    double[] points = new double[rows.size() * inputs.size()];
    for (int r = 0, at = 0; r < rows.size(); r++) {
      for (boolean bit : bits(r, inputs.size())) {
        points[at++] = bit ? 1 : 0;
      }
    }
    return points;
  }

  /** The table as text, a row a line. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(String.join(" ", inputs) + " | " + String.join(" ", outputs) + "\n");
    for (int r = 0; r < rows.size(); r++) {
      List<Boolean> in = new ArrayList<>();
      for (boolean bit : bits(r, inputs.size())) {
        in.add(bit);
      }
      text.append(line(in, inputs)).append("| ").append(line(rows.get(r), outputs).stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static String line(List<Boolean> bits, List<String> names) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < bits.size(); i++) {
      String pad = String.join("", Collections.nCopies(names.get(i).length(), " "));
      text.append(bits.get(i) ? "1" : "0").append(pad);
    }
    return text.toString();
  }
}
