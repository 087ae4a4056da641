package hillock.nn;

import hillock.kernel.Kernels;
import java.util.Arrays;

/**
 * Binary step: {@code y = 1} where {@code x ≥ at}, else 0. Its derivative is 0, so that backpropagation teaches nothing
 * below it: it is for perceptrons and logic gates. McCulloch and Pitts 1943.
 *
 * @param at the input from which the neuron fires; 0 by default, a bias then does the same
 */
public record Threshold(float at) implements Activation {
  /** Fires from 0 on. */
  public Threshold() {
    this(0f);
  }

  @Override
  public void forward(Kernels kernels, float[] x, float[] y, int from, int to) {
    // Signum instead of a comparison, so that NaN stays NaN: -1, 0, 1 become 0, 1, 1.
    for (int i = from; i < to; i++) {
      y[i] = Math.max(0f, Math.signum(Math.signum(x[i] - at) + 0.5f));
    }
  }

  @Override
  public void slope(Kernels kernels, float[] x, float[] y, float[] slope, int from, int to) {
    Arrays.fill(slope, from, to, 0f);
  }
}
