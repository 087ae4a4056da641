package hillock.kernel;

/** Offers a faster implementation of {@link Kernels}; found by {@link java.util.ServiceLoader}. */
public interface KernelProvider {
  /** The kernels, or an exception or linkage error whose message says why this machine cannot run them. */
  Kernels kernels();
}
