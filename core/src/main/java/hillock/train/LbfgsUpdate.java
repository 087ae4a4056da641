package hillock.train;

import hillock.tensor.Gradients;
import hillock.tensor.Parameters;

/** {@link Lbfgs} at work; sums are made in double precision from first to last, on one thread. */
final class LbfgsUpdate implements Update {
  private static final double TOLERANCE_GRADIENT = 1e-7;
  private static final double TOLERANCE_CHANGE = 1e-9;
  private static final double LEAST_CURVATURE = 1e-10;

  private final Lbfgs optimizer;
  private final Line line;
  private final int n;
  private final float[] direction;
  private final float[] gradient;
  private final float[] weights;

  /**
   * The last changes of the weights and of the gradient; pair k of {@code pairs} is at {@code (first + k) % history}.
   */
  private final float[][] s;

  private final float[][] y;
  private final double[] alpha;
  private int first;
  private int pairs;
  private long steps; // since the beginning, or since the last time that all was forgotten
  private double length;

  LbfgsUpdate(Lbfgs optimizer, Parameters parameters) {
    this.optimizer = optimizer;
    n = parameters.size();
    line = new Line(parameters, optimizer.weightDecay());
    direction = new float[n];
    gradient = new float[n];
    weights = new float[n];
    s = new float[optimizer.history()][];
    y = new float[optimizer.history()][];
    alpha = new double[optimizer.history()];
  }

  @Override
  public Optimizer optimizer() {
    return optimizer;
  }

  @Override
  public Parameters parameters() {
    return line.parameters();
  }

  @Override
  public void update(Gradients gradients, double factor) {
    throw new UnsupportedOperationException(
        "Lbfgs: evaluates the loss several times a step; call step(objective, factor) instead of update(gradients)");
  }

  @Override
  public double step(Objective objective, double factor) {
    double rate = optimizer.learningRate() * factor;
    line.start(objective);
    double before = line.evaluate();
    double loss = before;
    int evaluations = 1;
    int limit = optimizer.iterations() * 5 / 4;
    for (int i = 0; i < optimizer.iterations() && Double.isFinite(loss); i++) {
      if (Vectors.largest(line.gradient(), n) <= TOLERANCE_GRADIENT) {
        break;
      }
      chooseDirection();
      System.arraycopy(line.gradient(), 0, gradient, 0, n);
      System.arraycopy(line.parameters().values(), 0, weights, 0, n);
      length = steps == 0 ? Math.min(1, 1 / Vectors.absoluteSum(gradient, n)) * rate : rate;
      steps++;
      double slope = Vectors.dot(gradient, direction, n);
      if (!(slope <= -TOLERANCE_CHANGE)) {
        forget();
        break;
      }
      double last = loss;
      if (optimizer.lineSearch()) {
        length = line.search(weights, direction, length, loss, slope);
        loss = line.loss();
        evaluations += line.evaluations();
        if (length == 0) {
          forget();
        }
      } else {
        line.moveTo(weights, direction, length);
        if (i + 1 < optimizer.iterations()) {
          loss = line.evaluate();
        }
        evaluations++;
      }
      if (evaluations >= limit
          || length * Vectors.largest(direction, n) <= TOLERANCE_CHANGE
          || Math.abs(loss - last) < TOLERANCE_CHANGE) {
        break;
      }
    }
    return Double.isFinite(loss) ? before : loss;
  }

  /**
   * Lets the next iteration begin anew, along the gradient. Where the remembered changes lead nowhere better they would
   * do so in every later step, too, since nothing would replace them.
   */
  private void forget() {
    pairs = 0;
    first = 0;
    steps = 0;
  }

  /** Remembers the last change when the curvature along it is positive, and multiplies the gradient by -H. */
  private void chooseDirection() {
    float[] g = line.gradient();
    if (steps > 0) {
      remember(g);
    }
    for (int i = 0; i < n; i++) {
      direction[i] = -g[i];
    }
    if (pairs == 0) {
      return;
    }
    for (int k = pairs - 1; k >= 0; k--) {
      float[] sk = s[place(k)];
      float[] yk = y[place(k)];
      alpha[k] = Vectors.dot(sk, direction, n) / Vectors.dot(sk, yk, n);
      Vectors.add((float) -alpha[k], yk, direction, n);
    }
    float[] newest = y[place(pairs - 1)];
    float scale = (float) (Vectors.dot(s[place(pairs - 1)], newest, n) / Vectors.dot(newest, newest, n));
    for (int i = 0; i < n; i++) {
      direction[i] *= scale;
    }
    for (int k = 0; k < pairs; k++) {
      float[] sk = s[place(k)];
      float[] yk = y[place(k)];
      double beta = Vectors.dot(yk, direction, n) / Vectors.dot(sk, yk, n);
      Vectors.add((float) (alpha[k] - beta), sk, direction, n);
    }
  }

  private void remember(float[] g) {
    double curvature = 0;
    for (int i = 0; i < n; i++) {
      curvature += (double) (g[i] - gradient[i]) * (direction[i] * (float) length);
    }
    if (curvature <= LEAST_CURVATURE) {
      return;
    }
    if (pairs == s.length) {
      first = (first + 1) % s.length;
    } else {
      pairs++;
    }
    int newest = place(pairs - 1);
    if (s[newest] == null) {
      s[newest] = new float[n];
      y[newest] = new float[n];
    }
    for (int i = 0; i < n; i++) {
      y[newest][i] = g[i] - gradient[i];
      s[newest][i] = direction[i] * (float) length;
    }
  }

  private int place(int k) {
    return (first + k) % s.length;
  }

  @Override
  public void save(State state) {
    state.put("optimizer.steps", steps);
    state.put("optimizer.length", new double[] {length});
    state.put("optimizer.direction", direction);
    state.put("optimizer.gradient", gradient);
    state.put("optimizer.pairs", pairs);
    for (int k = 0; k < pairs; k++) {
      state.put("optimizer.s." + k, s[place(k)]);
      state.put("optimizer.y." + k, y[place(k)]);
    }
  }

  @Override
  public void restore(State state) {
    steps = state.number("optimizer.steps");
    length = state.reals("optimizer.length")[0];
    state.copy("optimizer.direction", direction);
    state.copy("optimizer.gradient", gradient);
    first = 0;
    pairs = Math.toIntExact(state.number("optimizer.pairs"));
    for (int k = 0; k < pairs; k++) {
      s[k] = new float[n];
      y[k] = new float[n];
      state.copy("optimizer.s." + k, s[k]);
      state.copy("optimizer.y." + k, y[k]);
    }
  }
}
