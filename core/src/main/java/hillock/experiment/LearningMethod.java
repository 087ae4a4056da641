package hillock.experiment;

import hillock.data.Dataset;
import hillock.data.TargetEncoder;
import hillock.kernel.Engine;
import hillock.model.Catalog;
import hillock.nn.Loss;
import hillock.nn.Network;
import hillock.nn.Spec;
import hillock.train.ConstantRate;
import hillock.train.Schedule;
import hillock.train.StopRule;
import hillock.train.TrainingStep;
import java.util.List;

/**
 * A network that learns by a rule of its own instead of backpropagation, made to measure for its data: a record whose
 * components are its choices. Experiments take it where they take a network,
 *
 * <pre>{@code
 * Experiment.on(table).target("species").network(new Perceptron()).run();
 * }</pre>
 *
 * and the command line finds it by name, {@code --network perceptron}, when a {@link hillock.model.RecordProvider}
 * offers it. What it makes is a network like all others: it is measured, saved and used in the same way.
 */
public interface LearningMethod {
  /**
   * What it makes for some data.
   *
   * @param network from the inputs to the raw outputs
   * @param loss by which rows not learned from are judged; its {@link Loss#link} makes predictions of raw outputs
   * @param batch rows in a step, when the user does not say
   * @param epochs most passes over the training part, when the user does not say
   * @param schedule of the learning rate
   * @param patience epochs without a better validation loss after which training ends with the best epoch's weights,
   *     when the user does not say; 0 for all epochs and the last weights
   */
  record Plan(Spec network, Loss loss, int batch, int epochs, Schedule schedule, int patience) {
    /** At a constant rate, all epochs. */
    public Plan(Spec network, Loss loss, int batch, int epochs) {
      this(network, loss, batch, epochs, new ConstantRate(), 0);
    }
  }

  /** How texts name it. */
  default String name() {
    return Catalog.name(getClass());
  }

  /**
   * Makes the choices for a training part, already encoded.
   *
   * @throws hillock.data.DataException when it cannot learn this kind of target or input
   */
  Plan plan(Dataset train, TargetEncoder target);

  /**
   * The rule at work.
   *
   * @param network built from the plan, with its initial weights
   * @param recipe the plan with the user's batch and epochs
   * @param seed decides everything random
   */
  TrainingStep step(Network network, Recipe recipe, Dataset train, long seed, Engine engine);

  /** What each epoch goes through, in random order: the training part, by default row by row. */
  default Dataset samples(Dataset train) {
    return train;
  }

  /** When training ends before the last epoch; never, by default. */
  default List<StopRule> stopRules() {
    return List.of();
  }

  /** What is worth knowing about the training part before learning, in sentences. */
  default List<String> notes(Dataset train) {
    return List.of();
  }
}
