package hillock.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class WarmingKernelsTest {
  private final Set<String> called = ConcurrentHashMap.newKeySet();
  private final Kernels scalar = new ScalarKernels();
  private final Kernels watched = around(name -> called.add(name));
  private final Kernels slow = around(name -> spin(200_000)); // some ten times what a call of the warm-up takes

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

  private static void spin(long nanoseconds) {
    for (long end = System.nanoTime() + nanoseconds; System.nanoTime() < end; ) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aShortRunNeverTouchesTheFastKernels() {
    WarmingKernels kernels = new WarmingKernels(scalar, () -> watched);
    kernels.exp(new float[1], 0, new float[1], 0, 1);
    product(kernels, 10);
    assertThat(called).isEmpty();
  }

  @Test
  void warmingCallsEveryKernelThatHasAVectorLoop() throws InterruptedException {
    WarmingKernels kernels = new WarmingKernels(slow, () -> watched);
    kernels.await();
    assertThat(called)
        .contains("gemm", "exp", "log", "tanh", "sigmoid", "softplus", "erf", "sum", "sumOfSquares", "dot", "max")
        .contains("axpy", "addRow", "scaleShiftRows", "columnSums", "columnDots", "softmax")
        .contains("normalizeRows", "mixRows", "columnMoments")
        .contains("gatherGemm", "gatherDots", "gatherMax", "gatherMaxGradient");
    called.clear();
    product(kernels, 1);
    kernels.exp(new float[1], 0, new float[1], 0, 1);
    assertThat(called).as("used from now on").containsExactlyInAnyOrder("gemm", "exp");
  }

  @Test
  void theFastKernelsAreMadeWhenTheyAreNeeded() throws InterruptedException {
    AtomicInteger made = new AtomicInteger();
    WarmingKernels kernels =
        new WarmingKernels(
            slow,
            () -> {
              made.incrementAndGet();
              return watched;
            });
    product(kernels, 10);
    assertThat(made).hasValue(0);
    kernels.await();
    assertThat(made).hasValue(1);
  }

  @Test
  void whereTheFastKernelsCannotStartTheSlowOnesStay() throws InterruptedException {
    WarmingKernels kernels =
        new WarmingKernels(
            watched,
            () -> {
              throw new IllegalStateException("vectors of 2 floats");
            });
    kernels.await();
    called.clear();
    product(kernels, 1);
    assertThat(called).containsExactly("gemm");
    assertThat(kernels.name()).isEqualTo("scalar");
  }

  @Test
  void kernelsThatAreNotFasterAreNotUsed() {
    assertThat(new WarmUp(scalar, slow).faster(WarmUp::exp)).isSameAs(scalar);
    assertThat(new WarmUp(slow, scalar).faster(WarmUp::exp)).isSameAs(scalar);
  }

  @Test
  void aLongRunChangesOverByItself() throws InterruptedException {
    WarmingKernels kernels = new WarmingKernels(scalar, () -> watched);
    long end = System.nanoTime() + 60_000_000_000L;
    while (called.isEmpty() && System.nanoTime() < end) {
      product(kernels, 100);
    }
    assertThat(called).isNotEmpty();
  }

  @Test
  void aKernelThatWasCompiledTooLateForTheFirstWarmUpGetsAnother() {
    Thread caller = Thread.currentThread();
    AtomicInteger calls = new AtomicInteger();
    AtomicBoolean used = new AtomicBoolean();
    Kernels late =
        around(name -> {
          used.compareAndSet(false, Thread.currentThread() == caller);
          spin(calls.incrementAndGet() <= 20_000 ? 50_000 : 0); // a warm-up has so many calls
        });
    WarmingKernels kernels = new WarmingKernels(around(name -> spin(10_000)), () -> late);
    float[] x = new float[1 << 20];
    for (long end = System.nanoTime() + 120_000_000_000L; !used.get() && System.nanoTime() < end; ) {
      kernels.exp(x, 0, x, 0, x.length);
    }
    assertThat(used).isTrue();
  }

  private static void product(Kernels kernels, int side) {
    float[] x = new float[side * side];
    kernels.gemm(false, false, side, side, side, x, 0, side, x, 0, side, true, new float[side * side], 0, side);
  }
}
