package hillock.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Random;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the number of threads, the engine returns the bits of the kernels. */
class EngineTest {
  private final Kernels kernels = new ScalarKernels();
  private final Random random = new Random(3);
  private Team team;

  private Engine engine(int threads) {
    team = Team.of(threads);
    return Engine.of(kernels, team);
  }

  @AfterEach
  void closeTeam() {
    team.close();
  }

  private float[] numbers(int n) {
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = random.nextFloat() - 0.5f;
    }
    return x;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void productsCutIntoTilesEqualWholeOnes(int threads) {
    Engine engine = engine(threads);
    int[][] sizes = {{64, 128, 100}, {200, 10, 90}, {7, 500, 60}, {1, 900, 300}, {130, 131, 40}, {3, 3, 3}};
    for (int[] size : sizes) {
      int m = size[0], n = size[1], k = size[2];
      for (int variant = 0; variant < 8; variant++) {
        boolean transposeA = (variant & 1) != 0;
        boolean transposeB = (variant & 2) != 0;
        boolean accumulate = (variant & 4) != 0;
        int lda = (transposeA ? m : k) + 1;
        int ldb = (transposeB ? k : n) + 2;
        float[] a = numbers(1 + (transposeA ? k : m) * lda);
        float[] b = numbers(2 + (transposeB ? n : k) * ldb);
        float[] expected = numbers(3 + m * (n + 3));
        float[] got = expected.clone();
        kernels.gemm(transposeA, transposeB, m, n, k, a, 1, lda, b, 2, ldb, accumulate, expected, 3, n + 3);
        engine.gemm(transposeA, transposeB, m, n, k, a, 1, lda, b, 2, ldb, accumulate, got, 3, n + 3);
        assertThat(got).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void forEachCoversTheRangeOnceAndCutsAtGrains(int threads) {
    Engine engine = engine(threads);
    for (int n : new int[] {0, 1, 15, 16, 17, 1000, 4097}) {
      var seen = new AtomicIntegerArray(n);
      engine.forEach(
          n,
          16,
          (from, to) -> {
            assertThat(from % 16).isZero();
            assertThat(to % 16 == 0 || to == n).isTrue();
            for (int i = from; i < to; i++) {
              seen.incrementAndGet(i);
            }
          });
      for (int i = 0; i < n; i++) {
        assertThat(seen.get(i)).isEqualTo(1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void sumsAreSumsOfChunks(int threads) {
    Engine engine = engine(threads);
    for (int n : new int[] {0, 1, 100, 4096, 4097, 100_000}) {
      float[] x = numbers(n + 1);
      float[] y = numbers(n + 2);
      double sum = 0;
      double squares = 0;
      double dot = 0;
      for (int from = 0; from < n; from += Engine.SUM_CHUNK) {
        int size = Math.min(Engine.SUM_CHUNK, n - from);
        sum += kernels.sum(x, 1 + from, size);
        squares += kernels.sumOfSquares(x, 1 + from, size, 0.1f);
        dot += kernels.dot(x, 1 + from, y, 2 + from, size);
      }
      assertThat(engine.sum(x, 1, n)).isEqualTo((float) sum);
      assertThat(engine.sumOfSquares(x, 1, n, 0.1f)).isEqualTo((float) squares);
      assertThat(engine.dot(x, 1, y, 2, n)).isEqualTo((float) dot);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void columnSumsOverManyRowsAreSumsOfChunksInOrder(int threads) {
    int columns = 3;
    int rows = 2 * Engine.ROW_CHUNK + 5;
    float[] x = numbers(rows * columns);
    float[] y = numbers(rows * columns);
    float[] sums = {1, 2, 3};
    float[] dots = {1, 2, 3};
    float[] part = new float[columns];
    for (int row = 0; row < rows; row += Engine.ROW_CHUNK) {
      int count = Math.min(Engine.ROW_CHUNK, rows - row);
      kernels.columnSums(x, row * columns, columns, count, columns, false, part, 0);
      kernels.axpy(1, part, 0, sums, 0, columns);
      kernels.columnDots(x, row * columns, columns, y, row * columns, columns, count, columns, false, part, 0);
      kernels.axpy(1, part, 0, dots, 0, columns);
    }
    Engine engine = engine(threads);
    float[] got = {0, 1, 2, 3};
    engine.columnSums(x, 0, columns, rows, columns, true, got, 1);
    assertThat(got).isEqualTo(new float[] {0, sums[0], sums[1], sums[2]});
    got = new float[] {1, 2, 3};
    engine.columnDots(x, 0, columns, y, 0, columns, rows, columns, true, got, 0);
    assertThat(got).isEqualTo(dots);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void columnsMapsAndRandomNumbersEqualUncutOnes(int threads) {
    Engine engine = engine(threads);
    int rows = 50;
    int columns = 1000;
    float[] x = numbers(rows * columns);
    float[] y = numbers(rows * columns);
    float[] expected = new float[rows * columns];
    float[] got = new float[rows * columns];
    kernels.columnSums(x, 0, columns, rows, columns, false, expected, 0);
    engine.columnSums(x, 0, columns, rows, columns, false, got, 0);
    assertThat(got).isEqualTo(expected);
    kernels.columnDots(x, 0, columns, y, 0, columns, rows, columns, true, expected, 0);
    engine.columnDots(x, 0, columns, y, 0, columns, rows, columns, true, got, 0);
    assertThat(got).isEqualTo(expected);
    kernels.tanh(x, 0, expected, 0, x.length);
    engine.map(Kernels::tanh, x, 0, got, 0, x.length);
    assertThat(got).isEqualTo(expected);
    kernels.normals(1, 2, 3, 8, expected, 0, x.length);
    engine.normals(1, 2, 3, 8, got, 0, x.length);
    assertThat(got).isEqualTo(expected);
    kernels.uniforms(1, 2, 3, 8, expected, 0, x.length);
    engine.uniforms(1, 2, 3, 8, got, 0, x.length);
    assertThat(got).isEqualTo(expected);
    int[] expectedWords = new int[x.length];
    int[] gotWords = new int[x.length];
    kernels.randomBits(1, 2, 3, 8, expectedWords, 0, x.length);
    engine.randomBits(1, 2, 3, 8, gotWords, 0, x.length);
    assertThat(gotWords).isEqualTo(expectedWords);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void callsWithinAPartGiveTheSameBits(int threads) {
    Engine engine = engine(threads);
    float[] x = numbers(50_000);
    float expected = engine.sum(x, 0, x.length);
    float[] sums = new float[64];
    engine.forEach(
        64,
        1,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            sums[i] = engine.sum(x, 0, x.length);
          }
        });
    assertThat(sums).containsOnly(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void nothingIsAllocated(int threads) {
    Engine engine = engine(threads);
    float[] a = numbers(64 * 64);
    float[] c = new float[64 * 64];
    Runnable work =
        () -> {
          engine.gemm(false, false, 64, 64, 64, a, 0, 64, a, 0, 64, false, c, 0, 64);
          engine.map(Kernels::exp, a, 0, c, 0, 64 * 64);
          engine.sum(a, 0, 64 * 64);
          engine.columnSums(a, 0, 64, 64, 64, false, c, 0);
          engine.uniforms(1, 2, 3, 0, c, 0, 64 * 64);
        };
    for (int i = 0; i < 200; i++) {
      work.run();
    }
    var bean = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = bean.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 200; i++) {
      work.run();
    }
    assertThat(bean.getCurrentThreadAllocatedBytes() - before).isLessThan(2000);
  }
}
