/**
 * Layers, activations, losses and initial weights.
 *
 * <p>Each is a record: a {@link hillock.nn.Spec} describes a layer and builds a {@link hillock.nn.Module} in a {@link
 * hillock.nn.Scope}; {@link hillock.nn.Network#of} builds a whole network. An {@link hillock.nn.Activation} is a
 * function and its slope, a {@link hillock.nn.Loss} a weighted mean over the rows of a batch, an {@link
 * hillock.nn.Initializer} a rule for weights. A new one is one file and its test.
 */
package hillock.nn;
