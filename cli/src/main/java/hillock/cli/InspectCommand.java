package hillock.cli;

import hillock.data.DataOrigin;
import hillock.data.Preprocessor;
import hillock.data.TablePreprocessor;
import hillock.data.TargetEncoder;
import hillock.model.Catalog;
import hillock.model.Json;
import hillock.model.Model;
import hillock.model.NetworkSummary;
import hillock.model.Provenance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a model file holds. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    description = "Show what a model file holds: layers, preprocessing, metrics, origin.",
    footer = {"", "Example:", "  hillock inspect digits.hillock"})
final class InspectCommand implements Callable<Integer> {
  @Parameters(paramLabel = "MODEL", description = "A file that 'hillock train' wrote.")
  private String model;

  @Option(names = "--json", description = "Print one JSON object as the last line; all else goes to standard error.")
  private boolean json;

  @Option(names = "--verbose", description = "Show where in the program an error arose.")
  boolean verbose; // read from the arguments, as an error may come before they are parsed

  private final Terminal outer;

  InspectCommand(Terminal terminal) {
    this.outer = terminal;
  }

  @Override
  public Integer call() {
    Model opened = Model.open(Parsing.path("model", model));
    show(json ? outer.resultsOnly() : outer, opened);
    if (json) {
      outer.out().println(Json.write(object(opened)));
    }
    return Main.DONE;
  }

  private void show(Terminal terminal, Model opened) {
    terminal.out().println(terminal.bold("Model") + "    " + model);
    opened.target().ifPresent(t -> terminal.out().println("Predicts " + Figures.cut(predicts(t), 70)));
    opened.preprocessor().ifPresent(p -> preprocessing(terminal, p));
    terminal.out().println(terminal.bold("Network") + "  input " + opened.network().input());
    NetworkText.table(opened.network()).forEach(terminal.out()::println);
    terminal.out().println("  then " + Catalog.shorthand((Record) opened.link()));
    if (!opened.metrics().isEmpty()) {
      terminal.out().println(terminal.bold("Metrics"));
      opened.metrics().forEach((part, values) -> terminal.out().println("  " + part + ": " + brief(values)));
    }
    Provenance origin = opened.provenance();
    terminal.out().println(terminal.bold("Origin"));
    origin
        .data()
        .ifPresent(d ->
            terminal
                .out()
                .println("  data " + d.name() + ", " + Figures.count(d.rows(), "row") + ", sha256 " + d.sha256()));
    terminal
        .out()
        .println(
            "  seed " + origin.seed() + ", Hillock " + origin.hillock() + origin.date().map(d -> ", " + d).orElse(""));
    origin.settings().forEach((name, value) -> terminal.out().println("  " + name + ": " + value));
    terminal.out().println("  weights sha256 " + opened.weightsSha256());
  }

  private static String predicts(TargetEncoder target) {
    return switch (target) {
      case hillock.data.ClassTarget classes ->
          "'"
              + target.name()
              + "', one of "
              + classes.classNames().size()
              + " classes: "
              + String.join(", ", classes.classNames());
      case hillock.data.NumberTarget numbers ->
          "'"
              + target.name()
              + "', "
              + (numbers.parts().size() == 1 ? "a number" : numbers.parts().size() + " numbers");
    };
  }

  private static void preprocessing(Terminal terminal, Preprocessor preprocessor) {
    if (preprocessor instanceof TablePreprocessor table && table.imageShape().isEmpty()) {
      TextTable columns = new TextTable("ll").row("column", "inputs");
      table
          .encodings()
          .forEach(e -> columns.row(Figures.cut(e.column(), 24), Figures.cut(String.join(", ", e.featureNames()), 48)));
      terminal.out().println(terminal.bold("Columns"));
      columns.lines().forEach(terminal.out()::println);
    } else {
      terminal
          .out()
          .println(
              "Takes    "
                  + preprocessor.imageShape().map(s -> "images " + s).orElse("arrays " + preprocessor.inputShape()));
    }
  }

  /** {@code n 360, accuracy 0.9806, ...} for the numbers of a map. */
  private static String brief(Object values) {
    if (!(values instanceof Map<?, ?> map)) {
      return String.valueOf(values);
    }
    List<String> parts = new ArrayList<>();
    map.forEach((name, value) -> {
      if (value instanceof Number number) {
        boolean whole = number instanceof Long || number instanceof Integer;
        parts.add(name + " " + (whole ? Figures.count(number.longValue()) : Figures.number(number.doubleValue())));
      }
    });
    return String.join(", ", parts);
  }

  private Map<String, @Nullable Object> object(Model opened) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("modelFile", model);
    opened.target().ifPresent(t -> json.put("task", t.kind().toString()));
    opened.target().ifPresent(t -> json.put("target", t.toMap()));
    json.put("parameters", opened.network().parameters().trainableSize());
    json.put("input", dims(opened.network().input()));
    List<Object> layers = new ArrayList<>();
    for (NetworkSummary.Row row : NetworkSummary.of(opened.network()).rows()) {
      Map<String, @Nullable Object> layer = new LinkedHashMap<>();
      layer.put("path", row.path());
      layer.put("layer", row.spec());
      layer.put("output", dims(row.output()));
      layer.put("parameters", row.parameters());
      layers.add(layer);
    }
    json.put("layers", layers);
    opened.preprocessor().ifPresent(p -> json.put("preprocessing", p.toMap()));
    json.put("metrics", opened.metrics());
    Provenance origin = opened.provenance();
    json.put("data", origin.data().map(DataOrigin::toMap).orElse(null));
    json.put("seed", origin.seed());
    json.put("hillock", origin.hillock());
    json.put("settings", origin.settings());
    json.put("weightsSha256", opened.weightsSha256());
    return json;
  }

  private static List<Object> dims(hillock.tensor.Shape shape) {
    List<Object> dims = new ArrayList<>();
    for (int d : shape.toArray()) {
      dims.add(d);
    }
    return dims;
  }
}
