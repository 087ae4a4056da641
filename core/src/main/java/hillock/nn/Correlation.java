package hillock.nn;

import hillock.kernel.Engine;
import hillock.kernel.Kernels;
import hillock.tensor.Parameter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The three products of a convolution, as one product with a gathered matrix each: the tables of {@link
 * hillock.kernel.Kernels#gatherGemm} say where the elements of a patch lie, so that patches are never copied; only
 * images with margins are, a few at a time just before they are used ({@link PaddedBatch#local}).
 *
 * <p>Images x [n, h, w, in], results y [n, h', w', out], weights w [kh, kw, in / groups, out]. The derivative by x is
 * the same product over dy ({@link DataPhases}) or, without margins, one for each tap ({@link DataScatter}).
 *
 * <p>Orders of addition: y by ascending tap, then channel, from the bias; dx by ascending tap, then channel of dy; dw
 * by ascending image and pixel within chunks of images, whose number depends on sizes alone; chunks are then added in
 * order.
 */
final class Correlation {
  /**
   * Rows of y that get their bias, and then their product: few enough for the cache, and enough to pack weights for.
   */
  private static final int FORWARD_ROWS = 1032;

  /** Rows of dw that are a unit of work, three tall tiles; fewer terms are one unit. */
  private static final int WEIGHT_ROWS = 36;

  /** Rows of the tallest tile. */
  private static final int TILE_ROWS = 12;

  /** Pixels in one chain of additions, where memory allows. */
  private static final int CHAIN = 4096;

  private static final int PARTS = 64;
  private static final int MOST_PARTIAL_SUMS = 1 << 20;

  /** Multiply-adds that a part of the work should have at least, about 10 microseconds. */
  static final int GRAIN = 400_000;

  private final int out;
  private final int groups;
  private final boolean depthwise;
  private final int inner;
  private final int width;
  private final int terms;
  private final int weightCount;
  private final PaddedBatch padding;
  private final @Nullable DataPhases phases;
  private final @Nullable DataScatter scatter;
  private final int[] corners;
  private final int[] steps;
  private final int[] weightRows;
  private final Panels panels = new Panels();
  private final Engine.Range forwardRange = this::forward;
  private final Engine.Range weightRange = this::weights;
  private final Engine.Range sumRange = this::sumChunks;
  private int[] pixels = {};
  private int[] outRows = {};
  private float[] images = {};
  private Engine engine;
  private float[] w;
  private int wOffset;
  private boolean inPanels;
  private float @Nullable [] bias;
  private int biasOffset;
  private boolean accumulate;
  private float[] y;
  private float[] dy;
  private float[] dw;
  private int dwOffset;
  private float[] partial = {};
  private int n;
  private int chunkImages;
  private int chunks;

  Correlation(Window window, int in, int out, int groups) {
    this.out = out;
    depthwise = groups > 1 && groups == in && groups == out;
    this.groups = depthwise ? 1 : groups;
    inner = depthwise ? 1 : in / groups;
    width = depthwise ? out : out / groups;
    terms = window.taps() * inner;
    weightCount = terms * out;
    padding = PaddedBatch.of(window, in, 0f);
    boolean scatters = !window.padded() && !depthwise;
    scatter = scatters ? new DataScatter(window, in, out, groups) : null;
    phases = scatters ? null : new DataPhases(window, in, out, this.groups, depthwise);
    corners = window.corners(in);
    steps = window.steps(in, inner);
    weightRows = new int[terms];
    Arrays.setAll(weightRows, i -> i * out);
  }

  /** Takes the images x that {@link #forward} and {@link #weights} work on. */
  void images(Engine on, float[] x, int count) {
    engine = on;
    n = count;
    images = x;
    pixels = Window.repeated(corners, count, padding.size(), pixels);
    if (outRows.length < count * corners.length) {
      outRows = new int[count * corners.length];
      Arrays.setAll(outRows, i -> i * out);
    }
  }

  /** {@code y = x * w + bias}, or {@code y + x * w} when accumulating, which excludes a bias. */
  void forward(Parameter weights, @Nullable Parameter b, boolean add, float[] result) {
    inPanels = groups == 1 && width > Kernels.PANEL && !depthwise;
    if (inPanels) {
      panels.take(weights, out);
    }
    w = inPanels ? panels.values() : weights.array();
    wOffset = inPanels ? 0 : weights.offset();
    forward(b, add, result);
  }

  /** The same without a bias, with weights that belong to no layer. */
  void forward(float[] weights, float[] result) {
    inPanels = false;
    w = weights;
    wOffset = 0;
    forward(null, false, result);
  }

  private void forward(@Nullable Parameter b, boolean add, float[] result) {
    bias = b == null ? null : b.array();
    biasOffset = b == null ? 0 : b.offset();
    accumulate = add || b != null;
    y = result;
    engine.forEach(n * corners.length, grain(terms * width * groups), forwardRange);
  }

  /** Rows of so many multiply-adds that make a part, a multiple of the tallest tile. */
  static int grain(int multiplyAdds) {
    return (1 + GRAIN / multiplyAdds / TILE_ROWS) * TILE_ROWS;
  }

  private void forward(int from, int to) {
    for (int i = from, end; i < to; i = end) {
      int image = i / corners.length;
      end = Math.min(to, Math.max(image + 1, (i + FORWARD_ROWS) / corners.length) * corners.length);
      int first = i - image * corners.length;
      float[] near = images;
      int at = image * padding.size();
      if (!padding.plain()) {
        int last = end - 1 - image * corners.length;
        near = padding.local(images, image, pixels[first] + steps[0], pixels[last] + steps[terms - 1] + 1);
        at = 0;
      }
      for (int row = i; row < end; row += FORWARD_ROWS) {
        forward(row, Math.min(FORWARD_ROWS, end - row), near, at, row - image * corners.length);
      }
    }
  }

  /** Some rows of y, whose patches are in the array from there on, beginning with that pixel. */
  private void forward(int row, int rows, float[] near, int at, int pixel) {
    float[] b = bias;
    for (int r = row; b != null && r < row + rows; r++) {
      System.arraycopy(b, biasOffset, y, r * out, out);
    }
    for (int g = 0; g < groups; g++) {
      int place = at + g * inner;
      int columns = inPanels ? Kernels.PANEL : width;
      int ldw = inPanels ? Kernels.PANEL : out;
      for (int j = 0; j < width; j += columns) {
        int weights = wOffset + (inPanels ? panels.at(j) : g * width);
        int count = Math.min(columns, width - j);
        gather(
            rows,
            count,
            terms,
            near,
            place,
            pixels,
            pixel,
            steps,
            0,
            w,
            weights,
            ldw,
            accumulate,
            y,
            g * width + j,
            outRows,
            row);
      }
    }
  }

  private void gather(
      int rows,
      int columns,
      int k,
      float[] a,
      int aOffset,
      int[] aRows,
      int aRowsOffset,
      int[] aSteps,
      int aStepsOffset,
      float[] b,
      int bOffset,
      int ldb,
      boolean add,
      float[] c,
      int cOffset,
      int[] cRows,
      int cRowsOffset) {
    var kernels = engine.kernels();
    if (depthwise) {
      kernels.gatherDots(
          rows,
          columns,
          k,
          a,
          aOffset,
          aRows,
          aRowsOffset,
          aSteps,
          aStepsOffset,
          b,
          bOffset,
          ldb,
          add,
          c,
          cOffset,
          cRows,
          cRowsOffset);
    } else {
      kernels.gatherGemm(
          rows,
          columns,
          k,
          a,
          aOffset,
          aRows,
          aRowsOffset,
          aSteps,
          aStepsOffset,
          b,
          bOffset,
          ldb,
          add,
          c,
          cOffset,
          cRows,
          cRowsOffset);
    }
  }

  /** {@code dw}, given dy, for the images of the last {@link #images}. */
  void weights(float[] derivative, boolean add, float[] result, int offset) {
    int units = units() * groups;
    int tiles = units * ((width + 31) / 32);
    long wanted = Math.max(PARTS / tiles, ((long) n * corners.length + CHAIN - 1) / CHAIN);
    int most = Math.max(1, Math.min(n, MOST_PARTIAL_SUMS / weightCount));
    int parts = Math.clamp(wanted, 1, most);
    chunkImages = (n + parts - 1) / parts;
    chunks = n == 0 ? 0 : (n + chunkImages - 1) / chunkImages;
    dy = derivative;
    dw = chunks == 1 ? result : partial(chunks * weightCount);
    dwOffset = chunks == 1 ? offset : 0;
    accumulate = chunks == 1 && add;
    if (chunks > 0) {
      long work = (long) WEIGHT_ROWS * width * chunkImages * corners.length;
      engine.forEach(chunks * units, (int) (1 + GRAIN / work), weightRange);
    }
    if (chunks != 1) {
      dw = result;
      dwOffset = offset;
      accumulate = add;
      engine.forEach(weightCount, Engine.MAP_GRAIN, sumRange);
    }
  }

  private int units() {
    return (terms + WEIGHT_ROWS - 1) / WEIGHT_ROWS;
  }

  private float[] partial(int size) {
    partial = partial.length < size ? new float[size] : partial;
    return partial;
  }

  /** Units of rows; those of one group and chunk that follow each other are one product. */
  private void weights(int from, int to) {
    int units = units();
    float[] near = images;
    int copied = -1;
    for (int item = from, next; item < to; item = next) {
      int product = item / units;
      next = Math.min(to, (product + 1) * units);
      int first = item % units * WEIGHT_ROWS;
      int rows = Math.min(terms, (next - product * units) * WEIGHT_ROWS) - first;
      int g = product % groups;
      int chunk = product / groups;
      int image = chunk * chunkImages;
      int k = (Math.min(n, image + chunkImages) - image) * corners.length;
      int start = image * corners.length;
      if (chunk != copied && !padding.plain()) {
        near = padding.local(images, image, 0, k / corners.length * padding.size());
        copied = chunk;
      }
      int at = padding.plain() ? image * padding.size() : 0;
      int dwAt = dwOffset + chunk * weightCount + g * width;
      int dyAt = start * out + g * width;
      gather(
          rows,
          width,
          k,
          near,
          at + g * inner,
          steps,
          first,
          pixels,
          0,
          dy,
          dyAt,
          out,
          accumulate,
          dw,
          dwAt,
          weightRows,
          first);
    }
  }

  private void sumChunks(int from, int to) {
    if (!accumulate) {
      Arrays.fill(dw, dwOffset + from, dwOffset + to, 0f);
    }
    for (int chunk = 0; chunk < chunks; chunk++) {
      engine.kernels().axpy(1f, partial, chunk * weightCount + from, dw, dwOffset + from, to - from);
    }
  }

  /** {@code dx}, or what is there plus it, given dy of {@code count} images. */
  void data(Engine on, float[] derivative, int count, float[] weights, int offset, boolean add, float[] dx) {
    if (scatter != null) {
      scatter.run(on, derivative, count, weights, offset, add, dx);
    } else if (phases != null) {
      phases.run(on, derivative, count, weights, offset, add, dx);
    }
  }
}
