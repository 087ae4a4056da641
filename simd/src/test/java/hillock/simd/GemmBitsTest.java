package hillock.simd;

import hillock.kernel.Kernels;
import hillock.kernel.ScalarKernels;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GemmBitsTest {
  private final Kernels scalar = new ScalarKernels();
  private final Kernels simd = new SimdKernels();
  private final Random random = new Random(7);

  private enum Numbers {
    NORMAL,
    SPECIAL,
    TINY
  }

  private float[] numbers(Numbers kind, int n) {
    return kind == Numbers.TINY ? Awkward.tiny(random, n) : Awkward.numbers(random, n, kind == Numbers.SPECIAL);
  }

  /**
   * All four transposes, both ways to accumulate, with offsets and gaps between the rows that must stay as they are.
   */
  private void compare(int m, int n, int k, int gap, Numbers kind) {
    for (int variant = 0; variant < 8; variant++) {
      boolean transposeA = (variant & 1) != 0;
      boolean transposeB = (variant & 2) != 0;
      boolean accumulate = (variant & 4) != 0;
      int lda = (transposeA ? m : k) + gap;
      int ldb = (transposeB ? k : n) + 2 * gap;
      int ldc = n + gap;
      int offset = 3 * gap;
      float[] a = numbers(kind, offset + (transposeA ? k : m) * lda);
      float[] b = numbers(kind, offset + (transposeB ? n : k) * ldb);
      float[] expected = numbers(kind, offset + m * ldc);
      float[] got = expected.clone();
      scalar.gemm(transposeA, transposeB, m, n, k, a, offset, lda, b, offset, ldb, accumulate, expected, offset, ldc);
      simd.gemm(transposeA, transposeB, m, n, k, a, offset, lda, b, offset, ldb, accumulate, got, offset, ldc);
      Awkward.assertSameBits(
          got,
          expected,
          m
              + "x"
              + n
              + "x"
              + k
              + " gap "
              + gap
              + " transposes "
              + transposeA
              + " "
              + transposeB
              + " accumulate "
              + accumulate
              + " "
              + kind);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1,1,1",
    "1,10,7",
    "1,300,33",
    "17,1,40",
    "300,1,9",
    "3,17,5",
    "12,32,16",
    "13,33,17",
    "24,64,40",
    "25,31,700",
    "64,10,128",
    "64,128,100",
    "100,100,100",
    "130,520,70",
    "65,600,1030",
    "200,40,30",
    "65,2060,20",
    "1,2100,30",
    "5,3,0",
    "0,5,4",
    "4,0,3",
    "2,2,2",
    "16,16,16",
    "31,33,15",
    "193,48,20",
    "193,134,20",
    "40,330,530",
    "17,37,150",
    "32,70,290",
    "30,300,25"
  })
  void equalsScalar(int m, int n, int k) {
    for (Numbers kind : Numbers.values()) {
      compare(m, n, k, 0, kind);
      compare(m, n, k, 3, kind);
    }
  }

  @Test
  void equalsScalarAtEverySmallSize() {
    for (int m = 1; m <= 26; m++) {
      for (int n : new int[] {1, 3, 4, 5, 8, 9, 15, 16, 17, 31, 32, 33, 35}) {
        compare(m, n, 5, 1, Numbers.SPECIAL);
      }
    }
  }

  /** Where the choice changes between operands that are packed and those that are read where they lie. */
  @Test
  void equalsScalarOnBothSidesOfEveryLimit() {
    for (int m : new int[] {12, 13, 24, 25, 192, 193}) {
      for (int n : new int[] {128, 255, 256, 257}) {
        compare(m, n, 21, 0, Numbers.NORMAL);
        compare(m, n, 21, 1, Numbers.NORMAL);
      }
    }
  }
}
