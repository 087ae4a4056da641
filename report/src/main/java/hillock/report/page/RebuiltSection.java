package hillock.report.page;

import hillock.report.RebuiltRows;
import java.util.Arrays;

/** How well an autoencoder rebuilds the rows. */
final class RebuiltSection {
  private static final int BINS = 41;

  private RebuiltSection() {}

  static Section of(RebuiltRows rows, Charts charts) {
    return new Section(
        "rebuilt",
        "How far off it is",
        Markup.of(
            "{}<div class=\"figures\">{}</div>",
            NumbersSection.quantiles("Error of a row: so many are off by at most so much", rows.errors()),
            distribution(rows, charts)));
  }

  private static Markup distribution(RebuiltRows rows, Charts charts) {
    Histogram h = Histogram.of(rows.errors(), BINS);
    double mean = Arrays.stream(rows.errors()).average().orElse(Double.NaN);
    return charts.figure(
        "Errors of the rows",
        "Histogram of the errors of the rows; their mean is " + Notation.number(mean),
        Markup.of(
            "Root of the mean squared error over the standardised inputs of a row, of all {} rows. Rows far to the"
                + " right are unlike those it learned from.",
            Notation.count(rows.size())),
        Chart.bars("square", "error", "rows", h.labels(), h.counts()));
  }
}
