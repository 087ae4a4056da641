package hillock.data;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a table that say who rated what, and how: a row a rating.
 *
 * @param user column of those who rate: names or numbers
 * @param item column of what is rated
 * @param rating column of the ratings, which are numbers
 */
public record RatingColumns(String user, String item, String rating) {
  private static final List<String> USER = List.of("user", "user_id", "userid");
  private static final List<String> ITEM = List.of("item", "item_id", "itemid", "movie_id", "movieid");
  private static final List<String> RATING = List.of("rating", "stars", "score");

  /**
   * The columns of a table: those of these names; where no name is given one that is called user, item or rating (or
   * user_id, movieId and the like). Of a file without a header the first three.
   *
   * @throws DataException when one is not there, or one would be two of them
   */
  public static RatingColumns of(Table table, @Nullable String user, @Nullable String item, @Nullable String rating) {
    RatingColumns columns =
        new RatingColumns(
            column(table, user, USER, "users", 0),
            column(table, item, ITEM, "items", 1),
            column(table, rating, RATING, "ratings", 2));
    if (List.of(columns.user, columns.item, columns.rating).stream().distinct().count() < 3) {
      throw new DataException(
          table.where(),
          "the columns '%s', '%s' and '%s'".formatted(columns.user, columns.item, columns.rating),
          "three different ones: users, items and ratings",
          "");
    }
    return columns;
  }

  private static String column(Table table, @Nullable String name, List<String> usual, String what, int place) {
    if (name != null) {
      return table.column(name).name();
    }
    boolean header = !table.columns().getFirst().name().equals("c1");
    return table.names().stream()
        .filter(c -> usual.contains(c.toLowerCase(Locale.ROOT)))
        .findFirst()
        .or(() -> table.names().stream().skip(place).filter(_ -> !header).findFirst())
        .orElseThrow(() ->
            new DataException(
                table.where(),
                "no column of " + what + " among " + String.join(", ", table.names()),
                "one named " + String.join(", ", usual),
                "Each row is a rating of an item by a user; say how the column is called."));
  }

  /**
   * The three columns of a table, in this order; rows without a rating are kept.
   *
   * @throws DataException when a user or an item is missing, a rating is no number, or a user rated an item twice
   */
  public Table of(Table table) {
    Column users = table.column(user);
    Column items = table.column(item);
    Column ratings = numbers(table);
    Map<List<String>, Integer> seen = new HashMap<>();
    for (int row = 0; row < table.size(); row++) {
      List<String> pair = List.of(name(table, users, row), name(table, items, row));
      Integer before = ratings.missing(row) ? null : seen.put(pair, row);
      if (before != null) {
        throw new DataException(
            table.where() + ", row " + (row + 1) + " of the data",
            "a second rating of user '%s' for item '%s'".formatted(pair.getFirst(), pair.getLast()),
            "one, which is in row " + (before + 1),
            "Keep the last one, for example.");
      }
    }
    return new Table(table.where(), List.of(users, items, ratings), table.notes());
  }

  private Column numbers(Table table) {
    try {
      return Coercion.toNumbers(table.where(), table.column(rating));
    } catch (DataException e) {
      throw new DataException(
          e.where(),
          e.got(),
          "a rating, which is a number",
          "Is it the right column? Leave out rows without a rating.",
          e);
    }
  }

  private static String name(Table table, Column column, int row) {
    String text = column.text(row);
    if (text == null) {
      throw new DataException(
          table.where() + ", row " + (row + 1) + " of the data, column '" + column.name() + "'",
          "nothing",
          "a value",
          "Leave out rows without a user or an item.");
    }
    return IndexFeature.key(text);
  }
}
