package hillock.report.page;

import hillock.report.DataProfile;
import hillock.report.DataProfile.ColumnSummary;
import hillock.report.DataProfile.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What the data holds and what was made of it. */
final class DataSection {
  private static final int MOST_COLUMNS_OPEN = 20;
  private static final int MOST_COLUMNS = 300;
  private static final int MOST_NOTES_OPEN = 10;
  private static final int MOST_CLASS_BARS = 40;

  private DataSection() {}

  static Section of(DataProfile data, Charts charts) {
    List<Markup> parts = new ArrayList<>();
    if (!data.notes().isEmpty()) {
      Markup notes =
          Markup.of(
              "<ul>{}</ul>",
              data.notes().stream().map(n -> Markup.of("<li>{}</li>", Markup.whole(n))).collect(Markup.joining()));
      parts.add(
          data.notes().size() <= MOST_NOTES_OPEN
              ? notes
              : Rows.folded(Notation.count(data.notes().size(), "decision") + " about the columns", notes));
    }
    if (!data.samples().isEmpty()) {
      parts.add(samples(data));
    }
    if (!data.classes().isEmpty()) {
      parts.add(balance(data, charts));
    }
    if (!data.columns().isEmpty()) {
      parts.add(columns(data));
    }
    return new Section("data", "The data", Markup.join(parts));
  }

  private static Markup samples(DataProfile data) {
    return Markup.of(
        "<ul class=\"pictures small\" aria-label=\"Some of the rows\">{}</ul>",
        data.samples().stream()
            .filter(e -> e.picture().isPresent())
            .map(e ->
                Markup.of(
                    "<li>{}<p>{}</p></li>", Png.image(e.picture().orElseThrow(), "example: " + e.name()), e.name()))
            .collect(Markup.joining()));
  }

  private static Markup balance(DataProfile data, Charts charts) {
    List<Count> classes = data.classes();
    long most = classes.stream().mapToLong(Count::rows).max().orElse(0);
    long least = classes.stream().mapToLong(Count::rows).min().orElse(0);
    String words =
        Notation.count(classes.size(), "class")
            + ", the rarest with "
            + Notation.count(least, "row")
            + ", the most frequent with "
            + Notation.count(most);
    if (classes.size() > MOST_CLASS_BARS) {
      return Markup.of("<p>{}.</p>", words);
    }
    return charts.figure(
        "Rows of each class",
        words,
        Markup.of("{}.", words),
        Chart.bars(
            "wide",
            "class",
            "rows",
            classes.stream().map(Count::value).toList(),
            classes.stream().mapToDouble(Count::rows).toArray()));
  }

  private static Markup columns(DataProfile data) {
    List<List<Object>> rows = data.columns().stream().limit(MOST_COLUMNS).map(c -> row(c, data.rows())).toList();
    String caption =
        Notation.count(data.columns().size(), "column")
            + " of "
            + Notation.count(data.rows(), "row")
            + (data.columns().size() > MOST_COLUMNS ? "; the first " + MOST_COLUMNS + " are shown" : "");
    Markup table =
        Rows.table(caption, List.of("Column", "Type", "Use", "#Missing", "#Different", "Values", "Distribution"), rows);
    return data.columns().size() <= MOST_COLUMNS_OPEN ? table : Rows.folded(caption, table);
  }

  private static List<Object> row(ColumnSummary c, long rows) {
    return List.of(
        c.name(),
        c.type(),
        c.use(),
        c.missing() == 0
            ? "0"
            : Notation.count(c.missing()) + " (" + Notation.percent((double) c.missing() / rows) + ")",
        Notation.count(c.distinct()),
        values(c),
        histogram(c));
  }

  private static String values(ColumnSummary c) {
    if (!Double.isNaN(c.min())) {
      return Notation.number(c.min()) + " to " + Notation.number(c.max()) + ", median " + Notation.number(c.median());
    }
    return c.mostFrequent().stream()
        .limit(3)
        .map(v -> v.value() + " (" + Notation.count(v.rows()) + ")")
        .collect(Collectors.joining(", "));
  }

  /** Bars without axes, small enough to stand in a line. */
  private static Markup histogram(ColumnSummary c) {
    List<Long> counts =
        c.histogram().isEmpty()
            ? c.mostFrequent().stream().map(Count::rows).toList()
            : c.histogram().stream().map(n -> (long) n).toList();
    long most = counts.stream().mapToLong(n -> n).max().orElse(0);
    if (most == 0) {
      return Markup.NONE;
    }
    StringBuilder bars = new StringBuilder();
    for (int i = 0; i < counts.size(); i++) {
      long height = Math.round(20.0 * counts.get(i) / most);
      // What is there stays visible, however rare.
      height = counts.get(i) > 0 ? Math.max(1, height) : 0;
      bars.append("M").append(6 * i).append(" 20v-").append(height).append("h5v").append(height).append("z");
    }
    return Markup.of(
        "<svg class=\"spark\" width=\"{}\" height=\"20\" role=\"img\" aria-label=\"distribution\"><path"
            + " d=\"{}\"/></svg>",
        6 * counts.size(),
        Markup.whole(bars.toString()));
  }
}
