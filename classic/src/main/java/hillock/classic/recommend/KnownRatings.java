package hillock.classic.recommend;

import hillock.nn.Network;
import hillock.nn.Scope;
import hillock.tensor.Parameter;
import hillock.tensor.Shape;
import java.util.function.BiFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The ratings that a network learned from, which it needs for every guess, as statistics among its parameters: for each
 * item the users who rated it, ascending, and a value for each; and the {@link BaselineEstimates}.
 */
final class KnownRatings {
  /** A float tells whole numbers apart up to here. */
  private static final int MOST = 1 << 24;

  private final Parameter range; // least and largest rating
  private final Parameter mean;
  private final Parameter ofUser;
  private final Parameter ofItem;
  private final Parameter start; // [items + 1]
  private final Parameter user; // [ratings]
  private final Parameter value; // [ratings]

  private KnownRatings(int users, int items, int ratings, BiFunction<String, Shape, Parameter> statistic) {
    range = statistic.apply("range", Shape.of(2));
    mean = statistic.apply("mean", Shape.of(1));
    ofUser = statistic.apply("ofUser", Shape.of(users));
    ofItem = statistic.apply("ofItem", Shape.of(items));
    start = statistic.apply("start", Shape.of(items + 1));
    user = statistic.apply("user", Shape.of(ratings));
    value = statistic.apply("value", Shape.of(ratings));
  }

  /** Makes the statistics of a network that is being built. */
  static KnownRatings in(Scope scope, int users, int items, int ratings) {
    return new KnownRatings(users, items, ratings, (name, shape) -> scope.statistic(name, shape, 0));
  }

  /** The statistics of a built network. */
  static KnownRatings of(Network network, int users, int items, int ratings) {
    return new KnownRatings(users, items, ratings, (name, _) -> network.parameters().named(name).orElseThrow());
  }

  static void require(String layer, int users, int items, int ratings, int hidden) {
    if (users < 1 || items < 1 || ratings < 1 || hidden < 1 || ratings > MOST || users > MOST || items > MOST) {
      throw new IllegalArgumentException(
          "%s: got %d users, %d items, %d ratings and %d hidden units, expected at least 1 of each and at most %d"
              .formatted(layer, users, items, ratings, hidden, MOST));
    }
  }

  static void requirePair(String layer, Shape input) {
    if (!input.equals(Shape.of(2))) {
      throw new IllegalArgumentException(
          "%s: got input %s, expected [2], the numbers of a user and an item".formatted(layer, input));
    }
  }

  /**
   * Takes ratings over.
   *
   * @param valueOf rating r of these
   */
  void take(Ratings ratings, BaselineEstimates baseline, IntToDoubleFunction valueOf) {
    range.set(ratings.least(), ratings.largest());
    mean.set((float) baseline.mean());
    ofUser.set(floats(ofUser.size(), baseline::ofUser));
    ofItem.set(floats(ofItem.size(), baseline::ofItem));
    long users = ratings.userCount();
    int[] order =
        IntStream.range(0, ratings.size())
            .mapToLong(r -> ((ratings.item(r) * users + ratings.user(r)) << 24) | r)
            .sorted()
            .mapToInt(key -> (int) (key & (MOST - 1)))
            .toArray();
    float[] starts = new float[start.size()];
    for (int r = 0; r < ratings.size(); r++) {
      starts[ratings.item(r) + 1]++;
    }
    for (int item = 1; item < starts.length; item++) {
      starts[item] += starts[item - 1];
    }
    start.set(starts);
    user.set(floats(order.length, k -> ratings.user(order[k])));
    value.set(floats(order.length, k -> valueOf.applyAsDouble(order[k])));
  }

  private static float[] floats(int n, IntToDoubleFunction f) {
    float[] all = new float[n];
    for (int i = 0; i < n; i++) {
      all[i] = (float) f.applyAsDouble(i);
    }
    return all;
  }

  int users() {
    return ofUser.size();
  }

  int items() {
    return ofItem.size();
  }

  /**
   * First rating of an item; its last one is before {@code from(item + 1)}. A file may hold anything: it is checked.
   */
  int from(int item) {
    float from = at(start, item);
    if (!(from >= 0 && from <= user.size() && (item == 0 || at(start, item - 1) <= from))) {
      throw damaged("start", item, from);
    }
    return (int) from;
  }

  /** The user of a rating. */
  int user(int k) {
    float found = at(user, k);
    if (!(found >= 0 && found < users())) {
      throw damaged("user", k, found);
    }
    return (int) found;
  }

  float value(int k) {
    return at(value, k);
  }

  /** A value that is one of so many whole numbers. */
  int level(int k, int levels) {
    float found = value(k);
    if (!(found >= 0 && found < levels)) {
      throw damaged("value", k, found);
    }
    return (int) found;
  }

  private static IllegalArgumentException damaged(String what, int place, float found) {
    return new IllegalArgumentException(
        "the ratings in the model: got %s at place %d of '%s', expected a number in range; the file is damaged"
            .formatted(found, place, what));
  }

  /** The baseline estimate, without keeping to the range of the ratings. */
  float baseline(int user, int item) {
    float sum = at(mean, 0);
    sum += item == Ratings.UNKNOWN ? 0 : at(ofItem, item);
    return sum + (user == Ratings.UNKNOWN ? 0 : at(ofUser, user));
  }

  /** Kept to the range of the ratings. */
  float limited(float rating) {
    return Math.max(at(range, 0), Math.min(at(range, 1), rating));
  }

  private static float at(Parameter parameter, int i) {
    return parameter.array()[parameter.offset() + i];
  }
}
