package hillock.tensor;

/** y = a + b, element by element; da = dy, db = dy. */
final class Add extends Op {
  private Tensor a;
  private Tensor b;

  Add(Tape tape) {
    super(tape);
  }

  static Tensor of(Tensor a, Tensor b) {
    if (!a.shape().equals(b.shape())) {
      throw new IllegalArgumentException("plus: shapes differ, %s and %s".formatted(a.shape(), b.shape()));
    }
    Add op = a.step().slot(Add.class, Add::new);
    op.input(a);
    op.input(b);
    op.a = a;
    op.b = b;
    op.out.shape(a.shape());
    float[] x = a.data();
    float[] z = b.data();
    float[] y = op.out.data();
    for (int i = 0, n = a.size(); i < n; i++) {
      y[i] = x[i] + z[i];
    }
    return op.out;
  }

  @Override
  protected void backward(Gradients gradients) {
    pass(a);
    pass(b);
  }

  private void pass(Tensor x) {
    if (x.wanted()) {
      float[] dy = out.gradArray();
      float[] dx = x.grad();
      for (int i = 0, n = out.size(); i < n; i++) {
        dx[i] += dy[i];
      }
    }
  }
}
