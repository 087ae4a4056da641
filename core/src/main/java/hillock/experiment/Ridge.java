package hillock.experiment;

import hillock.data.Dataset;
import org.jspecify.annotations.Nullable;

/**
 * Linear least squares with a penalty on the weights, in double precision and closed form: {@code W = (XᵀX + λnI)⁻¹XᵀY}
 * for inputs and targets with their means taken off. Hoerl &amp; Kennard 1970.
 */
final class Ridge {
  /** Penalties to choose from by the error on the validation rows; the least only keeps the matrix invertible. */
  private static final double[] PENALTIES = {1e-6, 1e-4, 1e-3, 1e-2, 1e-1};

  /** More inputs would take longer than the network. */
  static final int MOST_INPUTS = 1500;

  private final int d;
  private final int k;
  private final int n;
  private final double[] meanX;
  private final double[] meanY;
  private final double[][] gram;
  private final double[][] products;
  private double[][] weights = {};

  private Ridge(Dataset train) {
    n = train.size();
    d = train.sampleShape().size();
    k = train.targetNames().size();
    meanX = new double[d];
    meanY = new double[k];
    gram = new double[d][d];
    products = new double[d][k];
    sums(train);
  }

  /** The best of the penalties on the validation rows; the least penalty when there are none. */
  static Ridge fit(Dataset train, @Nullable Dataset validation) {
    Ridge ridge = new Ridge(train);
    double[][] best = ridge.solve(PENALTIES[0]);
    double least = Double.POSITIVE_INFINITY;
    for (double penalty : PENALTIES) {
      if (validation == null) {
        break;
      }
      ridge.weights = ridge.solve(penalty);
      double error = ridge.error(validation);
      if (error < least) {
        least = error;
        best = ridge.weights;
      }
    }
    ridge.weights = best;
    return ridge;
  }

  private void sums(Dataset train) {
    float[] x = new float[d];
    for (int i = 0; i < n; i++) {
      train.gather(i, x, 0);
      for (int a = 0; a < d; a++) {
        meanX[a] += x[a] / (double) n;
      }
      for (int c = 0; c < k; c++) {
        meanY[c] += train.targets()[i * k + c] / (double) n;
      }
    }
    for (int i = 0; i < n; i++) {
      train.gather(i, x, 0);
      for (int a = 0; a < d; a++) {
        double xa = x[a] - meanX[a];
        for (int b = 0; b <= a; b++) {
          gram[a][b] += xa * (x[b] - meanX[b]);
        }
        for (int c = 0; c < k; c++) {
          products[a][c] += xa * (train.targets()[i * k + c] - meanY[c]);
        }
      }
    }
  }

  /** By Cholesky's factors: {@code L·Lᵀ = XᵀX + λnI}. */
  private double[][] solve(double penalty) {
    double[][] l = new double[d][d];
    for (int a = 0; a < d; a++) {
      for (int b = 0; b <= a; b++) {
        double s = gram[a][b] + (a == b ? penalty * n : 0);
        for (int j = 0; j < b; j++) {
          s -= l[a][j] * l[b][j];
        }
        // Rounding may leave a pivot of dependent columns at or below 0.
        l[a][b] = a == b ? Math.sqrt(Math.max(s, 1e-12 * n)) : s / l[b][b];
      }
    }
    double[][] w = new double[d][k];
    for (int c = 0; c < k; c++) {
      for (int a = 0; a < d; a++) {
        double s = products[a][c];
        for (int j = 0; j < a; j++) {
          s -= l[a][j] * w[j][c];
        }
        w[a][c] = s / l[a][a];
      }
      for (int a = d - 1; a >= 0; a--) {
        double s = w[a][c];
        for (int j = a + 1; j < d; j++) {
          s -= l[j][a] * w[j][c];
        }
        w[a][c] = s / l[a][a];
      }
    }
    return w;
  }

  private double error(Dataset data) {
    float[] y = predict(data);
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      double e = y[i] - (double) data.targets()[i];
      sum += e * e;
    }
    return sum;
  }

  /** Predictions in the units of the targets, [n, k]. */
  float[] predict(Dataset data) {
    float[] y = new float[data.size() * k];
    float[] x = new float[d];
    for (int i = 0; i < data.size(); i++) {
      data.gather(i, x, 0);
      for (int c = 0; c < k; c++) {
        double s = meanY[c];
        for (int a = 0; a < d; a++) {
          s += (x[a] - meanX[a]) * weights[a][c];
        }
        y[i * k + c] = (float) s;
      }
    }
    return y;
  }
}
