package hillock.report.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The charts of one page. A section asks for a figure and gets the place where it is drawn; the numbers are collected
 * here and stand once in the page, as JSON.
 */
final class Charts {
  private final List<Map<String, Object>> specs = new ArrayList<>();

  /**
   * A figure with a chart.
   *
   * @param title short heading of the figure
   * @param alt what the chart shows, with its main numbers, for who cannot see it
   * @param note text under the chart; may be empty
   */
  Markup figure(String title, String alt, Markup note, Chart chart) {
    String id = "chart-" + (specs.size() + 1);
    Map<String, Object> spec = new LinkedHashMap<>(chart.spec());
    spec.put("id", id);
    specs.add(spec);
    return Markup.of(
        """
        <figure>
        <h3>{}</h3>
        <div class="chart {}"><canvas id="{}" role="img" aria-label="{}"></canvas></div>
        <figcaption>{}</figcaption>
        </figure>\
        """,
        title,
        chart.size(),
        id,
        alt,
        note);
  }

  /** All charts as JSON. */
  String json() {
    return Json.write(specs);
  }
}
