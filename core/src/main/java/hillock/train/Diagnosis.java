package hillock.train;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Says what seems to be wrong with a training that a {@link LayerWatch} has watched: vanishing or exploding gradients,
 * dead or saturated units, a learning rate too high or too low, overfitting, nothing learned, numbers that are none.
 *
 * <p>The limits were chosen so that sound networks with usual settings stay without advice; {@code docs/diagnosis.md}
 * names them all, with what they were tried on.
 */
public final class Diagnosis {
  private static final List<Symptom> SYMPTOMS =
      List.of(
          new Divergence(),
          new HighLearningRate(),
          new VanishingGradient(),
          new ExplodingGradient(),
          new DeadUnits(),
          new SaturatedUnits(),
          new LowLearningRate(),
          new Overfitting(),
          new NothingLearned());

  private Diagnosis() {}

  /** All advice, the likely causes before their effects; empty when nothing seems wrong. */
  public static List<Advice> of(LayerWatch watch) {
    return advice(SYMPTOMS.stream(), watch);
  }

  /** What can be told already while the run goes on; may take itself back as the run recovers. */
  public static List<Advice> early(LayerWatch watch) {
    return advice(SYMPTOMS.stream().filter(Symptom::early), watch);
  }

  private static List<Advice> advice(Stream<Symptom> symptoms, LayerWatch watch) {
    Course course = Course.of(watch);
    List<Advice> found = new ArrayList<>();
    symptoms
        .filter(symptom -> found.isEmpty() || !symptom.effect())
        .forEachOrdered(symptom -> symptom.in(course).ifPresent(found::add));
    return List.copyOf(found);
  }
}
