/** Tensors, automatic differentiation, layers, training and model files. Depends on the JDK alone. */
module hillock.core {
  requires static org.jspecify;

  exports hillock.kernel;
  exports hillock.tensor;
  exports hillock.nn;
  exports hillock.data;
  exports hillock.data.augment;
  exports hillock.model;
  exports hillock.train;
  exports hillock.experiment;

  uses hillock.kernel.KernelProvider;
  uses hillock.model.RecordProvider;
}
