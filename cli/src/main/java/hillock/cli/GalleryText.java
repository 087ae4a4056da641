package hillock.cli;

import hillock.gallery.Entry;
import hillock.gallery.run.Figure;
import hillock.gallery.run.Result;
import hillock.gallery.run.ResultTable;
import java.nio.file.Path;
import java.util.List;

/** What an entry of the gallery found, in lines of 80 columns. */
final class GalleryText {
  private GalleryText() {}

  /** What is about to run. */
  static void title(Terminal terminal, Entry entry) {
    terminal.out().println(terminal.bold(entry.name()) + "  " + entry.summary() + " (canon " + entry.canon() + ")");
    Wrapping.wrap("Source: " + entry.source(), terminal.width()).forEach(terminal.out()::println);
  }

  /** The figures, then what explains them, then the files. */
  static void show(Terminal terminal, Result result, boolean quick, double seconds, List<Path> files) {
    terminal.out().println();
    TextTable figures = new TextTable("lrrrl").row("figure", "result", "bar", "published", "holds?");
    for (Figure f : result.figures()) {
      figures.row(
          f.name(),
          f.text(),
          f.bar(),
          Double.isNaN(f.published()) ? "-" : f.unit().text(f.published()),
          f.judged() ? f.holds() ? "yes" : "NO" : "");
    }
    print(terminal, figures);
    for (ResultTable table : result.tables()) {
      terminal.out().println();
      Wrapping.wrap(table.title(), terminal.width()).forEach(terminal.out()::println);
      TextTable text = new TextTable("l" + "r".repeat(table.header().size() - 1)).row(table.header().toArray());
      table.rows().forEach(row -> text.row(row.toArray()));
      print(terminal, text);
    }
    terminal.out().println();
    result.remarks().forEach(r -> Wrapping.wrap(r, terminal.width()).forEach(terminal.out()::println));
    verdict(terminal, result, quick, seconds);
    files.forEach(file -> terminal.out().println("Written  " + file));
  }

  private static void verdict(Terminal terminal, Result result, boolean quick, double seconds) {
    for (Figure f : result.shortfalls()) {
      String text =
          "Falls short: %s is %s, expected %s.".formatted(f.name(), f.text(), f.judged() ? f.bar() : "a number");
      Wrapping.wrap(text, terminal.width()).forEach(line -> terminal.out().println(terminal.bold(line)));
    }
    long judged = result.figures().stream().filter(Figure::judged).count();
    long held = result.figures().stream().filter(f -> f.judged() && f.holds()).count();
    terminal
        .out()
        .println(
            "%d of %d bars held, in %s%s"
                .formatted(
                    held, judged, Figures.duration(seconds), quick ? ". A quick run: its bars are low ones." : "."));
  }

  private static void print(Terminal terminal, TextTable table) {
    table.lines().forEach(line -> terminal.out().println(Figures.cut(line, terminal.width())));
  }
}
