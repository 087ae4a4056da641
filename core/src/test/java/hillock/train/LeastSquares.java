package hillock.train;

import hillock.data.Dataset;

/** Linear regression by the normal equations in double precision: what trained linear networks are held against. */
final class LeastSquares {
  private LeastSquares() {}

  /** Weights, then the bias. */
  static double[] solve(Dataset data) {
    int k = data.sampleShape().size() + 1;
    double[][] a = new double[k][k + 1];
    for (int r = 0; r < data.size(); r++) {
      double[] x = new double[k];
      for (int i = 0; i < k - 1; i++) {
        x[i] = data.row(r)[i];
      }
      x[k - 1] = 1;
      for (int i = 0; i < k; i++) {
        for (int j = 0; j < k; j++) {
          a[i][j] += x[i] * x[j];
        }
        a[i][k] += x[i] * data.targets()[r];
      }
    }
    for (int p = 0; p < k; p++) {
      for (int i = 0; i < k; i++) {
        double f = i == p ? 0 : a[i][p] / a[p][p];
        for (int j = 0; j <= k; j++) {
          a[i][j] -= f * a[p][j];
        }
      }
    }
    double[] solution = new double[k];
    for (int i = 0; i < k; i++) {
      solution[i] = a[i][k] / a[i][i];
    }
    return solution;
  }
}
