package hillock.classic.spiking;

import hillock.nn.Module;
import hillock.nn.Scope;
import hillock.nn.Spec;
import hillock.tensor.Shape;
import hillock.tensor.Tensor;

/**
 * Leaky integrate-and-fire neurons: each gathers its input current x in a membrane potential u that leaks away, and
 * fires when that reaches the threshold θ. From [time, ...] to the same, a spike 1, no spike 0; with u and s 0 at
 * first,
 *
 * <pre>{@code
 * u_t = β·u'_{t-1} + x_t                                       the potential before firing
 * s_t = 1 if u_t ≥ θ, else 0                                   the spike
 * u'_t = u_t - θ·s_t, or u_t·(1 - s_t) when it resets to 0      the potential after firing
 * }</pre>
 *
 * The gradient goes back through time with the {@link Surrogate} in the place of {@code ds_t/du_t}. It does not go
 * through the reset, which was found to learn better: Zenke and Vogels 2021, "The remarkable robustness of surrogate
 * gradient learning". Put a layer with weights before it, such as {@code Dense}, which sees every time step alike.
 * Lapicque 1907; Gerstner and Kistler 2002, "Spiking Neuron Models".
 *
 * @param decay β, the share of the potential that is left after one time step, from 0 to below 1; {@code exp(-Δt/τ)}
 *     for steps of Δt and a time constant τ
 * @param threshold θ, above 0; 1 by default
 * @param reset what firing does to the potential; {@link Reset#SUBTRACT} by default
 * @param surrogate of the derivative; {@link Surrogate#FAST_SIGMOID} by default
 * @param steepness k of the surrogate, above 0; 2 by default
 */
public record LeakyIntegrateAndFire(float decay, float threshold, Reset reset, Surrogate surrogate, float steepness)
    implements Spec {
  /** What firing does to the membrane potential. */
  public enum Reset {
    /** Takes the threshold away: what is above it is kept. */
    SUBTRACT,
    /** Sets it to 0. */
    ZERO
  }

  /** Checks the ranges. */
  public LeakyIntegrateAndFire {
    if (!(decay >= 0 && decay < 1)) {
      throw new IllegalArgumentException(
          "LeakyIntegrateAndFire: got decay %s, expected 0 or more and less than 1".formatted(decay));
    }
    if (!(threshold > 0 && steepness > 0 && threshold + steepness < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "LeakyIntegrateAndFire: got threshold %s and steepness %s, expected both above 0"
              .formatted(threshold, steepness));
    }
  }

  /** With a threshold of 1 and the fast sigmoid. */
  public LeakyIntegrateAndFire(float decay) {
    this(decay, 1f, Reset.SUBTRACT, Surrogate.FAST_SIGMOID, 2f);
  }

  /** The same with another stand-in for the derivative. */
  public LeakyIntegrateAndFire with(Surrogate other, float k) {
    return new LeakyIntegrateAndFire(decay, threshold, reset, other, k);
  }

  /** The same with another reset. */
  public LeakyIntegrateAndFire with(Reset other) {
    return new LeakyIntegrateAndFire(decay, threshold, other, surrogate, steepness);
  }

  @Override
  public Module build(Scope scope, Shape input) {
    checkTime("LeakyIntegrateAndFire", input);
    return new Built(this, input);
  }

  static void checkTime(String layer, Shape input) {
    if (input.rank() < 2 || input.dim(0) == 0) {
      throw new IllegalArgumentException(
          "%s: got input %s, expected [time, neurons]; put a coding such as RateCoding before it"
              .formatted(layer, input));
    }
  }

  private record Built(LeakyIntegrateAndFire neurons, Shape output) implements Module {
    @Override
    public Tensor forward(Tensor x) {
      return FiringOp.of(x, neurons);
    }
  }
}
