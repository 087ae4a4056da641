package hillock.cli;

import hillock.classic.recommend.NetworkRecommender;
import hillock.classic.recommend.Recommender;
import hillock.data.Column;
import hillock.data.DataException;
import hillock.data.IndexFeature;
import hillock.data.Spelling;
import hillock.data.Table;
import hillock.data.TablePreprocessor;
import hillock.kernel.Engine;
import hillock.model.Json;
import hillock.model.Model;
import hillock.model.ModelException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what a user might like best. */
@Command(
    name = "recommend",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Recommend to a user the items with the highest expected ratings that it has not rated.",
    footer = {
      "",
      "Examples:",
      "  hillock train ratings.csv --network auto-rec",
      "  hillock recommend ratings.hillock --user 42 --data ratings.csv",
      "  hillock predict ratings.hillock pairs.csv     (ratings of given users and items)"
    })
final class RecommendCommand implements Callable<Integer> {
  private static final int MOST_NAME = 60;

  @Parameters(
      paramLabel = "MODEL",
      description = "A file that 'hillock train' wrote with --network auto-rec or the like.")
  private String model;

  @Option(names = "--user", paramLabel = "NAME", required = true, description = "As in the data of training.")
  private String user;

  @Option(names = "--top", paramLabel = "N", description = "How many items. Default: 10.")
  private int top = 10;

  @Option(
      names = "--data",
      paramLabel = "RATINGS",
      description =
          "All ratings so far, such as the data of training: what the user rated there is left out, too. The model"
              + " itself knows the ratings of its training part only.")
  private @Nullable String data;

  @Option(names = "--json", description = "Print one JSON object as the last line; all else goes to standard error.")
  private boolean json;

  @Option(names = "--verbose", description = "Show where in the program an error arose.")
  boolean verbose; // read from the arguments, as an error may come before they are parsed

  private final Terminal outer;

  RecommendCommand(Terminal terminal) {
    this.outer = terminal;
  }

  @Override
  public Integer call() {
    if (top < 1) {
      throw new DataException("--top", top + "", "a whole number of at least 1", "");
    }
    Model opened = Model.open(Parsing.path("model", model));
    NetworkRecommender guesses =
        NetworkRecommender.of(opened.network(), Engine.auto()).orElseThrow(() -> notOfRatings());
    if (!(Models.preprocessor(opened, model) instanceof TablePreprocessor columns)
        || !(columns.encodings().getFirst() instanceof IndexFeature users)
        || !(columns.encodings().getLast() instanceof IndexFeature items)) {
      throw notOfRatings();
    }
    int number = known(users);
    BitSet rated = guesses.itemsOf(number);
    if (data != null) {
      addRated(Inputs.open(data, outer).data() instanceof Table table ? table : noTable(), users, items, rated);
    }
    List<Recommender.Best> best = guesses.top(number, top, items.names().size(), rated);
    Terminal terminal = json ? outer.resultsOnly() : outer;
    print(terminal, best, items, rated.cardinality());
    if (json) {
      outer.out().println(Json.write(result(best, items)));
    }
    return Main.DONE;
  }

  private ModelException notOfRatings() {
    return new ModelException(
        model,
        "a model that learned no ratings",
        "one of users, items and ratings",
        "Train it: hillock train ratings.csv --network auto-rec");
  }

  private int known(IndexFeature users) {
    OptionalInt number = users.index(user);
    if (number.isEmpty()) {
      throw new DataException(
          "--user",
          "'" + user + "'",
          "one of the " + Figures.count(users.names().size(), "user") + " with ratings in training",
          Spelling.closest(user, users.names()).map(n -> "Did you mean '" + n + "'?").orElse(""));
    }
    return number.getAsInt();
  }

  private Table noTable() {
    throw new DataException("--data", "data without columns", "a table of ratings", "Give a CSV file.");
  }

  /** Marks the items that the user rated in a table. */
  private void addRated(Table table, IndexFeature users, IndexFeature items, BitSet rated) {
    Column who = table.column(users.column());
    Column what = table.column(items.column());
    OptionalInt wanted = users.index(user);
    for (int row = 0; row < table.size(); row++) {
      String name = who.text(row);
      String item = what.text(row);
      if (name != null && item != null && users.index(name).equals(wanted)) {
        items.index(item).ifPresent(rated::set);
      }
    }
  }

  private void print(Terminal terminal, List<Recommender.Best> best, IndexFeature items, int left) {
    TextTable table = new TextTable("rlr").row("", items.column(), "expected rating");
    int rank = 0;
    for (Recommender.Best one : best) {
      String name = Figures.cut(items.names().get(one.item()), Math.min(MOST_NAME, terminal.width() - 25));
      table.row(++rank, name, String.format(Locale.ROOT, "%.2f", one.rating()));
    }
    terminal.out().println(terminal.bold("Recommended") + " to user " + user);
    table.lines().forEach(terminal.out()::println);
    String note = "Left out: " + Figures.count(left, "item") + " that the user has rated";
    terminal.err().println(note + (data == null ? " in the training part; with --data also others." : "."));
  }

  private Map<String, @Nullable Object> result(List<Recommender.Best> best, IndexFeature items) {
    List<Object> list = new ArrayList<>();
    for (Recommender.Best one : best) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("item", items.names().get(one.item()));
      entry.put("rating", one.rating());
      list.add(entry);
    }
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    result.put("modelFile", model);
    result.put("user", user);
    result.put("recommended", list);
    return result;
  }
}
