package hillock.simd;

import hillock.kernel.KernelProvider;
import hillock.kernel.Kernels;

/** Offers the vector kernels to {@code ServiceLoader}. */
public final class SimdProvider implements KernelProvider {
  /** Called by {@code ServiceLoader}. */
  public SimdProvider() {}

  @Override
  public Kernels kernels() {
    if (Lanes.COUNT != 4 && Lanes.COUNT != 8 && Lanes.COUNT != 16) {
      throw new IllegalStateException(
          "vectors of " + Lanes.COUNT + " floats are preferred on this machine; the kernels know 4, 8 and 16");
    }
    return new SimdKernels();
  }
}
