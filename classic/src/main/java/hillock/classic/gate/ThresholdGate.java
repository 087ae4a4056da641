package hillock.classic.gate;

import hillock.classic.separation.Separable;
import java.util.Collections;
import java.util.List;

/**
 * A neuron with weights: it fires when {@code Σ_i w_i·x_i ≥ θ}, with inputs x_i of 0 or 1.
 *
 * @param weights w, one for each input, finite; below 0 for an input that inhibits
 * @param threshold θ, finite
 */
public record ThresholdGate(List<Double> weights, double threshold) implements Gate {
  /** Checks the numbers. */
  public ThresholdGate {
    weights = List.copyOf(weights);
    if (weights.isEmpty() || !weights.stream().allMatch(Double::isFinite) || !Double.isFinite(threshold)) {
      throw new IllegalArgumentException(
          "threshold gate: got the weights %s and the threshold %s, expected at least one weight, all finite"
              .formatted(weights, threshold));
    }
  }

  /** Fires when any of n inputs does: weights 1, threshold 1. */
  public static ThresholdGate or(int n) {
    return new ThresholdGate(Collections.nCopies(n, 1.0), 1);
  }

  /** Fires when all n inputs do: weights 1, threshold n. */
  public static ThresholdGate and(int n) {
    return new ThresholdGate(Collections.nCopies(n, 1.0), n);
  }

  /** Fires unless its input does: weight -1, threshold 0. */
  public static ThresholdGate not() {
    return new ThresholdGate(List.of(-1.0), 0);
  }

  /** Fires unless all n inputs do: weights -1, threshold 1 - n. */
  public static ThresholdGate nand(int n) {
    return new ThresholdGate(Collections.nCopies(n, -1.0), 1.0 - n);
  }

  /** Fires when at least k of n inputs do: weights 1, threshold k. */
  public static ThresholdGate atLeast(int k, int n) {
    return new ThresholdGate(Collections.nCopies(n, 1.0), k);
  }

  /** The neuron that a proof of separability holds. */
  public static ThresholdGate of(Separable neuron) {
    return new ThresholdGate(neuron.weights(), neuron.threshold());
  }

  @Override
  public int inputs() {
    return weights.size();
  }

  @Override
  public boolean fires(boolean... x) {
    checkInputs("threshold gate", x, weights.size());
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] ? weights.get(i) : 0;
    }
    return sum >= threshold;
  }

  static void checkInputs(String what, boolean[] x, int expected) {
    if (x.length != expected) {
      throw new IllegalArgumentException("%s: got %d inputs, expected %d".formatted(what, x.length, expected));
    }
  }
}
