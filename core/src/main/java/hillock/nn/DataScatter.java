package hillock.nn;

import hillock.kernel.Engine;
import java.util.Arrays;

/**
 * The derivative of a convolution without margins by its images, tap by tap: {@code dx[i·stride + a·dilation] +=
 * dy[i]·w[a]ᵀ}, a product each whose rows lie scattered over dx. {@link DataPhases} would have to surround dy with
 * zeros and multiply them, too: for 5x5 taps and 8x8 outputs that is 2.25 times the work.
 *
 * <p>Images of one block are done before the next begins, so that what is added to stays in the first level of the
 * cache. Order of addition for an element of dx: ascending tap, then channel of dy, as one chain.
 */
final class DataScatter {
  /** Rows of dy in one block, unless an image alone has more. */
  private static final int ROWS = 240;

  private final int out;
  private final int groups;
  private final int inner;
  private final int width;
  private final int taps;
  private final int imageSize;
  private final int[] corners;
  private final int[] tapPlaces;
  private final int[] channels;
  private final Engine.Range transposeRange = this::transpose;
  private final Engine.Range productRange = this::product;
  private int[] dyRows = {};
  private int[] dxRows = {};
  private float[] transposed = {};
  private float[] w;
  private int wOffset;
  private float[] dy;
  private float[] dx;
  private boolean accumulate;
  private Engine engine;

  DataScatter(Window window, int in, int out, int groups) {
    this.out = out;
    this.groups = groups;
    inner = out / groups;
    width = in / groups;
    taps = window.taps();
    imageSize = window.image().height() * window.image().width() * in;
    corners = window.corners(in);
    tapPlaces = window.steps(in, 1);
    channels = new int[inner];
    Arrays.setAll(channels, o -> o);
  }

  void run(Engine on, float[] derivative, int n, float[] weights, int offset, boolean add, float[] result) {
    engine = on;
    dy = derivative;
    w = weights;
    wOffset = offset;
    accumulate = add;
    dx = result;
    transposed = transposed.length < taps * out * width ? new float[taps * out * width] : transposed;
    on.forEach(taps, 1 + Engine.MAP_GRAIN / (out * width), transposeRange);
    dxRows = Window.repeated(corners, n, imageSize, dxRows);
    if (dyRows.length < n * corners.length) {
      dyRows = new int[n * corners.length];
      Arrays.setAll(dyRows, i -> i * out);
    }
    on.forEach(n, 1 + Correlation.GRAIN / (corners.length * taps * out * width), productRange);
  }

  /** Weights of one tap and group as [channels of dy, channels of dx]. */
  private void transpose(int from, int to) {
    for (int tap = from; tap < to; tap++) {
      for (int g = 0; g < groups; g++) {
        int read = wOffset + tap * width * out + g * inner;
        int write = (tap * groups + g) * inner * width;
        for (int o = 0; o < inner; o++, write += width) {
          for (int i = 0; i < width; i++) {
            transposed[write + i] = w[read + i * out + o];
          }
        }
      }
    }
  }

  private void product(int from, int to) {
    var kernels = engine.kernels();
    int block = Math.max(1, ROWS / corners.length);
    for (int image = from; image < to; image += block) {
      int count = Math.min(block, to - image);
      int row = image * corners.length;
      int rows = count * corners.length;
      if (!accumulate) {
        Arrays.fill(dx, image * imageSize, (image + count) * imageSize, 0f);
      }
      for (int tap = 0; tap < taps; tap++) {
        for (int g = 0; g < groups; g++) {
          int b = (tap * groups + g) * inner * width;
          int at = tapPlaces[tap] + g * width;
          kernels.gatherGemm(
              rows,
              width,
              inner,
              dy,
              g * inner,
              dyRows,
              row,
              channels,
              0,
              transposed,
              b,
              width,
              true,
              dx,
              at,
              dxRows,
              row);
        }
      }
    }
  }
}
