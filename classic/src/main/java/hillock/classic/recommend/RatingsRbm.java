package hillock.classic.recommend;

import hillock.data.Dataset;
import hillock.kernel.Engine;
import hillock.kernel.Randomness;
import hillock.tensor.Parameter;
import hillock.tensor.Parameters;
import hillock.tensor.Shape;
import hillock.train.Optimizer;
import java.util.TreeSet;

/**
 * A conditional restricted Boltzmann machine of the ratings of one user: a softmax unit v_i of K levels for each item
 * that the user rated, none for the others, and binary hidden units that also see which items were rated at all, r_i.
 * Salakhutdinov, Mnih and Hinton 2007, "Restricted Boltzmann machines for collaborative filtering":
 *
 * <pre>{@code
 * p(h_j = 1 | v, r) = σ(c_j + Σ_i Σ_k v_ik·w_ikj + Σ_i r_i·d_ij)
 * p(v_i = k | h) = softmax_k(b_ik + Σ_j h_j·w_ikj)        for the items with r_i = 1
 * }</pre>
 *
 * <pre>{@code
 * RatingsRbm rbm = RatingsRbm.of(train, 100, seed);
 * Trainer.of(rbm.training(new Momentum(0.05), 1, seed, engine)).fit(rbm.data().shuffled(seed).batches(50), 40);
 * Recommender guesses = rbm.recommender(engine);
 * }</pre>
 */
public final class RatingsRbm {
  /** Most different ratings: each is a unit of every item. */
  public static final int MOST_LEVELS = 20;

  private static final int BATCH = 100;
  private static final float INITIAL_DEVIATION = 0.01f;

  private final Ratings ratings;
  private final float[] levels;
  private final Dataset data;
  private final Parameters parameters = new Parameters();
  private final Parameter weight;
  private final Parameter rated;
  private final Parameter hiddenBias;
  private final Parameter visibleBias;

  private RatingsRbm(Ratings ratings, float[] levels, int hidden, long seed) {
    this.ratings = ratings;
    this.levels = levels;
    int items = ratings.itemCount();
    int units = Math.multiplyExact(items, levels.length);
    weight = parameters.add("weight", Shape.of(units, hidden), true, true);
    rated = parameters.add("rated", Shape.of(items, hidden), true, true);
    hiddenBias = parameters.add("hiddenBias", Shape.of(hidden), true, false);
    visibleBias = parameters.add("visibleBias", Shape.of(units), true, false);
    parameters.trim();
    new Randomness(seed, 1, 0).normals(weight.array(), weight.offset(), weight.size());
    for (int i = weight.offset(), end = i + weight.size(); i < end; i++) {
      weight.array()[i] *= INITIAL_DEVIATION;
    }
    data = levelsByUser();
    startFromShares();
  }

  /**
   * With small random weights, and with biases that give each item its own shares of the levels.
   *
   * @param hidden number of hidden units, at least 1
   * @throws IllegalArgumentException when there are more than {@value #MOST_LEVELS} different ratings
   */
  public static RatingsRbm of(Ratings ratings, int hidden, long seed) {
    TreeSet<Float> distinct = new TreeSet<>();
    for (int r = 0; r < ratings.size(); r++) {
      distinct.add(ratings.rating(r));
    }
    if (distinct.size() > MOST_LEVELS) {
      throw new IllegalArgumentException(
          "RatingsRbm: got %d different ratings, expected at most %d, such as 1 to 5; round them"
              .formatted(distinct.size(), MOST_LEVELS));
    }
    if (hidden < 1) {
      throw new IllegalArgumentException("RatingsRbm: got %d hidden units, expected at least 1".formatted(hidden));
    }
    float[] levels = new float[distinct.size()];
    int k = 0;
    for (float level : distinct) {
      levels[k++] = level;
    }
    return new RatingsRbm(ratings, levels, hidden, seed);
  }

  private Dataset levelsByUser() {
    int items = ratings.itemCount();
    float[] x = new float[Math.multiplyExact(ratings.userCount(), items)];
    java.util.Arrays.fill(x, Float.NaN);
    for (int r = 0; r < ratings.size(); r++) {
      x[ratings.user(r) * items + ratings.item(r)] = java.util.Arrays.binarySearch(levels, ratings.rating(r));
    }
    return Dataset.of(Shape.of(items), x);
  }

  /** {@code b_ik = ln((ratings of i at level k + share of k in all) / (ratings of i + 1))}. */
  private void startFromShares() {
    int kinds = levels.length;
    double[] counts = new double[visibleBias.size()];
    double[] all = new double[kinds];
    for (int r = 0; r < ratings.size(); r++) {
      int level = java.util.Arrays.binarySearch(levels, ratings.rating(r));
      counts[ratings.item(r) * kinds + level]++;
      all[level]++;
    }
    for (int i = 0; i < ratings.itemCount(); i++) {
      double total = 1;
      for (int k = 0; k < kinds; k++) {
        total += counts[i * kinds + k];
      }
      for (int k = 0; k < kinds; k++) {
        double share = (counts[i * kinds + k] + all[k] / ratings.size()) / total;
        visibleBias.array()[visibleBias.offset() + i * kinds + k] = (float) StrictMath.log(share);
      }
    }
    parameters.changed();
  }

  /** A row of each user: the number of the level that each item got, from 0; NaN where there is none. */
  public Dataset data() {
    return data;
  }

  /** The different ratings, ascending. */
  float[] levels() {
    return levels;
  }

  /** Number of items. */
  int items() {
    return ratings.itemCount();
  }

  /** Number of hidden units. */
  public int hidden() {
    return hiddenBias.size();
  }

  /** w, [items·levels, hidden]. */
  public Parameter weight() {
    return weight;
  }

  /** d, [items, hidden]. */
  public Parameter rated() {
    return rated;
  }

  /** c, [hidden]. */
  public Parameter hiddenBias() {
    return hiddenBias;
  }

  /** b, [items·levels]. */
  public Parameter visibleBias() {
    return visibleBias;
  }

  /** All of them. */
  public Parameters parameters() {
    return parameters;
  }

  /**
   * What learns from {@link #data()}, by contrastive divergence.
   *
   * @param sweeps of Gibbs sampling, at least 1
   */
  public RatingsRbmStep training(Optimizer optimizer, int sweeps, long seed, Engine engine) {
    return new RatingsRbmStep(this, optimizer, sweeps, seed, engine);
  }

  /**
   * The expected ratings given the mean state of the hidden units, with the weights as they are now; a table of all
   * users and items, made at once.
   */
  public Recommender recommender(Engine engine) {
    int items = ratings.itemCount();
    int users = ratings.userCount();
    float[] guesses = new float[Math.multiplyExact(users, items)];
    RatedUnits units = new RatedUnits(this, engine);
    float[] x = new float[BATCH * items];
    for (int from = 0; from < users; from += BATCH) {
      int n = Math.min(BATCH, users - from);
      for (int u = 0; u < n; u++) {
        data.gather(from + u, x, u * items);
      }
      units.take(x, n);
      units.expect();
      System.arraycopy(units.expected(), 0, guesses, from * items, n * items);
    }
    var baseline = new BaselineEstimates(ratings);
    return (user, item) ->
        user == Ratings.UNKNOWN || item == Ratings.UNKNOWN ? baseline.rating(user, item) : guesses[user * items + item];
  }
}
