package hillock.model;

import hillock.data.ClassTarget;
import hillock.data.Preprocessor;
import hillock.data.TargetEncoder;
import hillock.nn.Network;
import hillock.nn.Spec;
import hillock.tensor.Parameter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A trained network with all that predictions from raw data need, and with where it comes from. It is one file:
 *
 * <pre>{@code
 * Model.of(network, loss.link()).with(preprocessor).with(provenance).save(Path.of("digits.hillock"));
 * Model model = Model.open(Path.of("digits.hillock"));
 * }</pre>
 *
 * <p>The file is a {@link Container} of kind {@value #KIND} with the specs and everything else as JSON and the weights
 * as one array. Opening it runs no code but the constructors of the records it names, see {@link Catalog}; it allocates
 * in proportion to the file. Weights that are not finite are refused, on saving and on opening: a network with one NaN
 * predicts nothing.
 */
public final class Model {
  /** The usual end of a model file's name. */
  public static final String EXTENSION = ".hillock";

  static final String KIND = "model";

  private final Network network;
  private final Spec link;
  private final Network linkNetwork;
  private final @Nullable Preprocessor preprocessor;
  private final @Nullable TargetEncoder target;
  private final Map<String, Object> metrics;
  private final Provenance provenance;

  Model(
      Network network,
      Spec link,
      @Nullable Preprocessor preprocessor,
      @Nullable TargetEncoder target,
      Map<String, Object> metrics,
      Provenance provenance) {
    this.network = network;
    this.link = link;
    this.linkNetwork = Network.over(link, network.output(), new float[0]);
    this.preprocessor = preprocessor;
    this.target = target;
    this.metrics = metrics;
    this.provenance = provenance;
    check();
  }

  private void check() {
    if (preprocessor != null && preprocessor.inputShape().size() != network.input().size()) {
      throw new IllegalArgumentException(
          "model: the preprocessing makes rows of shape %s, the network expects %s"
              .formatted(preprocessor.inputShape(), network.input()));
    }
    int outputs = linkNetwork.output().size();
    boolean oneForTwo = outputs == 1 && target instanceof ClassTarget && target.width() == 2;
    if (target != null && target.width() != outputs && !oneForTwo) {
      throw new IllegalArgumentException(
          "model: the network has %d outputs, the target '%s' expects %d"
              .formatted(outputs, target.name(), target.width()));
    }
  }

  /**
   * A network and what turns its outputs into predictions.
   *
   * @param link usually that of the loss, see {@link hillock.nn.Loss#link}; without parameters
   */
  public static Model of(Network network, Spec link) {
    return new Model(network, link, null, null, Map.of(), Provenance.of(0));
  }

  /** The model with the preprocessing that makes raw data its inputs, and with that preprocessing's target. */
  public Model with(Preprocessor how) {
    return new Model(network, link, how, how.target(), metrics, provenance);
  }

  /** The model with the meaning of its outputs, for networks trained without a preprocessor. */
  public Model with(TargetEncoder what) {
    return new Model(network, link, preprocessor, what, metrics, provenance);
  }

  /** The model with its metrics, as {@link Json} can write them; numbers that are not finite are stored as null. */
  public Model withMetrics(Map<String, ?> measured) {
    return new Model(network, link, preprocessor, target, finite(measured), provenance);
  }

  /** The model with where it comes from. */
  public Model with(Provenance origin) {
    return new Model(network, link, preprocessor, target, metrics, origin);
  }

  private static Map<String, Object> finite(Map<?, ?> map) {
    Map<String, Object> result = new LinkedHashMap<>();
    map.forEach((name, value) -> result.put((String) name, finite(value)));
    return result;
  }

  private static @Nullable Object finite(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map -> finite(map);
      case Double number when !Double.isFinite(number) -> null;
      case Float number when !Float.isFinite(number) -> null;
      case null, default -> value;
    };
  }

  /** The network, up to the raw outputs that its loss took. */
  public Network network() {
    return network;
  }

  /** What turns raw outputs into predictions, such as softmax. */
  public Spec link() {
    return link;
  }

  Network linkNetwork() {
    return linkNetwork;
  }

  /** What makes raw data inputs; empty for a network trained on arrays as they are. */
  public Optional<Preprocessor> preprocessor() {
    return Optional.ofNullable(preprocessor);
  }

  /** What the outputs mean; empty for plain numbers. */
  public Optional<TargetEncoder> target() {
    return Optional.ofNullable(target);
  }

  /** How good it was. */
  public Map<String, Object> metrics() {
    return metrics;
  }

  /** Where it comes from. */
  public Provenance provenance() {
    return provenance;
  }

  /** SHA-256, in hexadecimal, over the little-endian bytes of all parameter values in order: equal for equal bits. */
  public String weightsSha256() {
    return WeightsHash.of(network.parameters());
  }

  /**
   * Writes the model to a file, or nothing.
   *
   * @throws ModelException when a weight is not finite
   * @throws hillock.data.DataException when the file cannot be written
   */
  public void save(Path file) {
    checkFinite(network, file.toString());
    new Container(content())
        .put("weights", Arrays.copyOf(network.parameters().values(), network.parameters().size()))
        .write(file, KIND);
  }

  private Map<String, Object> content() {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("network", Records.standard().encode(network.spec()));
    content.put("input", Arrays.stream(network.input().toArray()).boxed().toList());
    content.put("parameters", parameterTable(network));
    content.put("link", Records.standard().encode(link));
    if (preprocessor != null) {
      content.put("preprocessing", preprocessor.toMap());
    }
    if (target != null) {
      content.put("target", target.toMap());
    }
    content.put("metrics", metrics);
    content.put("provenance", provenance.toMap());
    return content;
  }

  /**
   * Reads a model file.
   *
   * @throws ModelException when it is none, is damaged, or comes from a newer Hillock
   */
  public static Model open(Path file) {
    return open(file, Records.standard());
  }

  /** Reads a model file that may hold layers of one's own. */
  public static Model open(Path file, Records records) {
    return new ModelReader(Container.read(file, KIND), records).model();
  }

  /**
   * Names and shapes of all parameters in order, to notice layers that are built otherwise than when they were saved.
   */
  static List<String> parameterTable(Network network) {
    List<String> table = new ArrayList<>();
    network.parameters().forEach(parameter -> table.add(parameter.toString()));
    return table;
  }

  static void checkFinite(Network network, String where) {
    for (Parameter parameter : network.parameters()) {
      for (int i = 0; i < parameter.size(); i++) {
        float value = parameter.array()[parameter.offset() + i];
        if (!Float.isFinite(value)) {
          throw new ModelException(
              where,
              "%s at place %d of the weights '%s'".formatted(value, i, parameter.name()),
              "finite numbers",
              "The training diverged; try a smaller learning rate.");
        }
      }
    }
  }
}
