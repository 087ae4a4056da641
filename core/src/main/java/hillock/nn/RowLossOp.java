package hillock.nn;

import hillock.kernel.Engine;
import hillock.tensor.Op;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What all losses share: the weighted mean over rows {@code L = Σ_r w_r·l_r / Σ_r w_r·c_r}, rows cut for the engine's
 * threads, and which time steps of sequences count. A loss fills {@link #loss} (and {@link #mass}, when it has class
 * weights) row by row; the sums over rows are made in double precision, in order.
 */
abstract class RowLossOp extends Op {
  /** Raw outputs of the network, [rows, columns] when seen as a matrix. */
  protected Tensor y;

  protected Tensor t;
  protected int rows;
  protected int columns;

  /** l_r, [rows]. */
  protected float[] loss = {};

  /** c_r, [rows]; 1 unless the loss sets it. */
  protected float[] mass = {};

  private final Engine.Range forwardRange = this::forward;
  private final Engine.Range backwardRange = this::backward;
  private @Nullable Tensor w;
  private int @Nullable [] lengths;
  private int steps;
  private double total;
  private float scale;

  RowLossOp(Tape tape) {
    super(tape);
  }

  /** Sets l_r, and c_r where it is not 1, of some rows. */
  protected abstract void forward(int fromRow, int toRow);

  /** Adds {@code factor(r)·∂l_r/∂y} to the derivatives by y of some rows. */
  protected abstract void backward(int fromRow, int toRow);

  /** Announces the arguments, whose shapes the loss has checked, before {@link #compute}. */
  final void begin(Tensor output, Tensor target, @Nullable Tensor weights, int rowCount) {
    if (weights != null) {
      checkWeights(weights, rowCount, output.shape().dim(0));
      input(weights);
    }
    input(output);
    input(target);
    y = output;
    t = target;
    w = weights;
    rows = rowCount;
    columns = rowCount == 0 ? 0 : output.size() / rowCount;
    lengths = output.lengths();
    steps = lengths == null ? 1 : output.shape().dim(1);
    if (loss.length < rows) {
      loss = new float[rows];
      mass = new float[rows];
    }
    Arrays.fill(mass, 0, rows, 1f);
  }

  private static void checkWeights(Tensor weights, int rows, int examples) {
    if (weights.size() != rows && weights.size() != examples) {
      throw new IllegalArgumentException(
          "loss: got weights %s, expected one for each of %d rows".formatted(weights.shape(), rows));
    }
    for (int r = 0; r < weights.size(); r++) {
      if (!(weights.data()[r] >= 0)) {
        throw new IllegalArgumentException(
            "loss: weight of row %d is %s, expected 0 or more".formatted(r, weights.data()[r]));
      }
    }
  }

  final Tensor compute() {
    overRows(forwardRange);
    double sum = 0;
    total = 0;
    for (int r = 0; r < rows; r++) {
      double weight = weight(r);
      sum += weight * loss[r];
      total += weight * mass[r];
    }
    out.shape(Shape.scalar());
    out.data()[0] = (float) (total == 0 ? 0 : sum / total);
    return out;
  }

  /** Calls {@link #backward(int, int)} for all rows. */
  final void backwardRows() {
    if (w != null && w.wanted()) {
      throw new IllegalStateException(label() + ": has no derivative by the weights of rows; detach() them");
    }
    if (total != 0) {
      scale = (float) (out.gradArray()[0] / total);
      overRows(backwardRange);
    }
  }

  /** ∂L/∂l_r, times the derivative that reached the loss. */
  final float factor(int r) {
    return scale * weight(r);
  }

  /** An example's weight is that of all its time steps. */
  private float weight(int r) {
    return w == null ? 1f : w.data()[w.size() == rows ? r : r / (rows / w.size())];
  }

  /** When a row is a time step: whether it is padding, which has neither loss nor mass. */
  final boolean padding(int r) {
    if (lengths == null) {
      return false;
    }
    int each = rows / y.shape().dim(0);
    return r % each / (each / steps) >= lengths[r / each];
  }

  /** When a row is an example: how many of its elements count, from the first on. */
  final int counted(int r) {
    return lengths == null ? columns : lengths[r] * (columns / steps);
  }

  private void overRows(Engine.Range range) {
    out.step().engine().forEach(rows, 1 + Engine.MAP_GRAIN / Math.max(1, columns), range);
  }
}
