package hillock.classic.recommend;

import hillock.data.Column;
import hillock.data.ColumnType;
import hillock.data.DataException;
import hillock.data.Split;
import hillock.data.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who rated what, and how: n triples of a user, an item and a number. Users and items are numbered from 0 in the order
 * in which they first appear; most pairs have no rating.
 *
 * <pre>{@code
 * Ratings train = Ratings.of(table);          // columns user, item, rating; further ones, such as a time, are left alone
 * Ratings test = Ratings.of(other, train);    // with the numbers that train gave to users and items
 * }</pre>
 */
public final class Ratings {
  /** Number of a user or an item that the ratings learned from do not have. */
  public static final int UNKNOWN = -1;

  private static final List<String> USER = List.of("user", "user_id", "userid");
  private static final List<String> ITEM = List.of("item", "item_id", "itemid", "movie_id", "movieid");
  private static final List<String> RATING = List.of("rating", "stars", "score");

  private final Map<String, Integer> users;
  private final Map<String, Integer> items;
  private final int[] user;
  private final int[] item;
  private final float[] rating;

  private Ratings(Map<String, Integer> users, Map<String, Integer> items, int[] user, int[] item, float[] rating) {
    this.users = users;
    this.items = items;
    this.user = user;
    this.item = item;
    this.rating = rating;
  }

  /**
   * The ratings of a table: its columns named user, item and rating (or user_id, movieId and the like), or else its
   * first three.
   *
   * @throws DataException when there are fewer columns, cells are missing or ratings are no numbers, or a user rated an
   *     item twice
   */
  public static Ratings of(Table table) {
    return read(table, new LinkedHashMap<>(), new LinkedHashMap<>(), true);
  }

  /**
   * As {@link #of(Table)}, with the users and items of other ratings; those that are not there are {@link #UNKNOWN}.
   */
  public static Ratings of(Table table, Ratings known) {
    return read(table, known.users, known.items, false);
  }

  private static Ratings read(Table table, Map<String, Integer> users, Map<String, Integer> items, boolean grow) {
    if (table.columns().size() < 3) {
      throw new DataException(
          table.where(),
          table.columns().size() + " columns",
          "at least three: user, item, rating",
          "Give each rating a line of its own.");
    }
    Column whose = column(table, USER, 0);
    Column what = column(table, ITEM, 1);
    Column how = column(table, RATING, 2);
    if (how.type() != ColumnType.NUMBER) {
      throw new DataException(
          table.where() + ", column '" + how.name() + "'",
          "texts or dates",
          "ratings, which are numbers",
          "The columns are user, item, rating, in this order or with these names.");
    }
    int n = table.size();
    int[] user = new int[n];
    int[] item = new int[n];
    float[] rating = new float[n];
    for (int r = 0; r < n; r++) {
      user[r] = number(users, cell(table, whose, r), grow);
      item[r] = number(items, cell(table, what, r), grow);
      cell(table, how, r);
      rating[r] = (float) how.number(r);
    }
    Ratings ratings = new Ratings(users, items, user, item, rating);
    ratings.requireOnce(table);
    return ratings;
  }

  private static Column column(Table table, List<String> names, int place) {
    return table.columns().stream()
        .filter(c -> names.contains(c.name().toLowerCase(java.util.Locale.ROOT)))
        .findFirst()
        .orElse(table.columns().get(place));
  }

  private static String cell(Table table, Column column, int row) {
    if (column.missing(row)) {
      throw new DataException(
          table.where() + ", row " + (row + 1) + " of the data, column '" + column.name() + "'",
          "nothing",
          "a value",
          "Leave out pairs of user and item without a rating.");
    }
    return column.type() == ColumnType.CATEGORY ? column.asWritten(row) : plain(column, row);
  }

  /** Whole numbers without a point, however the file is read. */
  private static String plain(Column column, int row) {
    double value = column.number(row);
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  private static int number(Map<String, Integer> numbers, String name, boolean grow) {
    Integer known = numbers.get(name);
    if (known == null && grow) {
      numbers.put(name, numbers.size());
      return numbers.size() - 1;
    }
    return known == null ? UNKNOWN : known;
  }

  private void requireOnce(Table table) {
    Map<Long, Integer> seen = new java.util.HashMap<>();
    for (int r = 0; r < size(); r++) {
      if (user[r] == UNKNOWN || item[r] == UNKNOWN) {
        continue;
      }
      Integer before = seen.put((long) user[r] << 32 | item[r], r);
      if (before != null) {
        throw new DataException(
            table.where() + ", row " + (r + 1) + " of the data",
            "a second rating of user '%s' for item '%s'".formatted(users().get(user[r]), items().get(item[r])),
            "one, which is in row " + (before + 1),
            "Keep the last one, for example.");
      }
    }
  }

  /** Number of ratings. */
  public int size() {
    return rating.length;
  }

  /** Names of the users, by number. */
  public List<String> users() {
    return new ArrayList<>(users.keySet());
  }

  /** Names of the items, by number. */
  public List<String> items() {
    return new ArrayList<>(items.keySet());
  }

  /** Number of users. */
  public int userCount() {
    return users.size();
  }

  /** Number of items. */
  public int itemCount() {
    return items.size();
  }

  /** The number of the user of this name. */
  public int user(String name) {
    return find(users, "user", name);
  }

  /** The number of the item of this name. */
  public int item(String name) {
    return find(items, "item", name);
  }

  private static int find(Map<String, Integer> numbers, String what, String name) {
    Integer number = numbers.get(name);
    if (number == null) {
      throw new DataException(what, "'" + name + "'", "one that has ratings, of " + numbers.size(), "");
    }
    return number;
  }

  /** User of rating r. */
  public int user(int r) {
    return user[r];
  }

  /** Item of rating r. */
  public int item(int r) {
    return item[r];
  }

  /** Rating r. */
  public float rating(int r) {
    return rating[r];
  }

  /** The least rating there is. */
  public float least() {
    return extreme(-1);
  }

  /** The largest rating there is. */
  public float largest() {
    return extreme(1);
  }

  private float extreme(int sign) {
    float found = rating[0];
    for (float r : rating) {
      found = sign * r > sign * found ? r : found;
    }
    return found;
  }

  /** Some of the ratings, with the users and items of all. */
  public Ratings subset(int[] rows) {
    int[] u = Arrays.stream(rows).map(r -> user[r]).toArray();
    int[] i = Arrays.stream(rows).map(r -> item[r]).toArray();
    float[] values = new float[rows.length];
    for (int k = 0; k < rows.length; k++) {
      values[k] = rating[rows[k]];
    }
    return new Ratings(users, items, u, i, values);
  }

  /** Two parts of the ratings: {@code subset(split.train())} and {@code subset(split.heldOut())}. */
  public Split split(double heldOut, long seed) {
    return Split.holdOut(new int[size()], heldOut, seed);
  }
}
