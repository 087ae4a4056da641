package hillock.gallery;

import hillock.classic.hebb.HopfieldNetwork;
import hillock.classic.hebb.PatternMemory;
import hillock.gallery.picture.ImageGrid;
import hillock.gallery.picture.LineChart;
import hillock.gallery.picture.Picture;
import hillock.gallery.run.Figure;
import hillock.gallery.run.Result;
import hillock.gallery.run.ResultTable;
import hillock.gallery.run.Run;
import hillock.gallery.run.Unit;
import hillock.kernel.Randomness;
import java.util.ArrayList;
import java.util.List;

/** A memory that finds a whole pattern from a part, until it holds too many. */
public record Hopfield() implements Entry {
  private static final int SWEEPS = 100;
  private static final int PATTERNS_TRIED = 4;
  private static final double RECALLED = 0.95;
  private static final double[] LOADS = {0.10, 0.11, 0.12, 0.13, 0.14, 0.15, 0.16, 0.17, 0.18};
  private static final int ROWS = 16;
  private static final int COLUMNS = 12;

  /** Letters of five by seven dots. */
  private static final List<String> LETTERS =
      List.of(
          "#...##...##...#######...##...##...#",
          "#####..#....#....#....#....#..#####",
          "#....#....#....#....#....#....#####",
          ".###.#...##...##...##...##...#.###.",
          ".###.#...##....#....#....#...#.###.",
          "#...##..#.#.#..##...#.#..#..#.#...#");

  @Override
  public String summary() {
    return "A memory that completes what it once saw";
  }

  @Override
  public String canon() {
    return "A8";
  }

  @Override
  public String source() {
    return "Hopfield 1982; capacity 0.138 n of Amit et al. 1985";
  }

  @Override
  public Result run(Run run) {
    int[] sizes = run.quick() ? new int[] {250, 500} : new int[] {500, 1000, 2000, 4000};
    int runs = run.choose(400, 40);
    int largest = sizes.length - 1;
    LineChart fall = LineChart.titled("Recall by load").axes("patterns per neuron", "recalled, %");
    double[][] recalled = new double[sizes.length][LOADS.length];
    String[][] cells = new String[LOADS.length][sizes.length];
    for (int s = 0; s < sizes.length; s++) {
      for (int l = 0; l < LOADS.length; l++) {
        double[] overlaps = overlaps(run, sizes[s], (int) Math.round(LOADS[l] * sizes[s]), runs);
        double sum = 0;
        for (double overlap : overlaps) {
          recalled[s][l] += overlap >= RECALLED ? 100.0 / runs : 0;
          sum += overlap / runs;
        }
        cells[l][s] = "%.1f%%, %s".formatted(recalled[s][l], Unit.NUMBER.text(sum));
        run.progress("capacity, %d neurons".formatted(sizes[s]), l + 1, LOADS.length);
      }
      fall.line(sizes[s] + " neurons", LOADS, recalled[s]);
    }
    ResultTable table = ResultTable.titled("Of %d runs: recalled, and mean overlap".formatted(runs), header(sizes));
    for (int l = 0; l < LOADS.length; l++) {
      Object[] row = new Object[sizes.length + 1];
      row[0] = "%.2f".formatted(LOADS[l]);
      System.arraycopy(cells[l], 0, row, 1, sizes.length);
      table = table.row(row);
    }
    fall.dashed("0.138", new double[] {0.138, 0.138}, new double[] {0, 100});
    Figure cross =
        Figure.of("load where curves cross", Unit.NUMBER, crossing(recalled[largest - 1], recalled[largest]))
            .published(0.138);
    Result result =
        new Result()
            .with(run.quick() ? cross : cross.within(0.128, 0.148)) // small memories, few runs
            .with(Figure.of("load where half is recalled", Unit.NUMBER, half(recalled[largest])))
            .with(Figure.of("recalled at load 0.10", Unit.PERCENT, recalled[largest][0] / 100).atLeast(0.9))
            .with(
                Figure.of("recalled at load 0.18", Unit.PERCENT, recalled[largest][LOADS.length - 1] / 100)
                    .atMost(0.5));
    return letters(run, result)
        .with(table)
        .with(
            fall.picture(
                "capacity", "The larger the memory, the more sudden its failure near 0.138 patterns per neuron."))
        .remark(
            "A run stores random patterns by Hebb's rule, begins at one of them and lets the neurons settle; it is"
                + " recalled when at least 97.5%% of the neurons end as stored (overlap %s).".formatted(RECALLED))
        .remark(
            ("0.138 is the limit of ever more neurons: below it larger memories recall more, above it less, so it lies"
                    + " where the curves of two sizes cross, here those of %d and %d neurons. Finite memories recall a"
                    + " part of the patterns beyond it; the other figures are of %d neurons.")
                .formatted(sizes[largest - 1], sizes[largest], sizes[largest]));
  }

  private static String[] header(int[] sizes) {
    String[] header = new String[sizes.length + 1];
    header[0] = "load";
    for (int s = 0; s < sizes.length; s++) {
      header[s + 1] = sizes[s] + " neurons";
    }
    return header;
  }

  /** Where the share recalled falls through a half, on the straight line between two loads. */
  private static double half(double[] recalled) {
    int l = firstBelowHalf(recalled);
    if (recalled[l] >= 50) {
      return LOADS[l]; // at least
    }
    double share = (recalled[l - 1] - 50) / (recalled[l - 1] - recalled[l]);
    return LOADS[l - 1] + share * (LOADS[l] - LOADS[l - 1]);
  }

