package hillock.train;

import java.util.List;
import java.util.Optional;

/**
 * Little of the error arrives at the first layers: their derivatives are far smaller than those of the last layer with
 * weights. Hochreiter 1991; Bengio, Simard and Frasconi 1994.
 */
final class VanishingGradient implements Symptom {
  /** Ratio of root mean squares below which it counts as vanished, whatever the optimiser makes of it. */
  private static final double VANISHED = 1e-5;

  /** Ratio below which it is the likely cause when the network learns little. */
  private static final double FADED = 1e-3;

  /** Share of the untaught loss that a network that learns takes away. */
  private static final double MUCH = 0.5;

  @Override
  public Optional<Advice> in(Course course) {
    double ratio = course.lateMedian(VanishingGradient::firstToLast);
    double limit = course.learnedAtLast() < MUCH ? FADED : VANISHED;
    if (!(ratio < limit)) {
      return Optional.empty();
    }
    List<LayerStatistics> layers = Course.weighted(course.epochs().getLast());
    LayerStatistics first = layers.getFirst();
    LayerStatistics last = layers.getLast();
    boolean zeros = layers.stream().anyMatch(layer -> layer.weightNorm() == 0);
    if (ratio == 0 && !zeros && new DeadUnits().in(course).isPresent()) {
      return Optional.empty(); // the dead units are the cause
    }
    if (ratio == 0) {
      return Optional.of(
          new Advice(
              "vanishing-gradient",
              first.path(),
              0,
              "No gradient at all arrives at layer '%s': it is exactly 0, while that of '%s' is %s."
                  .formatted(first.path(), last.path(), Symptom.figure(last.gradientRms())),
              "A layer without a gradient never changes.",
              "Do not start with weights that are all 0 or all alike: use an initializer such as HeUniform for ReLU or"
                  + " XavierUniform for tanh. Where units are dead or saturated, see there."));
    }
    return Optional.of(
        new Advice(
            "vanishing-gradient",
            first.path(),
            ratio,
            "The gradient of layer '%s' is %s of that of '%s' (root mean squares, median of the later epochs)."
                .formatted(first.path(), Symptom.figure(ratio), last.path()),
            "The error fades on its way back through the %d layers with weights, so the first ones hardly learn."
                .formatted(layers.size()),
            "Try residual connections, batch or layer normalisation, ReLU with HeUniform instead of sigmoid or tanh,"
                + " or fewer layers; for sequences LSTM or GRU."));
  }

  private static double firstToLast(EpochStatistics epoch) {
    List<LayerStatistics> layers = Course.weighted(epoch);
    return layers.size() < 2 ? Double.NaN : layers.getFirst().gradientRms() / layers.getLast().gradientRms();
  }
}
