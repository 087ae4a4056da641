package hillock.report.page;

import hillock.report.Repeats;
import hillock.report.Repeats.Run;
import hillock.report.Score;
import java.util.ArrayList;
import java.util.List;

/** The same training with other seeds or folds. */
final class RepeatsSection {
  private static final int MOST_DOTS = 30;

  private RepeatsSection() {}

  static Section of(Repeats repeats, Charts charts) {
    Score score = repeats.score();
    List<List<Object>> rows =
        repeats.runs().stream()
            .map(r ->
                List.<Object>of(
                    repeats.kind() + " " + r.name(),
                    Notation.count(r.rows()),
                    Notation.value(r.value(), score.fraction())))
            .toList();
    String mean =
        "Mean "
            + Notation.value(score)
            + (score.hasInterval() ? " (95% interval " + Notation.interval(score) + ")" : "")
            + ", standard deviation between the runs "
            + Notation.difference(repeats.deviation(), score.fraction());
    List<Chart.Dot> dots = new ArrayList<>();
    dots.add(new Chart.Dot("mean", score.value(), score.low(), score.high(), true));
    for (Run r : repeats.runs().subList(0, Math.min(MOST_DOTS, repeats.runs().size()))) {
      dots.add(new Chart.Dot(repeats.kind() + " " + r.name(), r.value(), Double.NaN, Double.NaN, false));
    }
    return new Section(
        "repeats",
        repeats.kind().equals("fold") ? "Cross-validation" : "Other seeds",
        Markup.of(
            "<p>{}.</p>{}{}",
            mean,
            charts.figure(
                Notation.capital(score.metric()) + " of each " + repeats.kind(),
                mean,
                Markup.of(repeats.runs().size() > MOST_DOTS ? "The first " + MOST_DOTS + " runs." : ""),
                Chart.dots(Chart.Axis.of(score.metric(), score.fraction()), dots)),
            Rows.folded(
                "The numbers",
                Rows.table(
                    Notation.count(repeats.runs().size(), "run"),
                    List.of("Run", "#Rows", "#" + score.metric()),
                    rows))));
  }
}
