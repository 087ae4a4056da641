package hillock.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scalar kernels against their definition, and against the same formula in double precision. */
class ScalarKernelsTest {
  private final Kernels kernels = new ScalarKernels();
  private final Random random = new Random(5);

  private float[] numbers(int n) {
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = (float) random.nextGaussian();
    }
    return x;
  }

  @Test
  void productIsTheChainOfTheDefinition() {
    int[][] sizes = {
      {1, 1, 1}, {1, 5, 9}, {3, 2, 7}, {4, 8, 4}, {5, 300, 6}, {9, 17, 270}, {8, 257, 515}, {2, 3, 0}, {0, 4, 2}
    };
    for (int[] size : sizes) {
      for (int variant = 0; variant < 8; variant++) {
        checkProduct(size[0], size[1], size[2], (variant & 1) != 0, (variant & 2) != 0, (variant & 4) != 0);
      }
    }
  }

  private void checkProduct(int m, int n, int k, boolean transposeA, boolean transposeB, boolean accumulate) {
    int lda = (transposeA ? m : k) + 2;
    int ldb = (transposeB ? k : n) + 1;
    int ldc = n + 3;
    float[] a = numbers(4 + (transposeA ? k : m) * lda);
    float[] b = numbers(5 + (transposeB ? n : k) * ldb);
    float[] c = numbers(6 + m * ldc);
    float[] expected = c.clone();
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        float sum = accumulate ? c[6 + i * ldc + j] : 0f;
        for (int p = 0; p < k; p++) {
          float left = a[4 + (transposeA ? p * lda + i : i * lda + p)];
          float right = b[5 + (transposeB ? j * ldb + p : p * ldb + j)];
          sum = Math.fma(left, right, sum);
        }
        expected[6 + i * ldc + j] = sum;
      }
    }
    kernels.gemm(transposeA, transposeB, m, n, k, a, 4, lda, b, 5, ldb, accumulate, c, 6, ldc);
    assertThat(c).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 15, 16, 17, 31, 33, 100, 1000})
  void sumsAreCloseToThoseInDouble(int n) {
    float[] x = numbers(n + 1);
    float[] y = numbers(n + 2);
    double sum = 0;
    double squares = 0;
    double dot = 0;
    double size = 1e-30;
    for (int i = 0; i < n; i++) {
      sum += x[i + 1];
      squares += Math.pow(x[i + 1] - 0.25, 2);
      dot += (double) x[i + 1] * y[i + 2];
      size += Math.abs(x[i + 1]) * (1 + Math.abs(y[i + 2]));
    }
    assertThat((double) kernels.sum(x, 1, n)).isCloseTo(sum, within(3e-7 * size));
    assertThat((double) kernels.sumOfSquares(x, 1, n, 0.25f)).isCloseTo(squares, within(1e-6 * squares + 1e-30));
    assertThat((double) kernels.dot(x, 1, y, 2, n)).isCloseTo(dot, within(3e-7 * size));
  }

  @Test
  void sumFollowsTheTreeOfSixteenLanes() {
    // 2²⁴ + 1 rounds to 2²⁴: the result tells which numbers met first
    float[] x = new float[32];
    x[0] = 0x1p24f;
    x[16] = 1f;
    x[1] = 1f;
    x[17] = 1f;
    assertThat(kernels.sum(x, 0, 32)).isEqualTo(0x1p24f + 2f);
    assertThat(kernels.sum(x, 0, 17)).isEqualTo(0x1p24f);
  }

  @Test
  void sumOfNothingIsZeroAndItsMaximumIsMinusInfinity() {
    assertThat(kernels.sum(new float[0], 0, 0)).isZero();
    assertThat(kernels.max(new float[0], 0, 0)).isEqualTo(Float.NEGATIVE_INFINITY);
  }

  @Test
  void maximumPassesOnNaN() {
    assertThat(kernels.max(new float[] {1f, Float.NaN, 3f}, 0, 3)).isNaN();
    assertThat(kernels.max(new float[] {-5f, -2f, -9f}, 0, 3)).isEqualTo(-2f);
  }

  @Test
  void axpyAddsAMultiple() {
    float[] y = {9f, 1f, 2f, 9f};
    kernels.axpy(2f, new float[] {9f, 9f, 10f, 20f}, 2, y, 1, 2);
    assertThat(y).containsExactly(9f, 21f, 42f, 9f);
  }

  @Test
  void rowOperationsRepeatTheRow() {
    float[] x = {1f, 2f, 3f, 4f, 5f, 6f};
    float[] y = new float[6];
    kernels.addRow(x, 0, new float[] {10f, 20f, 30f}, 0, y, 0, 2, 3);
    assertThat(y).containsExactly(11f, 22f, 33f, 14f, 25f, 36f);
    kernels.scaleShiftRows(x, 0, new float[] {2f, 3f, 4f}, 0, new float[] {1f, 1f, 1f}, 0, x, 0, 2, 3);
    assertThat(x).containsExactly(3f, 7f, 13f, 9f, 16f, 25f);
  }

  @Test
  void columnSumsSkipTheGapBetweenRows() {
    float[] x = {1f, 2f, 99f, 3f, 4f, 99f};
    float[] y = {10f, 20f, 30f, 40f};
    float[] sums = {5f, 6f};
    kernels.columnSums(x, 0, 3, 2, 2, true, sums, 0);
    assertThat(sums).containsExactly(9f, 12f);
    kernels.columnSums(x, 0, 3, 2, 2, false, sums, 0);
    assertThat(sums).containsExactly(4f, 6f);
    kernels.columnDots(x, 0, 3, y, 0, 2, 2, 2, false, sums, 0);
    assertThat(sums).containsExactly(100f, 200f);
  }

  @Test
  void normalizedRowsAreCenteredFirst() {
    float[] x = {1f, 2f, 3f, 4f};
    float[] third = {1f / 3, 1f / 3};
    kernels.normalizeRows(x, 0, new float[] {2f, 2f}, third, new float[] {0f, 5f}, x, 0, 2, 2);
    assertThat(x).containsExactly(-1f / 3, 5f, 1f / 3, 5f + 2f / 3);
  }

  @Test
  void mixedRowsAreProductsAndATerm() {
    float[] x = {1f, 2f, 3f, 4f};
    float[] z = {10f, 20f, 30f, 40f};
    float[] y = {5f, 5f, 5f, 5f};
    float[] a = {1f, 2f};
    float[] b = {3f, 4f};
    float[] c = {100f, 200f};
    kernels.mixRows(x, 0, a, z, 0, b, c, false, y, 0, 2, 2);
    assertThat(y).containsExactly(131f, 284f, 193f, 368f);
    kernels.mixRows(x, 0, a, z, 0, b, c, true, y, 0, 2, 2);
    assertThat(y).containsExactly(262f, 568f, 386f, 736f);
  }

  @Test
  void momentsAreSumsOfDifferencesAndOfTheirProducts() {
    float[] x = {1f, 2f, 3f, 4f};
    float[] y = {10f, 20f, 30f, 40f};
    float[] sums = {9f, 9f, 9f, 9f, 9f};
    kernels.columnMoments(x, 0, new float[] {2f, 1f}, y, 0, new float[] {9f, 10f}, 2, 2, sums, 1);
    assertThat(sums).containsExactly(9f, 0f, 4f, -1f + 21f, 10f + 90f);
  }

  @Test
  void softmaxIsCloseToThatInDouble() {
    int columns = 37;
    float[] x = numbers(3 * columns);
    x[5] = 900f; // would overflow without the shift by the maximum
    float[] y = new float[3 * columns];
    float[] logSums = new float[3];
    kernels.softmax(x, 0, y, 0, 3, columns, logSums, 0);
    for (int r = 0; r < 3; r++) {
      double max = Double.NEGATIVE_INFINITY;
      for (int j = 0; j < columns; j++) {
        max = Math.max(max, x[r * columns + j]);
      }
      double total = 0;
      for (int j = 0; j < columns; j++) {
        total += Math.exp(x[r * columns + j] - max);
      }
      for (int j = 0; j < columns; j++) {
        double expected = Math.exp(x[r * columns + j] - max) / total;
        assertThat((double) y[r * columns + j]).isCloseTo(expected, within(5e-7 * expected + 1e-37));
      }
      assertThat((double) logSums[r]).isCloseTo(max + Math.log(total), within(3e-7 * (Math.abs(max) + 4)));
    }
  }

  @Test
  void anyRangeOfRandomWordsIsTheSameAsTheWhole() {
    int[] whole = new int[1000];
    kernels.randomBits(1, 2, 3, 0, whole, 0, whole.length);
    for (int from = 0; from < 1000; from += 4) {
      int size = Math.min(1000 - from, 1 + random.nextInt(40));
      int[] part = new int[size];
      kernels.randomBits(1, 2, 3, from, part, 0, size);
      assertThat(part).isEqualTo(Arrays.copyOfRange(whole, from, from + size));
    }
  }
}
