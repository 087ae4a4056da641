package hillock.nn;

import java.util.List;

/** The checks that the losses for classes share. */
final class ClassWeights {
  private ClassWeights() {}

  static List<Float> checked(String loss, float labelSmoothing, List<Float> weights) {
    if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
      throw new IllegalArgumentException(
          "%s: got label smoothing %s, expected 0 or more and below 1".formatted(loss, labelSmoothing));
    }
    for (float weight : weights) {
      if (!(weight >= 0) || Float.isInfinite(weight)) {
        throw new IllegalArgumentException("%s: got class weights %s, expected 0 or more".formatted(loss, weights));
      }
    }
    return List.copyOf(weights);
  }
}
