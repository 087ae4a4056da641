/** Networks before and beside backpropagation, on the tensors, kernels, randomness and training of the core. */
module hillock.classic {
  requires static org.jspecify;
  requires transitive hillock.core;
  requires hipparchus.core;

  exports hillock.classic.boltzmann;
  exports hillock.classic.cascade;
  exports hillock.classic.map;
  exports hillock.classic.neat;
  exports hillock.classic.pca;
}
