package hillock.cli;

import hillock.experiment.PreparedExperiment;
import hillock.experiment.Recipe;
import hillock.model.Catalog;
import hillock.model.NetworkSummary;
import hillock.nn.Network;
import java.util.List;

/** The network as a table of layers, and how it is trained. */
final class NetworkText {
  private NetworkText() {}

  static void show(Terminal terminal, PreparedExperiment prepared) {
    Recipe recipe = prepared.recipe();
    terminal.out().println(terminal.bold("Network"));
    table(prepared.network()).forEach(terminal.out()::println);
    String rule =
        recipe
            .method()
            .map(NetworkText::text)
            .orElseGet(() ->
                text(recipe.loss()) + ", " + text(recipe.optimizer().orElseThrow()) + ", " + text(recipe.schedule()));
    String training =
        rule
            + ", batches of "
            + recipe.batch()
            + ", at most "
            + Figures.count(recipe.epochs(), "epoch")
            + ", seed "
            + prepared.seed();
    List<String> lines = Wrapping.wrap(training, terminal.width() - 11);
    for (int i = 0; i < lines.size(); i++) {
      terminal.out().println((i == 0 ? terminal.bold("Training") + " " : "         ") + lines.get(i));
    }
    terminal.out().println();
  }

  static List<String> table(Network network) {
    TextTable table = new TextTable("llrr").row("", "layer", "output", "parameters");
    NetworkSummary summary = NetworkSummary.of(network);
    for (NetworkSummary.Row row : summary.rows()) {
      table.row(
          row.path(),
          Figures.cut(row.spec(), 40),
          row.output(),
          row.parameters() == 0 ? "" : Figures.count(row.parameters()));
    }
    return table.row("", "in all", "", Figures.count(summary.parameters())).lines();
  }

  /** The table with floating-point operations. */
  static List<String> costs(Network network) {
    TextTable table = new TextTable("llrrr").row("", "layer", "output", "parameters", "FLOPs");
    NetworkSummary summary = NetworkSummary.of(network);
    for (NetworkSummary.Row row : summary.rows()) {
      table.row(
          row.path(),
          Figures.cut(row.spec(), 32),
          row.output(),
          row.parameters() == 0 ? "" : Figures.count(row.parameters()),
          row.flops() == 0 ? "" : Figures.count(row.flops()));
    }
    return table.row("", "in all", "", Figures.count(summary.parameters()), Figures.count(summary.flops())).lines();
  }

  private static String text(Object record) {
    return Figures.cut(Catalog.shorthand((Record) record), 60);
  }
}
