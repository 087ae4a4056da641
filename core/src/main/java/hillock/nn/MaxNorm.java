package hillock.nn;

import hillock.tensor.Constraint;
import hillock.tensor.Parameter;
import java.util.Arrays;

/**
 * Keeps the length of each unit's incoming weights at most {@code limit}: columns of W [in, units] that are longer are
 * scaled back to it. Srivastava et al. 2014, section 5.1.
 */
final class MaxNorm implements Constraint {
  private final float limit;
  private float[] scale = {};

  MaxNorm(float limit) {
    this.limit = limit;
  }

  @Override
  public void apply(Parameter weight) {
    int rows = weight.shape().rows();
    int units = weight.shape().last();
    float[] w = weight.array();
    if (scale.length < units) {
      scale = new float[units];
    }
    Arrays.fill(scale, 0, units, 0f);
    for (int r = 0, i = weight.offset(); r < rows; r++) {
      for (int j = 0; j < units; j++, i++) {
        scale[j] += w[i] * w[i];
      }
    }
    for (int j = 0; j < units; j++) {
      float size = (float) Math.sqrt(scale[j]);
      scale[j] = size > limit ? limit / size : 1f;
    }
    for (int r = 0, i = weight.offset(); r < rows; r++) {
      for (int j = 0; j < units; j++, i++) {
        w[i] *= scale[j];
      }
    }
  }
}
