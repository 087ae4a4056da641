/** Tensors, automatic differentiation, layers, training and model files. Depends on the JDK alone. */
module hillock.core {
  exports hillock.kernel;
  exports hillock.tensor;
  exports hillock.nn;

  uses hillock.kernel.KernelProvider;
}
