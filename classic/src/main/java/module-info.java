/** Networks before and beside backpropagation, on the tensors, kernels, randomness and training of the core. */
module hillock.classic {
  requires static org.jspecify;
  requires transitive hillock.core;
  requires hipparchus.core;
  requires hipparchus.optim;

  exports hillock.classic.boltzmann;
  exports hillock.classic.cascade;
  exports hillock.classic.game;
  exports hillock.classic.gas;
  exports hillock.classic.gate;
  exports hillock.classic.growth;
  exports hillock.classic.hebb;
  exports hillock.classic.learning;
  exports hillock.classic.map;
  exports hillock.classic.neat;
  exports hillock.classic.pca;
  exports hillock.classic.perceptron;
  exports hillock.classic.recommend;
  exports hillock.classic.search;
  exports hillock.classic.separation;
  exports hillock.classic.spiking;

  provides hillock.model.RecordProvider with
      hillock.classic.learning.ClassicRecords;
}
