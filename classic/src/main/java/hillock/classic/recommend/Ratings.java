package hillock.classic.recommend;

import hillock.data.Column;
import hillock.data.DataException;
import hillock.data.Dataset;
import hillock.data.RatingColumns;
import hillock.data.Spelling;
import hillock.data.Split;
import hillock.data.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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
   * The ratings of a table: its columns named user, item and rating (or user_id, movieId and the like); of a file
   * without a header the first three.
   *
   * @throws DataException when a column is not there, cells are missing or ratings are no numbers, or a user rated an
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
    RatingColumns columns = RatingColumns.of(table, null, null, null);
    Table three = columns.of(table);
    int n = table.size();
    int[] user = new int[n];
    int[] item = new int[n];
    float[] rating = new float[n];
    Column how = three.column(columns.rating());
    for (int r = 0; r < n; r++) {
      user[r] = number(users, name(three, columns.user(), r), grow);
      item[r] = number(items, name(three, columns.item(), r), grow);
      rating[r] = (float) how.number(r);
      if (how.missing(r)) {
        throw new DataException(
            table.where() + ", row " + (r + 1) + " of the data, column '" + how.name() + "'",
            "nothing",
            "a value",
            "Leave out pairs of user and item without a rating.");
      }
    }
    return new Ratings(users, items, user, item, rating);
  }

  /**
   * The ratings of pairs of numbers, of {@link hillock.data.IndexFeature}s, with their ratings as targets. Names are
   * the numbers.
   */
  public static Ratings of(Dataset pairs) {
    int n = pairs.size();
    int[] user = new int[n];
    int[] item = new int[n];
    float[] pair = new float[2];
    for (int r = 0; r < n; r++) {
      pairs.gather(r, pair, 0);
      user[r] = (int) pair[0];
      item[r] = (int) pair[1];
    }
    return new Ratings(numbered(user), numbered(item), user, item, pairs.targets().clone());
  }

  private static Map<String, Integer> numbered(int[] numbers) {
    Map<String, Integer> names = new LinkedHashMap<>();
    for (int i = 0; i <= Arrays.stream(numbers).max().orElse(UNKNOWN); i++) {
      names.put(Integer.toString(i), i);
    }
    return names;
  }

  /** Of a user or an item, which {@link RatingColumns} has found to be there. */
  private static String name(Table table, String column, int row) {
    return Objects.requireNonNull(table.column(column).text(row));
  }

  private static int number(Map<String, Integer> numbers, String name, boolean grow) {
    Integer known = numbers.get(name);
    if (known == null && grow) {
      numbers.put(name, numbers.size());
      return numbers.size() - 1;
    }
    return known == null ? UNKNOWN : known;
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
      String hint = Spelling.closest(name, numbers.keySet()).map(n -> "Did you mean '" + n + "'?").orElse("");
      throw new DataException(what, "'" + name + "'", "one that has ratings, of " + numbers.size(), hint);
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
