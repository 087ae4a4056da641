package hillock.nn;

import hillock.kernel.Engine;
import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;

/**
 * Dropout of whole channels: each channel of an example is 0 at all places with probability {@code rate}, and divided
 * by {@code 1 - rate} otherwise; in training only. [..., c] to the same, such as images [height, width, c] and
 * sequences [time, c]. Neighbouring places tell nearly the same, so that {@link Dropout} of single ones hides little.
 * Tompson et al. 2015, arXiv:1411.4280.
 *
 * @param rate share of channels dropped, from 0 (included) to 1
 */
public record SpatialDropout(float rate) implements Spec {
  /** Checks the range. */
  public SpatialDropout {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("SpatialDropout: got rate %s, expected 0 or more and below 1".formatted(rate));
    }
  }

  @Override
  public Module build(Scope scope, Shape input) {
    GlobalAveragePool.check("SpatialDropout", input);
    return new Built(new Noise(scope.stream()), rate, input);
  }

  private record Built(Noise noise, float rate, Shape output) implements Module {
    @Override
    public Tensor forward(Tensor x) {
      return x.step().training() && rate > 0 ? SpatialDropoutOp.of(x, this) : x;
    }
  }

  /** {@code y[n][place][c] = x[n][place][c]·mask[n][c]}, and likewise dx from dy. */
  private static final class SpatialDropoutOp extends Op {
    private final Engine.Range forwardRange = this::forward;
    private final Engine.Range backwardRange = this::backward;
    private Tensor x;
    private int places;
    private int channels;
    private boolean add;
    private float[] mask = {};

    SpatialDropoutOp(Tape tape) {
      super(tape);
    }

    static Tensor of(Tensor x, Built layer) {
      SpatialDropoutOp op = x.step().slot(SpatialDropoutOp.class, SpatialDropoutOp::new);
      op.input(x);
      op.x = x;
      op.channels = layer.output.last();
      op.places = layer.output.size() / op.channels;
      op.out.shape(x.shape());
      int n = x.shape().dim(0);
      if (op.mask.length < n * op.channels) {
        op.mask = new float[n * op.channels];
      }
      layer.noise.uniforms(x.step(), op.mask, n * op.channels);
      Dropout.mask(op.mask, layer.rate, 0, n * op.channels);
      x.step().engine().forEach(n, op.grain(), op.forwardRange);
      return op.out;
    }

    private int grain() {
      return 1 + Engine.MAP_GRAIN / (places * channels);
    }

    private void forward(int from, int to) {
      float[] in = x.data();
      float[] y = out.data();
      float[] m = mask;
      for (int row = from * places; row < to * places; row++) {
        int at = row * channels;
        int of = row / places * channels;
        for (int c = 0; c < channels; c++) {
          y[at + c] = in[at + c] * m[of + c];
        }
      }
    }

    @Override
    protected void backward(Gradients gradients) {
      add = x.accumulate();
      out.step().engine().forEach(x.shape().dim(0), grain(), backwardRange);
    }

    private void backward(int from, int to) {
      float[] dy = out.gradArray();
      float[] dx = x.gradArray();
      float[] m = mask;
      for (int row = from * places; row < to * places; row++) {
        int at = row * channels;
        int of = row / places * channels;
        for (int c = 0; c < channels; c++) {
          float d = dy[at + c] * m[of + c];
          dx[at + c] = add ? dx[at + c] + d : d;
        }
      }
    }
  }
}
