package hillock.classic.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hillock.data.Column;
import hillock.data.Split;
import hillock.data.Table;
import hillock.kernel.Engine;
import hillock.kernel.KernelChoice;
import hillock.kernel.Randomness;
import hillock.kernel.Team;
import hillock.train.Adam;
import hillock.train.Trainer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Both recommenders on made-up tastes: two kinds of users like opposite halves of the items. */
class RecommenderTest {
  private static final int USERS = 60;
  private static final int ITEMS = 40;

  private static Ratings tastes(int most) {
    float[] u = new float[USERS * ITEMS];
    new Randomness(3, 0, 0).uniforms(u, 0, u.length);
    int[] rated = IntStream.range(0, u.length).filter(k -> u[k] < 0.5).limit(most).toArray();
    double[] user = IntStream.of(rated).mapToDouble(k -> k / ITEMS).toArray();
    double[] item = IntStream.of(rated).mapToDouble(k -> k % ITEMS).toArray();
    double[] rating =
        IntStream.of(rated).mapToDouble(k -> (k / ITEMS + k % ITEMS) % 2 == 0 ? 4 + (k % 3) / 2 : 1 + k % 2).toArray();
    return Ratings.of(
        Table.of(Column.numbers("user", user), Column.numbers("item", item), Column.numbers("rating", rating)));
  }

  private final Ratings all = tastes(Integer.MAX_VALUE);
  private final Split split = all.split(0.2, 1);
  private final Ratings train = all.subset(split.train());
  private final Ratings test = all.subset(split.heldOut());
  private final double baseline = new BaselineEstimates(train).rootMeanSquaredError(test);

  private Recommender autoRec(Engine engine, int epochs) {
    AutoRec autoRec = AutoRec.of(train, 20, 0.1f, 0.2f, 1);
    Trainer.of(autoRec.training(new Adam(0.01), 1, engine)).fit(autoRec.data().shuffled(1).batches(10), epochs);
    return autoRec.recommender(engine);
  }

  private Recommender rbm(Engine engine, int epochs) {
    RatingsRbm rbm = RatingsRbm.of(train, 10, 1);
    Trainer.of(rbm.training(new Adam(0.02), 1, 1, engine)).fit(rbm.data().shuffled(1).batches(10), epochs);
    return rbm.recommender(engine);
  }

  @Test
  void bothSeeTheTwoKindsOfUsers() {
    assertThat(baseline).isGreaterThan(1.2);
    assertThat(autoRec(Engine.single(), 150).rootMeanSquaredError(test)).as("AutoRec").isLessThan(0.7);
    assertThat(rbm(Engine.single(), 100).rootMeanSquaredError(test)).as("Boltzmann machine").isLessThan(0.7);
  }

  @Test
  void theBestItemsOfAUserAreThoseOfItsKind() {
    Recommender guesses = rbm(Engine.single(), 100);
    int even = train.user("0");
    assertThat(guesses.top(even, 3, train))
        .hasSize(3)
        .allSatisfy(r -> {
          assertThat(Integer.parseInt(r.item()) % 2).isZero();
          assertThat(r.rating()).isBetween(3.5, 5.0);
        });
  }

  @Test
  void anyEngineGivesTheSameGuesses() {
    Engine scalar = Engine.of(KernelChoice.SCALAR.kernels(), Team.of(1));
    try (Team three = Team.of(3)) {
      Engine other = Engine.of(KernelChoice.AUTO.kernels(), three);
      assertThat(autoRec(other, 3).rootMeanSquaredError(test)).isEqualTo(autoRec(scalar, 3).rootMeanSquaredError(test));
      assertThat(rbm(other, 3).rootMeanSquaredError(test)).isEqualTo(rbm(scalar, 3).rootMeanSquaredError(test));
    }
  }

  @Test
  void refusesRatingsOfTooManyKinds() {
    double[] n = IntStream.range(0, 30).asDoubleStream().toArray();
    Ratings fine =
        Ratings.of(Table.of(Column.numbers("user", n), Column.numbers("item", n), Column.numbers("rating", n)));
    assertThatThrownBy(() -> RatingsRbm.of(fine, 5, 1))
        .hasMessage("RatingsRbm: got 30 different ratings, expected at most 20, such as 1 to 5; round them");
  }
}
