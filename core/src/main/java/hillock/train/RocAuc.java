package hillock.train;

/**
 * Area under the receiver operating characteristic: the probability that a row of the class gets a higher score than a
 * row of another class, ties counting half (Mann and Whitney 1947). With two classes that of the second; with more, the
 * mean over the classes, each against the rest, leaving out classes that no row or every row has. From 0 to 1, 0.5 for
 * guessing.
 */
public record RocAuc() implements Metric {
  @Override
  public String name() {
    return "rocAuc";
  }

  @Override
  public double upperBound() {
    return 1;
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }

  @Override
  public double of(Predictions predictions, int[] counts) {
    if (predictions.columns() == 2) {
      return area(predictions, counts, 1);
    }
    double sum = 0;
    int defined = 0;
    for (int c = 0; c < predictions.columns(); c++) {
      double area = area(predictions, counts, c);
      if (!Double.isNaN(area)) {
        sum += area;
        defined++;
      }
    }
    return defined == 0 ? Double.NaN : sum / defined;
  }

  private static double area(Predictions predictions, int[] counts, int c) {
    int[] order = predictions.order(c);
    long positives = 0;
    long negatives = 0;
    long twiceWins = 0; // a win counts 2, a tie 1: whole numbers do not round
    int i = 0;
    while (i < order.length) {
      double score = predictions.value(order[i], c);
      if (Double.isNaN(score)) {
        return Double.NaN;
      }
      long positivesHere = 0;
      long negativesHere = 0;
      while (i < order.length && predictions.value(order[i], c) == score) {
        int row = order[i++];
        if (predictions.label(row) == c) {
          positivesHere += counts[row];
        } else {
          negativesHere += counts[row];
        }
      }
      twiceWins += positivesHere * (2 * negatives + negativesHere);
      positives += positivesHere;
      negatives += negativesHere;
    }
    return positives == 0 || negatives == 0 ? Double.NaN : twiceWins / (2.0 * positives * negatives);
  }
}
