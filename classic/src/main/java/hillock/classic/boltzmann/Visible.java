package hillock.classic.boltzmann;

/** What the visible units of a restricted Boltzmann machine can be. */
public enum Visible {
  /** 0 or 1; numbers between are taken as the probability of 1. */
  BINARY,
  /** Any number, normally distributed around its mean with variance 1: standardise the data. */
  GAUSSIAN
}
