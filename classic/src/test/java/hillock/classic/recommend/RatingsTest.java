package hillock.classic.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hillock.data.Column;
import hillock.data.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reading ratings from tables, and the simplest guesses. */
class RatingsTest {
  private static Table table(String[] users, double[] items, double[] ratings) {
    return Table.of(
        Column.categories("user", users), Column.numbers("movieId", items), Column.numbers("rating", ratings));
  }

  private final Ratings ratings =
      Ratings.of(table(new String[] {"ann", "bob", "ann"}, new double[] {7, 7, 9}, new double[] {5, 3, 1}));

  @Test
  void numbersUsersAndItemsAsTheyCome() {
    assertThat(ratings.users()).containsExactly("ann", "bob");
    assertThat(ratings.items()).containsExactly("7", "9");
    assertThat(ratings.user("bob")).isEqualTo(1);
    assertThat(ratings.item(2)).isEqualTo(1);
    assertThat(ratings.least()).isEqualTo(1);
    assertThat(ratings.largest()).isEqualTo(5);
  }

  @Test
  void findsColumnsByTheirNames() {
    Table turned =
        Table.of(Column.numbers("rating", 4, 2), Column.numbers("item_id", 10, 11), Column.numbers("user_id", 1, 2));
    Ratings read = Ratings.of(turned);
    assertThat(read.users()).containsExactly("1", "2");
    assertThat(read.items()).containsExactly("10", "11");
    assertThat(read.rating(0)).isEqualTo(4);
  }

  @Test
  void knowsNoOthersThanThoseLearnedFrom() {
    Ratings other = Ratings.of(table(new String[] {"bob", "eve"}, new double[] {9, 8}, new double[] {2, 2}), ratings);
    assertThat(other.user(0)).isEqualTo(1);
    assertThat(other.item(0)).isEqualTo(1);
    assertThat(other.user(1)).isEqualTo(Ratings.UNKNOWN);
    assertThat(other.item(1)).isEqualTo(Ratings.UNKNOWN);
    assertThat(new BaselineEstimates(ratings).rating(Ratings.UNKNOWN, Ratings.UNKNOWN)).isEqualTo(3);
  }

  @Test
  void baselineEstimatesAreTheShrunkenMeans() {
    double ofSeven = (2 + 0) / 27.0;
    double ofBob = (0 - ofSeven) / 11;
    assertThat(new BaselineEstimates(ratings).rating(1, 0)).isCloseTo(3 + ofSeven + ofBob, within(1e-9));
    assertThat(new BaselineEstimates(ratings).rootMeanSquaredError(ratings)).isBetween(1.0, 1.7);
  }

  @Test
  void recommendsWhatIsNotRatedYet() {
    Recommender byNumber = (user, item) -> 5 - item;
    assertThat(byNumber.top(1, 10, ratings)).extracting(Recommender.Recommendation::item).isEqualTo(List.of("9"));
    assertThat(byNumber.top(0, 10, ratings)).isEmpty();
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> Ratings.of(Table.of(Column.numbers("a", 1), Column.numbers("item", 1))))
        .hasMessageContaining("table: got no column of users among a, item, expected one named user, user_id, userid.");
    assertThatThrownBy(() -> Ratings.of(table(new String[] {"a", "a"}, new double[] {1, 1}, new double[] {2, 3})))
        .hasMessageContaining(
            "row 2 of the data: got a second rating of user 'a' for item '1', expected one, which is in row 1");
    assertThatThrownBy(() -> Ratings.of(table(new String[] {"a"}, new double[] {1}, new double[] {Double.NaN})))
        .hasMessageContaining("column 'rating': got nothing, expected a value");
    assertThatThrownBy(() -> ratings.user("zoe"))
        .hasMessageContaining("got 'zoe', expected one that has ratings, of 2");
    assertThatThrownBy(() ->
            Ratings.of(
                Table.of(Column.numbers("user", 1), Column.numbers("item", 1), Column.categories("stars", "good"))))
        .hasMessageContaining("column 'stars', row 1: got 'good', expected a rating, which is a number");
  }
}
