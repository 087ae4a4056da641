package hillock.classic.game;

import hillock.data.Batch;
import hillock.data.Dataset;
import hillock.kernel.Engine;
import hillock.kernel.Randomness;
import hillock.nn.Loss;
import hillock.nn.MeanSquaredError;
import hillock.nn.Network;
import hillock.tensor.Shape;
import hillock.tensor.Step;
import hillock.tensor.Tensor;
import hillock.train.DescentStep;
import hillock.train.Optimizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A network learns the values v of positions from games that it plays against itself. Of each position p that is met,
 * with the next positions q that its player can choose from,
 *
 * <pre>{@code
 * target(p) = max over q of -v(q)      v(q) the outcome where the game is over     loss = mean (v(p) - target(p))²
 * }</pre>
 *
 * which is temporal-difference learning, TD(0), with the best move instead of the one made, as in Q-learning: so moves
 * made to explore do not spoil what is learned. The move is the best one, or, with probability ε, any. Sutton 1988;
 * Watkins 1989; Tesauro 1995 for a network that learned by self-play.
 *
 * <p>The rows of a batch are the openings from which a step plays one game each; {@link #data} has them all. What
 * happens depends on seed, step and weights alone, so a resumed run goes on with the same games.
 *
 * @param <P> positions of the game
 */
public final class SelfPlay<P extends Position<P>> extends DescentStep {
  private static final long STREAM = 0x73656c66;

  private final List<P> openings;
  private final Network network;
  private final Settings settings;
  private final Loss loss = new MeanSquaredError();
  private final Values<P> values;
  private float[] x = {};

  private record Settings(double exploration, long seed, Engine engine) {}

  /**
   * @param openings positions from which games begin, none of them over
   * @param network from the code of a position to one number, {@link Values}
   */
  public SelfPlay(List<P> openings, Network network, Optimizer optimizer) {
    this(openings, network, optimizer, new Settings(0.3, 0, Engine.auto()));
  }

  private SelfPlay(List<P> openings, Network network, Optimizer optimizer, Settings settings) {
    super(network.parameters(), optimizer, settings.seed, settings.engine);
    if (openings.isEmpty() || openings.stream().anyMatch(Position::over)) {
      throw new IllegalArgumentException(
          "self-play: got %s openings, expected at least one, and none in which the game is over"
              .formatted(openings.isEmpty() ? "no" : "finished"));
    }
    this.openings = List.copyOf(openings);
    this.network = network;
    this.settings = settings;
    values = new Values<>(network, settings.engine);
  }

  /** With this share ε of moves made at random, from 0 to 1; the default is 0.3. */
  public SelfPlay<P> exploration(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("self-play: got exploration %s, expected 0 to 1".formatted(share));
    }
    return new SelfPlay<>(openings, network, optimizer(), new Settings(share, settings.seed, settings.engine));
  }

  /** With this seed of the moves made at random; the default is 0. */
  public SelfPlay<P> seed(long seed) {
    return new SelfPlay<>(openings, network, optimizer(), new Settings(settings.exploration, seed, settings.engine));
  }

  /** On this engine instead of the default one. */
  public SelfPlay<P> engine(Engine engine) {
    return new SelfPlay<>(openings, network, optimizer(), new Settings(settings.exploration, settings.seed, engine));
  }

  /** The openings as rows to make batches of. */
  public Dataset data() {
    return Dataset.of(Shape.of(openings.getFirst().size()), Values.encoded(openings, new float[0]));
  }

  @Override
  public double run(long number, double factor, Batch batch) {
    List<P> games = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      games.add(openings.get(batch.rows()[i]));
    }
    List<P> met = new ArrayList<>();
    List<Float> targets = new ArrayList<>();
    for (int ply = 0; !games.isEmpty(); ply++) {
      games = moved(games, met, targets, new Randomness(settings.seed, STREAM + ply, number));
    }
    return learn(number, factor, met, targets);
  }

  /** Makes one move in each game; keeps the games that go on. */
  private List<P> moved(List<P> games, List<P> met, List<Float> targets, Randomness randomness) {
    List<P> candidates = new ArrayList<>();
    int[] from = new int[games.size() + 1];
    for (int game = 0; game < games.size(); game++) {
      candidates.addAll(games.get(game).next());
      from[game + 1] = candidates.size();
    }
    float[] valued = values.of(candidates);
    float[] luck = new float[2 * games.size()];
    randomness.uniforms(luck, 0, luck.length);
    List<P> open = new ArrayList<>();
    for (int game = 0; game < games.size(); game++) {
      int best = Values.least(valued, from[game], from[game + 1]);
      met.add(games.get(game));
      targets.add(-valued[best]);
      boolean explore = luck[2 * game] < settings.exploration;
      int any = from[game] + (int) (luck[2 * game + 1] * (from[game + 1] - from[game]));
      P chosen = candidates.get(explore ? any : best);
      if (!chosen.over()) {
        open.add(chosen);
      }
    }
    return open;
  }

  private double learn(long number, double factor, List<P> met, List<Float> targets) {
    x = Values.encoded(met, x);
    float[] t = new float[targets.size()];
    for (int i = 0; i < t.length; i++) {
      t[i] = targets.get(i);
    }
    try (Step step = begin(number)) {
      Tensor v = network.forward(step.input(x, network.input().batch(t.length)));
      Tensor error = loss.of(v, step.input(t, v.shape()));
      return descend(step, error, factor);
    }
  }

  @Override
  public Map<String, String> configuration() {
    Map<String, String> all = super.configuration();
    all.put("training step", "self-play");
    all.put("openings", Integer.toHexString(Arrays.hashCode(Values.encoded(openings, new float[0]))));
    all.put("network", network.spec().toString());
    all.put("exploration", Double.toString(settings.exploration));
    return all;
  }
}
