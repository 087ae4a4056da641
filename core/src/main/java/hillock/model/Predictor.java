package hillock.model;

import hillock.data.Column;
import hillock.data.Dataset;
import hillock.data.FeatureEncoding;
import hillock.data.NumberFeature;
import hillock.data.Preprocessor;
import hillock.data.RawData;
import hillock.data.Table;
import hillock.data.TablePreprocessor;
import hillock.data.TargetEncoder;
import hillock.kernel.Engine;
import hillock.nn.Network;
import hillock.tensor.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Predicts from raw rows. One predictor serves any number of threads, virtual ones too; the weights are shared. The
 * prediction of a row depends neither on the rows it comes with nor on the thread.
 *
 * <pre>{@code
 * try (var digits = Predictor.open(file, Digit::of)) {
 *   images.parallelStream().map(digits::predict).filter(d -> d.confidence() > 0.9f).forEach(System.out::println);
 * }
 * }</pre>
 *
 * @param <T> what predictions become: {@link Prediction}, or a type of one's own
 */
public final class Predictor<T> implements AutoCloseable {
  private final Model model;
  private final Function<? super Prediction, ? extends T> mapper;
  private final Pool<Inference> alone;
  private final Pool<Inference> team;
  private final long flopsOfRow;
  private volatile boolean closed;

  private Predictor(Model model, Function<? super Prediction, ? extends T> mapper) {
    this.model = model;
    this.mapper = mapper;
    Network network = model.network();
    // the threads of the team start with the first work for them: many a program predicts a single row
    alone = new Pool<>(() -> new Inference(network, model.linkNetwork(), Engine.single()));
    team = new Pool<>(() -> new Inference(network, model.linkNetwork(), Engine.auto()));
    flopsOfRow = NetworkSummary.flops(network);
  }

  /** Predictions of the model in a file; see {@link Model#open(Path)}. */
  public static Predictor<Prediction> open(Path file) {
    return of(Model.open(file));
  }

  /** Predictions of the model in a file, each turned into a type of one's own. */
  public static <T> Predictor<T> open(Path file, Function<? super Prediction, ? extends T> mapper) {
    return of(Model.open(file), mapper);
  }

  /** Predictions of a model, whose weights must not change meanwhile. */
  public static Predictor<Prediction> of(Model model) {
    return of(model, prediction -> prediction);
  }

  /** Predictions of a model, each turned into a type of one's own. */
  public static <T> Predictor<T> of(Model model, Function<? super Prediction, ? extends T> mapper) {
    return new Predictor<>(model, mapper);
  }

  /** The model. */
  public Model model() {
    return model;
  }

  /**
   * Predicts one row of raw numbers: the values of an array or image as in training; the values of the columns, in
   * order, for a model trained on a table of numbers; otherwise the inputs of the network. NaN is a missing value.
   *
   * @throws ModelException when their number is wrong, or the model was trained on columns of text
   */
  public T predict(float... features) {
    return mapper.apply(predictions(inputs(features)).getFirst());
  }

  /**
   * Predicts one row given as texts by column name, as a CSV file has them; empty texts are missing values, and columns
   * that were not used in training are ignored.
   *
   * @throws ModelException when a column is absent, or the model was not trained on a table
   * @throws hillock.data.DataException when a text is no number where one is expected
   */
  public T predict(Map<String, String> row) {
    if (!(model.preprocessor().orElse(null) instanceof TablePreprocessor columns)) {
      throw new ModelException("row", "texts by column name", "an array", "The model was trained on arrays.");
    }
    List<String> absent = columns.columnNames().stream().filter(name -> !row.containsKey(name)).toList();
    if (!absent.isEmpty()) {
      throw new ModelException(
          "row",
          "no value for " + ModelException.quoted(absent.getFirst()),
          "the columns " + columns.columnNames(),
          "Give an empty text where a value is missing.");
    }
    return mapper.apply(predictions(columns.transformRows(List.of(row))).getFirst());
  }

  /**
   * Predicts every row of raw data like that of training; a target column is ignored.
   *
   * @throws hillock.data.DataException when a column is missing, or a value cannot be read
   */
  public List<T> predictAll(RawData data) {
    List<T> results = new ArrayList<>(data.size());
    predictions(inputs(data)).forEach(prediction -> results.add(mapper.apply(prediction)));
    return results;
  }

  /**
   * The predictions of every row as numbers, row-major: [n, classes] probabilities, or [n, targets] values in their
   * units.
   *
   * @param data raw data like that of training
   */
  public float[] outputs(RawData data) {
    return interpreted(inputs(data));
  }

  private Dataset inputs(RawData data) {
    Preprocessor preprocessor = model.preprocessor().orElse(null);
    if (preprocessor != null) {
      return preprocessor.transformInputs(data);
    }
    Shape input = model.network().input();
    if (data instanceof Dataset dataset && dataset.sampleShape().size() == input.size()) {
      return dataset;
    }
    String got = data instanceof Dataset dataset ? "samples of shape " + dataset.sampleShape() : "a table";
    throw new ModelException("data", got, "samples of shape " + input, "The model was trained without preprocessing.");
  }

  private Dataset inputs(float[] features) {
    if (!(model.preprocessor().orElse(null) instanceof TablePreprocessor columns)) {
      checkCount(features.length, model.network().input().size(), "values of one sample");
      Shape sample = model.preprocessor().map(Preprocessor::inputShape).orElse(model.network().input());
      return inputs((RawData) Dataset.of(sample, features));
    }
    List<FeatureEncoding> encodings = columns.encodings();
    for (FeatureEncoding encoding : encodings) {
      if (!(encoding instanceof NumberFeature)) {
        throw new ModelException(
            "row",
            "numbers alone",
            "also the column '" + encoding.column() + "'",
            "Give the row as texts by column name.");
      }
    }
    checkCount(features.length, encodings.size(), "values of the columns " + columns.columnNames());
    Column[] row = new Column[features.length];
    Arrays.setAll(row, i -> Column.numbers(encodings.get(i).column(), features[i]));
    return inputs((RawData) Table.of(row));
  }

  private static void checkCount(int got, int expected, String what) {
    if (got != expected) {
      throw new ModelException("row", got + " numbers", "the " + expected + " " + what, "");
    }
  }

  private List<Prediction> predictions(Dataset inputs) {
    float[] outputs = interpreted(inputs);
    TargetEncoder target = model.target().orElse(null);
    int n = inputs.size();
    int width = n == 0 ? 0 : outputs.length / n;
    return IntStream.range(0, n)
        .mapToObj(row -> new Prediction(target, Arrays.copyOfRange(outputs, row * width, (row + 1) * width)))
        .toList();
  }

  private float[] interpreted(Dataset inputs) {
    if (closed) {
      throw new IllegalStateException("predictor: it is closed");
    }
    int n = inputs.size();
    int width = model.linkNetwork().output().size();
    float[] outputs = new float[Math.multiplyExact(n, width)];
    Pool<Inference> pool = n * flopsOfRow < Inference.TEAM_WORK ? alone : team;
    pool.use(inference -> inference.run(inputs::gather, n, outputs));
    return Prediction.interpreted(model.target().orElse(null), outputs, n);
  }

  /** Lets go of all buffers; later predictions fail. */
  @Override
  public void close() {
    closed = true;
    alone.clear();
    team.clear();
  }
}
