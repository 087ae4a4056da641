package hillock.report.page;

import hillock.report.Fact;
import java.util.List;

/** Tables: a caption, column headings, and rows whose first cell is their heading. */
final class Rows {
  private Rows() {}

  /**
   * A table that scrolls sideways when it is wider than the page.
   *
   * @param headings one a column; a heading that starts with {@code #} is of numbers, set to the right
   * @param rows cells, text or markup
   */
  static Markup table(String caption, List<String> headings, List<List<Object>> rows) {
    List<Boolean> numeric = headings.stream().map(h -> h.startsWith("#")).toList();
    Markup head =
        headings.stream()
            .map(h ->
                h.startsWith("#")
                    ? Markup.of("<th scope=\"col\" class=\"n\">{}</th>", h.substring(1))
                    : Markup.of("<th scope=\"col\">{}</th>", h))
            .collect(Markup.joining());
    Markup body = rows.stream().map(row -> row(row, numeric)).collect(Markup.joining());
    return Markup.of(
        """
        <div class="scroll" tabindex="0" role="region" aria-label="{}">
        <table><caption>{}</caption>
        <thead><tr>{}</tr></thead>
        <tbody>{}</tbody></table>
        </div>\
        """,
        caption,
        caption,
        head,
        body);
  }

  /** Names and values. */
  static Markup facts(String caption, List<Fact> facts) {
    return Markup.of(
        "<table class=\"facts\"><caption>{}</caption><tbody>{}</tbody></table>",
        caption,
        facts.stream()
            .map(f -> Markup.of("<tr><th scope=\"row\">{}</th><td>{}</td></tr>", f.name(), f.value()))
            .collect(Markup.joining()));
  }

  /** Something long, closed until it is asked for. */
  static Markup folded(String summary, Markup body) {
    return Markup.of("<details><summary>{}</summary>{}</details>", summary, body);
  }

  private static Markup row(List<Object> cells, List<Boolean> numeric) {
    StringBuilder html = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String template =
          i == 0 ? "<th scope=\"row\">{}</th>" : numeric.get(i) ? "<td class=\"n\">{}</td>" : "<td>{}</td>";
      html.append(Markup.of(template, cells.get(i)).html());
    }
    return Markup.of("<tr>{}</tr>", new Markup(html.toString()));
  }
}
