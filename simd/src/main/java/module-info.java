/**
 * The kernels of {@code hillock.core} on the Vector API. Nothing refers to this module by name: being present is
 * enough, and on the module path it resolves the incubator module without any flag.
 */
module hillock.simd {
  requires hillock.core;
  requires jdk.incubator.vector;

  provides hillock.kernel.KernelProvider with
      hillock.simd.SimdProvider;
}
