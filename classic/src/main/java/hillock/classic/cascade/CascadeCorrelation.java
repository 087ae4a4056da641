package hillock.classic.cascade;

import hillock.kernel.Engine;
import hillock.nn.Activation;
import hillock.nn.Branches;
import hillock.nn.Concat;
import hillock.nn.Dense;
import hillock.nn.Loss;
import hillock.nn.Sequential;
import hillock.nn.Spec;
import hillock.nn.Tanh;
import hillock.tensor.Shape;
import hillock.train.Optimizer;
import java.util.ArrayList;
import java.util.List;

/**
 * Cascade-correlation: a network that begins without hidden units and adds them one at a time. Fahlman and Lebiere
 * 1990, "The Cascade-Correlation Learning Architecture".
 *
 * <ol>
 *   <li>The weights of the outputs are trained until the loss falls no further.
 *   <li>A pool of candidate units, each fed by all inputs and all hidden units, is trained so that their values go
 *       along with the errors that are left: S_c, the sum over the outputs of the absolute covariance, becomes large.
 *   <li>The best candidate becomes a hidden unit, its incoming weights frozen for good; then from the beginning.
 * </ol>
 *
 * <pre>{@code
 * var rule = new CascadeCorrelation(new BinaryCrossEntropy());
 * CascadeTraining training = rule.start(Shape.of(2), 1, seed);
 * for (long step = 0; !training.finished(); step++) {
 *   training.run(step, 1, data.batches(data.size()).at(0, 0));
 * }
 * Model.of(training.network(), rule.loss().link()).save(file);
 * }</pre>
 *
 * @param loss of the outputs; one whose {@link Loss#link} minus the target is the error
 * @param activation of the hidden units
 * @param candidates in the pool, at least 1; 8 by default
 * @param mostUnits hidden units at which growth ends, at least 0
 * @param tolerance above 0: training is finished when every output, after the link, is nearer to its target than this;
 *     0.4 by default, so that of two classes each lies in the outer 40%
 * @param outputRule trains the outputs
 * @param outputPatience ends that
 * @param candidateRule trains the candidates
 * @param candidatePatience ends that
 */
public record CascadeCorrelation(
    Loss loss,
    Activation activation,
    int candidates,
    int mostUnits,
    double tolerance,
    Optimizer outputRule,
    Patience outputPatience,
    Optimizer candidateRule,
    Patience candidatePatience) {
  /** Checks the ranges. */
  public CascadeCorrelation {
    if (candidates < 1 || mostUnits < 0 || !(tolerance > 0)) {
      throw new IllegalArgumentException(
          "cascade-correlation: got %d candidates, at most %d units, tolerance %s; expected at least 1, 0, and above 0"
              .formatted(candidates, mostUnits, tolerance));
    }
  }

  /**
   * With the paper's pool of 8 units, of tanh, and {@link Rprop} in place of the paper's {@link Quickprop}: it needs no
   * rate that fits the data, and solves the two spirals with fewer units.
   */
  public CascadeCorrelation(Loss loss) {
    this(
        loss,
        new Tanh(),
        8,
        100,
        0.4,
        new Rprop(0.03),
        new Patience(0.01, 12, 200),
        new Rprop(0.03),
        new Patience(0.03, 12, 200));
  }

  /** The same with another limit on the hidden units. */
  public CascadeCorrelation withMostUnits(int units) {
    return new CascadeCorrelation(
        loss, activation, candidates, units, tolerance, outputRule, outputPatience, candidateRule, candidatePatience);
  }

  /** The same with other rules for the weights. */
  public CascadeCorrelation withRules(Optimizer forOutputs, Optimizer forCandidates) {
    return new CascadeCorrelation(
        loss,
        activation,
        candidates,
        mostUnits,
        tolerance,
        forOutputs,
        outputPatience,
        forCandidates,
        candidatePatience);
  }

  /**
   * A network without hidden units, ready to grow, on the fastest engine.
   *
   * @param input shape of one example, of one axis
   * @param outputs at least 1
   * @param seed of all initial weights
   */
  public CascadeTraining start(Shape input, int outputs, long seed) {
    return start(input, outputs, seed, Engine.auto());
  }

  /** As above, on this engine. */
  public CascadeTraining start(Shape input, int outputs, long seed, Engine engine) {
    return new CascadeTraining(this, input, outputs, seed, engine);
  }

  /**
   * The network with so many hidden units: each adds one feature to those before it, x becomes [x, f(x·w + b)], and the
   * outputs take them all.
   */
  public Spec network(int units, int outputs) {
    List<Spec> layers = new ArrayList<>();
    for (int i = 0; i < units; i++) {
      layers.add(new Branches(new Concat(), new Sequential(), new Sequential(new Dense(1), activation)));
    }
    layers.add(new Dense(outputs));
    return new Sequential(layers);
  }
}
