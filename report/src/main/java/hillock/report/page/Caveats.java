package hillock.report.page;

import hillock.report.ClassPredictions;
import hillock.report.History;
import hillock.report.History.Epoch;
import hillock.report.NumberPredictions;
import hillock.report.Report;
import hillock.report.Score;
import hillock.report.Summary;
import hillock.train.Accuracy;
import hillock.train.ConfusionMatrix;
import hillock.train.ExpectedCalibrationError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What an honest colleague would add to the result. */
final class Caveats {
  /** Below this many rows the normal reading of a percentage with a decimal misleads. */
  private static final int FEW_ROWS = 200;

  private static final int FEW_ROWS_OF_A_CLASS = 10;

  /** More rows than this with the very largest value are hardly chance. */
  private static final double LARGEST_SHARE_OF_MAXIMUM = 0.01;

  /** Growth of the validation loss beyond what its noise explains. */
  private static final double MUCH_GROWTH = 1.5;

  private Caveats() {}

  static List<String> of(Report report) {
    List<String> caveats = new ArrayList<>();
    Summary s = report.summary();
    switch (s.measuredOn()) {
      case "test", "folds" -> {}
      case "validation" ->
          caveats.add(
              "There is no test part: the scores are those of the rows that also chose the best epoch, so they flatter"
                  + " the network.");
      default ->
          caveats.add(
              "No row was held back: the scores are those of the rows it learned from and say little about others.");
    }
    fewRows(s, caveats);
    gain(s, caveats);
    overfitting(s, caveats);
    if (report.predictions() instanceof ClassPredictions p) {
      classes(p, caveats);
    }
    if (report.predictions() instanceof NumberPredictions p) {
      ceiling(p, caveats);
    }
    report.history().ifPresent(h -> history(h, caveats));
    return caveats;
  }

  private static void fewRows(Summary s, List<String> caveats) {
    long n = s.measuredRows();
    if (n > 0 && n < FEW_ROWS) {
      Score score = s.score();
      caveats.add(
          "Only "
              + Notation.count(n, s.measuredOn().equals("folds") ? "row" : s.measuredOn() + " row")
              + ": "
              + (score.fraction() && score.metric().equals("accuracy")
                  ? "a single one moves the accuracy by " + Notation.difference(1.0 / n, true) + ". "
                  : "a few unusual ones may move every number here. ")
              + (s.measuredOn().equals("folds") ? "" : "Cross-validation gives a steadier figure."));
    }
  }

  private static void gain(Summary s, List<String> caveats) {
    Score score = s.score();
    s.bestBaseline()
        .ifPresent(b -> {
          double gain = score.gainOver(b.value());
          if (!(gain > 0)) {
            caveats.add(
                "The network is no better than the "
                    + b.name()
                    + " ("
                    + Notation.value(b.value(), score.fraction())
                    + "), which is simpler: prefer that, or look for what the network misses.");
          } else if (score.covers(b.value())) {
            caveats.add(
                "The gain of "
                    + Notation.difference(gain, score.fraction())
                    + " over the "
                    + b.name()
                    + " lies within the 95% interval: it could be chance.");
          }
        });
  }

  private static void overfitting(Summary s, List<String> caveats) {
    Score score = s.score();
    s.training()
        .ifPresent(t -> {
          boolean far =
              score.fraction()
                  ? t.gainOver(score.value()) > 0.05
                  : t.gainOver(score.value()) > 0.25 * Math.abs(score.value());
          if (far && !score.covers(t.value())) {
            caveats.add(
                "On the rows it learned from, the "
                    + score.metric()
                    + " is "
                    + Notation.value(t)
                    + ": part of what was"
                    + " learned does not carry over. More data, dropout, weight decay or a smaller network may help.");
          }
        });
  }

  private static void classes(ClassPredictions p, List<String> caveats) {
    ConfusionMatrix m = ConfusionMatrix.of(p.rows());
    List<String> few =
        IntStream.range(0, m.classes())
            .filter(c -> m.support(c) < FEW_ROWS_OF_A_CLASS)
            .mapToObj(c -> "‘" + p.classes().get(c) + "’")
            .toList();
    if (!few.isEmpty()) {
      String names = few.stream().limit(5).collect(Collectors.joining(", "));
      caveats.add(
          "Fewer than "
              + FEW_ROWS_OF_A_CLASS
              + " rows of "
              + (few.size() > 5 ? few.size() + " classes (such as " + names + ")" : names)
              + ": what is said of "
              + (few.size() == 1 ? "this class" : "these classes")
              + " is rough.");
    }
    double error = new ExpectedCalibrationError().of(p.rows());
    if (p.size() >= FEW_ROWS && error > 0.05) {
      caveats.add(
          "Stated confidence is off by "
              + Notation.difference(error, true)
              + " on average"
              + (meanConfidence(p) > new Accuracy().of(p.rows()) ? ", mostly too high" : ", mostly too low")
              + ": do not use it as a probability.");
    }
  }

  private static void ceiling(NumberPredictions p, List<String> caveats) {
    double most = Arrays.stream(p.truth()).max().orElse(Double.NaN);
    long capped = Arrays.stream(p.truth()).filter(v -> v == most).count();
    if (p.size() >= FEW_ROWS && capped > LARGEST_SHARE_OF_MAXIMUM * p.size() && capped < p.size()) {
      caveats.add(
          Notation.count(capped, "row")
              + " have the largest value of ‘"
              + p.target()
              + "’, "
              + Notation.number(most)
              + ": it seems to be cut off there. The true values of these rows may be larger, and the errors on them"
              + " are of another kind.");
    }
  }

  private static double meanConfidence(ClassPredictions p) {
    return IntStream.range(0, p.size()).mapToDouble(p::confidence).average().orElse(Double.NaN);
  }

  private static void history(History h, List<String> caveats) {
    boolean bestIsLast = h.best() > 1 && !h.epochs().isEmpty() && h.best() == h.epochs().getLast().number();
    if (bestIsLast) {
      caveats.add("The best epoch was the last one: longer training may still improve the result.");
    }
    List<Epoch> validated = h.epochs().stream().filter(e -> Double.isFinite(e.validationLoss())).toList();
    if (h.best() == 0 && !validated.isEmpty()) {
      Epoch lowest = validated.stream().min(Comparator.comparingDouble(Epoch::validationLoss)).orElseThrow();
      double growth = validated.getLast().validationLoss() / lowest.validationLoss();
      if (lowest.validationLoss() > 0 && growth > MUCH_GROWTH) {
        caveats.add(
            "The validation loss was lowest after epoch "
                + Notation.count(lowest.number())
                + " and has grown to "
                + Notation.number(Math.round(10 * growth) / 10.0)
                + " times that, while the last weights were kept: early stopping may give a better network, above all"
                + " one that is less sure of its mistakes.");
      }
    }
  }
}
