package hillock.report.page;

import hillock.data.AtomicFile;
import hillock.report.ClassPredictions;
import hillock.report.NumberPredictions;
import hillock.report.Report;
import hillock.report.RowErrors;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A report as one HTML page that needs nothing beside itself: styles, charts and pictures are inside, and a content
 * security policy keeps the browser from loading or running anything else. The same report gives the same bytes.
 */
public final class ReportPage {
  private ReportPage() {}

  /**
   * Writes the page to a file, all of it or nothing.
   *
   * @throws hillock.data.DataException when the folder is missing or read-only, or the disk is full
   */
  public static void write(Report report, Path file) {
    AtomicFile.write(file, html(report));
  }

  /** The page. */
  public static String html(Report report) {
    Charts charts = new Charts();
    Markup headline = Headline.of(report, charts);
    List<Section> sections = new ArrayList<>();
    sections.add(
        switch (report.predictions()) {
          case ClassPredictions p -> ClassesSection.of(p, charts);
          case NumberPredictions p -> NumbersSection.of(p, charts);
          case RowErrors p -> RowErrorsSection.of(p, charts);
        });
    sections.add(MistakesSection.of(report.predictions()));
    report.history().ifPresent(h -> sections.add(CurvesSection.of(h, report.summary(), charts)));
    report.diagnosis().ifPresent(d -> sections.add(DiagnosisSection.of(d, charts)));
    report.rateSearch().ifPresent(r -> sections.add(RateSection.of(r, charts)));
    report.repeats().ifPresent(r -> sections.add(RepeatsSection.of(r, charts)));
    sections.add(NetworkSection.of(report.network()));
    sections.add(DataSection.of(report.data(), charts));
    sections.add(ReproduceSection.of(report.provenance()));

    String library = resource("chart.umd.min.js");
    String script = resource("report.js");
    return Markup.of(
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="generator" content="Hillock">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; \
            style-src 'unsafe-inline'; script-src '{}' '{}'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{}</title>
            <style>{}</style>
            </head>
            <body>
            <main>
            {}
            <nav aria-label="Sections"><ul>{}</ul></nav>
            <noscript><p>The charts need JavaScript; the tables hold the same numbers.</p></noscript>
            {}
            </main>
            <footer><p>Made by Hillock. This page loads nothing from elsewhere. Charts: Chart.js, MIT licence.</p></footer>
            <script type="application/json" id="charts">{}</script>
            <script>{}</script>
            <script>{}</script>
            </body>
            </html>
            """,
            hash(library),
            hash(script),
            Headline.title(report),
            new Markup(resource("report.css")),
            headline,
            sections.stream().map(Section::link).collect(Markup.joining()),
            sections.stream().map(Section::html).collect(Markup.joining()),
            new Markup(charts.json()),
            new Markup(library),
            new Markup(script))
        .html();
  }

  /** Only a script with this hash may run: text that looks like a script stays text. */
  private static Markup hash(String script) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return new Markup("sha256-" + Base64.getEncoder().encodeToString(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("report: the jar lacks its resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
