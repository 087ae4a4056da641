package hillock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hillock.experiment.RatingsMethod;
import hillock.model.Catalog;
import hillock.model.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks of ratings go the whole way: train, resume, evaluate, inspect, predict, recommend. */
class RatingsTest {
  private static final int USERS = 40;
  private static final int ITEMS = 30;

  @TempDir Path folder;
  private Path ratings;

  static Iterable<String> names() {
    return Catalog.of(RatingsMethod.class).names();
  }

  /** Even users like even items, odd ones the others; every third pair has no rating. */
  @BeforeEach
  void write() throws IOException {
    StringBuilder csv = new StringBuilder("userId,movieId,stars,when\n");
    for (int u = 0; u < USERS; u++) {
      for (int i = 0; i < ITEMS; i++) {
        if ((7 * u + 5 * i) % 3 != 0) {
          csv.append("u%d,%d,%d,%d\n".formatted(u, i, (u + i) % 2 == 0 ? 4 + i / 2 % 2 : 1 + i / 2 % 2, u * i));
        }
      }
    }
    ratings = Files.writeString(folder.resolve("ratings.csv"), csv);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private CommandRun train(String name, String... more) {
    List<String> line = new ArrayList<>(List.of("train", ratings.toString(), "--network", name));
    line.addAll(List.of("--model", path("ratings.hillock")));
    line.addAll(List.of(more));
    if (!line.contains("--report")) {
      line.add("--no-report");
    }
    return CommandRun.of(line.toArray(String[]::new));
  }

  private static CommandRun done(CommandRun run) {
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }

  private static void refused(CommandRun run, String... parts) {
    assertThat(run.code()).as(run.err()).isEqualTo(Main.WRONG_USE);
    assertThat(run.err()).contains(parts).doesNotContain("\tat ");
  }

  @ParameterizedTest
  @MethodSource("names")
  void goesTheWholeWay(String name) throws IOException {
    CommandRun train = done(train(name, "--report", path("r.html"), "--batch", "8", "--epochs", "100"));
    assertThat(train.out())
        .contains("Each row is a rating: 'stars' that 'userId' gives to 'movieId'.")
        .contains("baseline estimates", "hillock recommend")
        .doesNotContain("linear model");
    assertThat(Files.readString(folder.resolve("r.html"))).contains("baseline estimates");

    CommandRun evaluate = done(CommandRun.of("evaluate", path("ratings.hillock"), ratings.toString(), "--json"));
    assertThat(number(evaluate.lastLine(), "RMSE")).as(evaluate.out()).isLessThan(0.7);

    assertThat(done(CommandRun.of("inspect", path("ratings.hillock"))).out()).contains("userId", "stars");

    Files.writeString(folder.resolve("pairs.csv"), "movieId,userId\n0,u0\n1,u0\n1,nobody\n");
    CommandRun predict = done(CommandRun.of("predict", path("ratings.hillock"), path("pairs.csv")));
    List<String> lines = predict.out().lines().toList();
    assertThat(lines).hasSize(4);
    assertThat(rating(lines.get(1))).isGreaterThan(3.5);
    assertThat(rating(lines.get(2))).isLessThan(2.5);
    assertThat(rating(lines.get(3))).isBetween(1.0, 5.0);
    assertThat(predict.err()).contains("Column 'userId' has 1 value that training had not seen");

    CommandRun recommend = done(recommend("--user", "u0", "--top", "3", "--data", ratings.toString(), "--json"));
    Object list = Json.parseObject(recommend.lastLine(), "json").get("recommended");
    assertThat((List<?>) list)
        .hasSize(3)
        .allSatisfy(one -> {
          int item = Integer.parseInt((String) ((Map<?, ?>) one).get("item"));
          assertThat(item % 6).as("even, and not rated by u0").isZero();
        });
    assertThat(done(recommend("--user", "u0")).out()).contains("Recommended to user u0", "expected rating");
  }

  private CommandRun recommend(String... arguments) {
    List<String> line = new ArrayList<>(List.of("recommend", path("ratings.hillock")));
    line.addAll(List.of(arguments));
    return CommandRun.of(line.toArray(String[]::new));
  }

  private static double rating(String line) {
    return Double.parseDouble(line.substring(line.lastIndexOf(',') + 1));
  }

  private static double number(String json, String name) {
    return Double.parseDouble(json.replaceAll("(?is).*?\"" + name + "\"[^0-9]*([0-9.]+).*", "$1"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void givesTheSameWeightsOnAnyEngineAndAfterBeingKilled(String name) throws Exception {
    String once = weights(train(name, "--json", "--epochs", "300", "--threads", "1", "--kernels", "scalar"));
    assertThat(weights(train(name, "--json", "--epochs", "300", "--threads", "2"))).isEqualTo(once);

    List<String> line = new ArrayList<>(List.of("train", ratings.toString(), "--network", name, "--no-report"));
    line.addAll(List.of("--model", path("ratings.hillock"), "--json", "--epochs", "300"));
    line.addAll(List.of("--checkpoint", "run", "--resume"));
    ForkedRun killed = ForkedRun.start(folder, List.of(), line);
    while (killed.process().isAlive() && !Files.exists(folder.resolve("run/checkpoint.hillock"))) {
      Thread.sleep(1);
    }
    killed.process().destroyForcibly();
    assertThat(killed.end().code()).as("exit code of a killed process").isNotZero();
    assertThat(ForkedRun.start(folder, List.of(), line).json().get("weightsSha256")).isEqualTo(once);
  }

  private static String weights(CommandRun run) {
    return (String) Json.parseObject(done(run).lastLine(), "json").get("weightsSha256");
  }

  @Test
  void columnsMayHaveAnyNames() throws IOException {
    String csv = Files.readString(ratings).replace("userId,movieId,stars,when", "customer,product,grade,when");
    Files.writeString(ratings, csv);
    refused(train("auto-rec"), "ratings.csv: got no column of users among customer, product, grade, when, expected");
    refused(train("auto-rec", "--user", "custmer"), "no column 'custmer'", "Did you mean 'customer'?");
    refused(
        train("auto-rec", "--user", "customer", "--item", "product", "--rating", "customer"),
        "expected three different ones: users, items and ratings");
    refused(train("auto-rec", "--rating", "grade", "--target", "grade"), "--rating: got also --target");
    String[] columns = {"--user", "customer", "--item", "product", "--epochs", "2"};
    assertThat(done(train("autorec", concat(columns, "--rating", "grade"))).out()).contains("'grade' that 'customer'");
    assertThat(done(train("ratings-rbm", concat(columns, "--target", "grade"))).out()).contains("gives to 'product'");
    refused(CommandRun.of("train", "iris", "--user", "species"), "expected one that learns ratings: auto-rec");
  }

  private static String[] concat(String[] some, String... more) {
    List<String> all = new ArrayList<>(List.of(some));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @Test
  void aFileWithoutAHeaderHasUserItemRating() throws IOException {
    StringBuilder tabs = new StringBuilder();
    for (int r = 0; r < 60; r++) {
      tabs.append("%d\t%d\t%d\t88125%d\n".formatted(1 + r % 10, 100 + r % 6 + r / 10, 1 + r % 5, 1000 + r));
    }
    Files.writeString(ratings, tabs);
    assertThat(done(train("auto-rec", "--epochs", "2")).out()).contains("'c3' that 'c1' gives to 'c2'");
  }

  @Test
  void saysWhatIsWrongWithRatings() throws IOException {
    refused(train("auto-rec(hidden=0)"), "got 0 hidden units");
    refused(train("auto-rec", "--optimizer", "sgd"), "optimizer", "learns by a rule of its own");
    String header = "user,item,rating\n";
    Files.writeString(ratings, header + "ann,1,5\nbob,1,good\nann,2,3\n");
    refused(
        train("auto-rec"), "ratings.csv", "column 'rating', row 2: got 'good', expected a rating, which is a number");
    Files.writeString(ratings, header + "ann,1,5\nbob,1,3\nann,1,3\n");
    refused(train("ratings-rbm"), "row 3 of the data: got a second rating of user 'ann' for item '1', expected one");
    Files.writeString(ratings, header + "ann,1,5\n,1,3\nann,2,3\n");
    refused(train("auto-rec"), "row 2 of the data, column 'user': got nothing, expected a value");
    Files.writeString(ratings, "");
    refused(train("auto-rec"), "ratings.csv");
    Files.writeString(ratings, header);
    refused(train("auto-rec"), "ratings.csv");
  }

  @Test
  void recommendSaysWhatIsWrong() {
    done(train("auto-rec", "--epochs", "2"));
    refused(recommend("--user", "u399"), "--user: got 'u399', expected one of the 40 users", "Did you mean 'u39'?");
    refused(recommend("--user", "u1", "--top", "0"), "--top: got 0, expected a whole number of at least 1");
    refused(recommend("--user", "u1", "--data", "iris"), "no column 'userId'");
    refused(recommend(), "Missing required option");
    done(CommandRun.of("train", "iris", "--epochs", "1", "--no-report", "--model", path("iris.hillock")));
    refused(
        CommandRun.of("recommend", path("iris.hillock"), "--user", "1"),
        "got a model that learned no ratings, expected one of users, items and ratings");
  }
}