  /**
   * Where two curves cross, on straight lines between loads: from the load at which the smaller memory recalls less
   * than a half, down to the first at which the larger one recalls as much as it. NaN when there is no such place.
   */
  private static double crossing(double[] smaller, double[] larger) {
    for (int l = firstBelowHalf(smaller); l > 0; l--) {
      double after = larger[l] - smaller[l];
      double before = larger[l - 1] - smaller[l - 1];
      if (after < 0 && before >= 0) {
        return LOADS[l - 1] + before / (before - after) * (LOADS[l] - LOADS[l - 1]);
      }
    }
    return Double.NaN;
  }

  private static int firstBelowHalf(double[] recalled) {
    int l = 1;
    while (l < recalled.length - 1 && recalled[l] >= 50) {
      l++;
    }
    return l;
  }

  /** Overlap of stored patterns with what they became. */
  private static double[] overlaps(Run run, int n, int patterns, int runs) {
    double[] overlaps = new double[runs];
    for (int first = 0; first < runs; first += PATTERNS_TRIED) {
      List<byte[]> stored = new ArrayList<>();
      int[] words = new int[n];
      for (int p = 0; p < patterns; p++) {
        new Randomness(run.seed(), 10_000L * n + patterns, (long) first * patterns + p).bits(words, 0, n);
        byte[] pattern = new byte[n];
        for (int i = 0; i < n; i++) {
          pattern[i] = (byte) (words[i] < 0 ? -1 : 1);
        }
        stored.add(pattern);
      }
      PatternMemory memory = new PatternMemory(stored, run.engine());
      for (int k = 0; k < PATTERNS_TRIED; k++) {
        byte[] ended = memory.recall(stored.get(k), run.seed() + first + k, SWEEPS);
        overlaps[first + k] = HopfieldNetwork.overlap(ended, stored.get(k));
      }
    }
    return overlaps;
  }

  /** Six letters, from noisy copies. */
  private static Result letters(Run run, Result result) {
    List<byte[]> letters = LETTERS.stream().map(Hopfield::pattern).toList();
    HopfieldNetwork hebb = HopfieldNetwork.hebb(letters, run.engine());
    HopfieldNetwork inverse = HopfieldNetwork.pseudoInverse(letters);
    List<float[]> given = new ArrayList<>();
    List<float[]> byHebb = new ArrayList<>();
    List<float[]> byInverse = new ArrayList<>();
    LineChart falling = LineChart.titled("Energy while a letter is recalled").axes("neurons changed", "energy");
    int raised = 0;
    int right = 0;
    int tries = run.choose(50, 10);
    for (int l = 0; l < letters.size(); l++) {
      for (int t = 0; t < tries; t++) {
        byte[] noisy = noisy(letters.get(l), run.seed(), l * tries + t);
        var recall = inverse.recall(noisy, run.seed() + t, SWEEPS);
        right += recall.overlap(letters.get(l)) == 1 ? 1 : 0;
        raised += rises(recall.energies()) + rises(hebb.recall(noisy, run.seed() + t, SWEEPS).energies());
        if (t == 0) {
          given.add(pixels(noisy));
          byInverse.add(pixels(recall.state()));
          byHebb.add(pixels(hebb.recall(noisy, run.seed(), SWEEPS).state()));
          if (l < 3) {
            falling.line("HIL".substring(l, l + 1), recall.energies().stream().mapToDouble(e -> e).toArray());
          }
        }
      }
    }
    Picture grid =
        ImageGrid.of(ROWS, COLUMNS, 1)
            .row("stored", letters.stream().map(Hopfield::pixels).toList())
            .row("given: a fifth of the dots turned over", given)
            .row("recalled, stored by the pseudo-inverse", byInverse)
            .row("recalled, stored by Hebb's rule", byHebb)
            .picture("letters", "Letters are alike, which disturbs Hebb's rule; the pseudo-inverse keeps them apart.");
    return result
        .with(Figure.of("changes that raised energy", Unit.COUNT, raised).atMost(0))
        .with(Figure.of("letters by pseudo-inverse", Unit.PERCENT, (double) right / (tries * letters.size())))
        .with(grid)
        .with(falling.picture("energy", "Every change of a neuron lowers the energy, until none does."));
  }

  private static int rises(List<Double> energies) {
    int rises = 0;
    for (int i = 1; i < energies.size(); i++) {
      rises += energies.get(i) > energies.get(i - 1) ? 1 : 0;
    }
    return rises;
  }

  /** A letter with dots of two by two neurons and a margin of one. */
  private static byte[] pattern(String letter) {
    byte[] pattern = new byte[ROWS * COLUMNS];
    java.util.Arrays.fill(pattern, (byte) -1);
    for (int i = 0; i < 10 * 14; i++) {
      int row = i / 10;
      int column = i % 10;
      if (letter.charAt(row / 2 * 5 + column / 2) == '#') {
        pattern[(row + 1) * COLUMNS + column + 1] = 1;
      }
    }
    return pattern;
  }

  private static byte[] noisy(byte[] letter, long seed, int number) {
    byte[] copy = letter.clone();
    int[] order = new Randomness(seed, 7, number).permutation(copy.length);
    for (int i = 0; i < copy.length / 5; i++) {
      copy[order[i]] = (byte) -copy[order[i]];
    }
    return copy;
  }

  private static float[] pixels(byte[] state) {
    float[] pixels = new float[state.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = state[i];
    }
    return pixels;
  }
}
