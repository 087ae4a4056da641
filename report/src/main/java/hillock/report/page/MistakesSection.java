package hillock.report.page;

import hillock.report.ClassPredictions;
import hillock.report.Example;
import hillock.report.Fact;
import hillock.report.NumberPredictions;
import hillock.report.Predictions;
import hillock.report.RebuiltRows;
import hillock.report.RowErrors;
import hillock.report.UntargetedRows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The rows the network got most wrong: pictures for images, otherwise their values. */
final class MistakesSection {
  private static final int MOST_PICTURES = 24;
  private static final int MOST_ROWS = 12;
  private static final int MOST_COLUMNS = 12;

  private MistakesSection() {}

  static Section of(Predictions predictions) {
    int[] worst = worst(predictions);
    List<Example> examples = IntStream.of(worst).mapToObj(predictions.examples()::at).toList();
    Markup body;
    if (worst.length == 0) {
      body = Markup.of("<p>None: every row was given its class.</p>");
    } else if (examples.stream().allMatch(e -> e.picture().isPresent())) {
      body = pictures(predictions, worst, examples);
    } else {
      body = rows(predictions, worst, examples);
    }
    String title = predictions instanceof UntargetedRows ? "Rows that fit worst" : "Worst mistakes";
    return new Section("mistakes", title, body);
  }

  /** Wrong classes, the surest first; or the rows with the largest residuals or errors. */
  private static int[] worst(Predictions predictions) {
    Stream<Integer> rows = IntStream.range(0, predictions.size()).boxed();
    return switch (predictions) {
      case ClassPredictions p ->
          rows.filter(r -> p.predicted(r) != p.truth(r))
              .sorted(
                  Comparator.<Integer>comparingDouble(r -> p.probability(r, p.truth(r)))
                      .thenComparing(Comparator.comparingDouble(r -> -p.confidence(r))))
              .limit(MOST_PICTURES)
              .mapToInt(r -> r)
              .toArray();
      case NumberPredictions p ->
          rows.sorted(Comparator.comparingDouble(r -> -Math.abs(p.residual(r))))
              .limit(MOST_PICTURES)
              .mapToInt(r -> r)
              .toArray();
      case RowErrors p ->
          rows.sorted(Comparator.comparingDouble(r -> -p.errors()[r])).limit(MOST_PICTURES).mapToInt(r -> r).toArray();
    };
  }

  private static Markup pictures(Predictions predictions, int[] worst, List<Example> examples) {
    Markup cards =
        IntStream.range(0, worst.length)
            .mapToObj(i -> {
              List<Fact> facts = answers(predictions, worst[i]);
              String words = facts.stream().map(f -> f.name() + " " + f.value()).collect(Collectors.joining(", "));
              return Markup.of(
                  "<li>{}<p>{}</p><p class=\"note\">{}</p></li>",
                  Png.image(examples.get(i).picture().orElseThrow(), examples.get(i).name() + ": " + words),
                  facts.stream()
                      .map(f -> Markup.of("<span>{} <b>{}</b></span>", f.name(), f.value()))
                      .collect(Markup.joining()),
                  examples.get(i).name());
            })
            .collect(Markup.joining());
    return Markup.of("<p>{}.</p><ul class=\"pictures\">{}</ul>", Notation.capital(order(predictions)), cards);
  }

  private static Markup rows(Predictions predictions, int[] worst, List<Example> examples) {
    List<String> headings = new ArrayList<>(List.of("Row"));
    headings.addAll(
        switch (predictions) {
          case ClassPredictions _ -> List.of("True", "Predicted", "#Confidence");
          case NumberPredictions _ -> List.of("#True", "#Predicted", "#Residual");
          case RowErrors p -> List.of("#" + Notation.capital(p.name()));
        });
    List<Fact> first = examples.getFirst().values();
    first.stream().limit(MOST_COLUMNS).forEach(f -> headings.add(columnHeading(f.name())));
    int shown = Math.min(MOST_ROWS, worst.length);
    List<List<Object>> cells =
        IntStream.range(0, shown)
            .mapToObj(i -> {
              List<Object> row = new ArrayList<>();
              row.add(examples.get(i).name());
              answers(predictions, worst[i]).forEach(f -> row.add(f.value()));
              examples.get(i).values().stream().limit(MOST_COLUMNS).forEach(f -> row.add(f.value()));
              return row;
            })
            .toList();
    String columns =
        first.size() > MOST_COLUMNS ? "; the first " + MOST_COLUMNS + " of " + first.size() + " columns" : "";
    return Rows.table(
        "The "
            + Notation.count(shown, predictions instanceof UntargetedRows ? "worst row" : "worst mistake")
            + ": "
            + order(predictions)
            + columns,
        headings,
        cells);
  }

  private static String order(Predictions predictions) {
    return switch (predictions) {
      case ClassPredictions _ -> "wrong answers, those first in which the true class seemed least likely";
      case NumberPredictions _ -> "the largest residuals";
      case RebuiltRows _ -> "the rows that are rebuilt worst";
      case UntargetedRows p -> "the rows with the largest " + p.name();
    };
  }

  // A column of the user's may be called #1: only our own headings mean something by a leading #.
  private static String columnHeading(String name) {
    return name.startsWith("#") ? "\u200B" + name : name;
  }

  private static List<Fact> answers(Predictions predictions, int row) {
    return switch (predictions) {
      case ClassPredictions p ->
          List.of(
              new Fact("true", p.classes().get(p.truth(row))),
              new Fact("predicted", p.classes().get(p.predicted(row))),
              new Fact("confidence", Notation.percent(p.confidence(row))));
      case NumberPredictions p ->
          List.of(
              new Fact("true", Notation.number(p.truth()[row])),
              new Fact("predicted", Notation.number(p.predicted()[row])),
              new Fact("residual", Notation.number(p.residual(row))));
      case RowErrors p -> List.of(new Fact(p.name(), Notation.number(p.errors()[row])));
    };
  }
}
