package hillock.train;

import hillock.kernel.Engine;
import hillock.nn.Activation;
import hillock.nn.Layer;
import hillock.tensor.Op;
import hillock.tensor.Parameter;
import hillock.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers what a {@link LayerWatch} sees of one layer. */
final class LayerProbe {
  /** Slopes are compared with the steepest: below this share of it an activation counts as flat. */
  private static final float FLAT = 0.05f;

  /** Below this share of the steepest slope nothing gets through to speak of. */
  private static final float CLOSED = 1e-3f;

  /** Share of the examples for which a unit must be in a flat end to count as saturated. */
  private static final double STUCK = 0.9;

  /** Most values of one result that are looked at: of large ones, such as those of convolutions, the first examples. */
  private static final int MOST_VALUES = 1 << 18;

  /** Of so small a sum of squares the terms may have vanished from the range of a float. */
  private static final float SMALL = 1e-25f;

  private final Layer layer;
  private final List<Parameter> trained;
  private final int count;
  private final int examplesToDie;
  private final @Nullable Slopes slopes;

  @Nullable Op result;
  private double gradientSquares;
  private double updateSquares;
  private double weightNorm;
  private double means;
  private double spreads;
  private int looks;
  private int activeLooks;
  private int rows;
  private float[] slope = {};
  private float[] steepest = {};
  private float[] flat = {};
  private float[] idle = {};

  /** How steep an activation is at most, and whether it is flat on one side or both. */
  private record Slopes(Activation activation, float most, boolean left, boolean right) {
    private static final float FAR = 30;

    static Slopes of(Activation activation) {
      int n = 481;
      float[] x = new float[n];
      float[] y = new float[n];
      float[] slope = new float[n];
      for (int i = 0; i < n; i++) {
        x[i] = FAR * (2f * i / (n - 1) - 1);
      }
      var kernels = Engine.single().kernels();
      activation.forward(kernels, x, y, 0, n);
      activation.slope(kernels, x, y, slope, 0, n);
      float most = 0;
      for (float s : slope) {
        most = Math.max(most, Math.abs(s));
      }
      return new Slopes(activation, most, Math.abs(slope[0]) < FLAT * most, Math.abs(slope[n - 1]) < FLAT * most);
    }
  }

  /**
   * A probe of this layer.
   *
   * @param trained parameters of its own that training changes
   * @param hidden whether another layer with weights follows; the flat ends of an output are no fault
   * @param examplesToDie without a slope, after which a unit counts as dead
   */
  LayerProbe(Layer layer, List<Parameter> trained, boolean hidden, int examplesToDie) {
    this.layer = layer;
    this.trained = List.copyOf(trained);
    this.examplesToDie = examplesToDie;
    count = trained.stream().mapToInt(Parameter::size).sum();
    slopes = hidden && layer.spec() instanceof Activation a ? Slopes.of(a) : null;
  }

  /** Whether the layer has anything to tell that its neighbours do not. */
  boolean telling() {
    return count > 0 || layer.spec() instanceof Activation;
  }

  /** Looks at the derivatives by all parameters of the network, and at what the step changed in them. */
  void weights(Engine engine, float[] gradients, float[] change) {
    double g = 0;
    double u = 0;
    double w = 0;
    for (int i = 0, n = trained.size(); i < n; i++) {
      Parameter p = trained.get(i);
      g += squares(engine, gradients, p.offset(), p.size());
      u += squares(engine, change, p.offset(), p.size());
      w += squares(engine, p.array(), p.offset(), p.size());
    }
    gradientSquares += g;
    updateSquares += u;
    weightNorm = Math.sqrt(w);
    looks++;
  }

  private static double squares(Engine engine, float[] x, int from, int n) {
    float quick = engine.sumOfSquares(x, from, n, 0f);
    if (quick > SMALL && quick < Float.POSITIVE_INFINITY) {
      return quick;
    }
    double sum = 0;
    for (int i = from; i < from + n; i++) {
      sum += (double) x[i] * x[i];
    }
    return sum;
  }

  /** Looks at {@link #result}. */
  void activations(Engine engine) {
    Op op = result;
    if (op == null || op.result().shape().rank() < 2 || op.result().size() == 0) {
      return;
    }
    Tensor y = op.result();
    int example = y.size() / y.shape().dim(0);
    int examples = Math.min(y.shape().dim(0), Math.max(1, MOST_VALUES / example));
    int n = examples * example;
    float mean = engine.sum(y.data(), 0, n) / n;
    means += mean;
    spreads += Math.sqrt(Math.max(0, engine.sumOfSquares(y.data(), 0, n, mean) / n));
    activeLooks++;
    Tensor x = op.firstInput();
    if (slopes != null && x != null && x.size() == y.size() && (slopes.left || slopes.right)) {
      slopes(engine, slopes, x.data(), y.data(), examples, n, y.shape().last());
    }
  }

  private void slopes(Engine engine, Slopes of, float[] x, float[] y, int examples, int n, int units) {
    if (slope.length < n) {
      slope = new float[n];
    }
    if (steepest.length != units) {
      steepest = new float[units];
      flat = new float[units];
      idle = new float[units];
      rows = 0;
    }
    of.activation.slope(engine.kernels(), x, y, slope, 0, n);
    if (of.left && of.right) {
      countFlat(FLAT * of.most, n, units);
    } else {
      countIdle(CLOSED * of.most, n, units, examples);
    }
    rows += n / units;
  }

  /** Without branches and over one index, so that the JVM makes vectors of the inner loop. */
  private void countFlat(float limit, int n, int units) {
    float[] counts = flat;
    float[] s = slope;
    for (int i = 0; i < n; i += units) {
      for (int j = 0; j < units; j++) {
        counts[j] += Math.max(0f, Math.signum(limit - Math.abs(s[i + j])));
      }
    }
  }

  private void countIdle(float limit, int n, int units, int examples) {
    float[] most = steepest;
    float[] s = slope;
    java.util.Arrays.fill(most, 0f);
    for (int i = 0; i < n; i += units) {
      for (int j = 0; j < units; j++) {
        most[j] = Math.max(most[j], Math.abs(s[i + j]));
      }
    }
    for (int j = 0; j < units; j++) {
      idle[j] = most[j] <= limit ? idle[j] + examples : 0;
    }
  }

  /** What was seen since the last call. */
  LayerStatistics take() {
    boolean trains = count > 0 && looks > 0;
    boolean bothEnds = slopes != null && slopes.left && slopes.right;
    LayerStatistics statistics =
        new LayerStatistics(
            layer.path(),
            count,
            trains ? Math.sqrt(gradientSquares / looks) : Double.NaN,
            trains ? weightNorm : Double.NaN,
            trains ? Math.sqrt(updateSquares / looks) : Double.NaN,
            activeLooks == 0 ? Double.NaN : means / activeLooks,
            activeLooks == 0 ? Double.NaN : spreads / activeLooks,
            rows == 0 || bothEnds ? Double.NaN : share(idle, examplesToDie),
            rows == 0 || !bothEnds ? Double.NaN : share(flat, STUCK * rows));
    gradientSquares = 0;
    updateSquares = 0;
    means = 0;
    spreads = 0;
    looks = 0;
    activeLooks = 0;
    rows = 0;
    java.util.Arrays.fill(flat, 0f);
    return statistics;
  }

  private static double share(float[] counts, double least) {
    int reached = 0;
    for (float count : counts) {
      reached += count >= least ? 1 : 0;
    }
    return (double) reached / counts.length;
  }
}
