package hillock.classic.map;

import hillock.data.Batches;
import hillock.nn.Network;

/**
 * How a {@link SelfOrganizingMap} learns. For each example x the unit b whose prototype is nearest is found. With h the
 * neighbourhood, d the distance on the grid and r the radius,
 *
 * <ul>
 *   <li>online, every example in turn draws the prototypes to itself, {@code m_u += a·h(d(b, u), r)·(x - m_u)};
 *   <li>in batches, once an epoch, each prototype becomes the mean of all examples weighed by {@code h(d(b, u), r)},
 *       and stays as it is when all weights are 0. Kohonen 1995, "Self-Organizing Maps", section 3.6.
 * </ul>
 *
 * <pre>{@code
 * Network map = new SelfOrganizingMap(11, 6).build(data.sampleShape(), seed);
 * new PrincipalPlane().fill(map, data);
 * Batches batches = data.batches(256);
 * Trainer.of(MapLearning.batch(new Grid(11, 6, Lattice.HEXAGONAL)).over(map, batches, 30)).fit(batches, 30);
 * }</pre>
 *
 * @param online whether it learns from each example in turn
 * @param neighbourhood h
 * @param radius r, from the first epoch to the last
 * @param rate a, from 0 to 1; has no meaning in batches
 */
public record MapLearning(boolean online, Neighbourhood neighbourhood, Decay radius, Decay rate) {
  /** Checks the ranges. */
  public MapLearning {
    if (rate.from() > 1 || rate.to() > 1) {
      throw new IllegalArgumentException(
          "map learning: got rates from %s to %s, expected at most 1".formatted(rate.from(), rate.to()));
    }
  }

  /** In batches, Gaussian, the radius falling from half the longer side of the grid to 1. */
  public static MapLearning batch(Grid grid) {
    return new MapLearning(false, Neighbourhood.GAUSSIAN, radius(grid), Decay.constant(1));
  }

  /** Online, Gaussian, the radius falling from half the longer side of the grid to 1, the rate from 0.5 to 0.01. */
  public static MapLearning online(Grid grid) {
    return new MapLearning(true, Neighbourhood.GAUSSIAN, radius(grid), Decay.exponential(0.5, 0.01));
  }

  private static Decay radius(Grid grid) {
    return Decay.linear(Math.max(1, Math.max(grid.rows(), grid.columns()) / 2.0), 1);
  }

  /** With another neighbourhood. */
  public MapLearning with(Neighbourhood other) {
    return new MapLearning(online, other, radius, rate);
  }

  /** With another course of the radius. */
  public MapLearning withRadius(Decay course) {
    return new MapLearning(online, neighbourhood, course, rate);
  }

  /** With another course of the rate. */
  public MapLearning withRate(Decay course) {
    return new MapLearning(online, neighbourhood, radius, course);
  }

  /**
   * The step that a trainer runs.
   *
   * @param map built from a {@link SelfOrganizingMap}
   * @param train the batches that the trainer will run over; of any size, the result in batches hardly depends on it
   * @param epochs that the trainer will run, over which radius and rate change
   */
  public MapTraining over(Network map, Batches train, int epochs) {
    return new MapTraining(map, this, train.count(), epochs);
  }
}
