package hillock.classic.learning;

import hillock.classic.recommend.BaselineEstimates;
import hillock.classic.recommend.ConditionalRbm;
import hillock.classic.recommend.Ratings;
import hillock.data.Dataset;
import hillock.data.TargetEncoder;
import hillock.experiment.RatingsMethod;
import hillock.experiment.Recipe;
import hillock.kernel.Engine;
import hillock.nn.MeanSquaredError;
import hillock.nn.Network;
import hillock.train.ConstantRate;
import hillock.train.Momentum;
import hillock.train.TrainingStep;

/**
 * The conditional restricted Boltzmann machine for ratings of items by users. Salakhutdinov, Mnih and Hinton 2007; see
 * {@link hillock.classic.recommend.RatingsRbm}.
 *
 * @param hidden number of hidden units, at least 1; default 100
 * @param sweeps of Gibbs sampling in a step, at least 1; default 1
 * @param rate learning rate of momentum, above 0; default 0.05
 * @param decay weight decay, 0 or more; default 0.003
 */
public record RatingsRbm(int hidden, int sweeps, double rate, double decay) implements RatingsMethod {
  private static final int BATCH = 64;
  private static final int EPOCHS = 40;
  private static final int PATIENCE = 10;

  /** Checks the ranges. */
  public RatingsRbm {
    if (hidden < 1 || sweeps < 1) {
      throw new IllegalArgumentException(
          "ratings-rbm: got %d hidden units and %d sweeps, expected at least 1 of each".formatted(hidden, sweeps));
    }
    new Momentum(rate, 0.9, decay, 0); // checks their ranges
  }

  /** With 100 hidden units. */
  public RatingsRbm() {
    this(100);
  }

  /** With this number of hidden units. */
  public RatingsRbm(int hidden) {
    this(hidden, 1, 0.05, 0.003);
  }

  @Override
  public Plan plan(Dataset train, TargetEncoder target) {
    Ratings ratings = Ratings.of(train);
    int levels = hillock.classic.recommend.RatingsRbm.levels(ratings).length;
    var network = new ConditionalRbm(ratings.userCount(), ratings.itemCount(), ratings.size(), levels, hidden);
    return new Plan(network, new MeanSquaredError(), BATCH, EPOCHS, new ConstantRate(), PATIENCE);
  }

  @Override
  public Dataset samples(Dataset train) {
    return hillock.classic.recommend.RatingsRbm.rows(Ratings.of(train));
  }

  @Override
  public TrainingStep step(Network network, Recipe recipe, Dataset train, long seed, Engine engine) {
    return hillock.classic.recommend.RatingsRbm.over(network, Ratings.of(train))
        .training(new Momentum(rate, 0.9, decay, 0), sweeps, seed, engine);
  }

  @Override
  public float[] baselineEstimates(Dataset train, Dataset rows) {
    return estimates(train, rows);
  }

  static float[] estimates(Dataset train, Dataset rows) {
    BaselineEstimates estimates = new BaselineEstimates(Ratings.of(train));
    Ratings asked = Ratings.of(rows);
    float[] all = new float[rows.size()];
    for (int r = 0; r < all.length; r++) {
      all[r] = (float) estimates.rating(asked.user(r), asked.item(r));
    }
    return all;
  }
}
