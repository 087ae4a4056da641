package hillock.nn;

import hillock.kernel.Engine;
import hillock.kernel.Kernels;
import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;

/** y = f(x), dx = f'(x)·dy for any {@link Activation}, cut for the engine's threads. */
final class ActivationOp extends Op {
  /** Elements whose slopes stay in the first level of the cache until they are multiplied. */
  private static final int BLOCK = 2048;

  private final Engine.Range forwardRange = this::forward;
  private final Engine.Range overwriteRange = this::overwrite;
  private final Engine.Range addRange = this::add;
  private Activation activation;
  private Tensor x;
  private Kernels kernels;
  private float[] slope = {};

  ActivationOp(Tape tape) {
    super(tape);
  }

  static Tensor of(Activation activation, Tensor x) {
    ActivationOp op = x.step().slot(ActivationOp.class, ActivationOp::new);
    op.input(x);
    op.activation = activation;
    op.x = x;
    op.out.shape(x.shape());
    Engine engine = x.step().engine();
    op.kernels = engine.kernels();
    engine.forEach(x.size(), Engine.MAP_GRAIN, op.forwardRange);
    return op.out;
  }

  private void forward(int from, int to) {
    activation.forward(kernels, x.data(), out.data(), from, to);
  }

  @Override
  protected void backward(Gradients gradients) {
    boolean add = x.accumulate();
    if (add && slope.length < x.size()) {
      slope = new float[x.size()];
    }
    out.step().engine().forEach(x.size(), Engine.MAP_GRAIN, add ? addRange : overwriteRange);
  }

  /** For the first that writes dx: the slope goes where the product will stand. */
  private void overwrite(int from, int to) {
    float[] dx = x.gradArray();
    float[] dy = out.gradArray();
    for (int block = from; block < to; block += BLOCK) {
      int end = Math.min(to, block + BLOCK);
      activation.slope(kernels, x.data(), out.data(), dx, block, end);
      for (int i = block; i < end; i++) {
        dx[i] *= dy[i];
      }
    }
  }

  private void add(int from, int to) {
    float[] dx = x.gradArray();
    float[] dy = out.gradArray();
    float[] s = slope;
    for (int block = from; block < to; block += BLOCK) {
      int end = Math.min(to, block + BLOCK);
      activation.slope(kernels, x.data(), out.data(), s, block, end);
      for (int i = block; i < end; i++) {
        dx[i] += s[i] * dy[i];
      }
    }
  }
}
