package hillock.data;

import hillock.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * Some samples gathered side by side. The arrays belong to {@link Batches}, which refills them for the next batch: copy
 * what should outlive it. Only the first {@link #size} rows count; the arrays may be longer.
 */
public final class Batch {
  private final Shape full;
  private final Shape last;
  private final Shape fullTarget;
  private final Shape lastTarget;
  private final float[] x;
  private final float[] y;
  private final int[] labels;
  private final float[] weights;
  private final int[] rows;
  private final int steps;
  private int size;

  /** Buffers for batches of at most {@code capacity} rows, of which an epoch's last has {@code remainder}. */
  Batch(Dataset data, int capacity, int remainder) {
    int width = data.sampleShape().size();
    steps = data.labelsPerSample();
    int k = data.hasLabels() ? steps : data.targetNames().size();
    Shape target = steps == 1 ? Shape.scalar() : Shape.of(k);
    this.full = data.sampleShape().batch(capacity);
    this.last = data.sampleShape().batch(remainder);
    this.fullTarget = target.batch(capacity);
    this.lastTarget = target.batch(remainder);
    this.x = new float[Math.multiplyExact(capacity, width)];
    this.y = new float[Math.multiplyExact(capacity, k)];
    this.labels = new int[Math.multiplyExact(capacity, steps)];
    this.weights = new float[data.weights().length == 0 ? 0 : capacity];
    this.rows = new int[capacity];
  }

  /** Inputs, row-major in {@link #shape}. */
  public float[] x() {
    return x;
  }

  /** Shape of the inputs, [size, sample...]. */
  public Shape shape() {
    return size == full.dim(0) ? full : last;
  }

  /**
   * Targets in {@link #targetShape}: numbers, or classes as floats, as a loss takes them; of length 0 without either.
   */
  public float[] y() {
    return y;
  }

  /** Shape of the targets: [size, k] for numbers, [size] for classes, [size, steps] for classes of time steps. */
  public Shape targetShape() {
    return size == full.dim(0) ? fullTarget : lastTarget;
  }

  /** Classes [size] or [size, steps] as whole numbers; of length 0 without them. */
  public int[] labels() {
    return labels;
  }

  /** Sample weights [size]; of length 0 when all weigh 1. */
  public float[] weights() {
    return weights;
  }

  /** Row of the dataset that each sample came from, [size]. */
  public int[] rows() {
    return rows;
  }

  /** Number of samples, at least 1. */
  public int size() {
    return size;
  }

  /** Gathers {@code n} rows of the data; {@code order} null means ascending from {@code first}. */
  void fill(Dataset data, int @Nullable [] order, int first, int n) {
    int width = data.sampleShape().size();
    int k = data.targetNames().size();
    size = n;
    for (int i = 0; i < n; i++) {
      int row = order == null ? first + i : order[first + i];
      rows[i] = row;
      data.gather(row, x, i * width);
      if (k > 0) {
        System.arraycopy(data.targets(), row * k, y, i * k, k);
      }
      for (int step = i * steps, from = row * steps; step < (i + 1) * steps; step++, from++) {
        labels[step] = data.labels()[from];
        y[step] = labels[step];
      }
      if (weights.length > 0) {
        weights[i] = data.weights()[row];
      }
    }
  }
}
