package hillock.tensor;

/** y = x, with no gradient to x. */
final class Detach extends Op implements Tape.View {
  Detach(Tape tape) {
    super(tape);
  }

  static Tensor of(Tensor x) {
    Detach op = x.step().slot(Detach.class, Detach::new);
    op.out.view(x.data(), x.shape());
    return op.out;
  }

  @Override
  protected void backward(Gradients gradients) {
    // By definition nothing flows back.
  }
}
