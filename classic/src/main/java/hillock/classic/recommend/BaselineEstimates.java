package hillock.classic.recommend;

import java.util.Arrays;

/**
 * A rating is the mean of all plus what is special about the item plus what is special about the user: the simple
 * method that others should be better than, and the ground they build on. Koren 2010, "Factor in the neighbors",
 * section 2.1:
 *
 * <pre>{@code
 * b_i = Σ (r - μ) / (λ_i + ratings of i),   b_u = Σ (r - μ - b_i) / (λ_u + ratings of u)
 * }</pre>
 */
public final class BaselineEstimates implements Recommender {
  private static final double ITEM_SHRINKAGE = 25;
  private static final double USER_SHRINKAGE = 10;

  private final double mean;
  private final double[] ofItem;
  private final double[] ofUser;
  private final float least;
  private final float largest;

  /** Of these ratings, with λ_i = 25 and λ_u = 10 as published. */
  public BaselineEstimates(Ratings ratings) {
    double sum = 0;
    for (int r = 0; r < ratings.size(); r++) {
      sum += ratings.rating(r);
    }
    mean = sum / ratings.size();
    least = ratings.least();
    largest = ratings.largest();
    ofItem = new double[ratings.itemCount()];
    double[] counts = new double[ofItem.length];
    Arrays.fill(counts, ITEM_SHRINKAGE);
    for (int r = 0; r < ratings.size(); r++) {
      ofItem[ratings.item(r)] += ratings.rating(r) - mean;
      counts[ratings.item(r)]++;
    }
    divide(ofItem, counts);
    ofUser = new double[ratings.userCount()];
    double[] userCounts = new double[ofUser.length];
    Arrays.fill(userCounts, USER_SHRINKAGE);
    for (int r = 0; r < ratings.size(); r++) {
      ofUser[ratings.user(r)] += ratings.rating(r) - mean - ofItem[ratings.item(r)];
      userCounts[ratings.user(r)]++;
    }
    divide(ofUser, userCounts);
  }

  private static void divide(double[] sums, double[] counts) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] /= counts[i];
    }
  }

  double mean() {
    return mean;
  }

  /** What is special about a user. */
  double ofUser(int user) {
    return user == Ratings.UNKNOWN ? 0 : ofUser[user];
  }

  /** What is special about an item. */
  double ofItem(int item) {
    return item == Ratings.UNKNOWN ? 0 : ofItem[item];
  }

  /** Without keeping to the range of the ratings. */
  double unlimited(int user, int item) {
    return mean + ofItem(item) + ofUser(user);
  }

  @Override
  public double rating(int user, int item) {
    return Math.max(least, Math.min(largest, unlimited(user, item)));
  }
}
