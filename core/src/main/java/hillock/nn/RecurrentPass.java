package hillock.nn;

import hillock.kernel.Engine;
import hillock.kernel.Kernels;
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
  private final Engine.Range unitRange = this::stepOfUnits;
  RecurrentCell cell;
  RecurrentWeights weights;
  Kernels kernels;
  int batch;
  int steps;
  int in;
  int units;
  private int present; // step that the team is at
  int @Nullable [] lengths;
  private float[] source;

  /** Columns of weights, of what a step keeps, and of its derivatives. */
  int gates;

  int kept;
  int slopes;

  float[] x = {}; // [steps, batch, in]
  float[] a = {}; // [steps, batch, kept]
  float[] h = {}; // [steps + 1, batch, units]: before each step, and after the last
  float[] c = {}; // the same for the state of the cell
  float[] thinned = {}; // h as the product sees it, [steps, batch, units], with dropout
  private float[] recurrent = {}; // recurrent weights, their blocks in the order of a
  private final Strips strips = new Strips(); // the same for steps of few rows
  float @Nullable [] mask;
  int maskFrom;

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

  static float[] atLeast(float[] buffer, int size) {
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

  float[] recurrentArray() {
    return cell.inputFrom() > 0 ? recurrent : weights.recurrent().array();
  }

  int recurrentOffset() {
    return cell.inputFrom() > 0 ? 0 : weights.recurrent().offset();
  }

  int time(int step) {
    return reverse ? steps - 1 - step : step;
  }

  boolean counts(int row, int time) {
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
      give(step, from, to, sequence, y, column, width);
    }
  }

  /** Writes to y what a step has made, when it is one that counts for y. */
  private void give(int step, int from, int to, boolean sequence, float[] y, int column, int width) {
    int time = time(step);
    int after = (step + 1) * batch;
    for (int r = from; sequence && r < to; r++) {
      int place = (r * steps + time) * width + column;
      if (counts(r, time)) {
        System.arraycopy(h, (after + r) * units, y, place, units);
      } else {
        Arrays.fill(y, place, place + units, 0f);
      }
    }
    for (int r = from; !sequence && step == steps - 1 && r < to; r++) {
      System.arraycopy(h, (after + r) * units, y, r * width + column, units);
    }
  }

  /**
   * Takes all examples through all steps, the team working on each step together: for batches of fewer rows than there
   * are threads. The inputs' share of all steps is one product.
   */
  void forwardTogether(Engine engine, boolean sequence, float[] y, int column, int width) {
    int rows = steps * batch;
    for (int step = 0; step < steps; step++) {
      prepare(step, 0, batch);
    }
    Parameter w = weights.input();
    int first = cell.inputFrom() * units;
    strips.take(weights.recurrent(), first);
    engine.gemm(false, false, rows, gates, in, x, 0, in, w.array(), w.offset(), gates, true, a, first, kept);
    for (present = 0; present < steps; present++) {
      engine.forEach(units, unitGrain(engine.team().threads()), unitRange);
      give(present, 0, batch, sequence, y, column, width);
    }
  }

  /** An equal share for each thread, in whole vectors of any width. */
  private int unitGrain(int threads) {
    int share = (units + threads - 1) / threads;
    return (share + Kernels.LANES - 1) / Kernels.LANES * Kernels.LANES;
  }

  /** The present step, of some units. */
  private void stepOfUnits(int from, int to) {
    int row = present * batch;
    for (int block = 0; block < gates; block += units) {
      strips.multiply(kernels, batch, h, row * units, units, block + from, block + to, a, row * kept, kept);
    }
    int at = row * units + from;
    int after = (row + batch) * units + from;
    cell.forward(kernels, batch, to - from, units, a, row * kept + from, c, at, after, h, at, after);
  }

  /** Whether {@link #forwardTogether} can do it: it knows neither padding nor dropout. */
  boolean plain() {
    return lengths == null && mask == null;
  }

  /** The blocks of a before their functions: bias, inputs and last outputs in one chain. */
  private void products(int step, int from, int to) {
    prepare(step, from, to);
    int base = step * batch;
    int row = base + from;
    Parameter w = weights.input();
    int first = cell.inputFrom() * units;
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

  /** Lays the inputs of a step side by side, and the biases where its products begin. */
  private void prepare(int step, int from, int to) {
    int time = time(step);
    int base = step * batch;
    int first = cell.inputFrom() * units;
    Parameter inner = weights.recurrentBias();
    for (int r = from; r < to; r++) {
      int row = base + r;
      if (counts(r, time)) {
        System.arraycopy(source, (r * steps + time) * in, x, row * in, in);
      } else {
        Arrays.fill(x, row * in, (row + 1) * in, 0f); // whatever fills the padding, it must not reach a sum
      }
      System.arraycopy(weights.bias().array(), weights.bias().offset(), a, row * kept + first, gates);
      if (inner != null) {
        System.arraycopy(inner.array(), inner.offset(), a, row * kept, first);
      }
    }
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
}
