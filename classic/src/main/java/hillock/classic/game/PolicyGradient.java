package hillock.classic.game;

import hillock.data.Batch;
import hillock.data.Batches;
import hillock.kernel.Engine;
import hillock.kernel.Randomness;
import hillock.nn.CrossEntropy;
import hillock.nn.Loss;
import hillock.nn.Network;
import hillock.tensor.Gradients;
import hillock.tensor.Shape;
import hillock.tensor.Step;
import hillock.tensor.Tensor;
import hillock.train.DescentStep;
import hillock.train.Evaluation;
import hillock.train.GradientClip;
import hillock.train.Optimizer;
import java.util.Map;
import java.util.Optional;

/**
 * A network learns to steer by reward: REINFORCE, Williams 1992. It gives a logit for each action, π(a | s) is their
 * softmax, and actions are drawn from it. With the rewards r, 1 for each step survived,
 *
 * <pre>{@code
 * G_t = r_t + γ·r_(t+1) + γ²·r_(t+2) + ...      A = (G - mean of all G) / deviation of all G
 * loss = - mean of A_t·ln π(a_t | s_t) over all steps of all episodes of the batch
 * }</pre>
 *
 * The mean is the baseline that Williams allows, the deviation keeps the size of a step.
 *
 * <p>The rows of a batch are the states in which episodes begin. What {@link #run} returns as loss, and {@link
 * #evaluate} (there the most probable actions are taken), is the share of the steps up to the limit that the episodes
 * fell short of: 0 when none fails. What happens depends on seed, step and weights alone, so a resumed run goes on with
 * the same episodes.
 */
public final class PolicyGradient extends DescentStep {
  private static final long STREAM = 0x61637400;

  private final Environment environment;
  private final Network network;
  private final Settings settings;
  private final Loss loss = new CrossEntropy();
  private final Episodes episodes;

  private record Settings(double discount, int limit, GradientClip clip, long seed, Engine engine) {}

  /**
   * @param network from a state to a logit for each action
   */
  public PolicyGradient(Environment environment, Network network, Optimizer optimizer) {
    this(environment, network, optimizer, new Settings(0.99, 500, GradientClip.NONE, 0, Engine.auto()));
  }

  private PolicyGradient(Environment environment, Network network, Optimizer optimizer, Settings settings) {
    super(network.parameters(), optimizer, settings.seed, settings.engine);
    if (network.input().size() != environment.size() || network.output().size() != environment.actions()) {
      throw new IllegalArgumentException(
          "policy gradient: got a network from %s to %s, expected one from [%d] to [%d], from a state to the actions"
              .formatted(network.input(), network.output(), environment.size(), environment.actions()));
    }
    this.environment = environment;
    this.network = network;
    this.settings = settings;
    episodes = new Episodes(environment, network, settings.limit, settings.engine);
  }

  private PolicyGradient with(Settings changed) {
    return new PolicyGradient(environment, network, optimizer(), changed);
  }

  /** With this discount γ, from 0 to 1; the default is 0.99. */
  public PolicyGradient discount(double gamma) {
    if (!(gamma >= 0 && gamma <= 1)) {
      throw new IllegalArgumentException("policy gradient: got discount %s, expected 0 to 1".formatted(gamma));
    }
    Settings s = settings;
    return with(new Settings(gamma, s.limit, s.clip, s.seed, s.engine));
  }

  /** With episodes of at most this many steps, at least 1; the default is 500. */
  public PolicyGradient limit(int steps) {
    if (steps < 1) {
      throw new IllegalArgumentException(
          "policy gradient: got a limit of %d steps, expected at least 1".formatted(steps));
    }
    Settings s = settings;
    return with(new Settings(s.discount, steps, s.clip, s.seed, s.engine));
  }

  /** With limits on the gradient. */
  public PolicyGradient clip(GradientClip clip) {
    Settings s = settings;
    return with(new Settings(s.discount, s.limit, clip, s.seed, s.engine));
  }

