package hillock.classic.boltzmann;

/** Where an {@link RbmStep} takes the model's own samples from, which it unlearns. */
public sealed interface NegativePhase permits ContrastiveDivergence, PersistentChains {
  /** Gibbs sweeps in each step of training. */
  int sweeps();
}
