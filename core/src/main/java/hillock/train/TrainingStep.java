package hillock.train;

import hillock.data.Batch;
import hillock.data.Batches;
import hillock.nn.Loss;
import hillock.nn.Network;
import hillock.tensor.Parameters;
import java.util.Map;
import java.util.Optional;

/**
 * One way to learn from a batch: all that a {@link Trainer} knows. {@link #supervised} is the usual one; networks that
 * learn without gradients implement this interface themselves and still get epochs, validation, stop rules and
 * checkpoints.
 */
public interface TrainingStep {
  /**
   * Learns from one batch.
   *
   * @param number of the step over all epochs, from 0; all randomness of the step must depend on it and on a seed
   *     alone, so that a resumed run repeats it
   * @param factor of the schedule on the learning rate
   * @return mean loss over the rows of the batch, before the change; when it is not finite the run ends
   */
  double run(long number, double factor, Batch batch);

  /**
   * All that is learned. Of a network that grows or shrinks this is another object after each change; {@link #restore}
   * must bring it to the size that it had at {@link #save}, its values are restored after that.
   */
  Parameters parameters();

  /** Learning rate at factor 1; NaN when there is none. */
  default double learningRate() {
    return Double.NaN;
  }

  /** Where the last step's first NaN or infinity arose. */
  default String fault() {
    return "the loss";
  }

  /** Loss and predictions on other data; empty when this step knows no such thing, then there is no validation. */
  default Optional<Evaluation> evaluate(Batches data) {
    return Optional.empty();
  }

  /** What the last step left behind to be looked at; empty when this way of learning leaves nothing of the kind. */
  default Optional<Trace> trace() {
    return Optional.empty();
  }

  /** Writes what later steps depend on, beside the parameters; see {@link State}. */
  default void save(State state) {
    // Nothing by default: not all ways of learning remember something.
  }

  /** Takes over what {@link #save} wrote. */
  default void restore(State state) {
    // See save.
  }

  /** All settings by name, so that a checkpoint of another configuration is recognised. */
  default Map<String, String> configuration() {
    return Map.of("training step", getClass().getName());
  }

  /** Forward, loss, backward, update. */
  static Supervised supervised(Network network, Loss loss, Optimizer optimizer) {
    return new Supervised(network, loss, optimizer);
  }

  /**
   * As {@link #supervised}, with the inputs themselves as targets: how autoencoders learn. Noise belongs into the
   * network, then the targets are clean. The network's outputs must have as many elements as its inputs.
   */
  static Supervised reconstruction(Network network, Loss loss, Optimizer optimizer) {
    return supervised(network, loss, optimizer).reconstructing();
  }
}
