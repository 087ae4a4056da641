package hillock.model;

import hillock.data.DataOrigin;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where a model comes from: enough to make it again.
 *
 * @param data name, hash and size of the training data; empty when it was made in memory
 * @param seed of weights, shuffling and dropout
 * @param hillock version that trained it
 * @param settings hyperparameters and other choices, as {@link Json} can write them
 * @param date of training as text; empty where the same run is to give the same file
 */
public record Provenance(
    Optional<DataOrigin> data, long seed, String hillock, Map<String, Object> settings, Optional<String> date) {
  /** The version of this Hillock, such as {@code 0.1.0}; "development" when it runs from its sources. */
  public static String currentVersion() {
    Class<?> here = Provenance.class;
    String version =
        here.getModule().isNamed()
            ? here.getModule().getDescriptor().rawVersion().orElse(null)
            : here.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /** Of unknown data and settings, by this Hillock. */
  public static Provenance of(long seed) {
    return new Provenance(Optional.empty(), seed, currentVersion(), Map.of(), Optional.empty());
  }

  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    data.ifPresent(origin -> map.put("data", origin.toMap()));
    map.put("seed", seed);
    map.put("hillock", hillock);
    map.put("settings", settings);
    date.ifPresent(text -> map.put("date", text));
    return map;
  }

  static Provenance fromMap(Members map) {
    return new Provenance(
        map.optional("data").map(DataOrigin::fromMap),
        map.whole("seed"),
        map.text("hillock"),
        map.object("settings").map(),
        map.has("date") ? Optional.of(map.text("date")) : Optional.empty());
  }
}
