package hillock.train;

import org.jspecify.annotations.Nullable;

/**
 * How a network does on a data set.
 *
 * @param loss mean over the rows, by their weights
 * @param predictions in the order of the data set's rows; null when there is nothing to predict, as for a density
 */
public record Evaluation(double loss, @Nullable Predictions predictions) {}
