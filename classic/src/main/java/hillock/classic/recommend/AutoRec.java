package hillock.classic.recommend;

import hillock.data.Dataset;
import hillock.kernel.Engine;
import hillock.nn.Network;
import hillock.tensor.Shape;
import hillock.train.Optimizer;
import java.util.Arrays;

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
 * AutoRec autoRec = AutoRec.of(train, 500, 0.5f, seed);
 * Trainer.of(autoRec.training(new Adam(1e-3), seed, engine)).fit(autoRec.data().shuffled(seed).batches(64), 30);
 * Recommender guesses = autoRec.recommender(engine);
 * Model.of(autoRec.network(), new Identity()).save(file);
 * }</pre>
 */
public final class AutoRec {
  private final Network network;
  private final Dataset data;
  private final float dropout;

  private AutoRec(Network network, Dataset data, float dropout) {
    this.network = network;
    this.data = data;
    this.dropout = dropout;
  }

  /**
   * Not trained yet.
   *
   * @param dropout rate on the hidden units, from 0 to below 1
   */
  public static AutoRec of(Ratings ratings, int hidden, float dropout, long seed) {
    var spec = new ItemAutoencoder(ratings.userCount(), ratings.itemCount(), ratings.size(), hidden);
    return over(Network.of(spec, Shape.of(2), seed), ratings, dropout);
  }

  /** Of a network with initial weights, which gets to know the ratings. */
  public static AutoRec over(Network network, Ratings ratings, float dropout) {
    ItemAutoencoder spec = (ItemAutoencoder) network.spec();
    BaselineEstimates baseline = new BaselineEstimates(ratings);
    KnownRatings.of(network, spec.users(), spec.items(), spec.ratings())
        .take(ratings, baseline, r -> difference(ratings, baseline, r));
    return new AutoRec(network, rows(ratings), dropout);
  }

  private static double difference(Ratings ratings, BaselineEstimates baseline, int r) {
    return ratings.rating(r) - baseline.unlimited(ratings.user(r), ratings.item(r));
  }

  /** A row of each item: the differences of its ratings from the baseline, by user; NaN where there is none. */
  public static Dataset rows(Ratings ratings) {
    BaselineEstimates baseline = new BaselineEstimates(ratings);
    int users = ratings.userCount();
    float[] x = new float[Math.multiplyExact(ratings.itemCount(), users)];
    Arrays.fill(x, Float.NaN);
    for (int r = 0; r < ratings.size(); r++) {
      x[ratings.item(r) * users + ratings.user(r)] = (float) difference(ratings, baseline, r);
    }
    return Dataset.of(Shape.of(users), x);
  }

  /** The {@link #rows} it learns from. */
  public Dataset data() {
    return data;
  }

  /** The {@link ItemAutoencoder}, from pairs to ratings. */
  public Network network() {
    return network;
  }

  /** What learns from {@link #data()}. */
  public RatedReconstruction training(Optimizer optimizer, long seed, Engine engine) {
    return new RatedReconstruction(network, dropout, optimizer, seed, engine);
  }

  /** Guesses of the network. */
  public NetworkRecommender recommender(Engine engine) {
    return NetworkRecommender.of(network, engine).orElseThrow();
  }
}
