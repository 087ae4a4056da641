package hillock.train;

import java.util.Comparator;
import java.util.Optional;

/** Hidden units that no example moves: their slope is 0 everywhere, so they never learn again. Maas et al. 2013. */
final class DeadUnits implements Symptom {
  private static final double MANY = 0.5;

  @Override
  public Optional<Advice> in(Course course) {
    if (course.epochs().isEmpty()) {
      return Optional.empty();
    }
    return course.epochs().getLast().layers().stream()
        .filter(layer -> layer.dead() >= MANY)
        .max(Comparator.comparingDouble(LayerStatistics::dead))
        .map(layer ->
            new Advice(
                "dead-units",
                layer.path(),
                layer.dead(),
                "%s of the units of '%s' are dead: not one of the examples seen of late made them active."
                    .formatted(Symptom.percent(layer.dead()), layer.path()),
                "A dead unit passes no gradient, so it stays dead, and the network is smaller than it looks.",
                "Try a smaller learning rate, LeakyRelu or Elu instead of Relu, biases that start at 0, normalised"
                    + " inputs or a normalisation layer before the activation."));
  }
}
