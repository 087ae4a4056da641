package hillock.tensor;

/** y = c·x for a number c; dx = c·dy. */
final class Scale extends Op {
  private Tensor x;
  private float factor;

  Scale(Tape tape) {
    super(tape);
  }

  static Tensor of(Tensor x, float factor) {
    Scale op = x.step().slot(Scale.class, Scale::new);
    op.input(x);
    op.x = x;
    op.factor = factor;
    op.out.shape(x.shape());
    float[] in = x.data();
    float[] y = op.out.data();
    for (int i = 0, n = x.size(); i < n; i++) {
      y[i] = factor * in[i];
    }
    return op.out;
  }

  @Override
  protected void backward(Gradients gradients) {
    float[] dy = out.gradArray();
    float[] dx = x.grad();
    for (int i = 0, n = x.size(); i < n; i++) {
      dx[i] += factor * dy[i];
    }
  }
}
