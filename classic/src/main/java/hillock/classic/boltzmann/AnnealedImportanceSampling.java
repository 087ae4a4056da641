package hillock.classic.boltzmann;

import hillock.data.Dataset;
import hillock.kernel.Engine;
import java.util.Arrays;

/**
 * Estimates the partition function Z of an {@link Rbm}, and with it the likelihood of data: chains of samples walk from
 * the distribution of independent units ({@link BaseRate}) to that of the machine, over many distributions between,
 *
 * <pre>{@code p_β(v, h) ∝ exp(-(1 - β)·E_base(v) - β·E(v, h)),   β from 0 to 1,}</pre>
 *
 * and collect the ratio of the densities at each change. Neal 2001; Salakhutdinov and Murray 2008, "On the quantitative
 * analysis of deep belief networks".
 *
 * <p>The estimate of Z is unbiased, so that of ln Z is on average too low and the likelihood too high, the more so the
 * fewer temperatures there are. Look at the range, and whether more temperatures change the result.
 */
public final class AnnealedImportanceSampling {
  /** Temperatures of Salakhutdinov and Murray: how many in which part of the way from 0 to 1. */
  private static final int[] COUNTS = {500, 4_000, 10_000};

  private static final double[] ENDS = {0.5, 0.9, 1};

  private final int chains;
  private final double[] betas;

  /**
   * With distributions of one's own.
   *
   * @param chains walks, each with a weight of its own; at least 2
   * @param betas ascending from 0 to 1
   */
  public AnnealedImportanceSampling(int chains, double[] betas) {
    if (chains < 2) {
      throw new IllegalArgumentException(
          "AnnealedImportanceSampling: got %d chains, expected at least 2".formatted(chains));
    }
    boolean ascending = betas.length >= 2 && betas[0] == 0 && betas[betas.length - 1] == 1;
    for (int k = 1; k < betas.length && ascending; k++) {
      ascending = betas[k] > betas[k - 1];
    }
    if (!ascending) {
      throw new IllegalArgumentException(
          "AnnealedImportanceSampling: got %d betas, expected some that ascend from 0 to 1".formatted(betas.length));
    }
    this.chains = chains;
    this.betas = betas.clone();
  }

  /** 100 chains over the 14,500 distributions of Salakhutdinov and Murray. */
  public static AnnealedImportanceSampling standard() {
    return of(100, 14_500);
  }

  /**
   * So many distributions, spaced as in that publication: dense towards the end.
   *
   * @param distributions at least 29
   */
  public static AnnealedImportanceSampling of(int chains, int distributions) {
    if (distributions < 29) {
      throw new IllegalArgumentException(
          "AnnealedImportanceSampling: got %d distributions, expected at least 29".formatted(distributions));
    }
    int all = Arrays.stream(COUNTS).sum();
    double[] betas = new double[distributions + 1];
    int place = 1;
    double begin = 0;
    for (int part = 0; part < COUNTS.length; part++) {
      boolean last = part == COUNTS.length - 1;
      int count = last ? betas.length - place : Math.max(1, (int) ((long) distributions * COUNTS[part] / all));
      for (int k = 1; k <= count; k++) {
        betas[place++] = begin + (ENDS[part] - begin) * k / count;
      }
      begin = ENDS[part];
    }
    return new AnnealedImportanceSampling(chains, betas);
  }

  /**
   * ln Z, and how sure it is.
   *
   * @param logPartition estimate of ln Z
   * @param low and high ends of the range of three standard errors of the mean weight, as the publication has them; low
   *     is negative infinity when the error is larger than the mean
   * @param samples [chains, visible], where the walks ended: nearly samples of the machine
   */
  public record Estimate(double logPartition, double low, double high, float[] samples) {
    /**
     * Mean of ln p(v) over data, in nats.
     *
     * @param data of states; for binary units zeros and ones
     */
    public double meanLogLikelihood(Rbm rbm, Dataset data, Engine engine) {
      FreeEnergy energy = new FreeEnergy(rbm);
      int width = rbm.visible();
      int most = 1000;
      float[] v = new float[most * width];
      double total = 0;
      for (int from = 0; from < data.size(); from += most) {
        int n = Math.min(most, data.size() - from);
        for (int r = 0; r < n; r++) {
          data.gather(from + r, v, r * width);
        }
        total += Arrays.stream(energy.of(v, n, engine)).sum();
      }
      return -total / data.size() - logPartition;
    }
  }

  /**
   * Walks.
   *
   * @param base usually of the data that the machine learned from
   * @param seed of the walks
   */
  public Estimate estimate(Rbm rbm, BaseRate base, Engine engine, long seed) {
    if (base.kind() != rbm.kind() || base.bias().length != rbm.visible()) {
      throw new IllegalArgumentException(
          "AnnealedImportanceSampling: got a base rate of %d %s units for %s, expected its number and kind"
              .formatted(base.bias().length, base.kind(), rbm));
    }
    if (rbm.visibleCopies() != 1 || rbm.hiddenCopies() != 1) {
      throw new IllegalArgumentException("AnnealedImportanceSampling: got a machine with copies of its layers");
    }
    AnnealingWalk walk = new AnnealingWalk(rbm, base, chains, engine, seed);
    for (int k = 1; k < betas.length; k++) {
      walk.step(betas[k - 1], betas[k], k);
    }
    double start = base.logPartition() + rbm.hidden() * StrictMath.log(2);
    return summary(start, walk.logWeights(), walk.states());
  }

  private static Estimate summary(double start, double[] logWeights, float[] samples) {
    int n = logWeights.length;
    double logMean = LogSums.of(logWeights) - StrictMath.log(n);
    double squares = 0;
    for (double w : logWeights) {
      double d = StrictMath.exp(w - logMean) - 1;
      squares += d * d;
    }
    double error = 3 * Math.sqrt(squares / (n - 1) / n); // relative to the mean
    double low = error < 1 ? StrictMath.log(1 - error) : Double.NEGATIVE_INFINITY;
    double ln = start + logMean;
    return new Estimate(ln, ln + low, ln + StrictMath.log(1 + error), samples);
  }
}
