package hillock.nn;

import hillock.kernel.Engine;
import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Shape;
import hillock.tensor.Step;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;

/**
 * A recurrent layer over all time steps, in one direction or both: x [batch, time, in] to [batch, time, directions ·
 * units] or, without {@code sequence}, to the last output of each direction, [batch, directions · units].
 */
final class RecurrentOp extends Op {
  /** Multiply-adds that a thread should have at least, as for a product. */
  private static final long WORK_PER_THREAD = 37_500;

  /** Multiply-adds of one step from which it pays that two threads share it. */
  private static final long TOGETHER = 30_000;

  private final RecurrentPass[] passes = {new RecurrentPass(false), new RecurrentPass(true)};
  private final RecurrentDerivatives[] derivatives = {
    new RecurrentDerivatives(passes[0]), new RecurrentDerivatives(passes[1])
  };
  private final Engine.Range forwardRange = this::forward;
  private final Engine.Range backwardRange = this::backward;
  private final Engine.Range inputRange = this::inputs;
  private Tensor x;
  private int directions;
  private int batch;
  private int units;
  private int grain;
  private boolean sequence;
  private RecurrentDerivatives present = derivatives[0];
  private float[] mask = {};

  RecurrentOp(Tape tape) {
    super(tape);
  }

  /** What a layer calls with all its settings. */
  record Layer(RecurrentCell cell, RecurrentWeights[] directions, boolean sequence, Noise noise, float rate) {}

  static Tensor of(Tensor x, Layer layer, Shape output) {
    RecurrentOp op = x.step().slot(RecurrentOp.class, RecurrentOp::new);
    op.input(x);
    for (RecurrentWeights w : layer.directions) {
      op.uses(w.input());
      op.uses(w.recurrent());
      op.uses(w.bias());
      if (w.recurrentBias() != null) {
        op.uses(w.recurrentBias());
      }
    }
    op.x = x;
    op.compute(layer, output);
    return op.out;
  }

  private void compute(Layer layer, Shape output) {
    Step step = x.step();
    Engine engine = step.engine();
    batch = x.shape().dim(0);
    int steps = x.shape().dim(1);
    sequence = layer.sequence;
    directions = layer.directions.length;
    units = layer.directions[0].recurrent().shape().dim(0);
    if (!out.shape().isBatchOf(batch, output)) {
      out.shape(output.batch(batch));
    }
    boolean thin = layer.rate > 0 && step.training();
    if (thin) {
      int n = directions * batch * units;
      if (mask.length < n) {
        mask = new float[n];
      }
      layer.noise.uniforms(step, mask, n);
      Dropout.mask(mask, layer.rate, 0, n);
    }
    float[] memory = step.memory((layer.cell.cellState() ? 2 : 1) * batch * units);
    if (memory != null && directions > 1) {
      throw new IllegalStateException(
          label() + ": reads sequences in both directions, so it cannot go on where the last step ended");
    }
    for (int p = 0; p < directions; p++) {
      passes[p].begin(layer.cell, layer.directions[p], engine.kernels(), x.data(), batch, steps, x.lengths());
      if (thin) {
        passes[p].thin(mask, p * batch * units);
      }
    }
    if (memory != null) {
      passes[0].resume(memory);
    }
    int rows = directions * batch;
    int threads = engine.team().threads();
    long work = (long) steps * (x.shape().last() + units) * layer.cell.gates() * units;
    grain = (int) Math.max((rows + threads - 1) / threads, Math.min(rows, WORK_PER_THREAD / Math.max(1, work)) + 1);
    long workOfStep = (long) rows * layer.cell.gates() * units * units;
    if (rows < threads && workOfStep >= TOGETHER && passes[0].plain()) {
      for (int p = 0; p < directions; p++) {
        passes[p].forwardTogether(engine, sequence, out.data(), p * units, directions * units);
      }
    } else {
      engine.forEach(rows, grain, forwardRange);
    }
    if (memory != null) {
      passes[0].keep(memory);
    }
  }

  private void forward(int from, int to) {
    for (int p = 0; p < directions; p++) {
      int first = Math.max(from - p * batch, 0);
      int end = Math.min(to - p * batch, batch);
      if (first < end) {
        passes[p].forward(first, end, sequence, out.data(), p * units, directions * units);
      }
    }
  }

  @Override
  protected void backward(Gradients gradients) {
    Engine engine = out.step().engine();
    for (int p = 0; p < directions; p++) {
      derivatives[p].begin(engine);
    }
    engine.forEach(directions * batch, grain, backwardRange);
    for (int p = 0; p < directions; p++) {
      derivatives[p].weights(engine, gradients);
      if (x.wanted()) {
        present = derivatives[p];
        present.inputs(engine);
        x.grad();
        engine.forEach(batch, 1 + Engine.MAP_GRAIN / Math.max(1, x.size() / Math.max(1, batch)), inputRange);
      }
    }
  }

  private void backward(int from, int to) {
    for (int p = 0; p < directions; p++) {
      int first = Math.max(from - p * batch, 0);
      int end = Math.min(to - p * batch, batch);
      if (first < end) {
        derivatives[p].backward(first, end, sequence, out.gradArray(), p * units, directions * units);
      }
    }
  }

  private void inputs(int from, int to) {
    present.addInputs(from, to, x.gradArray());
  }
}
