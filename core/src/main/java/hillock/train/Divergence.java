package hillock.train;

import java.util.Comparator;
import java.util.Optional;

/** A number became NaN or infinite. */
final class Divergence implements Symptom {
  private static final double LARGE_STEP = 0.1;

  @Override
  public Optional<Advice> in(Course course) {
    return course
        .outcome()
        .filter(Outcome.Diverged.class::isInstance)
        .map(Outcome.Diverged.class::cast)
        .map(end -> advice(end, course));
  }

  private static Advice advice(Outcome.Diverged end, Course course) {
    Optional<LayerStatistics> worst =
        course.epochs().stream()
            .flatMap(epoch -> Course.weighted(epoch).stream())
            .filter(layer -> layer.updateRatio() > LARGE_STEP)
            .max(Comparator.comparingDouble(LayerStatistics::updateRatio));
    String before =
        worst
            .map(layer ->
                " Before that, one step changed '%s' by %s times its own size; its gradient had length %s."
                    .formatted(layer.path(), Symptom.figure(layer.updateRatio()), Symptom.figure(layer.gradientNorm())))
            .orElse("");
    return new Advice(
        "diverged",
        worst.map(LayerStatistics::path).orElse(""),
        end.step() + 1.0,
        "At step %d of epoch %d the first number that is NaN or infinite came from %s.%s"
            .formatted(end.step() + 1, end.epoch() + 1, end.where(), before),
        "No weight can be learned from such a number, so the run ended.",
        worst.isPresent()
            ? "Divide the learning rate by 10, clip the gradient by its norm, and scale inputs and targets to about 1."
            : "Look for inputs or targets that are huge or no numbers; then try a smaller learning rate or gradient"
                + " clipping.");
  }
}
