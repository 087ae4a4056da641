package hillock.classic.boltzmann;

import hillock.data.Dataset;

/**
 * The simplest model of the data, in which all units are independent: the one that annealed importance sampling starts
 * from, and that an {@link Rbm} should be better than.
 */
public final class BaseRate {
  private static final double LEAST = 1e-3;

  private final Visible kind;
  private final float[] bias;

  private BaseRate(Visible kind, float[] bias) {
    this.kind = kind;
    this.bias = bias;
  }

  /** All units alike: 0 or 1 equally likely, or standard normal. */
  public static BaseRate uniform(Visible kind, int units) {
    return new BaseRate(kind, new float[units]);
  }

  /** With the means of the data; probabilities are kept between 0.001 and 0.999. */
  public static BaseRate of(Dataset data, Visible kind) {
    int units = data.sampleShape().size();
    double[] sums = new double[units];
    float[] row = new float[units];
    for (int r = 0; r < data.size(); r++) {
      data.gather(r, row, 0);
      for (int i = 0; i < units; i++) {
        sums[i] += row[i];
      }
    }
    float[] bias = new float[units];
    for (int i = 0; i < units; i++) {
      double mean = sums[i] / data.size();
      bias[i] = (float) (kind == Visible.BINARY ? logOdds(mean) : mean);
    }
    return new BaseRate(kind, bias);
  }

  private static double logOdds(double mean) {
    double p = Math.min(1 - LEAST, Math.max(LEAST, mean));
    return StrictMath.log(p / (1 - p));
  }

  /** What the units are. */
  public Visible kind() {
    return kind;
  }

  /** Log-odds of binary units, means of Gaussian ones, [units]; not to be changed. */
  public float[] bias() {
    return bias;
  }

  /** {@code ln Z} of the energy {@code -b·v}, or {@code ½|v - b|²}. */
  double logPartition() {
    double sum = 0;
    for (float b : bias) {
      sum += kind == Visible.BINARY ? LogSums.softplus(b) : 0.5 * StrictMath.log(2 * Math.PI);
    }
    return sum;
  }

  /** Mean of ln p(v) over the data, in nats. */
  public double meanLogLikelihood(Dataset data) {
    float[] row = new float[bias.length];
    double total = 0;
    for (int r = 0; r < data.size(); r++) {
      data.gather(r, row, 0);
      for (int i = 0; i < row.length; i++) {
        double d = row[i] - bias[i];
        total += kind == Visible.BINARY ? (double) row[i] * bias[i] : -0.5 * d * d;
      }
    }
    return total / data.size() - logPartition();
  }
}
