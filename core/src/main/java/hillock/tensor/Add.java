package hillock.tensor;

import hillock.kernel.Engine;

/** y = a + b, element by element; da = dy, db = dy. */
final class Add extends Op {
  private final Engine.Range sumRange = this::sum;
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
    a.step().engine().forEach(a.size(), Engine.MAP_GRAIN, op.sumRange);
    return op.out;
  }

  private void sum(int from, int to) {
    float[] x = a.data();
    float[] z = b.data();
    float[] y = out.data();
    for (int i = from; i < to; i++) {
      y[i] = x[i] + z[i];
    }
  }

  @Override
  protected void backward(Gradients gradients) {
    passOn(a);
    passOn(b);
  }
}
