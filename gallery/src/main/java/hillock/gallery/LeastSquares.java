package hillock.gallery;

import hillock.data.Dataset;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.RealMatrix;

/**
 * The linear classifier of least squared error in closed form: weights W for which {@code Σ |W·[x, 1] - t|²} is least
 * over all rows, t being 1 for the class of the row and 0 for all others. {@code (XᵀX + r·I)·W = XᵀT}; the ridge r is
 * there for pixels that are always 0, and too small to change others.
 */
final class LeastSquares {
  private static final double RIDGE = 1e-3; // beside sums over tens of thousands of rows

  private final RealMatrix weights;

  private LeastSquares(RealMatrix weights) {
    this.weights = weights;
  }

  static LeastSquares of(Dataset rows) {
    int n = rows.sampleShape().size() + 1;
    double[][] squares = new double[n][n];
    double[][] products = new double[n][rows.classNames().size()];
    float[] x = new float[n];
    int[] inked = new int[n];
    x[n - 1] = 1;
    for (int row = 0; row < rows.size(); row++) {
      rows.gather(row, x, 0);
      int count = 0;
      for (int i = 0; i < n; i++) {
        if (x[i] != 0) {
          inked[count++] = i;
          products[i][rows.labels()[row]] += x[i];
        }
      }
      for (int a = 0; a < count; a++) {
        double value = x[inked[a]];
        for (int b = 0; b <= a; b++) {
          squares[inked[a]][inked[b]] += value * x[inked[b]];
        }
      }
    }
    for (int i = 0; i < n; i++) {
      squares[i][i] += RIDGE;
      for (int j = 0; j < i; j++) {
        squares[j][i] = squares[i][j];
      }
    }
    var solver = new CholeskyDecomposition(new Array2DRowRealMatrix(squares, false)).getSolver();
    return new LeastSquares(solver.solve(new Array2DRowRealMatrix(products, false)));
  }

  /** Share of the rows that it takes for another class than theirs. */
  double error(Dataset rows) {
    int wrong = 0;
    int classes = weights.getColumnDimension();
    double[][] w = weights.getData();
    for (int row = 0; row < rows.size(); row++) {
      float[] x = rows.row(row);
      double[] y = w[x.length].clone();
      for (int i = 0; i < x.length; i++) {
        for (int c = 0; c < classes && x[i] != 0; c++) {
          y[c] += w[i][c] * x[i];
        }
      }
      int best = 0;
      for (int c = 1; c < classes; c++) {
        best = y[c] > y[best] ? c : best;
      }
      wrong += best == rows.labels()[row] ? 0 : 1;
    }
    return (double) wrong / rows.size();
  }
}
