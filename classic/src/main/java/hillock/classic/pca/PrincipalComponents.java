package hillock.classic.pca;

import hillock.data.Dataset;
import hillock.kernel.Engine;
import hillock.tensor.Shape;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;

/**
 * The directions in which data vary most, by the eigenvectors of its covariance matrix {@code Σ_r (x_r - mean)·(x_r -
 * mean)ᵀ / n}. Pearson 1901; Hotelling 1933.
 */
public final class PrincipalComponents {
  private static final int ROWS = 1024;

  private final double[] mean;
  private final double[] variances;
  private final double[][] directions;

  private PrincipalComponents(double[] mean, double[] variances, double[][] directions) {
    this.mean = mean;
    this.variances = variances;
    this.directions = directions;
  }

  /** All components of a data set, on this engine, which does not change the bits. */
  public static PrincipalComponents of(Dataset data, Engine engine) {
    int n = data.size();
    int width = data.sampleShape().size();
    if (n == 0) {
      throw new IllegalArgumentException("principal components: got no samples, expected at least one");
    }
    double[] mean = new double[width];
    for (int r = 0; r < n; r++) {
      float[] x = data.row(r);
      for (int j = 0; j < width; j++) {
        mean[j] += x[j] / (double) n;
      }
    }
    var eigen = new EigenDecompositionSymmetric(MatrixUtils.createRealMatrix(covariance(data, mean, engine)));
    double[] variances = new double[width];
    double[][] directions = new double[width][];
    for (int k = 0; k < width; k++) {
      variances[k] = Math.max(0, eigen.getEigenvalue(k)); // they descend
      directions[k] = signed(eigen.getEigenvector(k).toArray());
    }
    return new PrincipalComponents(mean, variances, directions);
  }

  /** Chunks of rows by products in single precision, their sum in double. */
  private static double[][] covariance(Dataset data, double[] mean, Engine engine) {
    int n = data.size();
    int width = mean.length;
    double[][] covariance = new double[width][width];
    float[] centred = new float[Math.min(n, ROWS) * width];
    float[] products = new float[width * width];
    for (int from = 0; from < n; from += ROWS) {
      int rows = Math.min(ROWS, n - from);
      for (int r = 0; r < rows; r++) {
        data.gather(from + r, centred, r * width);
        for (int j = 0; j < width; j++) {
          centred[r * width + j] = (float) (centred[r * width + j] - mean[j]);
        }
      }
      engine.gemm(true, false, width, width, rows, centred, 0, width, centred, 0, width, false, products, 0, width);
      for (int i = 0; i < width; i++) {
        for (int j = 0; j < width; j++) {
          covariance[i][j] += products[i * width + j] / (double) n;
        }
      }
    }
    return covariance;
  }

  /** An eigenvector points either way; the element of the largest size, the first of them, becomes positive. */
  private static double[] signed(double[] v) {
    int largest = 0;
    for (int j = 1; j < v.length; j++) {
      largest = Math.abs(v[j]) > Math.abs(v[largest]) ? j : largest;
    }
    double sign = v[largest] < 0 ? -1 : 1;
    for (int j = 0; j < v.length; j++) {
      v[j] *= sign;
    }
    return v;
  }

  /** Number of components, that of the values of a sample. */
  public int count() {
    return variances.length;
  }

  /** Mean of one value of the samples. */
  public double mean(int value) {
    return mean[value];
  }

  /** Samples, each as one row of numbers, less this mean. */
  public Dataset centred(Dataset data) {
    int width = mean.length;
    float[] x = new float[Math.multiplyExact(data.size(), width)];
    for (int r = 0; r < data.size(); r++) {
      data.gather(r, x, r * width);
      for (int j = 0; j < width; j++) {
        x[r * width + j] = (float) (x[r * width + j] - mean[j]);
      }
    }
    return Dataset.of(Shape.of(width), x);
  }

  /** Variance of the data along component k, the largest at k = 0. */
  public double variance(int k) {
    return variances[k];
  }

  /** Component k, of length 1. */
  public double[] direction(int k) {
    return directions[k].clone();
  }

  /** Share of the whole variance along the first k components. */
  public double explained(int k) {
    double part = 0;
    double all = 0;
    for (int i = 0; i < variances.length; i++) {
      part += i < k ? variances[i] : 0;
      all += variances[i];
    }
    return all == 0 ? 1 : part / all;
  }

  /** Angle between a direction and component k, in degrees from 0 to 90, whichever way they point. */
  public double angle(int k, float[] direction) {
    double product = 0;
    double squares = 0;
    for (int j = 0; j < direction.length; j++) {
      product += directions[k][j] * direction[j];
      squares += (double) direction[j] * direction[j];
    }
    // By the sine, because the cosine of a small angle says little.
    double across = 0;
    for (int j = 0; j < direction.length; j++) {
      double d = direction[j] - product * directions[k][j];
      across += d * d;
    }
    return Math.toDegrees(Math.atan2(Math.sqrt(across), Math.abs(product))) * (squares == 0 ? Double.NaN : 1);
  }
}
