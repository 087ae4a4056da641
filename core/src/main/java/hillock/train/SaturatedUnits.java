package hillock.train;

import java.util.Comparator;
import java.util.Optional;

/** Hidden sigmoid or tanh units stuck in a flat end, where the slope is near 0. Glorot and Bengio 2010. */
final class SaturatedUnits implements Symptom {
  private static final double MANY = 0.7;

  @Override
  public Optional<Advice> in(Course course) {
    if (course.epochs().isEmpty()) {
      return Optional.empty();
    }
    return course.epochs().getLast().layers().stream()
        .filter(layer -> layer.saturated() >= MANY)
        .max(Comparator.comparingDouble(LayerStatistics::saturated))
        .map(layer ->
            new Advice(
                "saturated-units",
                layer.path(),
                layer.saturated(),
                "%s of the units of '%s' are saturated: in the flat ends of the curve for at least 9 of 10 examples."
                    .formatted(Symptom.percent(layer.saturated()), layer.path()),
                "There the slope is under a twentieth of the steepest, so hardly any gradient gets through.",
                "Start with smaller weights (XavierUniform), scale the inputs to about 1, try a smaller learning rate,"
                    + " weight decay, a normalisation layer before the activation, or ReLU."));
  }
}
