package hillock.nn;

import hillock.kernel.Engine;
import hillock.kernel.Kernels;
import hillock.tensor.Gradients;
import hillock.tensor.Parameter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a recurrent layer over all time steps, with its buffers.
 *
 * <p>Examples do not know of each other until the derivatives by weights are summed, so a thread takes some rows of the
 * batch through the whole sequence and nobody waits at any step. All arrays have the steps outermost, in the order in
 * which they are computed: the rows of one step lie side by side for the products, and the derivatives by weights are
 * one product each over all steps and rows.
 */
final class RecurrentPass {
  private final boolean reverse;
  private RecurrentCell cell;
  private RecurrentWeights weights;
  private Kernels kernels;
  private int batch;
  private int steps;
  private int in;
  private int units;
  private int @Nullable [] lengths;
  private float[] source;

  /** Columns of weights, of what a step keeps, and of its derivatives. */
  private int gates;

  private int kept;
  private int slopes;

  private float[] x = {}; // [steps, batch, in]
  private float[] a = {}; // [steps, batch, kept]
  private float[] h = {}; // [steps + 1, batch, units]: before each step, and after the last
  private float[] c = {}; // the same for the state of the cell
  private float[] thinned = {}; // h as the product sees it, [steps, batch, units], with dropout
  private float[] recurrent = {}; // recurrent weights, their blocks in the order of a
  private float[] transposed = {};
  private float[] d = {}; // [steps, batch, slopes]
  private float[] dh = {}; // [batch, units]
  private float[] dc = {};
  private float[] through = {}; // derivative by what the product saw, with dropout
  private float[] dx = {}; // [steps, batch, in]
  private float @Nullable [] mask;
  private int maskFrom;

  RecurrentPass(boolean reverse) {
    this.reverse = reverse;
  }

  /** Takes the arguments of a call and makes the buffers large enough. */
  void begin(
      RecurrentCell kind,
      RecurrentWeights parameters,
      Kernels with,
      float[] input,
      int examples,
      int time,
      int @Nullable [] counts) {
    cell = kind;
    weights = parameters;
    kernels = with;
    source = input;
    batch = examples;
    steps = time;
    lengths = counts;
    in = weights.input().shape().dim(0);
    units = weights.recurrent().shape().dim(0);
    gates = cell.gates() * units;
    kept = cell.kept() * units;
    slopes = gates + cell.inputFrom() * units;
    int rows = steps * batch;
    x = atLeast(x, rows * in);
    a = atLeast(a, rows * kept);
    h = atLeast(h, (rows + batch) * units);
    Arrays.fill(h, 0, batch * units, 0f);
    if (cell.cellState()) {
      c = atLeast(c, (rows + batch) * units);
      Arrays.fill(c, 0, batch * units, 0f);
    }
    mask = null;
    if (cell.inputFrom() > 0) {
      recurrent = atLeast(recurrent, units * gates);
      arrange();
    }
  }

  /** Multiplies the last output by these numbers, [batch, units] from {@code from} on, before each product. */
  void thin(float[] factors, int from) {
    mask = factors;
    maskFrom = from;
    thinned = atLeast(thinned, steps * batch * units);
  }

  /** Begins with this state instead of 0: h, then c when there is one. */
  void resume(float[] state) {
    System.arraycopy(state, 0, h, 0, batch * units);
    if (cell.cellState()) {
      System.arraycopy(state, batch * units, c, 0, batch * units);
    }
  }

  /** Keeps the state after the last step. */
  void keep(float[] state) {
    System.arraycopy(h, steps * batch * units, state, 0, batch * units);
    if (cell.cellState()) {
      System.arraycopy(c, steps * batch * units, state, batch * units, batch * units);
    }
  }

  private static float[] atLeast(float[] buffer, int size) {
    return buffer.length >= size ? buffer : new float[size];
  }

  /** The last blocks first, as the cell wants them: those of a that the inputs do not feed. */
  private void arrange() {
    float[] w = weights.recurrent().array();
    int from = weights.recurrent().offset();
    int first = cell.inputFrom() * units;
    for (int i = 0; i < units; i++, from += gates) {
      System.arraycopy(w, from + gates - first, recurrent, i * gates, first);
      System.arraycopy(w, from, recurrent, i * gates + first, gates - first);
    }
  }

