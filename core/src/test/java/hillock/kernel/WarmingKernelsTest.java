package hillock.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class WarmingKernelsTest {
  private final Set<String> called = ConcurrentHashMap.newKeySet();
  private final Kernels scalar = new ScalarKernels();
  private final Kernels watched = around(name -> called.add(name));
  private final Kernels slow = around(name -> spin());

  private Kernels around(Consumer<String> before) {
    return (Kernels)
        Proxy.newProxyInstance(
            Kernels.class.getClassLoader(),
            new Class<?>[] {Kernels.class},
            (proxy, method, arguments) -> {
              before.accept(method.getName());
              return method.invoke(scalar, arguments);
            });
  }

  /** Some ten times what a call of the warm-up takes. */
  private static void spin() {
    for (long end = System.nanoTime() + 200_000; System.nanoTime() < end; ) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aShortRunNeverTouchesTheFastKernels() {
    WarmingKernels kernels = new WarmingKernels(scalar, watched);
    kernels.exp(new float[1], 0, new float[1], 0, 1);
    product(kernels, 10);
    assertThat(called).isEmpty();
  }

  @Test
  void warmingCallsEveryKernelThatHasAVectorLoop() throws InterruptedException {
    WarmingKernels kernels = new WarmingKernels(slow, watched);
    kernels.await();
    assertThat(called)
        .contains("gemm", "exp", "log", "tanh", "sigmoid", "softplus", "erf", "sum", "sumOfSquares", "dot", "max")
        .contains("axpy", "addRow", "scaleShiftRows", "columnSums", "columnDots", "softmax")
        .contains("gatherGemm", "gatherDots", "gatherMax", "gatherMaxGradient");
    called.clear();
    product(kernels, 1);
    kernels.exp(new float[1], 0, new float[1], 0, 1);
    assertThat(called).as("used from now on").containsExactlyInAnyOrder("gemm", "exp");
  }

  @Test
  void kernelsThatAreNotFasterAreNotUsed() {
    assertThat(new WarmUp(scalar, slow).faster(WarmUp::exp)).isSameAs(scalar);
    assertThat(new WarmUp(slow, scalar).faster(WarmUp::exp)).isSameAs(scalar);
  }

  @Test
  void aLongRunChangesOverByItself() throws InterruptedException {
    WarmingKernels kernels = new WarmingKernels(scalar, watched);
    long end = System.nanoTime() + 60_000_000_000L;
    while (called.isEmpty() && System.nanoTime() < end) {
      product(kernels, 100);
    }
    assertThat(called).isNotEmpty();
  }

  private static void product(Kernels kernels, int side) {
    float[] x = new float[side * side];
    kernels.gemm(false, false, side, side, side, x, 0, side, x, 0, side, true, new float[side * side], 0, side);
  }
}
