package hillock.classic.recommend;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Guesses ratings. */
@FunctionalInterface
public interface Recommender {
  /**
   * The rating that a user would give to an item.
   *
   * @param user and item may be {@link Ratings#UNKNOWN}
   */
  double rating(int user, int item);

  /** {@code √(mean of (guess - rating)²)} over ratings not learned from. */
  default double rootMeanSquaredError(Ratings ratings) {
    double squares = 0;
    for (int r = 0; r < ratings.size(); r++) {
      double d = rating(ratings.user(r), ratings.item(r)) - ratings.rating(r);
      squares += d * d;
    }
    return Math.sqrt(squares / ratings.size());
  }

  /**
   * The items with the highest guesses that a user has not rated yet, the best first.
   *
   * @param known the ratings so far
   */
  default List<Recommendation> top(int user, int n, Ratings known) {
    BitSet rated = new BitSet();
    for (int r = 0; r < known.size(); r++) {
      if (known.user(r) == user) {
        rated.set(known.item(r));
      }
    }
    List<String> names = known.items();
    return IntStream.range(0, names.size())
        .filter(i -> !rated.get(i))
        .mapToObj(i -> new Recommendation(names.get(i), rating(user, i)))
        .sorted(Comparator.comparingDouble(Recommendation::rating).reversed())
        .limit(n)
        .toList();
  }

  /**
   * What a user might like.
   *
   * @param item name of the item
   * @param rating that is expected
   */
  record Recommendation(String item, double rating) {}
}
