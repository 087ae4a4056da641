package hillock.experiment;

import hillock.data.Dataset;

/**
 * A {@link LearningMethod} for ratings of items by users. Its network takes the numbers of a user and an item, each
 * {@link hillock.data.IndexFeature#UNKNOWN} when training did not have them, and guesses the rating.
 */
public interface RatingsMethod extends LearningMethod {
  /**
   * What it learns from: not ratings one by one but users, or items, each with all of its ratings.
   *
   * @param train the pairs of the training part, with their ratings as targets
   */
  @Override
  Dataset samples(Dataset train);

  /**
   * The guesses of the simple method to compare with: the mean of all ratings, and what is special about the user and
   * the item.
   *
   * @param rows pairs to guess the ratings of
   */
  float[] baselineEstimates(Dataset train, Dataset rows);
}
