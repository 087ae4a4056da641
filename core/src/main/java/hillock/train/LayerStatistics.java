package hillock.train;

/**
 * One layer in one epoch, over the steps that a {@link LayerWatch} looked at. NaN stands for what a layer does not
 * have.
 *
 * @param path of the layer
 * @param parameters number of its trained values, without those of inner layers; the norms are over these
 * @param gradientNorm Euclidean length of the loss's derivatives, root mean square over the steps; as the optimiser got
 *     them, after clipping
 * @param weightNorm Euclidean length of the values, after the last step
 * @param updateNorm Euclidean length of the change that one step made, root mean square over the steps
 * @param activationMean mean of the layer's results, over all units and examples
 * @param activationSpread standard deviation of the layer's results, over all units and examples
 * @param dead share of the units of a hidden activation whose slope was 0 for all examples seen of late, so that they
 *     learn nothing; 0 to 1
 * @param saturated share of the units of a hidden activation with two flat ends (sigmoid, tanh) that are in one of them
 *     for at least 90% of the examples; 0 to 1
 */
public record LayerStatistics(
    String path,
    int parameters,
    double gradientNorm,
    double weightNorm,
    double updateNorm,
    double activationMean,
    double activationSpread,
    double dead,
    double saturated) {
  /** Root mean square of the derivatives by one value: comparable between layers of different sizes. */
  public double gradientRms() {
    return gradientNorm / Math.sqrt(parameters);
  }

  /** How much one step changes the layer: {@code updateNorm / weightNorm}; about 1e-3 is usual. */
  public double updateRatio() {
    return updateNorm / weightNorm;
  }
}
