package hillock.train;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The error grows on its way back: derivatives of the first layers are far larger than those of the last, or larger
 * than the weights themselves by orders of magnitude. Pascanu, Mikolov and Bengio 2013, arXiv:1211.5063.
 */
final class ExplodingGradient implements Symptom {
  /** Gradient over weight of a layer, root mean squares, from which a usual step throws the layer away. */
  private static final double TIMES_WEIGHTS = 100;

  /** Smaller weights count as this large: those that begin at 0 are outgrown by any gradient. */
  private static final double LEAST_WEIGHT = 0.01;

  @Override
  public Optional<Advice> in(Course course) {
    return course.epochs().stream()
        .flatMap(epoch -> Course.weighted(epoch).stream())
        .filter(layer -> size(layer) > TIMES_WEIGHTS)
        .max(Comparator.comparingDouble(ExplodingGradient::size))
        .map(ExplodingGradient::advice);
  }

  private static double size(LayerStatistics layer) {
    double size = layer.gradientRms() / Math.max(LEAST_WEIGHT, layer.weightNorm() / Math.sqrt(layer.parameters()));
    return Double.isNaN(size) ? 0 : size;
  }

  private static Advice advice(LayerStatistics layer) {
    return new Advice(
        "exploding-gradient",
        layer.path(),
        size(layer),
        "The gradient of layer '%s' is %s times as large as its weights at its worst (lengths %s and %s)."
            .formatted(
                layer.path(),
                Symptom.figure(size(layer)),
                Symptom.figure(layer.gradientNorm()),
                Symptom.figure(layer.weightNorm())),
        "One step along it throws away what the layer has learned.",
        String.join(
            " ",
            List.of(
                "Clip the gradient by its norm (GradientClip.norm(1)), start with smaller weights (HeUniform,",
                "XavierUniform), scale inputs and targets to about 1, or add normalisation layers.")));
  }
}
