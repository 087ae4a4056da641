package hillock.experiment;

import hillock.nn.Loss;
import hillock.nn.Spec;
import hillock.train.Optimizer;
import hillock.train.Schedule;
import java.util.Optional;

/**
 * How a network is made and trained: every choice, whether the user's or that of {@link Defaults}.
 *
 * @param network from the inputs to the raw outputs
 * @param loss for training, class weights included
 * @param optimizer learning rate included; empty when a method of its own takes its place
 * @param batch rows in a step
 * @param epochs most passes over the training part
 * @param patience epochs without a better validation loss after which training stops, the weights of the best epoch
 *     being kept; 0 to train all epochs and keep the last weights
 * @param method how the network learns, when not by backpropagation
 */
public record Recipe(
    Spec network,
    Loss loss,
    Optional<Optimizer> optimizer,
    Schedule schedule,
    int batch,
    int epochs,
    int patience,
    Optional<LearningMethod> method) {
  /** By backpropagation. */
  Recipe(Spec network, Loss loss, Optimizer optimizer, Schedule schedule, int batch, int epochs, int patience) {
    this(network, loss, Optional.of(optimizer), schedule, batch, epochs, patience, Optional.empty());
  }

  /** The same with another learning rate. */
  Recipe withLearningRate(double rate) {
    Optional<Optimizer> changed = optimizer.map(o -> o.withLearningRate(rate));
    return new Recipe(network, loss, changed, schedule, batch, epochs, patience, method);
  }
}
