package hillock.model;

import hillock.kernel.Engine;
import hillock.kernel.Team;
import hillock.nn.Layer;
import hillock.nn.Network;
import hillock.nn.Sequential;
import hillock.tensor.Step;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import java.util.ArrayDeque;

/**
 * The results of a network for many rows, without gradients.
 *
 * <p>Rows go through the network in slices, each through all layers on one thread: what a layer has made is still in
 * the cache when the next one reads it, and threads meet once a batch instead of once a layer. Batches too small for a
 * slice on each thread go through whole, and the layers share out their work. The result of a row depends neither on
 * the rows it comes with nor on the threads.
 *
 * <p>An object is for one thread at a time, like a {@link Tape}; several may share a network and a team.
 */
public final class Inference {
  /** Copies one row. */
  @FunctionalInterface
  public interface Rows {
    /** Writes the row of this number into x, from the offset on. */
    void copy(int row, float[] x, int offset);
  }

  /** Values before and after a layer, for all rows of a slice, that stay in the second level of the cache: 512 KB. */
  private static final int CACHED_VALUES = 1 << 17;

  /** Multiply-adds with each weight, on average, that are worth fetching it once more. */
  private static final int WEIGHT_USES = 128;

  /** Values before and after a layer, for all rows of a slice, at most: 64 MB. */
  private static final int MOST_VALUES = 1 << 24;

  /** Rows of a tile of a product. */
  private static final int TILE = 4;

  /** Floating-point operations from which a second thread pays although the team may have to be woken. */
  static final long TEAM_WORK = 20_000_000;

  private final Network network;
  private final Network link;
  private final Engine engine;
  private final Lane whole;
  private final ArrayDeque<Lane> idle = new ArrayDeque<>();
  private final long flopsOfRow;
  private final int sliceRows;
  private final int inputs;
  private final int outputs;

  /**
   * On this engine.
   *
   * @param network whose weights must not change during a call
   */
  public Inference(Network network, Engine engine) {
    this(network, Network.of(new Sequential(), network.output(), 0), engine);
  }

  /**
   * As above, with a last step.
   *
   * @param link applied to the network's result, such as a softmax
   */
  Inference(Network network, Network link, Engine engine) {
    this.network = network;
    this.link = link;
    this.engine = engine;
    whole = new Lane(engine);
    flopsOfRow = NetworkSummary.flops(network);
    sliceRows = sliceRows(network, flopsOfRow);
    inputs = network.input().size();
    outputs = link.output().size();
  }

  private static int sliceRows(Network network, long flopsOfRow) {
    int widest = network.input().size() + network.output().size();
    for (Layer layer : network.layers()) {
      widest = Math.max(widest, layer.input().size() + layer.output().size());
    }
    widest = Math.max(1, widest);
    long worthwhile = flopsOfRow == 0 ? 1 : 2L * WEIGHT_USES * network.parameters().size() / flopsOfRow;
    long rows = Math.clamp(Math.max(CACHED_VALUES / widest, worthwhile), 1, Math.max(1, MOST_VALUES / widest));
    return (int) (rows < TILE ? rows : rows / TILE * TILE);
  }

  /**
   * The network's results.
   *
   * @param x inputs, [n, ...input]
   * @param n number of rows, at least 0
   * @return [n, ...output]
   * @throws IllegalArgumentException when x holds fewer values
   */
  public float[] run(float[] x, int n) {
    checkSize("inputs", x, n, inputs);
    float[] y = new float[Math.multiplyExact(n, outputs)];
    run((row, to, offset) -> System.arraycopy(x, row * inputs, to, offset, inputs), n, y);
    return y;
  }

  /**
   * The network's results.
   *
   * @param rows the inputs; several threads may ask for rows at once
   * @param n number of rows, at least 0
   * @param y takes the results, [n, ...output]
   * @throws IllegalArgumentException when y is too short
   */
  public void run(Rows rows, int n, float[] y) {
    checkSize("results", y, n, outputs);
    int threads = engine.team().threads();
    int slices = (n + sliceRows - 1) / sliceRows;
    if (threads == 1 || n * flopsOfRow < TEAM_WORK) {
      slices(rows, 0, n, sliceRows, y);
    } else if (slices < threads) {
      whole.run(rows, 0, n, y);
    } else {
      int even = (slices + threads - 1) / threads * threads;
      int size = (n + even - 1) / even;
      engine.forEach(n, size, (from, to) -> slices(rows, from, to, size, y));
    }
  }

  private static void checkSize(String what, float[] values, int n, int width) {
    if (n < 0 || values.length < (long) n * width) {
      throw new IllegalArgumentException(
          "inference: got %d values for the %s of %d rows, expected %d a row".formatted(values.length, what, n, width));
    }
  }

  private void slices(Rows rows, int from, int to, int size, float[] y) {
    Lane lane = take();
    for (int row = from; row < to; row += size) {
      lane.run(rows, row, Math.min(size, to - row), y);
    }
    put(lane);
  }

  private Lane take() {
    synchronized (idle) {
      Lane lane = idle.pollLast();
      return lane == null ? new Lane(Engine.of(engine.kernels(), Team.of(1))) : lane;
    }
  }

  private void put(Lane lane) {
    synchronized (idle) {
      idle.addLast(lane);
    }
  }

  /** What one thread needs. */
  private final class Lane {
    private final Tape tape;
    private float[] x = {};

    Lane(Engine engine) {
      tape = Tape.inference(engine);
    }

    void run(Rows rows, int from, int count, float[] y) {
      if (x.length < count * inputs) {
        x = new float[count * inputs];
      }
      for (int row = 0; row < count; row++) {
        rows.copy(from + row, x, row * inputs);
      }
      try (Step step = tape.step()) {
        Tensor result = link.forward(network.forward(step.input(x, network.input().batch(count))));
        System.arraycopy(result.data(), 0, y, from * outputs, result.size());
      }
    }
  }
}
