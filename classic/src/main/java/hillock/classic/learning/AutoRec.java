package hillock.classic.learning;

import hillock.classic.recommend.ItemAutoencoder;
import hillock.classic.recommend.Ratings;
import hillock.data.Dataset;
import hillock.data.TargetEncoder;
import hillock.experiment.RatingsMethod;
import hillock.experiment.Recipe;
import hillock.kernel.Engine;
import hillock.nn.MeanSquaredError;
import hillock.nn.Network;
import hillock.train.Adam;
import hillock.train.Cosine;
import hillock.train.TrainingStep;

/**
 * AutoRec for ratings of items by users: an autoencoder of all ratings of an item. Sedhain, Menon, Sanner and Xie 2015;
 * see {@link hillock.classic.recommend.AutoRec}.
 *
 * @param hidden number of hidden units, at least 1; default 500
 * @param dropout share of them left out in each step, from 0 to below 1; default 0.9
 * @param rate learning rate of Adam at the start, above 0, from where it falls to 0; default 0.002
 * @param decay its weight decay, 0 or more; default 0.00025
 */
public record AutoRec(int hidden, double dropout, double rate, double decay) implements RatingsMethod {
  private static final int BATCH = 64;
  private static final int EPOCHS = 120;

  /** Checks the ranges. */
  public AutoRec {
    if (hidden < 1 || !(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException(
          "auto-rec: got %d hidden units and dropout %s, expected at least 1, and from 0 to below 1"
              .formatted(hidden, dropout));
    }
    new Adam(rate, 0.9, 0.999, 1e-8, decay, 0); // checks their ranges
  }

  /** With 500 hidden units. */
  public AutoRec() {
    this(500);
  }

  /** With this number of hidden units. */
  public AutoRec(int hidden) {
    this(hidden, 0.9, 2e-3, 2.5e-4);
  }

  @Override
  public Plan plan(Dataset train, TargetEncoder target) {
    Ratings ratings = Ratings.of(train);
    var network = new ItemAutoencoder(ratings.userCount(), ratings.itemCount(), ratings.size(), hidden);
    return new Plan(network, new MeanSquaredError(), BATCH, EPOCHS, new Cosine(), 0);
  }

  @Override
  public Dataset samples(Dataset train) {
    return hillock.classic.recommend.AutoRec.rows(Ratings.of(train));
  }

  @Override
  public TrainingStep step(Network network, Recipe recipe, Dataset train, long seed, Engine engine) {
    return hillock.classic.recommend.AutoRec.over(network, Ratings.of(train), (float) dropout)
        .training(new Adam(rate, 0.9, 0.999, 1e-8, decay, 0), seed, engine);
  }

  @Override
  public float[] baselineEstimates(Dataset train, Dataset rows) {
    return RatingsRbm.estimates(train, rows);
  }
}
