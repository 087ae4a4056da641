package hillock.cli;

import hillock.data.DataException;
import hillock.experiment.Experiment;
import hillock.experiment.RatingsInput;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which columns say who rated what, for networks that learn ratings. */
final class RatingsOptions {
  @Option(
      names = "--user",
      paramLabel = "COL",
      description = "Ratings: the column of those who rate. Default: one named user, user_id or userId.")
  @Nullable String user;

  @Option(
      names = "--item",
      paramLabel = "COL",
      description = "Ratings: the column of what is rated. Default: one named item, item_id, movieId or the like.")
  @Nullable String item;

  @Option(
      names = "--rating",
      paramLabel = "COL",
      description = "Ratings: the column of the ratings. Default: one named rating, stars or score.")
  @Nullable String rating;

  Experiment applyTo(Experiment experiment, @Nullable String target) {
    if (user == null && item == null && rating == null) {
      return experiment;
    }
    if (rating != null && target != null) {
      throw new DataException("--rating", "also --target", "one of the two", "Leave out --target.");
    }
    return experiment.ratings(new RatingsInput(user, item, rating));
  }
}
