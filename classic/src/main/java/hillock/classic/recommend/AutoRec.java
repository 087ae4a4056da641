package hillock.classic.recommend;

import hillock.data.Dataset;
import hillock.kernel.Engine;
import hillock.nn.Dense;
import hillock.nn.Dropout;
import hillock.nn.Network;
import hillock.nn.Sequential;
import hillock.nn.Sigmoid;
import hillock.nn.XavierUniform;
import hillock.tensor.Shape;
import hillock.tensor.Step;
import hillock.tensor.Tape;
import hillock.train.Optimizer;

/**
 * AutoRec: an autoencoder of the ratings of one item by all users, which fills in those that are missing. Sedhain,
 * Menon, Sanner and Xie 2015, "AutoRec: Autoencoders meet collaborative filtering" (I-AutoRec):
 *
 * <pre>{@code r̂ = V·σ(W·r + μ) + b,   loss Σ over the ratings there are of (r - r̂)²}</pre>
 *
 * <p>Ratings enter as differences from their {@link BaselineEstimates}, 0 where there is none; what comes out is added
 * to them. Strength of the penalty on the weights and dropout are for the caller to choose, on ratings held out.
 *
 * <pre>{@code
 * AutoRec autoRec = AutoRec.of(train, 500, 0, 0.5f, seed);
 * Trainer.of(autoRec.training(new Adam(1e-3), seed, engine)).fit(autoRec.data().shuffled(seed).batches(64), 30);
 * Recommender guesses = autoRec.recommender(engine);
 * }</pre>
 */
public final class AutoRec {
  private static final int BATCH = 256;

  private final Ratings ratings;
  private final BaselineEstimates baseline;
  private final Network network;
  private final Dataset data;

  private AutoRec(Ratings ratings, BaselineEstimates baseline, Network network, Dataset data) {
    this.ratings = ratings;
    this.baseline = baseline;
    this.network = network;
    this.data = data;
  }

  /**
   * Not trained yet.
   *
   * @param inputDropout rate on the ratings, in training: share of them to be guessed from the others; 0 to below 1
   * @param dropout rate on the hidden units, from 0 to below 1
   */
  public static AutoRec of(Ratings ratings, int hidden, float inputDropout, float dropout, long seed) {
    BaselineEstimates baseline = new BaselineEstimates(ratings);
    int users = ratings.userCount();
    float[] x = new float[Math.multiplyExact(ratings.itemCount(), users)];
    java.util.Arrays.fill(x, Float.NaN);
    for (int r = 0; r < ratings.size(); r++) {
      int user = ratings.user(r);
      int item = ratings.item(r);
      x[item * users + user] = (float) (ratings.rating(r) - baseline.unlimited(user, item));
    }
    var small = new XavierUniform();
    var spec =
        new Sequential(
            new Dropout(inputDropout),
            new Dense(hidden, small),
            new Sigmoid(),
            new Dropout(dropout),
            new Dense(users, small));
    return new AutoRec(ratings, baseline, spec.build(Shape.of(users), seed), Dataset.of(Shape.of(users), x));
  }

  /** A row of each item: the differences of its ratings from the baseline, by user; NaN where there is none. */
  public Dataset data() {
    return data;
  }

  /** The autoencoder. */
  public Network network() {
    return network;
  }

  /** What learns from {@link #data()}. */
  public RatedReconstruction training(Optimizer optimizer, long seed, Engine engine) {
    return new RatedReconstruction(network, optimizer, seed, engine);
  }

  /** Guesses of the network as it is now; a table of all users and items, made at once. */
  public Recommender recommender(Engine engine) {
    int users = ratings.userCount();
    int items = ratings.itemCount();
    float[] guesses = new float[items * users];
    float[] x = new float[Math.min(BATCH, items) * users];
    try (Tape tape = Tape.inference(engine)) {
      for (int from = 0; from < items; from += BATCH) {
        int n = Math.min(BATCH, items - from);
        for (int i = 0; i < n; i++) {
          data.gather(from + i, x, i * users);
        }
        for (int i = 0; i < n * users; i++) {
          x[i] = Float.isNaN(x[i]) ? 0 : x[i];
        }
        try (Step step = tape.step()) {
          float[] y = network.forward(step.input(x, Shape.of(n, users))).data();
          System.arraycopy(y, 0, guesses, from * users, n * users);
        }
      }
    }
    return (user, item) -> {
      boolean known = user != Ratings.UNKNOWN && item != Ratings.UNKNOWN;
      return baseline.limited(baseline.unlimited(user, item) + (known ? guesses[item * users + user] : 0));
    };
  }
}
