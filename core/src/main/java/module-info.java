/** Tensors, automatic differentiation, layers, training and model files. Depends on the JDK alone. */
module hillock.core {
  exports hillock.kernel;

  uses hillock.kernel.KernelProvider;
}