  /** With this seed of the actions; the default is 0. */
  public PolicyGradient seed(long seed) {
    Settings s = settings;
    return with(new Settings(s.discount, s.limit, s.clip, seed, s.engine));
  }

  /** On this engine instead of the default one. */
  public PolicyGradient engine(Engine engine) {
    Settings s = settings;
    return with(new Settings(s.discount, s.limit, s.clip, s.seed, engine));
  }

  @Override
  public double run(long number, double factor, Batch batch) {
    episodes.run(batch.x(), batch.size(), new Randomness(settings.seed, STREAM, number));
    learn(number, factor, advantages());
    return shortfall(episodes.meanLength());
  }

  /** A of all steps of all episodes, one episode after the other. */
  private float[] advantages() {
    int[] lengths = episodes.lengths();
    int n = 0;
    for (int length : lengths) {
      n += length;
    }
    double[] returns = new double[n];
    double sum = 0;
    double squares = 0;
    int end = 0;
    for (int length : lengths) {
      end += length;
      double g = 0;
      for (int i = end - 1; i >= end - length; i--) {
        g = 1 + settings.discount * g;
        returns[i] = g;
        sum += g;
        squares += g * g;
      }
    }
    double mean = sum / n;
    double deviation = Math.sqrt(Math.max(0, squares / n - mean * mean)) + 1e-8;
    float[] advantages = new float[n];
    for (int i = 0; i < n; i++) {
      advantages[i] = (float) ((returns[i] - mean) / deviation);
    }
    return advantages;
  }

  private void learn(long number, double factor, float[] advantages) {
    int n = advantages.length;
    int size = environment.size();
    float[] x = new float[n * size];
    float[] actions = new float[n];
    int i = 0;
    for (int episode = 0; episode < episodes.lengths().length; episode++) {
      for (int time = 0; time < episodes.lengths()[episode]; time++, i++) {
        episodes.state(episode, time, x, i * size);
        actions[i] = episodes.action(episode, time);
      }
    }
    try (Step step = begin(number)) {
      Tensor logits = network.forward(step.input(x, network.input().batch(n)));
      Tensor chosen = step.input(actions, Shape.of(n));
      // A loss takes no negative weights: what went better and what went worse than the mean are two of them.
      Tensor better = weighted(step, logits, chosen, advantages, 1);
      Tensor worse = weighted(step, logits, chosen, advantages, -1);
      Gradients gradients = step.gradients(better.minus(worse), parameters());
      settings.clip.apply(gradients, settings.engine);
      descend(gradients, factor);
    }
  }

  /** {@code (1/n)·Σ w·(-ln π)} with the weights {@code w = max(0, sign·A)}. */
  private Tensor weighted(Step step, Tensor logits, Tensor chosen, float[] advantages, int sign) {
    float[] weights = new float[advantages.length];
    double mass = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.max(0, sign * advantages[i]);
      mass += weights[i];
    }
    return loss.of(logits, chosen, step.input(weights, chosen.shape())).times((float) (mass / weights.length));
  }

  private double shortfall(double steps) {
    return 1 - steps / settings.limit;
  }

  @Override
  public Optional<Evaluation> evaluate(Batches starts) {
    double lengths = 0;
    int n = 0;
    for (Batch batch : starts) {
      lengths += steps(batch.x(), batch.size()) * batch.size();
      n += batch.size();
    }
    return Optional.of(new Evaluation(shortfall(lengths / n), null));
  }

  /** Mean steps from these starts [n, size] when always the most probable action is taken. */
  public double steps(float[] starts, int n) {
    episodes.run(starts, n, null);
    return episodes.meanLength();
  }

  @Override
  public Map<String, String> configuration() {
    Map<String, String> all = super.configuration();
    all.put("training step", "policy gradient");
    all.put("environment", environment.toString());
    all.put("network", network.spec().toString());
    all.put("discount", Double.toString(settings.discount));
    all.put("limit", Integer.toString(settings.limit));
    all.put("gradient clip", settings.clip.toString());
    return all;
  }
}
