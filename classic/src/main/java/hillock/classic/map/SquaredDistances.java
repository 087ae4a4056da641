package hillock.classic.map;

import hillock.kernel.Engine;
import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Parameter;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import java.util.Arrays;
import org.jspecify.annotations.NullUnmarked;

/**
 * {@code y_ru = Σ_j (x_rj - m_ju)²}, [n, ...] and [inputs, units] to [n, units]; {@code dx_rj = 2·Σ_u dy_ru·(x_rj -
 * m_ju)}, {@code dm_ju = -2·Σ_r dy_ru·(x_rj - m_ju)}. Each distance is one chain of fused multiply-adds with j
 * ascending.
 */
@NullUnmarked // an op is in use from of(...) on, which sets its fields
final class SquaredDistances extends Op {
  private final Engine.Range forwardRange = this::forward;
  private final Engine.Range inputRange = this::inputGradient;
  private final Engine.Range codebookRange = this::codebookGradient;
  private Tensor x;
  private Parameter codebook;
  private int units;
  private int inputs;
  private float[] dx;
  private float[] dm;
  private int dmOffset;

  SquaredDistances(Tape tape) {
    super(tape);
  }

  static Tensor of(Tensor x, Parameter codebook) {
    SquaredDistances op = x.step().slot(SquaredDistances.class, SquaredDistances::new);
    op.input(x);
    op.uses(codebook);
    op.x = x;
    op.codebook = codebook;
    op.inputs = codebook.shape().dim(0);
    op.units = codebook.shape().dim(1);
    int rows = x.shape().dim(0);
    if (op.out.shape().rank() != 2 || op.out.shape().dim(0) != rows || op.out.shape().dim(1) != op.units) {
      op.out.shape(Shape.of(rows, op.units));
    }
    x.step().engine().forEach(rows, op.grain(), op.forwardRange);
    return op.out;
  }

  private int grain() {
    return 1 + Engine.MAP_GRAIN / (units * inputs);
  }

  private void forward(int from, int to) {
    for (int r = from; r < to; r++) {
      row(x.data(), r * inputs, codebook.array(), codebook.offset(), inputs, units, out.data(), r * units);
    }
  }

  /** The squared distances of one example to all prototypes. */
  static void row(float[] x, int xOffset, float[] m, int mOffset, int inputs, int units, float[] y, int yOffset) {
    Arrays.fill(y, yOffset, yOffset + units, 0f);
    for (int j = 0; j < inputs; j++) {
      float value = x[xOffset + j];
      int at = mOffset + j * units;
      for (int u = 0; u < units; u++) {
        float d = value - m[at + u];
        y[yOffset + u] = Math.fma(d, d, y[yOffset + u]);
      }
    }
  }

  @Override
  protected void backward(Gradients gradients) {
    Engine engine = out.step().engine();
    if (x.wanted()) {
      dx = x.grad();
      engine.forEach(x.shape().dim(0), grain(), inputRange);
    }
    if (gradients.wants(codebook)) {
      dm = gradients.values();
      dmOffset = codebook.offset();
      if (!gradients.accumulate(codebook)) {
        Arrays.fill(dm, dmOffset, dmOffset + codebook.size(), 0f);
      }
      engine.forEach(inputs, 1 + Engine.MAP_GRAIN / Math.max(1, units * x.shape().dim(0)), codebookRange);
    }
  }

  private void inputGradient(int from, int to) {
    float[] m = codebook.array();
    float[] dy = out.gradArray();
    for (int r = from; r < to; r++) {
      for (int j = 0; j < inputs; j++) {
        float value = x.data()[r * inputs + j];
        int at = codebook.offset() + j * units;
        float sum = 0;
        for (int u = 0; u < units; u++) {
          sum = Math.fma(dy[r * units + u], value - m[at + u], sum);
        }
        dx[r * inputs + j] += 2 * sum;
      }
    }
  }

  private void codebookGradient(int from, int to) {
    float[] m = codebook.array();
    float[] dy = out.gradArray();
    for (int j = from; j < to; j++) {
      for (int u = 0; u < units; u++) {
        float prototype = m[codebook.offset() + j * units + u];
        float sum = 0;
        for (int r = 0, rows = x.shape().dim(0); r < rows; r++) {
          sum = Math.fma(dy[r * units + u], x.data()[r * inputs + j] - prototype, sum);
        }
        dm[dmOffset + j * units + u] -= 2 * sum;
      }
    }
  }
}
