package hillock.report.page;

import hillock.report.ClassPredictions;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * True positive rate over false positive rate at every threshold, the second class being the positive one.
 *
 * @param falsePositives rates from 0 to 1
 * @param truePositives rates from 0 to 1
 */
record RocCurve(double[] falsePositives, double[] truePositives) {

  /** The curve; both rates are NaN when one of the classes has no row. */
  static RocCurve of(ClassPredictions p) {
    int[] order =
        IntStream.range(0, p.size())
            .boxed()
            .sorted(Comparator.comparingDouble(row -> -p.probability(row, 1)))
            .mapToInt(Integer::intValue)
            .toArray();
    double positives = IntStream.range(0, p.size()).filter(row -> p.truth(row) == 1).count();
    double negatives = p.size() - positives;
    double[] fp = new double[p.size() + 1];
    double[] tp = new double[p.size() + 1];
    int points = 1;
    int hits = 0;
    for (int i = 0; i < order.length; i++) {
      hits += p.truth(order[i]);
      // Rows of equal probability cross the threshold together.
      if (i + 1 == order.length || p.probability(order[i], 1) != p.probability(order[i + 1], 1)) {
        tp[points] = hits / positives;
        fp[points++] = (i + 1 - hits) / negatives;
      }
    }
    return new RocCurve(Arrays.copyOf(fp, points), Arrays.copyOf(tp, points));
  }

  /** Area under the curve: the chance that a positive row gets a higher probability than a negative one. */
  double area() {
    double area = 0;
    for (int i = 1; i < falsePositives.length; i++) {
      area += (falsePositives[i] - falsePositives[i - 1]) * (truePositives[i] + truePositives[i - 1]) / 2;
    }
    return area;
  }
}
