package hillock.train;

/** Sums over long vectors in double precision, first to last, for optimisers that work on all weights as one vector. */
final class Vectors {
  private Vectors() {}

  static double dot(float[] x, float[] y, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += (double) x[i] * y[i];
    }
    return sum;
  }

  static double absoluteSum(float[] x, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += Math.abs(x[i]);
    }
    return sum;
  }

  static double largest(float[] x, int n) {
    float largest = 0;
    for (int i = 0; i < n; i++) {
      largest = Math.max(largest, Math.abs(x[i]));
    }
    return largest;
  }

  /** {@code y ← y + a·x}. */
  static void add(float a, float[] x, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] += a * x[i];
    }
  }
}
