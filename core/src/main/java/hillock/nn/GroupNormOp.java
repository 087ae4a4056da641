package hillock.nn;

import hillock.kernel.Engine;
import hillock.kernel.Kernels;
import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Parameter;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;

/**
 * The formulas of {@link GroupNorm} and {@link InstanceNorm}. With {@code c = x - mean}, {@code s = 1 / √(variance +
 * epsilon)} and m values in a group: {@code y = gain·s·c + shift}, {@code dshift = Σ dy}, {@code dgain = Σ s·dy·c},
 * {@code dx = s·(gain·dy - Σ gain·dy / m - c·s²·Σ gain·dy·c / m)}, the last two sums over the group.
 *
 * <p>Sums are first taken by channel, where neighbouring elements go to neighbouring sums, then over the few channels
 * of a group.
 */
final class GroupNormOp extends Op {
  private final Engine.Range forwardRange = this::forward;
  private final Engine.Range backwardRange = this::backward;
  private Tensor x;
  private Built layer;
  private Kernels kernels;
  private int positions;
  private int k;
  private float[] centered = {}; // c, like x
  private float[] inverse = {}; // s, [n, k]
  private float[] scale = {}; // [n, k]: -mean, then gain·s
  private float[] sums = {}; // [n, k]: Σ dy over the positions
  private float[] dots = {}; // [n, k]: Σ s·dy·c over the positions
  private float[] means = {}; // [n, k]: what is subtracted from every gain·s·dy
  private float[] slopes = {}; // [n, k]: what c is multiplied by
  private float[] dx;

  /** A built layer. */
  private record Built(Parameter gain, Parameter shift, int groups, float epsilon, Shape output) implements Module {
    @Override
    public Tensor forward(Tensor x) {
      return GroupNormOp.of(x, this);
    }
  }

  GroupNormOp(Tape tape) {
    super(tape);
  }

  static Module layer(Scope scope, Shape input, int groups, float epsilon) {
    Shape row = Shape.of(input.last());
    return new Built(scope.bias("gain", row, 1), scope.bias("shift", row, 0), groups, epsilon, input);
  }

  private static Tensor of(Tensor x, Built layer) {
    GroupNormOp op = x.step().slot(GroupNormOp.class, GroupNormOp::new);
    op.input(x);
    op.uses(layer.gain);
    op.uses(layer.shift);
    op.x = x;
    op.layer = layer;
    op.kernels = x.step().engine().kernels();
    op.k = layer.gain.size();
    op.positions = layer.output.rows();
    op.out.shape(x.shape());
    if (op.centered.length < x.size()) {
      op.centered = new float[x.size()];
    }
    int channels = x.shape().dim(0) * op.k;
    if (op.inverse.length < channels) {
      op.inverse = new float[channels];
      op.scale = new float[channels];
    }
    op.overExamples(op.forwardRange);
    return op.out;
  }

  private void overExamples(Engine.Range range) {
    int size = positions * k;
    out.step().engine().forEach(x.shape().dim(0), 1 + Engine.MAP_GRAIN / Math.max(1, size), range);
  }

  private void forward(int fromExample, int toExample) {
    float[] a = layer.gain.array();
    int size = positions * k;
    for (int e = fromExample; e < toExample; e++) {
      int at = e * size;
      int channel = e * k;
      kernels.columnSums(x.data(), at, k, positions, k, false, scale, channel);
      overGroups(scale, channel, -1);
      kernels.addRow(x.data(), at, scale, channel, centered, at, positions, k);
      kernels.columnDots(centered, at, k, centered, at, k, positions, k, false, inverse, channel);
      overGroups(inverse, channel, 1);
      for (int j = 0; j < k; j++) {
        float factor = (float) (1 / Math.sqrt(inverse[channel + j] + layer.epsilon));
        inverse[channel + j] = factor;
        scale[channel + j] = a[layer.gain.offset() + j] * factor;
      }
      kernels.scaleShiftRows(
          centered, at, scale, channel, layer.shift.array(), layer.shift.offset(), out.data(), at, positions, k);
    }
  }

  /** Replaces the sums of an example's channels by the mean over their group, times a sign. */
  private void overGroups(float[] values, int at, int sign) {
    int width = k / layer.groups;
    float count = sign * width * positions;
    for (int from = at; from < at + k; from += width) {
      float sum = 0;
      for (int j = from; j < from + width; j++) {
        sum += values[j];
      }
      java.util.Arrays.fill(values, from, from + width, sum / count);
    }
  }

  @Override
  protected void backward(Gradients gradients) {
    int channels = x.shape().dim(0) * k;
    if (sums.length < channels) {
      sums = new float[channels];
      dots = new float[channels];
      means = new float[channels];
      slopes = new float[channels];
    }
    dx = x.wanted() ? x.grad() : dx;
    overExamples(backwardRange);
    Engine engine = out.step().engine();
    int n = x.shape().dim(0);
    if (gradients.wants(layer.shift)) {
      boolean add = gradients.accumulate(layer.shift);
      engine.columnSums(sums, 0, k, n, k, add, gradients.values(), layer.shift.offset());
    }
    if (gradients.wants(layer.gain)) {
      boolean add = gradients.accumulate(layer.gain);
      engine.columnSums(dots, 0, k, n, k, add, gradients.values(), layer.gain.offset());
    }
  }

  private void backward(int fromExample, int toExample) {
    float[] dy = out.gradArray();
    for (int e = fromExample; e < toExample; e++) {
      int at = e * positions * k;
      int channel = e * k;
      kernels.columnSums(dy, at, k, positions, k, false, sums, channel);
      kernels.columnDots(dy, at, k, centered, at, k, positions, k, false, dots, channel);
      for (int j = channel; j < channel + k; j++) {
        dots[j] *= inverse[j];
      }
      if (x.wanted()) {
        inputs(dy, at, channel);
      }
    }
  }

  private void inputs(float[] dy, int at, int channel) {
    float[] a = layer.gain.array();
    for (int j = 0; j < k; j++) {
      means[channel + j] = a[layer.gain.offset() + j] * sums[channel + j];
      slopes[channel + j] = a[layer.gain.offset() + j] * dots[channel + j];
    }
    overGroups(means, channel, 1);
    overGroups(slopes, channel, 1);
    for (int j = channel; j < channel + k; j++) {
      means[j] *= inverse[j];
      slopes[j] *= inverse[j] * inverse[j];
    }
    float[] d = dx;
    for (int p = 0, i = at; p < positions; p++) {
      for (int j = channel; j < channel + k; j++, i++) {
        d[i] += scale[j] * dy[i] - means[j] - centered[i] * slopes[j];
      }
    }
  }
}