  private float[] recurrentArray() {
    return cell.inputFrom() > 0 ? recurrent : weights.recurrent().array();
  }

  private int recurrentOffset() {
    return cell.inputFrom() > 0 ? 0 : weights.recurrent().offset();
  }

  private int time(int step) {
    return reverse ? steps - 1 - step : step;
  }

  private boolean counts(int row, int time) {
    return lengths == null || time < lengths[row];
  }

  /** Takes some examples through all steps and writes what they give to y, [batch, steps or nothing, width]. */
  void forward(int from, int to, boolean sequence, float[] y, int column, int width) {
    for (int step = 0; step < steps; step++) {
      int time = time(step);
      products(step, from, to);
      int base = step * batch;
      if (lengths == null) {
        cells(base + from, to - from);
      } else {
        for (int r = from; r < to; r++) {
          if (counts(r, time)) {
            cells(base + r, 1);
          } else {
            stay(base + r);
          }
        }
      }
      for (int r = from; sequence && r < to; r++) {
        int place = (r * steps + time) * width + column;
        if (counts(r, time)) {
          System.arraycopy(h, (base + batch + r) * units, y, place, units);
        } else {
          Arrays.fill(y, place, place + units, 0f);
        }
      }
    }
    for (int r = from; !sequence && r < to; r++) {
      System.arraycopy(h, (steps * batch + r) * units, y, r * width + column, units);
    }
  }

  /** The blocks of a before their functions: bias, inputs and last outputs in one chain. */
  private void products(int step, int from, int to) {
    int time = time(step);
    int base = step * batch;
    int first = cell.inputFrom() * units;
    for (int r = from; r < to; r++) {
      int row = base + r;
      if (counts(r, time)) {
        System.arraycopy(source, (r * steps + time) * in, x, row * in, in);
      } else {
        Arrays.fill(x, row * in, (row + 1) * in, 0f); // whatever fills the padding, it must not reach a sum
      }
      System.arraycopy(weights.bias().array(), weights.bias().offset(), a, row * kept + first, gates);
      Parameter inner = weights.recurrentBias();
      if (inner != null) {
        System.arraycopy(inner.array(), inner.offset(), a, row * kept, first);
      }
    }
    int row = base + from;
    Parameter w = weights.input();
    kernels.gemm(
        false,
        false,
        to - from,
        gates,
        in,
        x,
        row * in,
        in,
        w.array(),
        w.offset(),
        gates,
        true,
        a,
        row * kept + first,
        kept);
    float[] seen = h;
    if (mask != null) {
      seen = thinned;
      int offset = maskFrom - base * units;
      for (int i = row * units, end = (base + to) * units; i < end; i++) {
        thinned[i] = h[i] * mask[offset + i];
      }
    }
    kernels.gemm(
        false,
        false,
        to - from,
        gates,
        units,
        seen,
        row * units,
        units,
        recurrentArray(),
        recurrentOffset(),
        gates,
        true,
        a,
        row * kept,
        kept);
  }

  private void cells(int row, int rows) {
    int at = row * units;
    int after = (row + batch) * units;
    cell.forward(kernels, rows, units, units, a, row * kept, c, at, after, h, at, after);
  }

  /** The end of a shorter example: the state stays, or has not begun when time runs backwards. */
  private void stay(int row) {
    System.arraycopy(h, row * units, h, (row + batch) * units, units);
    if (cell.cellState()) {
      System.arraycopy(c, row * units, c, (row + batch) * units, units);
    }
  }

  /** Prepares {@link #backward}. */
  void beginBackward(Engine engine) {
    d = atLeast(d, steps * batch * slopes);
    dh = atLeast(dh, batch * units);
    dc = atLeast(dc, cell.cellState() ? batch * units : 0);
    through = atLeast(through, mask == null ? 0 : batch * units);
    transposed = atLeast(transposed, units * gates);
    float[] from = recurrentArray();
    int offset = recurrentOffset();
    for (int i = 0; i < units; i++) {
      for (int j = 0; j < gates; j++) {
        transposed[j * units + i] = from[offset + i * gates + j];
      }
    }
  }

