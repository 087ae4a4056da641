package hillock.nn;

import hillock.kernel.Engine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The derivative of a convolution by its images: {@code dx[i] = Σ_a dy[(i + top - a·dilation) / stride]·w[a]ᵀ} over the
 * taps a for which the division leaves nothing over (in both directions). Pixels i of one remainder see the same taps
 * at the same distances: they are one gathered product over dy with margins, whose weights are those taps, transposed.
 */
final class DataPhases {
  /** Rows of dx after which the next image's margins are made, unless an image alone has more. */
  private static final int ROWS = 480;

  private final int in;
  private final int out;
  private final int groups;
  private final boolean depthwise;
  private final int inner; // channels of dy that a tap has
  private final int width; // channels of dx that a product has
  private final int taps;
  private final PaddedBatch padding;
  private final List<Phase> phases = new ArrayList<>();
  private final int pixelsOfDx;
  private final int[] order; // taps by phase
  private final int[] places; // where the transposed weights of order[i] begin in the first group
  private final int[] strides; // from there to the next group
  private final Engine.Range transposeRange = this::transpose;
  private final Engine.Range productRange = this::product;
  private float[] transposed = {};
  private float[] w;
  private int wOffset;
  private float[] dy;
  private float[] dx;
  private boolean accumulate;
  private Phase phase;
  private Engine engine;

  /** Pixels of one remainder. */
  private static final class Phase {
    final int[] corners; // of each pixel, in dy with margins
    final int[] places; // of each pixel, in dx
    final int[] steps;
    final int first; // of its transposed weights
    final int least; // of the steps
    final int most;
    int[] rows = {};
    int[] dxRows = {};

    Phase(int[] corners, int[] places, int[] steps, int first) {
      this.corners = corners;
      this.places = places;
      this.steps = steps;
      this.first = first;
      least = Arrays.stream(steps).min().orElse(0);
      most = Arrays.stream(steps).max().orElse(0);
    }
  }

  DataPhases(Window window, int in, int out, int groups, boolean depthwise) {
    this.in = in;
    this.out = out;
    this.groups = groups;
    this.depthwise = depthwise;
    inner = depthwise ? 1 : out / groups;
    width = depthwise ? in : in / groups;
    taps = window.taps();
    Axis rows =
        new Axis(
            window.image().height(),
            window.kernel().height(),
            window.stride().height(),
            window.dilation().height(),
            window.top());
    Axis columns =
        new Axis(
            window.image().width(),
            window.kernel().width(),
            window.stride().width(),
            window.dilation().width(),
            window.left());
    int h = window.outHeight();
    int v = window.outWidth();
    padding = new PaddedBatch(h, v, out, rows.before(), rows.after(h), columns.before(), columns.after(v), 0f);
    pixelsOfDx = window.image().height() * window.image().width();
    order = new int[taps];
    places = new int[taps];
    strides = new int[taps];
    int done = 0;
    for (int r = 0; r < rows.stride; r++) {
      for (int c = 0; c < columns.stride; c++) {
        done = phase(rows, columns, r, c, done);
      }
    }
  }

  /** One axis of the window. */
  private record Axis(int size, int kernel, int stride, int dilation, int margin) {
    int base(int i) {
      return (i + margin) / stride;
    }

    boolean sees(int tap, int remainder) {
      return tap * dilation % stride == remainder;
    }

    int distance(int tap) {
      return tap * dilation / stride;
    }

    /** Margin of dy before its first element: the farthest that any tap looks back. */
    int before() {
      return Math.max(0, distance(kernel - 1) - base(0));
    }

    int after(int outSize) {
      return Math.max(0, base(size - 1) - (outSize - 1));
    }
  }

