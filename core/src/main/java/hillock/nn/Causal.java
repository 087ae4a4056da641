package hillock.nn;

/**
 * All at the beginning of a sequence, so that no output sees a later input; with stride 1 as many outputs as inputs.
 * For one-dimensional layers only.
 */
public record Causal() implements Padding {}
