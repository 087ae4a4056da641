package hillock.experiment;

import hillock.train.Predictions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A prediction that is wrong with much confidence, or far off.
 *
 * @param index place of the row among those measured
 * @param row number of the row in the data as it was given, from 0
 * @param truth the true class, or the true number; empty without a target
 * @param predicted the predicted one; empty without a target
 * @param size confidence in the wrong class, distance from the true number, or error of the row
 */
public record Mistake(int index, int row, String truth, String predicted, double size) {
  /** The worst mistakes, at most so many, the worst first. */
  static List<Mistake> worst(Predictions predictions, List<String> classNames, int[] rows, int most) {
    return IntStream.range(0, predictions.size())
        .filter(i -> !predictions.classes() || predictions.predicted(i) != predictions.label(i))
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -size(predictions, i)))
        .limit(most)
        .map(i -> of(predictions, classNames, rows, i))
        .toList();
  }

  /** The rows of which an output that is an error is largest, at most so many, the worst first. */
  static List<Mistake> worst(Predictions outputs, int error, int[] rows, int most) {
    return IntStream.range(0, outputs.size())
        .mapToObj(i -> new Mistake(i, rows[i], "", "", outputs.value(i, error)))
        .sorted(Comparator.comparingDouble(m -> -m.size()))
        .limit(most)
        .toList();
  }

  private static Mistake of(Predictions predictions, List<String> classNames, int[] rows, int i) {
    boolean classes = predictions.classes();
    int first = i * predictions.columns();
    return new Mistake(
        i,
        rows[i],
        classes ? classNames.get(predictions.label(i)) : String.valueOf(predictions.targets()[first]),
        classes ? classNames.get(predictions.predicted(i)) : String.valueOf(predictions.values()[first]),
        size(predictions, i));
  }

  private static double size(Predictions predictions, int i) {
    int first = i * predictions.columns();
    return predictions.classes()
        ? predictions.value(i, predictions.predicted(i))
        : Math.abs(predictions.values()[first] - (double) predictions.targets()[first]);
  }
}
