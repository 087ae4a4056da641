package hillock.classic.map;

import hillock.data.Dataset;
import hillock.nn.Network;

/** Where the prototypes of a map stand before it learns. */
public interface Start {
  /**
   * Sets the prototypes.
   *
   * @param map built from a {@link SelfOrganizingMap}
   * @param data the examples it will learn from, at least one
   */
  void fill(Network map, Dataset data);

  /** Refuses data that the map cannot take. */
  static void check(Network map, Dataset data) {
    MapTraining.spec(map);
    if (data.size() == 0 || data.sampleShape().size() != map.input().size()) {
      throw new IllegalArgumentException(
          "start of a map: got %d samples of shape %s, expected at least one of shape %s"
              .formatted(data.size(), data.sampleShape(), map.input()));
    }
  }
}
