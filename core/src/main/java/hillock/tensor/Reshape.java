package hillock.tensor;

/** y = x under another shape of the same size; dx = dy. */
final class Reshape extends Op implements Tape.View {
  private Tensor x;

  Reshape(Tape tape) {
    super(tape);
  }

  static Tensor of(Tensor x, Shape shape) {
    if (shape.size() != x.size()) {
      throw new IllegalArgumentException(
          "reshape: %s has %d elements, %s has %d".formatted(x.shape(), x.size(), shape, shape.size()));
    }
    Reshape op = x.step().slot(Reshape.class, Reshape::new);
    op.input(x);
    op.x = x;
    op.out.view(x.data(), shape);
    return op.out;
  }

  @Override
  protected void backward(Gradients gradients) {
    if (x.wanted()) {
      float[] dy = out.gradArray();
      float[] dx = x.grad();
      for (int i = 0, n = out.size(); i < n; i++) {
        dx[i] += dy[i];
      }
    }
  }
}
