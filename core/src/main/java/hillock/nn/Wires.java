package hillock.nn;

import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Shape;
import hillock.tensor.Step;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;

/** No formula, but a place on the tape for the tensors that a branching module holds during a step. */
final class Wires extends Op {
  private Tensor[] tensors = {};

  Wires(Tape tape) {
    super(tape);
  }

  /** An array of this length, the same one at this place of every step. */
  static Tensor[] of(Step step, int count) {
    Wires op = step.slot(Wires.class, Wires::new);
    op.out.shape(Shape.scalar());
    if (op.tensors.length != count) {
      op.tensors = new Tensor[count];
    }
    return op.tensors;
  }

  @Override
  protected void backward(Gradients gradients) {
    // Nothing was computed.
  }
}
