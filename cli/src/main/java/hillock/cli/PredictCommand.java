package hillock.cli;

import hillock.data.ClassTarget;
import hillock.data.Column;
import hillock.data.InputsTarget;
import hillock.data.NoTarget;
import hillock.data.Preprocessor;
import hillock.data.RawData;
import hillock.data.Series;
import hillock.data.SeriesPreprocessor;
import hillock.data.Table;
import hillock.data.TargetEncoder;
import hillock.io.CsvOutput;
import hillock.io.Source;
import hillock.model.Model;
import hillock.model.Prediction;
import hillock.model.Predictor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Predicts new rows. */
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    description = "Predict new rows: CSV with the columns that came in, and the prediction.",
    footer = {
      "",
      "Examples:",
      "  hillock predict houses.hillock new.csv -o priced.csv",
      "  hillock predict iris.hillock - --proba < new.csv",
      "  hillock predict airline.hillock airline.csv     (a forecast: the values after its end)",
      "  hillock predict houses.hillock new.csv --code   (an autoencoder: error and code of each row)"
    })
final class PredictCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "MODEL", description = "A file that 'hillock train' wrote.")
  private String model;

  @Parameters(
      index = "1",
      paramLabel = "DATA",
      description = "Data like that of training; - for CSV on standard input.")
  private String data;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT.csv",
      description = "Where to write. Default: standard output.")
  private @Nullable String output;

  @Option(names = "--proba", description = "Also the probability of each class.")
  private boolean probabilities;

  @Option(names = "--code", description = "Of an autoencoder: also the code of each row.")
  private boolean code;

  @Option(names = "--rebuilt", description = "Of an autoencoder: also the inputs as it rebuilds them.")
  private boolean rebuilt;

  @Option(names = "--verbose", description = "Show where in the program an error arose.")
  boolean verbose; // read from the arguments, as an error may come before they are parsed

  private final Terminal terminal;

  PredictCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Path file = output == null ? null : Parsing.path("--output", output);
    if (file != null) {
      Destination.writable(file);
    }
    Model opened = Model.open(Parsing.path("model", model));
    Preprocessor preprocessor = Models.preprocessor(opened, model);
    TargetEncoder target = preprocessor.target();
    if (probabilities && !(target instanceof ClassTarget)) {
      throw new IllegalArgumentException(
          "--proba: got a model that predicts %s, expected one that predicts classes. Leave out --proba."
              .formatted(target instanceof NoTarget ? "nothing" : "numbers"));
    }
    if ((code || rebuilt) && !(target instanceof InputsTarget)) {
      throw new IllegalArgumentException(
          (code ? "--code" : "--rebuilt")
              + ": got a model that predicts '"
              + target.name()
              + "', expected an autoencoder. Leave it out.");
    }
    Source source = Inputs.openToCopy(data, terminal, preprocessor.imageShape().orElse(null));
    RawData rows = source.data();
    if (preprocessor instanceof SeriesPreprocessor series && rows instanceof Table table) {
      return forecast(opened, series, table, file);
    }
    if (target instanceof InputsTarget) {
      return rebuild(opened, preprocessor, source, file);
    }
    boolean eachAlone = target instanceof NoTarget;
    List<Prediction> predictions;
    try (Predictor<Prediction> predictor = Predictor.of(opened)) {
      predictions = predictor.predictAll(rows);
    }
    List<String> header = header(source, target);
    Iterable<List<String>> lines =
        () -> IntStream.range(0, rows.size()).mapToObj(i -> line(source, i, predictions.get(i), eachAlone)).iterator();
    write(file, header, lines, rows.size());
    Models.unseen(opened, rows).forEach(note -> terminal.err().println("Note: " + note));
    return Main.DONE;
  }

  /** The rows as they came in, and how an autoencoder rebuilds each. */
  private int rebuild(Model opened, Preprocessor preprocessor, Source source, @Nullable Path file) throws IOException {
    RawData rows = source.data();
    RebuiltColumns columns = new RebuiltColumns(opened, preprocessor, rows, code, rebuilt);
    List<String> header = given(source);
    for (String name : columns.names()) {
      header.add(free(name, header));
    }
    Iterable<List<String>> lines =
        () ->
            IntStream.range(0, rows.size())
                .mapToObj(i -> {
                  List<String> line = given(source, i);
                  line.addAll(columns.of(i));
                  return line;
                })
                .iterator();
    write(file, header, lines, rows.size());
    Models.unseen(opened, rows).forEach(note -> terminal.err().println("Note: " + note));
    return Main.DONE;
  }

  /** The values after the end of a series: a row a step. */
  private int forecast(Model opened, SeriesPreprocessor preprocessor, Table table, @Nullable Path file)
      throws IOException {
    Series series = preprocessor.series(table);
    float[] values;
    try (Predictor<Prediction> predictor = Predictor.of(opened)) {
      values = predictor.outputs(table);
    }
    String time = series.timeColumn();
    List<String> header =
        List.of(time == null ? "step" : time, time == null ? "prediction" : free("prediction", List.of(time)));
    List<List<String>> lines =
        IntStream.range(0, values.length)
            .mapToObj(h -> List.of(series.time(series.size() + h), String.valueOf(values[h])))
            .toList();
    write(file, header, lines, values.length);
    return Main.DONE;
  }

  private void write(@Nullable Path file, List<String> header, Iterable<List<String>> lines, int count)
      throws IOException {
    if (file == null) {
      CsvOutput.write(terminal.out(), header, lines);
    } else {
      CsvOutput.write(file, header, lines);
      terminal.err().println(Figures.count(count, "prediction") + " written to " + file);
    }
  }

  private List<String> header(Source source, TargetEncoder target) {
    List<String> header = given(source);
    if (target instanceof NoTarget said) {
      said.outputNames().forEach(name -> header.add(free(name, header)));
      return header;
    }
    header.add(free("prediction", header));
    if (probabilities && target instanceof ClassTarget classes) {
      for (String name : classes.classNames()) {
        header.add(free("probability_" + name, header));
      }
    }
    return header;
  }

  /** Names of the columns that came in. */
  private static List<String> given(Source source) {
    return new ArrayList<>(source.data() instanceof Table table ? table.names() : List.of("row"));
  }

  /** The cells of a row that came in. */
  private static List<String> given(Source source, int row) {
    List<String> line = new ArrayList<>();
    if (source.data() instanceof Table table) {
      for (Column column : table.columns()) {
        line.add(column.asWritten(row));
      }
    } else {
      line.add(source.rowNames().isEmpty() ? String.valueOf(row + 1) : source.rowNames().get(row));
    }
    return line;
  }

  /** A name that no other column has. */
  private static String free(String name, List<String> taken) {
    String candidate = name;
    for (int i = 2; taken.contains(candidate); i++) {
      candidate = name + "_" + i;
    }
    return candidate;
  }

  private List<String> line(Source source, int row, Prediction prediction, boolean eachAlone) {
    List<String> line = given(source, row);
    if (prediction.isClass()) {
      line.add(prediction.label());
      if (probabilities) {
        for (float p : prediction.probabilities()) {
          line.add(String.valueOf(p));
        }
      }
    } else {
      List<String> values = new ArrayList<>();
      for (float value : prediction.values()) {
        // Places on a map are whole numbers.
        values.add(eachAlone && value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value));
      }
      if (eachAlone) {
        line.addAll(values);
      } else {
        line.add(String.join(" ", values));
      }
    }
    return line;
  }
}
