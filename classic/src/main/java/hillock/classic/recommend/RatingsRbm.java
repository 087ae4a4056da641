package hillock.classic.recommend;

import hillock.data.Dataset;
import hillock.kernel.Engine;
import hillock.nn.Network;
import hillock.tensor.Parameter;
import hillock.tensor.Parameters;
import hillock.tensor.Shape;
import hillock.train.Optimizer;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A conditional restricted Boltzmann machine of the ratings of one item: a softmax unit v_u of K levels for each user
 * who rated it, none for the others, and binary hidden units that also see who rated it at all, r_u. Salakhutdinov,
 * Mnih and Hinton 2007, "Restricted Boltzmann machines for collaborative filtering", who have a machine for each user;
 * with one for each item it guesses better where there are few ratings, as Sedhain et al. 2015 found.
 *
 * <pre>{@code
 * p(h_j = 1 | v, r) = σ(c_j + Σ_u Σ_k v_uk·w_ukj + Σ_u r_u·d_uj)
 * p(v_u = k | h) = softmax_k(b_uk + Σ_j h_j·w_ukj)        for the users with r_u = 1
 * }</pre>
 *
 * <pre>{@code
 * RatingsRbm rbm = RatingsRbm.of(train, 100, seed);
 * Trainer.of(rbm.training(new Momentum(0.05), 1, seed, engine)).fit(rbm.data().shuffled(seed).batches(50), 40);
 * Recommender guesses = rbm.recommender(engine);
 * Model.of(rbm.network(), new Identity()).save(file);
 * }</pre>
 */
public final class RatingsRbm {
  /** Most different ratings: each is a unit of every user. */
  public static final int MOST_LEVELS = 20;

  private static final double SHRINKAGE = 5;

  private final Network network;
  private final ConditionalRbm spec;
  private final float[] levels;
  private final Dataset data;

  private RatingsRbm(Network network, float[] levels, Dataset data) {
    this.network = network;
    this.spec = (ConditionalRbm) network.spec();
    this.levels = levels;
    this.data = data;
  }

  /**
   * With small random weights, and with biases that give each user its own shares of the levels.
   *
   * @param hidden number of hidden units, at least 1
   * @throws IllegalArgumentException when there are more than {@value #MOST_LEVELS} different ratings
   */
  public static RatingsRbm of(Ratings ratings, int hidden, long seed) {
    int levels = levels(ratings).length;
    var spec = new ConditionalRbm(ratings.userCount(), ratings.itemCount(), ratings.size(), levels, hidden);
    return over(Network.of(spec, Shape.of(2), seed), ratings);
  }

  /** Of a network with initial weights, which gets to know the ratings. */
  public static RatingsRbm over(Network network, Ratings ratings) {
    float[] levels = levels(ratings);
    ConditionalRbm spec = (ConditionalRbm) network.spec();
    network.parameters().named("levels").orElseThrow().set(levels);
    KnownRatings.of(network, spec.users(), spec.items(), spec.ratings())
        .take(ratings, new BaselineEstimates(ratings), r -> Arrays.binarySearch(levels, ratings.rating(r)));
    RatingsRbm rbm = new RatingsRbm(network, levels, rows(ratings));
    rbm.startFromShares(ratings);
    return rbm;
  }

  /** The different ratings, ascending. */
  public static float[] levels(Ratings ratings) {
    double[] distinct = IntStream.range(0, ratings.size()).mapToDouble(ratings::rating).sorted().distinct().toArray();
    if (distinct.length > MOST_LEVELS) {
      throw new IllegalArgumentException(
          "RatingsRbm: got %d different ratings, expected at most %d, such as 1 to 5; round them"
              .formatted(distinct.length, MOST_LEVELS));
    }
    float[] levels = new float[distinct.length];
    for (int k = 0; k < levels.length; k++) {
      levels[k] = (float) distinct[k];
    }
    return levels;
  }

  /** A row of each item: the number of the level that each user gave, from 0; NaN where there is none. */
  public static Dataset rows(Ratings ratings) {
    float[] levels = levels(ratings);
    int users = ratings.userCount();
    float[] x = new float[Math.multiplyExact(ratings.itemCount(), users)];
    Arrays.fill(x, Float.NaN);
    for (int r = 0; r < ratings.size(); r++) {
      x[ratings.item(r) * users + ratings.user(r)] = Arrays.binarySearch(levels, ratings.rating(r));
    }
    return Dataset.of(Shape.of(users), x);
  }

  /**
   * {@code b_uk = ln((ratings of u at level k + m·share of k in all) / (ratings of u + m))}, with m = {@value
   * #SHRINKAGE}.
   */
  private void startFromShares(Ratings ratings) {
    int kinds = levels.length;
    double[] counts = new double[spec.users() * kinds];
    double[] all = new double[kinds];
    double[] total = new double[spec.users()];
    for (int r = 0; r < ratings.size(); r++) {
      int level = Arrays.binarySearch(levels, ratings.rating(r));
      counts[ratings.user(r) * kinds + level]++;
      total[ratings.user(r)]++;
      all[level]++;
    }
    float[] bias = new float[counts.length];
    for (int unit = 0; unit < bias.length; unit++) {
      double usual = SHRINKAGE * all[unit % kinds] / ratings.size();
      bias[unit] = (float) StrictMath.log((counts[unit] + usual) / (total[unit / kinds] + SHRINKAGE));
    }
    visibleBias().set(bias);
  }

  /** The {@link #rows} it learns from. */
  public Dataset data() {
    return data;
  }

  /** The {@link ConditionalRbm}, from pairs to ratings. */
  public Network network() {
    return network;
  }

  /** The different ratings, ascending. */
  float[] levels() {
    return levels;
  }

  int users() {
    return spec.users();
  }

  int hidden() {
    return spec.hidden();
  }

  /** w [users·levels, hidden]. */
  Parameter weight() {
    return parameters().named("weight").orElseThrow();
  }

  /** d [users, hidden]. */
  Parameter rated() {
    return parameters().named("rated").orElseThrow();
  }

  /** c [hidden]. */
  Parameter hiddenBias() {
    return parameters().named("hiddenBias").orElseThrow();
  }

  /** b [users·levels]. */
  Parameter visibleBias() {
    return parameters().named("visibleBias").orElseThrow();
  }

  /** All weights. */
  public Parameters parameters() {
    return network.parameters();
  }

  /**
   * What learns from {@link #data()}, by contrastive divergence.
   *
   * @param sweeps of Gibbs sampling, at least 1
   */
  public RatingsRbmStep training(Optimizer optimizer, int sweeps, long seed, Engine engine) {
    return new RatingsRbmStep(this, optimizer, sweeps, seed, engine);
  }

  /** The expected ratings given the mean state of the hidden units. */
  public NetworkRecommender recommender(Engine engine) {
    return NetworkRecommender.of(network, engine).orElseThrow();
  }
}