  /** Derivatives by the blocks of all steps, for some examples. */
  void backward(int from, int to, boolean sequence, float[] dy, int column, int width) {
    for (int r = from; r < to; r++) {
      if (sequence) {
        Arrays.fill(dh, r * units, (r + 1) * units, 0f);
      } else {
        System.arraycopy(dy, r * width + column, dh, r * units, units);
      }
    }
    if (cell.cellState()) {
      Arrays.fill(dc, from * units, to * units, 0f);
    }
    for (int step = steps - 1; step >= 0; step--) {
      int time = time(step);
      for (int r = from; sequence && r < to; r++) {
        if (counts(r, time)) {
          kernels.axpy(1f, dy, (r * steps + time) * width + column, dh, r * units, units);
        }
      }
      int base = step * batch;
      if (lengths == null) {
        cellsBackward(step, from, to - from);
      } else {
        for (int r = from; r < to; r++) {
          if (counts(r, time)) {
            cellsBackward(step, r, 1);
          } else {
            Arrays.fill(d, (base + r) * slopes, (base + r + 1) * slopes, 0f);
          }
        }
      }
      throughWeights(step, from, to);
    }
  }

  private void cellsBackward(int step, int r, int rows) {
    int row = step * batch + r;
    int at = row * units;
    cell.backward(
        kernels, rows, units, a, row * kept, c, at, h, at, at + batch * units, dh, dc, r * units, d, row * slopes);
  }

  private void throughWeights(int step, int from, int to) {
    int row = step * batch + from;
    boolean thin = mask != null;
    float[] target = thin ? through : dh;
    kernels.gemm(
        false,
        false,
        to - from,
        units,
        gates,
        d,
        row * slopes,
        slopes,
        transposed,
        0,
        units,
        !thin,
        target,
        from * units,
        units);
    for (int i = from * units; thin && i < to * units; i++) {
      dh[i] += through[i] * mask[maskFrom + i];
    }
  }

  /** Derivatives by the weights: one product each over all steps and examples. */
  void weights(Engine engine, Gradients gradients) {
    int rows = steps * batch;
    int first = cell.inputFrom() * units;
    float[] dw = gradients.values();
    Parameter bias = weights.bias();
    if (gradients.wants(bias)) {
      engine.columnSums(d, first, slopes, rows, gates, gradients.accumulate(bias), dw, bias.offset());
    }
    Parameter inner = weights.recurrentBias();
    if (inner != null && gradients.wants(inner)) {
      engine.columnSums(d, 0, slopes, rows, first, gradients.accumulate(inner), dw, inner.offset());
    }
    Parameter w = weights.input();
    if (gradients.wants(w)) {
      boolean add = gradients.accumulate(w);
      engine.gemm(true, false, in, gates, rows, x, 0, in, d, first, slopes, add, dw, w.offset(), gates);
    }
    Parameter r = weights.recurrent();
    if (gradients.wants(r)) {
      boolean add = gradients.accumulate(r);
      float[] seen = mask == null ? h : thinned;
      int rest = gates - first;
      engine.gemm(true, false, units, rest, rows, seen, 0, units, d, first, slopes, add, dw, r.offset(), gates);
      if (first > 0) {
        engine.gemm(true, false, units, first, rows, seen, 0, units, d, 0, slopes, add, dw, r.offset() + rest, gates);
      }
    }
  }

  /** The derivative by the inputs, in the order of the steps; {@link #addInputs} brings it home. */
  void inputs(Engine engine) {
    int rows = steps * batch;
    dx = atLeast(dx, rows * in);
    Parameter w = weights.input();
    engine.gemm(
        false,
        true,
        rows,
        in,
        gates,
        d,
        cell.inputFrom() * units,
        slopes,
        w.array(),
        w.offset(),
        gates,
        false,
        dx,
        0,
        in);
  }

  /** Adds the derivative by the inputs of some examples to {@code sum}, [batch, steps, in]. */
  void addInputs(int from, int to, float[] sum) {
    for (int step = 0; step < steps; step++) {
      for (int r = from; r < to; r++) {
        kernels.axpy(1f, dx, (step * batch + r) * in, sum, (r * steps + time(step)) * in, in);
      }
    }
  }
}
