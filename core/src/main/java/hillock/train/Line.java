package hillock.train;

import hillock.tensor.Parameter;
import hillock.tensor.Parameters;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The loss along a line through the weights, and the search for a point on it that meets the strong Wolfe conditions:
 * {@code f(t) ≤ f(0) + c₁·t·f'(0)} and {@code |f'(t)| ≤ c₂·|f'(0)|}. Nocedal and Wright 2006, algorithms 3.5 and 3.6.
 */
final class Line {
  private static final double C1 = 1e-4;
  private static final double C2 = 0.9;
  private static final int MOST_EVALUATIONS = 25;

  private final Parameters parameters;
  private final double decay;
  private final int n;
  private final float[] gradient;
  private Update.@Nullable Objective objective;
  private float[] origin = {};
  private float[] direction = {};
  private double loss;
  private double slope;
  private int evaluations;

  Line(Parameters parameters, double decay) {
    this.parameters = parameters;
    this.decay = decay;
    n = parameters.size();
    gradient = new float[n];
  }

  void start(Update.Objective wanted) {
    objective = wanted;
  }

  Parameters parameters() {
    return parameters;
  }

  float[] gradient() {
    return gradient;
  }

  double loss() {
    return loss;
  }

  int evaluations() {
    return evaluations;
  }

  /** Loss and gradient, decay included, at the present weights. */
  double evaluate() {
    Update.Objective f = Objects.requireNonNull(objective);
    loss = f.evaluate();
    if (!Double.isFinite(loss)) {
      return loss;
    }
    System.arraycopy(f.gradients().values(), 0, gradient, 0, n);
    if (decay > 0) {
      double squares = 0;
      float[] w = parameters.values();
      for (int p = 0; p < parameters.count(); p++) {
        Parameter parameter = parameters.at(p);
        int end = parameter.decayed() && parameter.trainable() ? parameter.offset() + parameter.size() : 0;
        for (int i = parameter.offset(); i < end; i++) {
          squares += (double) w[i] * w[i];
          gradient[i] += (float) decay * w[i];
        }
      }
      loss += decay / 2 * squares;
    }
    return loss;
  }

  /** Sets the weights to {@code origin + t·direction}; statistics such as running means have no direction and stay. */
  void moveTo(float[] from, float[] along, double t) {
    float[] w = parameters.values();
    float step = (float) t;
    for (int p = 0; p < parameters.count(); p++) {
      Parameter parameter = parameters.at(p);
      int end = parameter.trainable() ? parameter.offset() + parameter.size() : 0;
      for (int i = parameter.offset(); i < end; i++) {
        w[i] = from[i] + step * along[i];
      }
    }
    parameters.constrain();
    parameters.changed();
  }

  private double at(double t) {
    moveTo(origin, direction, t);
    evaluations++;
    evaluate();
    slope = Double.isFinite(loss) ? Vectors.dot(gradient, direction, n) : Double.NaN;
    return loss;
  }

  /**
   * Moves the weights to a point that meets the conditions, or to the best one found, and leaves loss and gradient
   * there.
   *
   * @return its t
   */
  double search(float[] from, float[] along, double firstLength, double startLoss, double startSlope) {
    origin = from;
    direction = along;
    evaluations = 0;
    double low = 0;
    double lowLoss = startLoss;
    double lowSlope = startSlope;
    double t = firstLength;
    while (evaluations < MOST_EVALUATIONS) {
      double f = at(t);
      if (!Double.isFinite(f) || f > startLoss + C1 * t * startSlope || low > 0 && f >= lowLoss) {
        return zoom(low, lowLoss, lowSlope, t, f, slope, startLoss, startSlope);
      }
      if (Math.abs(slope) <= -C2 * startSlope) {
        return t;
      }
      if (slope >= 0) {
        return zoom(t, f, slope, low, lowLoss, lowSlope, startLoss, startSlope);
      }
      double farther = cubic(low, lowLoss, lowSlope, t, f, slope);
      double least = t + 0.01 * (t - low);
      low = t;
      lowLoss = f;
      lowSlope = slope;
      t = Double.isNaN(farther) ? 2 * t : Math.clamp(farther, least, 10 * t);
    }
    return low;
  }

  /** Narrows the interval between the better end (low) and the other (high) until a point meets the conditions. */
  private double zoom(
      double low,
      double lowLoss,
      double lowSlope,
      double high,
      double highLoss,
      double highSlope,
      double startLoss,
      double startSlope) {
    while (evaluations < MOST_EVALUATIONS && Math.abs(high - low) * Vectors.largest(direction, n) > 1e-9) {
      double t = cubic(low, lowLoss, lowSlope, high, highLoss, highSlope);
      double margin = 0.1 * Math.abs(high - low);
      t =
          Double.isNaN(t)
              ? (low + high) / 2
              : Math.clamp(t, Math.min(low, high) + margin, Math.max(low, high) - margin);
      double f = at(t);
      if (!Double.isFinite(f) || f > startLoss + C1 * t * startSlope || f >= lowLoss) {
        high = t;
        highLoss = f;
        highSlope = slope;
        continue;
      }
      if (Math.abs(slope) <= -C2 * startSlope) {
        return t;
      }
      if (slope * (high - low) >= 0) {
        high = low;
        highLoss = lowLoss;
        highSlope = lowSlope;
      }
      low = t;
      lowLoss = f;
      lowSlope = slope;
    }
    at(low); // the last point tried was another one
    return low;
  }

  /** The minimum of the cubic with these values and slopes at a and b (equation 3.59), NaN when it has none. */
  private static double cubic(double a, double fa, double da, double b, double fb, double db) {
    double d1 = da + db - 3 * (fa - fb) / (a - b);
    double root = d1 * d1 - da * db;
    if (!(root >= 0)) {
      return Double.NaN;
    }
    double d2 = Math.signum(b - a) * Math.sqrt(root);
    return b - (b - a) * ((db + d2 - d1) / (db - da + 2 * d2));
  }
}
