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
    return slot(x).view(shape);
  }

  /** The batch axis stays; the shape of the last step serves again when the batch is as large. */
  static Tensor examples(Tensor x, Shape example) {
    if (x.shape().rank() == 0 || (long) x.shape().dim(0) * example.size() != x.size()) {
      throw new IllegalArgumentException(
          "reshape: examples of %s do not have the size of %s".formatted(x.shape(), example));
    }
    Reshape op = slot(x);
    Shape last = op.out.shape();
    return op.view(last.isBatchOf(x.shape().dim(0), example) ? last : example.batch(x.shape().dim(0)));
  }

  private static Reshape slot(Tensor x) {
    Reshape op = x.step().slot(Reshape.class, Reshape::new);
    op.input(x);
    op.x = x;
    return op;
  }

  private Tensor view(Shape shape) {
    out.view(x.data(), shape);
    return out;
  }

  @Override
  protected void backward(Gradients gradients) {
    passOn(x);
  }
}
