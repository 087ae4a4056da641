package hillock.tensor;

/** y = a ∘ b, element by element; da = dy ∘ b, db = dy ∘ a. */
final class Multiply extends Op {
  private Tensor a;
  private Tensor b;

  Multiply(Tape tape) {
    super(tape);
  }

  static Tensor of(Tensor a, Tensor b) {
    if (!a.shape().equals(b.shape())) {
      throw new IllegalArgumentException("times: shapes differ, %s and %s".formatted(a.shape(), b.shape()));
    }
    Multiply op = a.step().slot(Multiply.class, Multiply::new);
    op.input(a);
    op.input(b);
    op.a = a;
    op.b = b;
    op.out.shape(a.shape());
    float[] x = a.data();
    float[] z = b.data();
    float[] y = op.out.data();
    for (int i = 0, n = a.size(); i < n; i++) {
      y[i] = x[i] * z[i];
    }
    return op.out;
  }

  @Override
  protected void backward(Gradients gradients) {
    pass(a, b);
    pass(b, a);
  }

  private void pass(Tensor x, Tensor other) {
    if (x.wanted()) {
      float[] dy = out.gradArray();
      float[] z = other.data();
      float[] dx = x.grad();
      for (int i = 0, n = out.size(); i < n; i++) {
        dx[i] += dy[i] * z[i];
      }
    }
  }
}
