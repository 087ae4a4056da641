package hillock.tensor;

/** {@code y = Σ x_i} over all elements, a scalar; {@code dx_i = dy}. */
final class Sum extends Op {
  private Tensor x;

  Sum(Tape tape) {
    super(tape);
  }

  static Tensor of(Tensor x) {
    Sum op = x.step().slot(Sum.class, Sum::new);
    op.input(x);
    op.x = x;
    op.out.shape(Shape.scalar());
    op.out.data()[0] = x.step().engine().sum(x.data(), 0, x.size());
    return op.out;
  }

  @Override
  protected void backward(Gradients gradients) {
    float dy = out.gradArray()[0];
    float[] dx = x.grad();
    for (int i = 0, n = x.size(); i < n; i++) {
      dx[i] += dy;
    }
  }
}
