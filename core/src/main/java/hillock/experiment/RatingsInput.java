package hillock.experiment;

import hillock.data.DataException;
import hillock.data.RatingColumns;
import hillock.data.RawData;
import hillock.data.Table;
import hillock.data.Task;
import hillock.model.Catalog;
import org.jspecify.annotations.Nullable;

/**
 * A table in which each row is a rating of an item by a user, for a {@link RatingsMethod}; other columns are left
 * alone.
 *
 * @param user column of those who rate; null for one with the usual name, see {@link RatingColumns}
 * @param item column of what is rated; null likewise
 * @param rating column of the ratings; null likewise
 */
public record RatingsInput(@Nullable String user, @Nullable String item, @Nullable String rating) {
  /** Columns with their usual names. */
  public RatingsInput() {
    this(null, null, null);
  }

  /** The settings with the three columns alone as data, when they are about ratings; otherwise as they are. */
  static Settings applied(Settings given) {
    RatingsInput wish = given.ratings;
    if (!(given.method instanceof RatingsMethod method)) {
      if (wish != null) {
        throw new DataException(
            "ratings",
            "users and items for a network that knows rows alone",
            "one that learns ratings: " + String.join(", ", Catalog.of(RatingsMethod.class).names()),
            "Leave out users and items, or choose such a network.");
      }
      return given;
    }
    if (given.kind != null && given.kind != Task.Kind.REGRESSION) {
      throw new DataException("task", given.kind + " asked for", "a regression, as ratings are numbers", "");
    }
    RatingsInput input = wish == null ? new RatingsInput() : wish;
    String rating = input.rating == null ? given.target : input.rating;
    Table table = table(given.data, method);
    RatingColumns columns = RatingColumns.of(table, input.user, input.item, rating);
    Settings s = given.copy();
    s.data = columns.of(table);
    s.testData = given.testData == null ? null : columns.of(table(given.testData, method));
    s.target = columns.rating();
    return s;
  }

  private static Table table(RawData data, RatingsMethod method) {
    if (data instanceof Table table) {
      return table;
    }
    throw new DataException(
        "data",
        "data without columns for '" + method.name() + "'",
        "a table of users, items and ratings",
        "Give a CSV file.");
  }
}
