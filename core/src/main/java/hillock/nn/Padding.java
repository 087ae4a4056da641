package hillock.nn;

/** How many zeros a convolution or a pooling adds around its input. */
public sealed interface Padding permits Valid, Same, Causal, Explicit {}
