/**
 * Values and their derivatives.
 *
 * <p>A {@link hillock.tensor.Tape} records the {@link hillock.tensor.Op}s of one {@link hillock.tensor.Step} at a time;
 * their results are {@link hillock.tensor.Tensor}s. {@link hillock.tensor.Step#gradients} walks the ops backwards and
 * writes the derivatives by all {@link hillock.tensor.Parameters} of a set into one flat array of {@link
 * hillock.tensor.Gradients}. To add an operation, write one class: {@link hillock.tensor.Op} shows how.
 */
package hillock.tensor;
