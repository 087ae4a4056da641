package hillock.model;

import hillock.data.ClassTarget;
import hillock.data.NumberTarget;
import hillock.data.TargetEncoder;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a model says about one row: a class with the probabilities of all, or numbers in the unit of the target. */
public final class Prediction {
  private final @Nullable TargetEncoder target;
  private final float[] outputs;

  Prediction(@Nullable TargetEncoder target, float[] outputs) {
    this.target = target;
    this.outputs = outputs;
  }

  /**
   * Makes predictions of a network's linked outputs for n rows, in place: one probability of two classes becomes two,
   * and standardised numbers get their unit.
   */
  static float[] interpreted(@Nullable TargetEncoder target, float[] outputs, int n) {
    if (target instanceof NumberTarget numbers) {
      numbers.decode(outputs, n);
      return outputs;
    }
    if (target == null || outputs.length == n * target.width()) {
      return outputs;
    }
    float[] both = new float[2 * n];
    for (int row = 0; row < n; row++) {
      both[2 * row] = 1 - outputs[row];
      both[2 * row + 1] = outputs[row];
    }
    return both;
  }

  /** Whether it is a class rather than numbers. */
  public boolean isClass() {
    return target instanceof ClassTarget;
  }

  /** The most probable class. */
  public String label() {
    return classNames().get(index());
  }

  /** Index of the most probable class; of equals the first. */
  public int index() {
    classNames();
    int best = 0;
    for (int i = 1; i < outputs.length; i++) {
      best = outputs[i] > outputs[best] ? i : best;
    }
    return best;
  }

  /** Probability of the most probable class, from 0 to 1. */
  public float confidence() {
    return outputs[index()];
  }

  /**
   * Probability of a class, from 0 to 1.
   *
   * @throws IllegalArgumentException when there is no class of this name
   */
  public float probability(String label) {
    int index = classNames().indexOf(label);
    if (index < 0) {
      throw new IllegalArgumentException(
          "prediction: got class '%s', expected one of %s".formatted(label, classNames()));
    }
    return outputs[index];
  }

  /** Probabilities of all classes, in the order of {@link #classNames}. */
  public float[] probabilities() {
    classNames();
    return outputs.clone();
  }

  /** Names of all classes. */
  public List<String> classNames() {
    if (target instanceof ClassTarget classes) {
      return classes.classNames();
    }
    throw new IllegalStateException("prediction: this model predicts numbers, not classes; use value() or values()");
  }

  /** The predicted number, in the unit of the target. */
  public float value() {
    if (isClass() || outputs.length != 1) {
      throw new IllegalStateException(
          "prediction: this model predicts %s; use %s"
              .formatted(
                  isClass() ? "classes" : outputs.length + " numbers a row", isClass() ? "label()" : "values()"));
    }
    return outputs[0];
  }

  /** The predicted numbers, in the units of the targets; for classes their probabilities. */
  public float[] values() {
    return outputs.clone();
  }

  @Override
  public String toString() {
    return isClass() ? "%s (%.3f)".formatted(label(), confidence()) : Arrays.toString(outputs);
  }
}
