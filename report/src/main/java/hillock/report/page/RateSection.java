package hillock.report.page;

import hillock.report.RateSearch;

/** The curve of the learning-rate finder. */
final class RateSection {
  private static final int MOST_POINTS = 500;

  private RateSection() {}

  static Section of(RateSearch search, Charts charts) {
    int[] shown = Thinning.places(search.rates().length, MOST_POINTS);
    Chart chart =
        new Chart.Xy(Chart.Axis.logarithmic("learning rate"), Chart.Axis.logarithmic("loss"))
            .series(
                "loss", Chart.Stroke.LINE, Thinning.pick(search.rates(), shown), Thinning.pick(search.losses(), shown))
            .mark(search.chosen(), "chosen")
            .sized("wide");
    String chosen = Notation.number(search.chosen());
    return new Section(
        "rate",
        "The search for a learning rate",
        charts.figure(
            "Loss by learning rate",
            "Loss by learning rate; " + chosen + " was chosen",
            Markup.of(
                "The rate grows from step to step while the loss is watched; {} was chosen. Both axes are"
                    + " logarithmic.",
                chosen),
            chart));
  }
}