  private int phase(Axis rows, Axis columns, int r, int c, int done) {
    int[] kernelTaps = new int[taps];
    int count = 0;
    for (int tap = 0; tap < taps; tap++) {
      if (rows.sees(tap / columns.kernel, r) && columns.sees(tap % columns.kernel, c)) {
        kernelTaps[count++] = tap;
      }
    }
    int[] steps = new int[count * inner];
    int first = done * inner * width * groups;
    for (int t = 0; t < count; t++) {
      int tap = kernelTaps[t];
      int back = rows.distance(tap / columns.kernel) * padding.width() + columns.distance(tap % columns.kernel);
      for (int o = 0; o < inner; o++) {
        steps[t * inner + o] = o - back * out;
      }
      order[done + t] = tap;
      places[done + t] = first + t * inner * width;
      strides[done + t] = count * inner * width;
    }
    int[] corners = new int[pixelsOfDx];
    int[] dxPlaces = new int[pixelsOfDx];
    int pixels = 0;
    for (int i = 0; i < rows.size; i++) {
      for (int j = 0; j < columns.size; j++) {
        if ((i + rows.margin) % rows.stride == r && (j + columns.margin) % columns.stride == c) {
          int row = rows.base(i) + rows.before();
          corners[pixels] = (row * padding.width() + columns.base(j) + columns.before()) * out;
          dxPlaces[pixels++] = (i * columns.size + j) * in;
        }
      }
    }
    phases.add(new Phase(Arrays.copyOf(corners, pixels), Arrays.copyOf(dxPlaces, pixels), steps, first));
    return done + count;
  }

  void run(Engine on, float[] derivative, int n, float[] weights, int offset, boolean add, float[] result) {
    engine = on;
    w = weights;
    wOffset = offset;
    accumulate = add;
    dx = result;
    dy = derivative;
    int size = taps * inner * width * groups;
    transposed = transposed.length < size ? new float[size] : transposed;
    on.forEach(taps, 1 + Engine.MAP_GRAIN / (inner * width * groups), transposeRange);
    for (int i = 0; i < phases.size(); i++) {
      phase = phases.get(i);
      phase.rows = Window.repeated(phase.corners, n, padding.size(), phase.rows);
      phase.dxRows = Window.repeated(phase.places, n, pixelsOfDx * in, phase.dxRows);
      int work = Math.max(1, phase.steps.length * width * groups);
      on.forEach(n * phase.corners.length, Correlation.grain(work), productRange);
    }
  }

  private void transpose(int from, int to) {
    for (int t = from; t < to; t++) {
      if (depthwise) {
        System.arraycopy(w, wOffset + order[t] * out, transposed, places[t], width);
        continue;
      }
      for (int g = 0; g < groups; g++) {
        int read = wOffset + order[t] * width * out + g * inner;
        int write = places[t] + g * strides[t];
        for (int o = 0; o < inner; o++, write += width) {
          for (int i = 0; i < width; i++) {
            transposed[write + i] = w[read + i * out + o];
          }
        }
      }
    }
  }

  private void product(int from, int to) {
    int pixels = phase.corners.length;
    for (int i = from, end; i < to; i = end) {
      int image = i / pixels;
      end = Math.min(to, Math.max(image + 1, (i + ROWS) / pixels) * pixels);
      int first = i - image * pixels;
      int last = end - 1 - image * pixels;
      if (phase.steps.length == 0 || padding.plain()) {
        product(end - i, dy, image * padding.size(), first, i);
      } else {
        int begin = phase.rows[first] + phase.least;
        product(end - i, padding.local(dy, image, begin, phase.rows[last] + phase.most + 1), 0, first, i);
      }
    }
  }

  /** Some rows of dx, whose patches of dy are in the array from there on, beginning with that pixel. */
  private void product(int m, float[] near, int at, int pixel, int row) {
    var kernels = engine.kernels();
    int k = phase.steps.length;
    if (depthwise) {
      kernels.gatherDots(
          m,
          width,
          k,
          near,
          at,
          phase.rows,
          pixel,
          phase.steps,
          0,
          transposed,
          phase.first,
          width,
          accumulate,
          dx,
          0,
          phase.dxRows,
          row);
      return;
    }
    for (int g = 0; g < groups; g++) {
      int b = phase.first + g * k * width;
      kernels.gatherGemm(
          m,
          width,
          k,
          near,
          at + g * inner,
          phase.rows,
          pixel,
          phase.steps,
          0,
          transposed,
          b,
          width,
          accumulate,
          dx,
          g * width,
          phase.dxRows,
          row);
    }
  }
}
