package hillock.cli;

import hillock.data.ArrayPreprocessor;
import hillock.data.DataException;
import hillock.data.DataOrigin;
import hillock.data.Preprocessor;
import hillock.data.SeriesPreprocessor;
import hillock.data.TablePreprocessor;
import hillock.data.TargetEncoder;
import hillock.data.TextPreprocessor;
import hillock.model.Catalog;
import hillock.model.Json;
import hillock.model.Model;
import hillock.model.NetworkSummary;
import hillock.model.Provenance;
import hillock.model.Records;
import hillock.nn.Network;
import hillock.nn.Spec;
import hillock.report.NetworkPicture;
import hillock.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a model file holds, or what a network is made of. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    description = {
      "Show what a model file holds: layers, preprocessing, metrics, origin.",
      "Or show a network that is not trained yet: its layers, parameters and operations."
    },
    footer = {
      "",
      "Examples:",
      "  hillock inspect digits.hillock --picture digits.svg",
      "  hillock inspect lstm --input 28x28x1 --outputs 10",
      "  hillock inspect 'dense(64) relu dense(10)' --input 784"
    })
final class InspectCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "MODEL|NETWORK",
      description =
          "A file that 'hillock train' wrote; or a network: mlp, lenet, resnet, lstm, gru, autoencoder, text, or a"
              + " .json or .txt file.")
  private String model;

  @Option(
      names = "--input",
      paramLabel = "HxWxC",
      description = "Shape of one input of a network, such as 28x28x1 or 784.")
  private @Nullable String input;

  @Option(names = "--outputs", paramLabel = "N", description = "Outputs of a named network. Default: 10.")
  private int outputs = 10;

  @Option(names = "--picture", paramLabel = "FILE.svg", description = "Draw the network to this file.")
  private @Nullable String picture;

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
    Terminal terminal = json ? outer.resultsOnly() : outer;
    if (NetworkDescription.isOne(model)) {
      Network network = network();
      terminal.out().println(terminal.bold("Network") + "  input " + network.input());
      NetworkText.costs(network).forEach(terminal.out()::println);
      draw(terminal, network);
      if (json) {
        outer.out().println(Json.write(object(network)));
      }
      return Main.DONE;
    }
    Model opened = Model.open(Parsing.path("model", model));
    show(terminal, opened);
    draw(terminal, opened.network());
    if (json) {
      outer.out().println(Json.write(object(opened)));
    }
    return Main.DONE;
  }

  private Network network() {
    Shape shape = shape();
    Spec spec =
        NetworkDescription.preset(model)
            .map(p -> p.spec(shape, outputs))
            .orElseGet(() -> NetworkDescription.spec("network", model));
    return Network.of(spec, shape, 0);
  }

  private Shape shape() {
    if (input == null) {
      throw new DataException(
          "--input", "no shape", "the shape of one input, such as --input 28x28x1 or --input 784", "");
    }
    if (outputs < 1) {
      throw new DataException("--outputs", outputs + "", "a whole number of at least 1", "");
    }
    if (!input.matches("[1-9]\\d{0,8}(x[1-9]\\d{0,8}){0,3}")) {
      throw new DataException("--input", "'" + input + "'", "lengths such as 28x28x1 or 784", "");
    }
    return Shape.of(Arrays.stream(input.split("x")).mapToInt(Integer::parseInt).toArray());
  }

  private void draw(Terminal terminal, Network network) {
    if (picture == null) {
      return;
    }
    Path file = Parsing.path("--picture", picture);
    if (!picture.endsWith(".svg")) {
      throw new DataException("--picture", "'" + picture + "'", "a file name that ends in .svg", "");
    }
    try {
      Files.writeString(file, NetworkPicture.svg(network));
    } catch (IOException e) {
      throw new DataException("--picture " + file, "a file that cannot be written", "a folder that exists", "", e);
    }
    terminal.out().println("Picture  " + file + " (open it in a browser)");
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
      case hillock.data.InputsTarget inputs -> "its own " + Figures.count(inputs.width(), "input") + ": an autoencoder";
      case hillock.data.NoTarget said -> "no target; says of each row: " + String.join(", ", said.outputNames());
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
      terminal.out().println("Takes    " + takes(preprocessor));
    }
  }

  private static String takes(Preprocessor preprocessor) {
    return switch (preprocessor) {
      case SeriesPreprocessor series ->
          "a series of "
              + Figures.cut(String.join(", ", series.columnNames()), 40)
              + ", its last "
              + series.window()
              + " rows";
      case TextPreprocessor text -> "texts in the column '" + text.column() + "'";
      case ArrayPreprocessor _, TablePreprocessor _ ->
          preprocessor.imageShape().map(s -> "images " + s).orElse("arrays " + preprocessor.inputShape());
    };
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
    json.put("layers", layers(opened.network()));
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

  private Map<String, @Nullable Object> object(Network network) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("network", Records.standard().encode(network.spec()));
    json.put("parameters", network.parameters().trainableSize());
    json.put("input", dims(network.input()));
    json.put("layers", layers(network));
    return json;
  }

  private static List<Object> layers(Network network) {
    List<Object> layers = new ArrayList<>();
    for (NetworkSummary.Row row : NetworkSummary.of(network).rows()) {
      Map<String, @Nullable Object> layer = new LinkedHashMap<>();
      layer.put("path", row.path());
      layer.put("layer", row.spec());
      layer.put("output", dims(row.output()));
      layer.put("parameters", row.parameters());
      layer.put("flops", row.flops());
      layers.add(layer);
    }
    return layers;
  }

  private static List<Object> dims(Shape shape) {
    List<Object> dims = new ArrayList<>();
    for (int d : shape.toArray()) {
      dims.add(d);
    }
    return dims;
  }
}
