package hillock.gallery;

import hillock.classic.game.CartPole;
import hillock.classic.game.PolicyGradient;
import hillock.data.Dataset;
import hillock.gallery.picture.HeatMap;
import hillock.gallery.picture.LineChart;
import hillock.gallery.picture.Picture;
import hillock.gallery.run.Figure;
import hillock.gallery.run.Result;
import hillock.gallery.run.Run;
import hillock.gallery.run.Unit;
import hillock.nn.Dense;
import hillock.nn.Network;
import hillock.nn.Sequential;
import hillock.nn.Softmax;
import hillock.nn.Spec;
import hillock.nn.Tanh;
import hillock.tensor.Shape;
import hillock.tensor.Step;
import hillock.tensor.Tape;
import hillock.train.Adam;
import hillock.train.Cosine;
import hillock.train.GradientClip;
import hillock.train.History;
import hillock.train.Monitor;
import hillock.train.Trainer;
import java.util.Arrays;
import java.util.stream.IntStream;

/** A network learns to balance a pole on a cart, told nothing but when it fell. */
public record CartPoleByPolicyGradient() implements Entry {
  private static final int LIMIT = 500;
  private static final int BATCH = 16;
  private static final int EPISODES = 100;
  private static final double SOLVED = 475;

  @Override
  public String name() {
    return "cart-pole";
  }

  @Override
  public String summary() {
    return "Balancing a pole by policy gradient";
  }

  @Override
  public String canon() {
    return "E10";
  }

  @Override
  public String source() {
    return "Barto, Sutton and Anderson 1983; OpenAI Gym: solved from a mean of 475 of 500 steps";
  }

  private static Spec network() {
    return new Sequential(new Dense(32), new Tanh(), new Dense(2));
  }

  @Override
  public Result run(Run run) {
    int seeds = run.choose(3, 1);
    double[] balanced = new double[seeds];
    double[] withoutFriction = new double[seeds];
    double[] needed = new double[seeds];
    LineChart curve = LineChart.titled("Steps balanced while learning").axes("episodes", "mean steps, at most 500");
    Result result = new Result();
    for (int i = 0; i < seeds; i++) {
      long seed = run.seed() + i;
      Network network = Network.of(network(), Shape.of(4), seed);
      double[] steps =
          learn(run, network, seed).epochs().stream().mapToDouble(e -> LIMIT * (1 - e.trainLoss())).toArray();
      double[] episodes = new double[steps.length];
      Arrays.setAll(episodes, epoch -> (epoch + 1.0) * EPISODES);
      needed[i] =
          episodes[
              IntStream.range(0, steps.length).filter(e -> steps[e] >= SOLVED).findFirst().orElse(steps.length - 1)];
      curve.line("seed " + seed, episodes, steps);
      balanced[i] = steps(run, new CartPole(), network, seed);
      withoutFriction[i] = steps(run, CartPole.withoutFriction(), network, seed);
      if (i == 0) {
        result = result.with(policy(run, network));
      }
    }
    return result
        .with(
            Figure.of("mean steps of 100 episodes", Unit.NUMBER, balanced)
                .published(SOLVED)
                .atLeast(run.choose(SOLVED, 195)))
        .with(
            Figure.of("the same without friction", Unit.NUMBER, withoutFriction)
                .published(SOLVED)
                .atLeast(run.choose(SOLVED, 195)))
        .with(Figure.of("episodes until 475 of 500", Unit.COUNT, needed))
        .with(curve.picture("steps", "Means of 100 episodes each, the pushes drawn by their probability."))
        .remark(
            "Episodes until 475: the end of the first 100 episodes of learning whose mean is at least 475, or all of"
                + " them.");
  }

  private static History learn(Run run, Network network, long seed) {
    CartPole pole = new CartPole();
    PolicyGradient step =
        new PolicyGradient(pole, network, new Adam(0.01))
            .limit(LIMIT)
            .clip(GradientClip.norm(1))
            .seed(seed)
            .engine(run.engine());
    return Trainer.of(step)
        .validate(pole.starts(EPISODES, seed + 1_000).batches(EPISODES))
        .schedule(new Cosine(0.1))
        .keepBest(Monitor.LOSS)
        .with(run.training("policy gradient, seed " + seed))
        .fit(pole.starts(EPISODES, seed).shuffled(seed).batches(BATCH), run.choose(50, 15))
        .history();
  }

  /** Mean steps from starts that neither learning nor choosing has seen, always taking the more probable push. */
  private static double steps(Run run, CartPole pole, Network network, long seed) {
    Dataset starts = pole.starts(EPISODES, seed + 2_000);
    float[] x = new float[EPISODES * pole.size()];
    for (int i = 0; i < EPISODES; i++) {
      starts.gather(i, x, i * pole.size());
    }
    return new PolicyGradient(pole, network, new Adam(0.01)).limit(LIMIT).engine(run.engine()).steps(x, EPISODES);
  }

  /** The probability of a push to the right by angle and angular speed, the cart at rest in the middle. */
  private static Picture policy(Run run, Network network) {
    int[] degrees = IntStream.rangeClosed(-4, 4).map(i -> 3 * i).toArray();
    double[] speeds = IntStream.rangeClosed(-4, 4).mapToDouble(i -> i / 2.0).toArray();
    int n = degrees.length;
    float[] x = new float[n * n * 4];
    for (int i = 0; i < n * n; i++) {
      x[4 * i + 2] = (float) Math.toRadians(degrees[i % n]);
      x[4 * i + 3] = (float) speeds[i / n];
    }
    double[][] right = new double[n][n];
    try (Tape tape = Tape.inference(run.engine());
        Step step = tape.step()) {
      float[] p = Softmax.of(network.forward(step.input(x, Shape.of(n * n, 4)))).data();
      for (int i = 0; i < n * n; i++) {
        right[i / n][i % n] = Math.round(100 * p[2 * i + 1]) / 100.0;
      }
    }
    return HeatMap.titled("Probability of a push to the right")
        .axes("angle of the pole, degrees", "angular speed, radians a second")
        .values(Arrays.stream(degrees).boxed().toList(), Arrays.stream(speeds).boxed().toList(), right)
        .picture("policy", "Dark is right: it pushes to where the pole falls, the cart at rest in the middle.");
  }
}
