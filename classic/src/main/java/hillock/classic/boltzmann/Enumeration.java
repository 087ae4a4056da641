package hillock.classic.boltzmann;

import hillock.data.Dataset;
import hillock.tensor.Parameter;

/**
 * The exact likelihood of a small {@link Rbm} and its gradient, by going through all states of its hidden units (or of
 * its visible ones, when these are binary and fewer), in double precision: what sampling is checked against.
 */
public final class Enumeration {
  /** Most units whose states are gone through: about a million states. */
  public static final int MOST_UNITS = 20;

  private final Rbm rbm;
  private final int visible;
  private final int hidden;
  private final double[] w;
  private final double[] b;
  private final double[] c;

  /** Takes a copy of the weights. */
  public Enumeration(Rbm rbm) {
    if (rbm.visibleCopies() != 1 || rbm.hiddenCopies() != 1) {
      throw new IllegalArgumentException("Enumeration: got a machine with copies of its layers");
    }
    this.rbm = rbm;
    visible = rbm.visible();
    hidden = rbm.hidden();
    w = doubles(rbm.weight());
    b = doubles(rbm.visibleBias());
    c = doubles(rbm.hiddenBias());
    if (fewest() > MOST_UNITS) {
      throw new IllegalArgumentException(
          "Enumeration: got %d visible and %d hidden units, expected at most %d of the one or the other"
              .formatted(visible, hidden, MOST_UNITS));
    }
  }

  private int fewest() {
    return overVisible() ? visible : hidden;
  }

  private boolean overVisible() {
    return rbm.kind() == Visible.BINARY && visible < hidden;
  }

  private static double[] doubles(Parameter p) {
    double[] all = new double[p.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = p.array()[p.offset() + i];
    }
    return all;
  }

  /** A state of the enumerated units, with the logarithm of its weight and the inputs of the other units. */
  private interface Visitor {
    void visit(long state, double logWeight, double[] inputs);
  }

  /** Goes through the states in Gray's order, in which each differs from the one before in one unit. */
  private void states(Visitor visitor) {
    boolean up = overVisible();
    int n = fewest();
    double[] own = up ? b : c;
    double[] inputs = (up ? c : b).clone();
    double linear = 0;
    long state = 0;
    for (long k = 0; ; k++) {
      visitor.visit(state, linear + other(inputs), inputs);
      int unit = Long.numberOfTrailingZeros(k + 1);
      if (unit >= n) {
        return;
      }
      state ^= 1L << unit;
      double sign = (state >> unit & 1) == 1 ? 1 : -1;
      linear += sign * own[unit];
      for (int i = 0; i < inputs.length; i++) {
        inputs[i] += sign * (up ? w[unit * hidden + i] : w[i * hidden + unit]);
      }
    }
  }

  /** The other units summed (or integrated) out, given their inputs. */
  private double other(double[] inputs) {
    double sum = 0;
    for (int i = 0; i < inputs.length; i++) {
      sum +=
          overVisible() || rbm.kind() == Visible.BINARY
              ? LogSums.softplus(inputs[i])
              : 0.5 * (inputs[i] * inputs[i] - b[i] * b[i] + StrictMath.log(2 * Math.PI));
    }
    return sum;
  }

  /** ln Z. */
  public double logPartition() {
    double[] logs = new double[1 << fewest()];
    states((state, logWeight, inputs) -> logs[(int) state] = logWeight);
    return LogSums.of(logs);
  }

  /** Mean of ln p(v) over data, in nats. */
  public double meanLogLikelihood(Dataset data) {
    double total = 0;
    float[] v = new float[visible];
    double[] inputs = new double[hidden];
    for (int r = 0; r < data.size(); r++) {
      data.gather(r, v, 0);
      total -= freeEnergy(v, inputs);
    }
    return total / data.size() - logPartition();
  }

  /** F(v); leaves the inputs of the hidden units. */
  private double freeEnergy(float[] v, double[] inputs) {
    double energy = 0;
    System.arraycopy(c, 0, inputs, 0, hidden);
    for (int i = 0; i < visible; i++) {
      energy += rbm.kind() == Visible.BINARY ? -b[i] * v[i] : 0.5 * (v[i] - b[i]) * (v[i] - b[i]);
      for (int j = 0; j < hidden; j++) {
        inputs[j] += v[i] * w[i * hidden + j];
      }
    }
    for (double x : inputs) {
      energy -= LogSums.softplus(x);
    }
    return energy;
  }

  /** The gradient of {@link #meanLogLikelihood} by all parameters, laid out like {@code rbm.parameters().values()}. */
  public double[] gradient(Dataset data) {
    double[] gradient = new double[rbm.parameters().size()];
    float[] v = new float[visible];
    double[] inputs = new double[hidden];
    double[] means = new double[hidden];
    double[] states = new double[visible];
    for (int r = 0; r < data.size(); r++) {
      data.gather(r, v, 0);
      freeEnergy(v, inputs);
      for (int j = 0; j < hidden; j++) {
        means[j] = sigmoid(inputs[j]);
      }
      for (int i = 0; i < visible; i++) {
        states[i] = v[i];
      }
      add(gradient, 1.0 / data.size(), states, means);
    }
    double logZ = logPartition();
    states((state, logWeight, other) -> {
      double[] enumerated = new double[fewest()];
      for (int j = 0; j < enumerated.length; j++) {
        enumerated[j] = state >> j & 1;
      }
      double[] mean = new double[other.length];
      for (int i = 0; i < mean.length; i++) {
        mean[i] = overVisible() || rbm.kind() == Visible.BINARY ? sigmoid(other[i]) : other[i];
      }
      double p = StrictMath.exp(logWeight - logZ);
      add(gradient, -p, overVisible() ? enumerated : mean, overVisible() ? mean : enumerated);
    });
    return gradient;
  }

  private void add(double[] gradient, double factor, double[] v, double[] h) {
    for (int i = 0; i < visible; i++) {
      for (int j = 0; j < hidden; j++) {
        gradient[rbm.weight().offset() + i * hidden + j] += factor * v[i] * h[j];
      }
      gradient[rbm.visibleBias().offset() + i] += factor * v[i];
    }
    for (int j = 0; j < hidden; j++) {
      gradient[rbm.hiddenBias().offset() + j] += factor * h[j];
    }
  }

  private static double sigmoid(double x) {
    return 1 / (1 + StrictMath.exp(-x));
  }
}
