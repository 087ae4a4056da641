package hillock.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class WarmingKernelsTest {
  private final Set<String> called = ConcurrentHashMap.newKeySet();
  private final Kernels scalar = new ScalarKernels();
  private final Kernels fast =
      (Kernels)
          Proxy.newProxyInstance(
              Kernels.class.getClassLoader(),
              new Class<?>[] {Kernels.class},
              (proxy, method, arguments) -> {
                called.add(method.getName());
                return method.invoke(scalar, arguments);
              });
  private final WarmingKernels kernels = new WarmingKernels(scalar, fast);

  @Test
  void aShortRunNeverTouchesTheFastKernels() {
    kernels.exp(new float[1], 0, new float[1], 0, 1);
    product(10);
    assertThat(called).isEmpty();
  }

  @Test
  void warmingCallsEveryKernelThatHasAVectorLoop() throws InterruptedException {
    kernels.await();
    assertThat(called)
        .contains("gemm", "exp", "log", "tanh", "sigmoid", "softplus", "erf", "sum", "sumOfSquares", "dot", "max")
        .contains("axpy", "addRow", "scaleShiftRows", "columnSums", "columnDots", "softmax");
    called.clear();
    product(1);
    assertThat(called).as("used from now on").containsExactly("gemm");
  }

  @Test
  void aLongRunChangesOverByItself() throws InterruptedException {
    long end = System.nanoTime() + 60_000_000_000L;
    while (called.isEmpty() && System.nanoTime() < end) {
      product(100);
    }
    assertThat(called).isNotEmpty();
    kernels.await();
  }

  private void product(int side) {
    float[] x = new float[side * side];
    kernels.gemm(false, false, side, side, side, x, 0, side, x, 0, side, true, new float[side * side], 0, side);
  }
}
