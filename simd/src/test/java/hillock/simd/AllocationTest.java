package hillock.simd;

import static org.assertj.core.api.Assertions.assertThat;

import hillock.kernel.Kernels;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Compiled, the kernels keep every vector in a register. A vector that crosses a call which the compiler chose not to
 * inline lands on the heap instead, at a tenth of the speed: the one thing that this test is after.
 */
class AllocationTest {
  private static final int CALLS = 200;
  private static final long PATIENCE_NANOS = 20_000_000_000L;

  private final Kernels kernels = new SimdKernels();
  private final float[] x = new float[16_384];
  private final float[] y = new float[16_384];
  private final float[] z = new float[16_384];

  @Test
  @Timeout(300)
  void compiledKernelsAllocateNothing() {
    for (int i = 0; i < x.length; i++) {
      x[i] = (i % 37 - 18) * 0.1f;
    }
    Map<String, Runnable> calls = new LinkedHashMap<>();
    for (int variant = 0; variant < 8; variant++) {
      boolean transposeA = (variant & 1) != 0;
      boolean transposeB = (variant & 2) != 0;
      boolean accumulate = (variant & 4) != 0;
      calls.put(
          "gemm 64x10x48 variant " + variant,
          () ->
              kernels.gemm(
                  transposeA,
                  transposeB,
                  64,
                  10,
                  48,
                  x,
                  0,
                  transposeA ? 64 : 48,
                  y,
                  0,
                  transposeB ? 48 : 10,
                  accumulate,
                  z,
                  0,
                  10));
      calls.put(
          "gemm 25x71x33 variant " + variant,
          () ->
              kernels.gemm(
                  transposeA,
                  transposeB,
                  25,
                  71,
                  33,
                  x,
                  0,
                  transposeA ? 25 : 33,
                  y,
                  0,
                  transposeB ? 33 : 71,
                  accumulate,
                  z,
                  0,
                  71));
    }
    calls.put("exp", () -> kernels.exp(x, 0, y, 0, 1001));
    calls.put("log", () -> kernels.log(x, 0, y, 0, 1001));
    calls.put("tanh", () -> kernels.tanh(x, 0, y, 0, 1001));
    calls.put("sigmoid", () -> kernels.sigmoid(x, 0, y, 0, 1001));
    calls.put("softplus", () -> kernels.softplus(x, 0, y, 0, 1001));
    calls.put("erf", () -> kernels.erf(x, 0, y, 0, 1001));
    calls.put("sum", () -> kernels.sum(x, 0, 1001));
    calls.put("sumOfSquares", () -> kernels.sumOfSquares(x, 0, 1001, 1f));
    calls.put("dot", () -> kernels.dot(x, 0, z, 0, 1001));
    calls.put("max", () -> kernels.max(x, 0, 1001));
    calls.put("axpy", () -> kernels.axpy(0.1f, x, 0, y, 0, 1001));
    calls.put("addRow", () -> kernels.addRow(x, 0, z, 0, y, 0, 20, 101));
    calls.put("scaleShiftRows", () -> kernels.scaleShiftRows(x, 0, z, 0, z, 0, y, 0, 20, 101));
    calls.put("columnSums", () -> kernels.columnSums(x, 0, 101, 20, 101, false, y, 0));
    calls.put("columnDots", () -> kernels.columnDots(x, 0, 101, z, 0, 101, 20, 101, false, y, 0));
    calls.put("normalizeRows", () -> kernels.normalizeRows(x, 0, z, z, z, y, 0, 20, 101));
    calls.put("mixRows", () -> kernels.mixRows(x, 0, z, x, 0, z, z, false, y, 0, 20, 101));
    calls.put("columnMoments", () -> kernels.columnMoments(x, 0, z, x, 1, z, 20, 101, y, 0));
    calls.put("lstm", () -> kernels.gates().lstm(20, 100, 110, z, 0, 550, y, 0, 4096, y, 8192));
    calls.put(
        "lstm backward",
        () -> kernels.gates().lstmBackward(20, 100, 110, x, 0, 550, y, 0, y, 4096, y, 8192, z, 0, 440));
    calls.put("gru", () -> kernels.gates().gru(20, 100, 110, z, 0, 440, y, 0, 4096));
    calls.put("gru backward", () -> kernels.gates().gruBackward(20, 100, 110, x, 0, 440, y, 0, y, 4096, z, 0, 440));
    calls.put("softmax", () -> kernels.softmax(x, 0, y, 0, 20, 101, z, 0));
    calls.put("uniforms", () -> kernels.uniforms(1, 2, 3, 0, y, 0, 1001));
    calls.put("normals", () -> kernels.normals(1, 2, 3, 0, y, 0, 1001));
    calls.forEach((name, call) ->
        assertThat(allocatedWhenCompiled(call)).as("bytes that %d calls of %s allocate", CALLS, name).isZero());
  }

  /** Repeats rounds of calls until one allocates nothing, since there is no asking when compilation has finished. */
  private static long allocatedWhenCompiled(Runnable call) {
    var bean = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long start = System.nanoTime();
    long allocated;
    do {
      long before = bean.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < CALLS; i++) {
        call.run();
      }
      allocated = bean.getCurrentThreadAllocatedBytes() - before;
    } while (allocated > 0 && System.nanoTime() - start < PATIENCE_NANOS);
    return allocated;
  }
}
