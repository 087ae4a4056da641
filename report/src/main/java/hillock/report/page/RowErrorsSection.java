package hillock.report.page;

import hillock.report.RebuiltRows;
import hillock.report.RowErrors;
import hillock.report.UntargetedRows;
import java.util.Arrays;

/** How well a network without a target fits the rows. */
final class RowErrorsSection {
  private static final int BINS = 41;

  private RowErrorsSection() {}

  static Section of(RowErrors rows, Charts charts) {
    String name = Notation.capital(rows.name());
    return new Section(
        "errors",
        "How far off it is",
        Markup.of(
            "{}<div class=\"figures\">{}</div>",
            NumbersSection.quantiles(name + " of a row: so many are off by at most so much", rows.errors()),
            distribution(rows, name, charts)));
  }

  private static Markup distribution(RowErrors rows, String name, Charts charts) {
    Histogram h = Histogram.of(rows.errors(), BINS);
    double mean = Arrays.stream(rows.errors()).average().orElse(Double.NaN);
    return charts.figure(
        name + " of the rows",
        "Histogram of the " + rows.name() + " of the rows; its mean is " + Notation.number(mean),
        Markup.of(
            "{}, of all {} rows. Rows far to the right are unlike those it learned from.",
            meaning(rows),
            Notation.count(rows.size())),
        Chart.bars("square", rows.name(), "rows", h.labels(), h.counts()));
  }

  private static String meaning(RowErrors rows) {
    return switch (rows) {
      case RebuiltRows _ -> "Root of the mean squared error over the standardised inputs of a row";
      case UntargetedRows _ -> "What predict calls ‘" + rows.name() + "’, in deviations of the standardised inputs";
    };
  }
}
