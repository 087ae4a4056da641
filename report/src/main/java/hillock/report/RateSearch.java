package hillock.report;

/**
 * What the learning-rate finder saw. The arrays are kept and must not change.
 *
 * @param rates learning rates tried, ascending
 * @param losses loss at each rate
 * @param chosen the rate it proposes
 */
public record RateSearch(double[] rates, double[] losses, double chosen) {}
