package hillock.report.page;

import hillock.report.ClassPredictions;
import hillock.report.NumberPredictions;
import hillock.report.RebuiltRows;
import hillock.report.Report;
import hillock.report.Score;
import hillock.report.Summary;
import hillock.report.Summary.Baseline;
import hillock.report.UntargetedRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The result in a sentence, a verdict against the baselines, and what to keep in mind. */
final class Headline {
  private Headline() {}

  /** What the page is about, for its title. */
  static String title(Report report) {
    String data = report.summary().data();
    String target = report.predictions().target();
    return switch (report.predictions()) {
      case ClassPredictions _, NumberPredictions _ -> data + ": predicting " + target;
      case RebuiltRows _ -> data + ": rebuilding " + target;
      case UntargetedRows _ -> data + ": learning how the rows are";
    };
  }

  static Markup of(Report report, Charts charts) {
    Summary s = report.summary();
    List<String> caveats = Caveats.of(report);
    return Markup.of(
        """
        <header>
        <p class="eyebrow">Hillock training report · {}</p>
        <h1>{}</h1>
        <p class="lead">{}</p>
        {}
        {}
        <dl class="tiles">{}</dl>
        {}
        </header>\
        """,
        kind(report),
        title(report),
        sentence(report),
        verdict(s),
        caveats(caveats),
        tiles(report),
        comparison(s, charts));
  }

  private static String kind(Report report) {
    return switch (report.predictions()) {
      case ClassPredictions p when p.classes().size() == 2 -> "two classes";
      case ClassPredictions p -> p.classes().size() + " classes";
      case RebuiltRows _ -> "autoencoder";
      case UntargetedRows _ -> "no target";
      case NumberPredictions _ -> "regression";
    };
  }

  private static Markup sentence(Report report) {
    Summary s = report.summary();
    Score score = s.score();
    String where =
        "On "
            + Notation.count(s.measuredRows(), "row")
            + switch (s.measuredOn()) {
              case "test" -> " held back for the test";
              case "validation" -> " held back for validation";
              case "folds" -> ", each held back once in a cross-validation,";
              default -> " it learned from";
            };
    String comma = s.measuredOn().equals("folds") ? "" : ",";
    Markup value = Markup.of("<strong>{}</strong>", Notation.value(score));
    Markup what =
        switch (score.metric().toLowerCase(Locale.ROOT)) {
          case "accuracy" -> Markup.of("the network gives the right class to {}", value);
          case "rmse" -> Markup.of("the network is off by {} (root of the mean squared error)", value);
          case "mae" -> Markup.of("the network is off by {} on average", value);
          default -> Markup.of("the network reaches {} {} of {}", article(score.metric()), score.metric(), value);
        };
    Markup interval = score.hasInterval() ? Markup.of(", 95% interval {}", Notation.interval(score)) : Markup.NONE;
    Markup others =
        s.baselines().isEmpty()
            ? Markup.NONE
            : Markup.of(
                " For comparison: {}.",
                s.baselines().stream()
                    .map(b -> b.name() + " " + Notation.value(b.value(), score.fraction()))
                    .collect(Collectors.joining(", ")));
    return Markup.of("{}{} {}{}.{}", where, comma, what, interval, others);
  }

  private static String article(String noun) {
    return "AEFHILMNORSXaeiou".indexOf(noun.charAt(0)) >= 0 && isAbbreviation(noun)
            || "aeiou".indexOf(noun.charAt(0)) >= 0
        ? "an"
        : "a";
  }

  private static boolean isAbbreviation(String noun) {
    return noun.equals(noun.toUpperCase(Locale.ROOT));
  }

  private static Markup verdict(Summary s) {
    Score score = s.score();
    return s.bestBaseline()
        .map(b -> {
          double gain = score.gainOver(b.value());
          // Also when the training diverged and the score is no number.
          if (!(gain > 0)) {
            return Markup.of("<p class=\"verdict bad\">✗ No better than the {}</p>", b.name());
          }
          String words =
              score.fraction()
                  ? Notation.difference(gain, true) + " better than the " + b.name()
                  : Notation.percent(gain / Math.abs(b.value()))
                      + (score.higherIsBetter() ? " higher " : " lower ")
                      + score.metric()
                      + " than the "
                      + b.name();
          return score.covers(b.value()) || !score.hasInterval()
              ? Markup.of("<p class=\"verdict open\">≈ {}, not yet certain</p>", words)
              : Markup.of("<p class=\"verdict good\">✓ {}</p>", words);
        })
        .orElse(Markup.NONE);
  }

  private static Markup caveats(List<String> caveats) {
    if (caveats.isEmpty()) {
      return Markup.NONE;
    }
    return Markup.of(
        "<aside class=\"caveats\" aria-label=\"What to keep in mind\"><h2>Keep in mind</h2><ul>{}</ul></aside>",
        caveats.stream().map(c -> Markup.of("<li>{}</li>", Markup.whole(c))).collect(Markup.joining()));
  }

  private static Markup tiles(Report report) {
    Summary s = report.summary();
    List<Markup> tiles = new ArrayList<>();
    for (Score score : s.others()) {
      tiles.add(tile(score.metric(), Notation.value(score), score.hasInterval() ? Notation.interval(score) : ""));
    }
    String parts =
        Notation.count(s.trainRows())
            + " to learn, "
            + Notation.count(s.validationRows())
            + " to validate, "
            + Notation.count(s.testRows())
            + " to test";
    tiles.add(
        tile(
            "rows",
            Notation.count(s.trainRows() + s.validationRows() + s.testRows()),
            s.measuredOn().equals("folds") ? "in each fold " + parts : parts));
    tiles.add(
        tile(
            "parameters",
            Notation.count(report.network().parameters()),
            Notation.count(report.network().layers().size(), "layer")));
    String speed =
        Double.isNaN(s.examplesPerSecond()) ? "" : Notation.count(Math.round(s.examplesPerSecond())) + " rows a second";
    tiles.add(
        tile(
            "training",
            Notation.duration(s.seconds()),
            Notation.count(s.epochs(), "epoch") + (speed.isEmpty() ? "" : ", " + speed)));
    return Markup.join(tiles);
  }

  private static Markup tile(String name, String value, String note) {
    return Markup.of("<div><dt>{}</dt><dd>{}</dd><dd class=\"note\">{}</dd></div>", name, value, note);
  }

  private static Markup comparison(Summary s, Charts charts) {
    Score score = s.score();
    if (s.baselines().isEmpty()) {
      return Markup.NONE;
    }
    List<Chart.Dot> dots = new ArrayList<>();
    dots.add(new Chart.Dot("this network", score.value(), score.low(), score.high(), true));
    for (Baseline b : s.baselines()) {
      dots.add(new Chart.Dot(b.name(), b.value(), Double.NaN, Double.NaN, false));
    }
    String better = score.higherIsBetter() ? "higher is better" : "lower is better";
    String alt =
        Notation.capital(score.metric())
            + ", "
            + better
            + ": "
            + dots.stream()
                .map(d -> d.label() + " " + Notation.value(d.value(), score.fraction()))
                .collect(Collectors.joining(", "));
    return charts.figure(
        Notation.capital(score.metric()) + " against the baselines",
        alt,
        Markup.of("{}{}.", Notation.capital(better), score.hasInterval() ? "; the bar is the 95% interval" : ""),
        Chart.dots(Chart.Axis.of(score.metric(), score.fraction()), dots));
  }
}
