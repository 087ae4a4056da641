package hillock.gallery;

import hillock.data.Dataset;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;

/**
 * Principal component analysis: of all ways to rebuild rows from k numbers by a linear map, the one of least squared
 * error. The axes are the k eigenvectors of the covariance with the largest eigenvalues. Pearson 1901; that a linear
 * autoencoder can do no better: Baldi and Hornik 1989.
 */
final class PrincipalComponents {
  private final double[] mean;
  private final double[][] axes;

  private PrincipalComponents(double[] mean, double[][] axes) {
    this.mean = mean;
    this.axes = axes;
  }

  /** The k first components of the rows of a dataset. */
  static PrincipalComponents of(Dataset rows, int k) {
    int n = rows.sampleShape().size();
    double[] mean = new double[n];
    double[][] products = new double[n][n];
    float[] x = new float[n];
    int[] inked = new int[n];
    for (int row = 0; row < rows.size(); row++) {
      rows.gather(row, x, 0);
      int count = 0;
      for (int i = 0; i < n; i++) {
        mean[i] += x[i];
        if (x[i] != 0) {
          inked[count++] = i;
        }
      }
      // Four pixels of five are 0 in a digit: their products need not be added.
      for (int a = 0; a < count; a++) {
        double[] line = products[inked[a]];
        double value = x[inked[a]];
        for (int b = 0; b <= a; b++) {
          line[inked[b]] += value * x[inked[b]];
        }
      }
    }
    for (int i = 0; i < n; i++) {
      mean[i] /= rows.size();
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        products[i][j] = products[i][j] / rows.size() - mean[i] * mean[j];
        products[j][i] = products[i][j];
      }
    }
    // Largest eigenvalues first.
    var eigen = new EigenDecompositionSymmetric(new Array2DRowRealMatrix(products, false));
    double[][] axes = new double[k][];
    for (int c = 0; c < k; c++) {
      axes[c] = eigen.getEigenvector(c).toArray();
    }
    return new PrincipalComponents(mean, axes);
  }

  /** What the components make of a row. */
  float[] rebuilt(float[] x) {
    double[] y = mean.clone();
    for (double[] axis : axes) {
      double code = 0;
      for (int i = 0; i < x.length; i++) {
        code += axis[i] * (x[i] - mean[i]);
      }
      for (int i = 0; i < x.length; i++) {
        y[i] += code * axis[i];
      }
    }
    float[] rebuilt = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      rebuilt[i] = (float) y[i];
    }
    return rebuilt;
  }

  /** Squared distance between a row and what the components make of it, on average over rows. */
  double squaredError(Dataset rows) {
    double sum = 0;
    for (int row = 0; row < rows.size(); row++) {
      float[] x = rows.row(row);
      float[] y = rebuilt(x);
      for (int i = 0; i < x.length; i++) {
        double d = (double) y[i] - x[i];
        sum += d * d;
      }
    }
    return sum / rows.size();
  }
}
