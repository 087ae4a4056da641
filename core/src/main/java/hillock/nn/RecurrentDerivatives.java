package hillock.nn;

import hillock.kernel.Engine;
import hillock.tensor.Gradients;
import hillock.tensor.Parameter;
import java.util.Arrays;

/** The derivatives of a {@link RecurrentPass}, step by step from the last to the first, with their buffers. */
final class RecurrentDerivatives {
  /** Columns that are turned into rows together: a cache line. */
  private static final int TURNED = 16;

  private final RecurrentPass pass;
  private final Engine.Range turnRange = this::turn;
  private float[] transposed = {}; // recurrent weights, [gates, units]
  private float[] d = {}; // by the blocks of all steps, [steps, batch, slopes]
  private float[] dh = {}; // [batch, units]
  private float[] dc = {};
  private float[] through = {}; // by what the product saw, with dropout
  private float[] dx = {}; // [steps, batch, in]

  RecurrentDerivatives(RecurrentPass pass) {
    this.pass = pass;
  }

  /** Prepares {@link #backward} of what the pass has just computed. */
  void begin(Engine engine) {
    d = RecurrentPass.atLeast(d, pass.steps * pass.batch * pass.slopes);
    dh = RecurrentPass.atLeast(dh, pass.batch * pass.units);
    dc = RecurrentPass.atLeast(dc, pass.cell.cellState() ? pass.batch * pass.units : 0);
    through = RecurrentPass.atLeast(through, pass.mask == null ? 0 : pass.batch * pass.units);
    transposed = RecurrentPass.atLeast(transposed, pass.units * pass.gates);
    engine.forEach(pass.gates, Math.max(TURNED, pass.gates / engine.team().threads()), turnRange);
  }

  /** Some columns of the recurrent weights as rows; a cache line of them at a time. */
  private void turn(int from, int to) {
    float[] w = pass.recurrentArray();
    int offset = pass.recurrentOffset();
    for (int j = from; j < to; j += TURNED) {
      int end = Math.min(j + TURNED, to);
      for (int i = 0; i < pass.units; i++) {
        for (int k = j; k < end; k++) {
          transposed[k * pass.units + i] = w[offset + i * pass.gates + k];
        }
      }
    }
  }

  /** Derivatives by the blocks of all steps, for some examples. */
  void backward(int from, int to, boolean sequence, float[] dy, int column, int width) {
    for (int r = from; r < to; r++) {
      if (sequence) {
        Arrays.fill(dh, r * pass.units, (r + 1) * pass.units, 0f);
      } else {
        System.arraycopy(dy, r * width + column, dh, r * pass.units, pass.units);
      }
    }
    if (pass.cell.cellState()) {
      Arrays.fill(dc, from * pass.units, to * pass.units, 0f);
    }
    for (int step = pass.steps - 1; step >= 0; step--) {
      int time = pass.time(step);
      for (int r = from; sequence && r < to; r++) {
        if (pass.counts(r, time)) {
          pass.kernels.axpy(1f, dy, (r * pass.steps + time) * width + column, dh, r * pass.units, pass.units);
        }
      }
      int base = step * pass.batch;
      if (pass.lengths == null) {
        cellsBackward(step, from, to - from);
      } else {
        for (int r = from; r < to; r++) {
          if (pass.counts(r, time)) {
            cellsBackward(step, r, 1);
          } else {
            Arrays.fill(d, (base + r) * pass.slopes, (base + r + 1) * pass.slopes, 0f);
          }
        }
      }
      throughWeights(step, from, to);
    }
  }

  private void cellsBackward(int step, int r, int rows) {
    int row = step * pass.batch + r;
    int at = row * pass.units;
    pass.cell.backward(
        pass.kernels,
        rows,
        pass.units,
        pass.a,
        row * pass.kept,
        pass.c,
        at,
        pass.h,
        at,
        at + pass.batch * pass.units,
        dh,
        dc,
        r * pass.units,
        d,
        row * pass.slopes);
  }

  private void throughWeights(int step, int from, int to) {
    int row = step * pass.batch + from;
    boolean thin = pass.mask != null;
    float[] target = thin ? through : dh;
    pass.kernels.gemm(
        false,
        false,
        to - from,
        pass.units,
        pass.gates,
        d,
        row * pass.slopes,
        pass.slopes,
        transposed,
        0,
        pass.units,
        !thin,
        target,
        from * pass.units,
        pass.units);
    for (int i = from * pass.units; thin && i < to * pass.units; i++) {
      dh[i] += through[i] * pass.mask[pass.maskFrom + i];
    }
  }

  /** Derivatives by the weights: one product each over all steps and examples. */
  void weights(Engine engine, Gradients gradients) {
    int rows = pass.steps * pass.batch;
    int first = pass.cell.inputFrom() * pass.units;
    float[] dw = gradients.values();
    Parameter bias = pass.weights.bias();
    if (gradients.wants(bias)) {
      engine.columnSums(d, first, pass.slopes, rows, pass.gates, gradients.accumulate(bias), dw, bias.offset());
    }
    Parameter inner = pass.weights.recurrentBias();
    if (inner != null && gradients.wants(inner)) {
      engine.columnSums(d, 0, pass.slopes, rows, first, gradients.accumulate(inner), dw, inner.offset());
    }
    Parameter w = pass.weights.input();
    if (gradients.wants(w)) {
      boolean add = gradients.accumulate(w);
      engine.gemm(
          true,
          false,
          pass.in,
          pass.gates,
          rows,
          pass.x,
          0,
          pass.in,
          d,
          first,
          pass.slopes,
          add,
          dw,
          w.offset(),
          pass.gates);
    }
    Parameter r = pass.weights.recurrent();
    if (gradients.wants(r)) {
      boolean add = gradients.accumulate(r);
      float[] seen = pass.mask == null ? pass.h : pass.thinned;
      int rest = pass.gates - first;
      engine.gemm(
          true,
          false,
          pass.units,
          rest,
          rows,
          seen,
          0,
          pass.units,
          d,
          first,
          pass.slopes,
          add,
          dw,
          r.offset(),
          pass.gates);
      if (first > 0) {
        engine.gemm(
            true,
            false,
            pass.units,
            first,
            rows,
            seen,
            0,
            pass.units,
            d,
            0,
            pass.slopes,
            add,
            dw,
            r.offset() + rest,
            pass.gates);
      }
    }
  }

  /** The derivative by the inputs, in the order of the steps; {@link #addInputs} brings it home. */
  void inputs(Engine engine) {
    int rows = pass.steps * pass.batch;
    dx = RecurrentPass.atLeast(dx, rows * pass.in);
    Parameter w = pass.weights.input();
    engine.gemm(
        false,
        true,
        rows,
        pass.in,
        pass.gates,
        d,
        pass.cell.inputFrom() * pass.units,
        pass.slopes,
        w.array(),
        w.offset(),
        pass.gates,
        false,
        dx,
        0,
        pass.in);
  }

  /** Adds the derivative by the inputs of some examples to {@code sum}, [batch, steps, in]. */
  void addInputs(int from, int to, float[] sum) {
    for (int step = 0; step < pass.steps; step++) {
      for (int r = from; r < to; r++) {
        pass.kernels.axpy(
            1f, dx, (step * pass.batch + r) * pass.in, sum, (r * pass.steps + pass.time(step)) * pass.in, pass.in);
      }
    }
  }
}
