package hillock.simd;

import static org.assertj.core.api.Assertions.assertThat;

import hillock.kernel.Engine;
import hillock.kernel.KernelChoice;
import hillock.kernel.Kernels;
import hillock.kernel.ScalarKernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class KernelBitsTest {
  private static final int[] ROWS = {0, 1, 2, 5, 13};

  private final Kernels scalar = new ScalarKernels();
  private final Kernels simd = new SimdKernels();
  private final Random random = new Random(11);

  /** Runs one call on both kernels with the same numbers and compares what it wrote. */
  private void compare(String what, BiFunction<Kernels, Integer, float[]> call) {
    for (int n : Awkward.SIZES) {
      for (int repeat = 0; repeat < 8; repeat++) {
        long seed = random.nextLong();
        random.setSeed(seed);
        float[] expected = call.apply(scalar, n);
        random.setSeed(seed);
        float[] got = call.apply(simd, n);
        Awkward.assertSameBits(got, expected, what + " of " + n);
      }
    }
  }

  private float[] numbers(int n) {
    return switch (random.nextInt(3)) {
      case 0 -> Awkward.numbers(random, n, false);
      case 1 -> Awkward.numbers(random, n, true);
      default -> Awkward.tiny(random, n);
    };
  }

  private static float[] one(float value) {
    return new float[] {value};
  }

  private void compareUnary(String what, Engine.Unary f) {
    compare(
        what,
        (kernels, n) -> {
          float[] x = numbers(n + 3);
          float[] y = numbers(n + 5);
          f.apply(kernels, x, 2, y, 3, n);
          return y;
        });
    compare(
        what + " in place",
        (kernels, n) -> {
          float[] x = numbers(n + 3);
          f.apply(kernels, x, 2, x, 2, n);
          return x;
        });
    float[] every = new float[1 << 20];
    for (int i = 0; i < every.length; i++) {
      every[i] = Float.intBitsToFloat(i * 4096 + 1777);
    }
    float[] expected = new float[every.length];
    float[] got = new float[every.length];
    f.apply(scalar, every, 0, expected, 0, every.length);
    f.apply(simd, every, 0, got, 0, every.length);
    Awkward.assertSameBits(got, expected, what + " of floats of every size");
  }

  @Test
  void exp() {
    compareUnary("exp", Kernels::exp);
  }

  @Test
  void log() {
    compareUnary("log", Kernels::log);
  }

  @Test
  void tanh() {
    compareUnary("tanh", Kernels::tanh);
  }

  @Test
  void sigmoid() {
    compareUnary("sigmoid", Kernels::sigmoid);
  }

  @Test
  void softplus() {
    compareUnary("softplus", Kernels::softplus);
  }

  @Test
  void erf() {
    compareUnary("erf", Kernels::erf);
  }

  /** Cells of n columns out of n + 2 units: rows that are not side by side. */
  @Test
  void cellsOfAnLstm() {
    for (int rows : ROWS) {
      compare(
          "lstm, rows " + rows,
          (kernels, n) -> {
            int units = n + 2;
            float[] a = numbers(rows * 5 * units + 9);
            float[] c = numbers(2 * rows * units + 3);
            float[] h = numbers(rows * units + 4);
            kernels.gates().lstm(rows, n, units, a, 1, 5 * units, c, 3, rows * units + 2, h, 2);
            return joined(a, c, h);
          });
      compare(
          "derivatives of lstm, rows " + rows,
          (kernels, n) -> {
            int units = n + 2;
            float[] a = numbers(rows * 5 * units + 9);
            float[] c = numbers(rows * units + 3);
            float[] dh = numbers(rows * units + 1);
            float[] dc = numbers(rows * units + 2);
            float[] d = numbers(rows * 4 * units + 9);
            kernels.gates().lstmBackward(rows, n, units, a, 1, 5 * units, c, 3, dh, 1, dc, 2, d, 5, 4 * units);
            return joined(a, c, dh, dc, d);
          });
    }
  }

  @Test
  void cellsOfAGru() {
    for (int rows : ROWS) {
      compare(
          "gru, rows " + rows,
          (kernels, n) -> {
            int units = n + 2;
            float[] a = numbers(rows * 4 * units + 9);
            float[] h = numbers(2 * rows * units + 3);
            kernels.gates().gru(rows, n, units, a, 1, 4 * units, h, 3, rows * units + 2);
            return joined(a, h);
          });
      compare(
          "derivatives of gru, rows " + rows,
          (kernels, n) -> {
            int units = n + 2;
            float[] a = numbers(rows * 4 * units + 9);
            float[] h = numbers(rows * units + 3);
            float[] dh = numbers(rows * units + 1);
            float[] d = numbers(rows * 4 * units + 9);
            kernels.gates().gruBackward(rows, n, units, a, 1, 4 * units, h, 3, dh, 1, d, 5, 4 * units);
            return joined(a, h, dh, d);
          });
    }
  }

  private static float[] joined(float[]... parts) {
    int size = 0;
    for (float[] part : parts) {
      size += part.length;
    }
    float[] all = new float[size];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  @Test
  void sum() {
    compare("sum", (kernels, n) -> one(kernels.sum(numbers(n + 1), 1, n)));
  }

  @Test
  void sumOfNegativeZerosIsTheSame() {
    float[] zeros = new float[40];
    Arrays.fill(zeros, -0f);
    for (int n = 0; n <= 40; n++) {
      Awkward.assertSameBits(simd.sum(zeros, 0, n), scalar.sum(zeros, 0, n), "sum of " + n + " negative zeros");
    }
  }

  @Test
  void sumOfSquares() {
    compare("sum of squares", (kernels, n) -> one(kernels.sumOfSquares(numbers(n + 1), 1, n, random.nextFloat())));
    compare("sum of squares about 0", (kernels, n) -> one(kernels.sumOfSquares(numbers(n + 1), 1, n, 0f)));
  }

  @Test
  void dot() {
    compare("dot", (kernels, n) -> one(kernels.dot(numbers(n + 1), 1, numbers(n + 4), 4, n)));
  }

  @Test
  void max() {
    compare("max", (kernels, n) -> one(kernels.max(numbers(n + 1), 1, n)));
    for (int n : Awkward.SIZES) {
      float[] zeros = new float[n];
      for (int i = 0; i < n; i++) {
        zeros[i] = i == n / 2 ? 0f : -0f;
      }
      Awkward.assertSameBits(simd.max(zeros, 0, n), scalar.max(zeros, 0, n), "max of zeros");
    }
  }

  @Test
  void axpy() {
    compare(
        "axpy",
        (kernels, n) -> {
          float[] y = numbers(n + 2);
          kernels.axpy(random.nextFloat() - 0.5f, numbers(n + 1), 1, y, 1, n);
          return y;
        });
  }

  @Test
  void addRow() {
    for (int rows : ROWS) {
      compare(
          "addRow",
          (kernels, n) -> {
            float[] y = numbers(rows * n + 3);
            kernels.addRow(numbers(rows * n + 1), 1, numbers(n + 2), 2, y, 1, rows, n);
            return y;
          });
    }
  }

  @Test
  void scaleShiftRows() {
    for (int rows : ROWS) {
      compare(
          "scaleShiftRows",
          (kernels, n) -> {
            float[] y = numbers(rows * n + 3);
            kernels.scaleShiftRows(numbers(rows * n + 1), 1, numbers(n + 2), 2, numbers(n), 0, y, 1, rows, n);
            return y;
          });
    }
  }

  @Test
  void normalizeRows() {
    for (int rows : ROWS) {
      compare(
          "normalizeRows",
          (kernels, n) -> {
            float[] y = numbers(rows * n + 3);
            kernels.normalizeRows(numbers(rows * n + 1), 1, numbers(n), numbers(n), numbers(n), y, 1, rows, n);
            return y;
          });
    }
  }

  @Test
  void mixRows() {
    for (int rows : ROWS) {
      compare(
          "mixRows",
          (kernels, n) -> {
            float[] y = numbers(rows * n + 3);
            float[] x = numbers(rows * n + 1);
            float[] z = numbers(rows * n + 2);
            boolean add = random.nextBoolean();
            kernels.mixRows(x, 1, numbers(n), z, 2, numbers(n), numbers(n), add, y, 1, rows, n);
            return y;
          });
    }
  }

  @Test
  void columnSums() {
    for (int rows : ROWS) {
      compare(
          "columnSums",
          (kernels, n) -> {
            float[] sums = numbers(n + 3);
            kernels.columnSums(numbers(rows * (n + 2) + 1), 1, n + 2, rows, n, random.nextBoolean(), sums, 1);
            return sums;
          });
    }
  }

  @Test
  void columnDots() {
    for (int rows : ROWS) {
      compare(
          "columnDots",
          (kernels, n) -> {
            float[] sums = numbers(n + 3);
            float[] x = numbers(rows * (n + 2) + 1);
            kernels.columnDots(x, 1, n + 2, numbers(rows * n), 0, n, rows, n, random.nextBoolean(), sums, 1);
            return sums;
          });
    }
  }

  @Test
  void columnMoments() {
    for (int rows : ROWS) {
      compare(
          "columnMoments",
          (kernels, n) -> {
            float[] sums = numbers(2 * n + 3);
            float[] x = numbers(rows * n + 1);
            float[] y = numbers(rows * n + 2);
            kernels.columnMoments(x, 1, numbers(n), y, 2, numbers(n), rows, n, sums, 1);
            return sums;
          });
    }
  }

  /** Distinct places for rows of n elements, in no order, with gaps. */
  private int[] places(int count, int n) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      order.add(i * (n + 1) + 1);
    }
    Collections.shuffle(order, random);
    return order.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Places for rows of n elements, some more than once. */
  private int[] multiples(int count, int n) {
    return random.ints(count, 0, 10).map(i -> i * n).toArray();
  }

  @Test
  void gatheredProducts() {
    for (int rows : ROWS) {
      for (int k : new int[] {0, 1, 7, 40}) {
        compare("gatherGemm", (kernels, n) -> gathered(kernels, n, rows, k, true));
        compare("gatherDots", (kernels, n) -> gathered(kernels, n, rows, k, false));
      }
    }
    // more than one block of rows and of k, packed and in place
    for (int n : new int[] {3, 16, 32, 33, 64, 80}) {
      for (int rows : new int[] {50, 500}) {
        for (int k : new int[] {1030, 2100}) {
          long seed = random.nextLong();
          random.setSeed(seed);
          float[] expected = gathered(scalar, n, rows, k, true);
          random.setSeed(seed);
          Awkward.assertSameBits(gathered(simd, n, rows, k, true), expected, "gatherGemm of " + rows + ", " + n);
        }
      }
    }
  }

  /** Lets the numbers from an index on count up in runs of this length. */
  private static void inRuns(int[] table, int from, int length) {
    for (int i = from; i < table.length; i++) {
      table[i] = (i - from) % length == 0 ? table[i] : table[i - 1] + 1;
    }
  }

  private float[] gathered(Kernels kernels, int n, int m, int k, boolean product) {
    int[] rows = random.ints(m + 1, 0, 50).toArray();
    int[] steps = random.ints(k + 2, 0, 50).toArray();
    switch (random.nextInt(4)) {
      case 1 -> inRuns(steps, 2, k % 103 == 0 ? 103 : 20);
      case 2 -> inRuns(steps, 2, Math.max(1, k));
      case 3 -> inRuns(rows, 1, 16);
      default -> {} // as they are
    }
    int[] cRows = places(m + 3, n);
    float[] a = numbers(100 + k + 103 + n);
    int ldb = n <= Kernels.PANEL && random.nextBoolean() ? Kernels.PANEL : n + 2;
    float[] b = numbers(k * ldb + 2);
    float[] c = numbers((m + 3) * (n + 1) + 2);
    boolean add = random.nextBoolean();
    if (product) {
      kernels.gatherGemm(m, n, k, a, 1, rows, 1, steps, 2, b, 1, ldb, add, c, 1, cRows, 3);
    } else {
      kernels.gatherDots(m, n, k, a, 1, rows, 1, steps, 2, b, 1, ldb, add, c, 1, cRows, 3);
    }
    return c;
  }

  @Test
  void gatheredMaxima() {
    for (int m : ROWS) {
      for (int k : new int[] {0, 1, 4, 9}) {
        compare(
            "gatherMax",
            (kernels, n) -> {
              float[] y = numbers(m * n + 2);
              int[] rows = random.ints(m + 1, 0, 20).toArray(); // any places may be read
              kernels.gatherMax(m, n, k, numbers(40 + n), rows, 1, random.ints(k, 0, 20).toArray(), y, 1);
              return y;
            });
        compare(
            "gatherMaxGradient",
            (kernels, n) -> {
              boolean overwrite = random.nextBoolean();
              int[] rows = overwrite ? places(m + 1, n * k + k) : multiples(m + 1, n);
              int[] steps = overwrite ? places(k, n) : multiples(k, n);
              float[] x = numbers((m + 2) * (n * k + k + 2) + 21 * n + 2);
              float[] y = new float[m * n + 1];
              kernels.gatherMax(m, n, k, x, rows, 1, steps, y, 1);
              float[] dx = numbers(x.length);
              kernels.gatherMaxGradient(m, n, k, x, rows, 1, steps, y, numbers(y.length), 1, overwrite, dx);
              return dx;
            });
      }
    }
  }

  @Test
  void softmax() {
    for (int rows : ROWS) {
      compare(
          "softmax",
          (kernels, n) -> {
            float[] y = numbers(rows * n + 3 + rows);
            float[] logSums = random.nextBoolean() ? y : null;
            kernels.softmax(numbers(rows * n + 1), 1, y, 2, rows, n, logSums, rows * n + 3);
            return y;
          });
    }
  }

  @Test
  void randomNumbers() {
    for (long first : new long[] {0, 4, 1L << 34, (1L << 40) - 16}) {
      compare(
          "uniforms",
          (kernels, n) -> {
            float[] y = new float[n + 3];
            kernels.uniforms(random.nextLong(), random.nextLong(), random.nextLong(), first, y, 1, n);
            return y;
          });
      compare(
          "normals",
          (kernels, n) -> {
            float[] y = new float[n + 3];
            kernels.normals(random.nextLong(), random.nextLong(), random.nextLong(), first, y, 1, n);
            return y;
          });
    }
    for (int n : Awkward.SIZES) {
      int[] expected = new int[n + 1];
      int[] got = new int[n + 1];
      scalar.randomBits(1, -2, 3, (1L << 34) - 32, expected, 1, n);
      simd.randomBits(1, -2, 3, (1L << 34) - 32, got, 1, n);
      assertThat(got).isEqualTo(expected);
    }
  }

  @Test
  void theVectorKernelsAreFound() {
    assertThat(KernelChoice.SIMD.kernels().name()).isEqualTo(simd.name()).startsWith("simd-");
    assertThat(KernelChoice.AUTO.kernels().name()).isEqualTo(simd.name());
  }

  @Test
  void theForcedVectorWidthIsInForce() {
    int widest = Integer.getInteger("widest.vector", 512);
    assertThat(Lanes.SPECIES.vectorBitSize()).isLessThanOrEqualTo(widest);
  }
}
