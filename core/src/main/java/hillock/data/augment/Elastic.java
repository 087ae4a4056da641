package hillock.data.augment;

import java.util.Arrays;

/**
 * Elastic distortion: every pixel takes its value from a place nearby, and neighbours from places near each other. The
 * displacements are uniform numbers from -1 to 1, smoothed by a Gaussian of deviation {@code sigma} and multiplied by
 * {@code alpha}. Simard, Steinkraus and Platt, "Best practices for convolutional neural networks applied to visual
 * document analysis", ICDAR 2003.
 *
 * @param alpha strength in pixels, above 0 and up to 1000; the paper's for digits of 28x28 is 34
 * @param sigma deviation of the Gaussian in pixels, above 0.1 and up to 20; the paper's is 4
 */
public record Elastic(double alpha, double sigma) implements Augmentation {
  /** The paper's strength for digits. */
  public static final double ALPHA = 34;

  /** The paper's smoothness for digits. */
  public static final double SIGMA = 4;

  /** Beyond so many deviations a Gaussian counts as 0. */
  private static final int REACH = 3;

  /** Checks the ranges. */
  public Elastic {
    Checks.within("elastic", "alpha", alpha, 0, 1000);
    Checks.within("elastic", "sigma", sigma, 0.1, 20);
  }

  /** As in the paper. */
  public Elastic() {
    this(ALPHA, SIGMA);
  }

  @Override
  public void apply(Canvas image, Draws draws) {
    float[] down = field(image, draws, 0);
    float[] right = field(image, draws, 1);
    for (int y = 0, i = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++, i++) {
        image.sample(y + down[i], x + right[i], y, x);
      }
    }
    image.swap();
  }

  /** Smoothed random displacements in one direction, [height, width]. */
  private float[] field(Canvas image, Draws draws, int number) {
    int h = image.height();
    int w = image.width();
    float[] field = image.field(number);
    float[] rows = image.field(2);
    draws.uniforms(number, field, h * w);
    for (int i = 0; i < h * w; i++) {
      field[i] = 2 * field[i] - 1;
    }
    int reach = Math.min((int) Math.ceil(REACH * sigma), Math.max(h, w) - 1);
    double total = 0;
    for (int d = -reach; d <= reach; d++) {
      total += bell(d);
    }
    Arrays.fill(rows, 0);
    // One weight at a time over the whole field: the inner loops run along rows, where they vectorise.
    for (int d = -reach; d <= reach; d++) {
      float weight = (float) (bell(d) / total);
      for (int y = Math.max(0, -d); y < Math.min(h, h - d); y++) {
        for (int x = 0; x < w; x++) {
          rows[y * w + x] += weight * field[(y + d) * w + x];
        }
      }
    }
    Arrays.fill(field, 0);
    for (int d = -reach; d <= reach; d++) {
      float weight = (float) (alpha * bell(d) / total);
      for (int y = 0; y < h; y++) {
        for (int x = Math.max(0, -d); x < Math.min(w, w - d); x++) {
          field[y * w + x] += weight * rows[y * w + x + d];
        }
      }
    }
    return field;
  }

  private double bell(int d) {
    return StrictMath.exp(-d * d / (2 * sigma * sigma));
  }
}
