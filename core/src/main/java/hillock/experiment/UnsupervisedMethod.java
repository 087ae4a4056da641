package hillock.experiment;

import hillock.data.NoTarget;
import hillock.nn.Network;
import hillock.tensor.Shape;

/**
 * A {@link LearningMethod} that also learns from rows without a target: how they are. {@link #plan} and {@link #step}
 * then get rows without labels and numbers to predict, and {@link #outputs} as the target.
 */
public interface UnsupervisedMethod extends LearningMethod {
  /** What its network says about a row when there is no target, and which of that is an error. */
  NoTarget outputs();

  /**
   * The simple model to compare with: a network that says the same things about a row, and takes every row for the mean
   * of the training part.
   *
   * @param input shape of a row, as its own network takes it
   * @param mean of each input over the training part
   */
  Network mean(Shape input, float[] mean);
}
