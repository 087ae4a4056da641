package hillock.classic.recommend;

import java.util.Arrays;
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

  /** As {@link #rating}, of many pairs. */
  default double[] ratings(int[] users, int[] items) {
    double[] all = new double[users.length];
    for (int r = 0; r < all.length; r++) {
      all[r] = rating(users[r], items[r]);
    }
    return all;
  }

  /** {@code √(mean of (guess - rating)²)} over ratings not learned from. */
  default double rootMeanSquaredError(Ratings ratings) {
    int[] users = IntStream.range(0, ratings.size()).map(ratings::user).toArray();
    int[] items = IntStream.range(0, ratings.size()).map(ratings::item).toArray();
    double[] guesses = ratings(users, items);
    double squares = 0;
    for (int r = 0; r < guesses.length; r++) {
      double d = guesses[r] - ratings.rating(r);
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
    return top(user, n, names.size(), rated).stream()
        .map(best -> new Recommendation(names.get(best.item()), best.rating()))
        .toList();
  }

  /**
   * As above, by numbers.
   *
   * @param items how many there are
   * @param except items to leave out
   */
  default List<Best> top(int user, int n, int items, BitSet except) {
    int[] candidates = IntStream.range(0, items).filter(i -> !except.get(i)).toArray();
    int[] users = new int[candidates.length];
    Arrays.fill(users, user);
    double[] guesses = ratings(users, candidates);
    return IntStream.range(0, candidates.length)
        .mapToObj(i -> new Best(candidates[i], guesses[i]))
        .sorted(Comparator.comparingDouble(Best::rating).reversed())
        .limit(n)
        .toList();
  }

  /**
   * One of the best items by its number.
   *
   * @param rating that is expected
   */
  record Best(int item, double rating) {}

  /**
   * What a user might like.
   *
   * @param item name of the item
   * @param rating that is expected
   */
  record Recommendation(String item, double rating) {}
}
