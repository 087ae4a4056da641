package hillock.nn;

import hillock.tensor.Shape;
import hillock.tensor.Tensor;

/** An activation as a layer. */
record ActivationModule(Activation activation, Shape output) implements Module {
  @Override
  public Tensor forward(Tensor x) {
    return activation.of(x);
  }
}
