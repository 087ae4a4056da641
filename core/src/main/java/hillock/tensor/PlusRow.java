package hillock.tensor;

/** y = x + b for every row of x [..., k], b [k]; dx = dy, {@code db = Σ_rows dy}. */
final class PlusRow extends Op {
  private Tensor x;
  private Tensor b;

  PlusRow(Tape tape) {
    super(tape);
  }

  static Tensor of(Tensor x, Tensor b) {
    if (x.shape().rank() == 0 || b.shape().rank() != 1 || x.shape().last() != b.size()) {
      throw new IllegalArgumentException(
          "plusRow: got shapes %s and %s, expected [..., k] and [k]".formatted(x.shape(), b.shape()));
    }
    PlusRow op = x.step().slot(PlusRow.class, PlusRow::new);
    op.input(x);
    op.input(b);
    op.x = x;
    op.b = b;
    op.out.shape(x.shape());
    x.step().engine().kernels().addRow(x.data(), 0, b.data(), 0, op.out.data(), 0, x.shape().rows(), b.size());
    return op.out;
  }

  @Override
  protected void backward(Gradients gradients) {
    float[] dy = out.gradArray();
    if (b.wanted()) {
      boolean add = b.accumulate();
      out.step().engine().columnSums(dy, 0, b.size(), x.shape().rows(), b.size(), add, b.gradArray(), 0);
    }
    passOn(x);
  }
}
