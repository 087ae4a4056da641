package hillock.tensor;

/** An array given from outside. */
final class Input extends Op implements Tape.View {
  Input(Tape tape) {
    super(tape);
  }

  static Tensor of(Step step, float[] values, Shape shape) {
    Input op = step.slot(Input.class, Input::new);
    op.out.view(values, shape);
    return op.out;
  }

  @Override
  protected void backward(Gradients gradients) {
    // An input depends on nothing.
  }
}
