package hillock.tensor;

import hillock.kernel.Engine;

/** Y = A·B for A [..., k] and B [k, n], Y [..., n]; {@code dA = dY·Bᵀ}, {@code dB = Aᵀ·dY}. */
final class Matmul extends Op {
  private Tensor a;
  private Tensor b;

  Matmul(Tape tape) {
    super(tape);
  }

  static Tensor of(Tensor a, Tensor b) {
    if (a.shape().rank() == 0 || b.shape().rank() != 2 || a.shape().last() != b.shape().dim(0)) {
      throw new IllegalArgumentException(
          "matmul: got shapes %s and %s, expected [..., k] and [k, n]".formatted(a.shape(), b.shape()));
    }
    Matmul op = a.step().slot(Matmul.class, Matmul::new);
    op.input(a);
    op.input(b);
    op.a = a;
    op.b = b;
    int k = b.shape().dim(0);
    int n = b.shape().dim(1);
    if (!op.out.shape().equalsExceptLast(a.shape(), n)) {
      op.out.shape(a.shape().withLast(n));
    }
    a.step()
        .engine()
        .gemm(false, false, a.shape().rows(), n, k, a.data(), 0, k, b.data(), 0, n, false, op.out.data(), 0, n);
    return op.out;
  }

  @Override
  protected void backward(Gradients gradients) {
    Engine engine = out.step().engine();
    int m = a.shape().rows();
    int k = b.shape().dim(0);
    int n = b.shape().dim(1);
    float[] dy = out.gradArray();
    if (a.wanted()) {
      boolean add = a.accumulate();
      engine.gemm(false, true, m, k, n, dy, 0, n, b.data(), 0, n, add, a.gradArray(), 0, k);
    }
    if (b.wanted()) {
      boolean add = b.accumulate();
      engine.gemm(true, false, k, n, m, a.data(), 0, k, dy, 0, n, add, b.gradArray(), 0, n);
    }
  }
}
