package hillock.classic.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hillock.data.Column;
import hillock.data.Dataset;
import hillock.data.Split;
import hillock.data.Table;
import hillock.kernel.Engine;
import hillock.kernel.KernelChoice;
import hillock.kernel.Randomness;
import hillock.kernel.Team;
import hillock.model.Container;
import hillock.model.Model;
import hillock.model.ModelException;
import hillock.nn.MeanSquaredError;
import hillock.nn.Network;
import hillock.tensor.Parameter;
import hillock.train.Adam;
import hillock.train.Trainer;
import hillock.train.TrainingStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    AutoRec autoRec = AutoRec.of(train, 20, 0.2f, 1);
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

  /** The first loss of a step, of whole items and before any change, is that of the pairs one by one. */
  @Test
  void pairsAreGuessedAsWholeItemsAreRebuilt() {
    AutoRec autoRec = AutoRec.of(train, 20, 0, 1);
    RatingsRbm rbm = RatingsRbm.of(train, 10, 1);
    double ofAutoRec = Math.pow(autoRec.recommender(Engine.single()).rootMeanSquaredError(train), 2);
    double ofRbm = Math.pow(rbm.recommender(Engine.single()).rootMeanSquaredError(train), 2);
    assertThat(first(autoRec.training(new Adam(0.01), 1, Engine.single()), autoRec.data()))
        .isCloseTo(ofAutoRec, within(1e-5));
    assertThat(first(rbm.training(new Adam(0.01), 1, 1, Engine.single()), rbm.data())).isCloseTo(ofRbm, within(1e-5));
  }

  private static double first(TrainingStep step, Dataset data) {
    return step.run(0, 1, data.batches(data.size()).at(0, 0));
  }

  @Test
  void aModelFileGivesTheSameGuesses(@TempDir Path folder) throws IOException {
    AutoRec autoRec = AutoRec.of(train, 20, 0.2f, 1);
    Trainer.of(autoRec.training(new Adam(0.01), 1, Engine.single())).fit(autoRec.data().batches(10), 5);
    RatingsRbm rbm = RatingsRbm.of(train, 10, 1);
    Trainer.of(rbm.training(new Adam(0.02), 1, 1, Engine.single())).fit(rbm.data().batches(10), 5);
    Path file = folder.resolve("r.hillock");
    for (Network network : List.of(autoRec.network(), rbm.network())) {
      Model.of(network, new MeanSquaredError().link()).save(file);
      Network opened = Model.open(file).network();
      assertThat(all(opened)).isEqualTo(all(network));
      assertThat(guesses(opened).itemsOf(0)).isEqualTo(guesses(network).itemsOf(0)).isNotEqualTo(new BitSet());
      byte[] bytes = Files.readAllBytes(file);
      for (int length : new int[] {0, 7, 100, bytes.length / 2, bytes.length - 1}) {
        Files.write(file, Arrays.copyOf(bytes, length));
        assertThatThrownBy(() -> Model.open(file)).as("%d bytes", length).isInstanceOf(ModelException.class);
      }
    }
  }

  private static NetworkRecommender guesses(Network network) {
    return NetworkRecommender.of(network, Engine.single()).orElseThrow();
  }

  /** Also of a user and an item that are not there. */
  private static double[] all(Network network) {
    int[] users = IntStream.range(0, (USERS + 1) * (ITEMS + 1)).map(k -> k % (USERS + 1) - 1).toArray();
    int[] items = IntStream.range(0, users.length).map(k -> k / (USERS + 1) - 1).toArray();
    return guesses(network).ratings(users, items);
  }

  @Test
  void aForgedFileIsRefused(@TempDir Path folder) {
    Path file = folder.resolve("r.hillock");
    Network network = RatingsRbm.of(train, 10, 1).network();
    for (String key : List.of("users", "items", "ratings", "levels", "hidden")) {
      for (long forged : new long[] {-1, 0, 1_000_000, 1L << 40}) {
        Model.of(network, new MeanSquaredError().link()).save(file);
        Container container = Container.read(file, "model");
        Map<String, Object> content = new LinkedHashMap<>(container.content());
        Map<Object, Object> spec = new LinkedHashMap<>((Map<?, ?>) content.get("network"));
        spec.put(key, forged);
        content.put("network", spec);
        new Container(content).put("weights", container.floats("weights")).write(file, "model");
        assertThatThrownBy(() -> Model.open(file)).as("%s %d", key, forged).isInstanceOf(ModelException.class);
      }
    }
    for (String name : List.of("start", "user", "value")) {
      RatingsRbm rbm = RatingsRbm.of(train, 10, 1);
      Parameter statistic = rbm.network().parameters().named(name).orElseThrow();
      statistic.array()[statistic.offset() + 1] = 1e6f;
      assertThatThrownBy(() -> all(rbm.network()))
          .hasMessageContaining("got 1000000.0 at place 1 of '" + name + "', expected a number in range");
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
