package hillock.experiment;

/**
 * A simple method measured on the same rows as the network, to compare with.
 *
 * @param name in words, such as {@code linear model}
 */
public record Baseline(String name, Score score) {}
