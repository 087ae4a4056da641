package hillock.model;

import hillock.data.Fields;
import hillock.data.Preprocessor;
import hillock.data.TargetEncoder;
import hillock.nn.Network;
import hillock.nn.Spec;
import hillock.tensor.Shape;
import java.util.List;
import java.util.function.Supplier;

/** Makes a {@link Model} of a {@link Container} whose content may come from an enemy. */
final class ModelReader {
  private final Container container;
  private final Records records;
  private final Members content;

  ModelReader(Container container, Records records) {
    this.container = container;
    this.records = records;
    this.content = Members.of(container.content(), container.where() + ", content");
  }

  Model model() {
    Spec link = records.decode(Spec.class, content.map().get("link"), content.where("link"));
    Network network = network();
    Preprocessor preprocessor =
        content
            .optional("preprocessing")
            .map(map -> checked("preprocessing", () -> Preprocessor.fromMap(map)))
            .orElse(null);
    TargetEncoder target = content.optional("target").map(map -> checked("target", () -> target(map))).orElse(null);
    Provenance provenance = checked("provenance", () -> Provenance.fromMap(content.object("provenance")));
    return checked(
        "link", () -> new Model(network, link, preprocessor, target, content.object("metrics").map(), provenance));
  }

  private static TargetEncoder target(Object map) {
    return TargetEncoder.fromMap(new Fields("target", map));
  }

  private Network network() {
    Spec spec = records.decode(Spec.class, content.map().get("network"), content.where("network"));
    Shape input = content.shape("input");
    float[] weights = container.floats("weights");
    Network network = checked("network", () -> Network.over(spec, input, weights));
    List<String> made = Model.parameterTable(network);
    List<?> stored = content.list("parameters");
    if (!made.equals(stored)) {
      throw new ModelException(
          content.where("parameters"),
          ModelException.quoted(stored),
          "those that the network makes, " + ModelException.quoted(made),
          "The file was written by another version of Hillock.");
    }
    Model.checkFinite(network, container.where());
    return network;
  }

  /** Adds the file to what parts of other packages complain about. */
  private <T> T checked(String name, Supplier<T> part) {
    try {
      return part.get();
    } catch (ModelException e) {
      throw e;
    } catch (RuntimeException e) {
      // Specs of a forged file may be combined in ways that no layer foresees; none may end in another exception.
      throw ModelException.refused(content.where(name), e);
    }
  }
}
