package hillock.cli;

import hillock.data.DataException;
import hillock.experiment.Experiment;
import hillock.experiment.Forecast;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What of a series is forecast. */
final class ForecastOptions {
  @Option(
      names = "--forecast",
      paramLabel = "COL",
      description = "Forecast this column of a table whose rows follow each other in time; the last rows are the test.")
  @Nullable String forecast;

  @Option(
      names = "--horizon",
      paramLabel = "H",
      description = "Steps to forecast. Default: a season, or 1 when none is found.")
  @Nullable Integer horizon;

  @Option(names = "--window", paramLabel = "W", description = "Steps to look back at. Default: two seasons.")
  @Nullable Integer window;

  @Option(
      names = "--time",
      paramLabel = "COL",
      description = "The column of dates or ascending numbers. Default: the first one of dates.")
  @Nullable String time;

  @Option(
      names = "--season",
      paramLabel = "N",
      description = "Steps after which the series repeats; 1 for no season. Default: found in the training part.")
  @Nullable Integer season;

  boolean wanted() {
    return forecast != null;
  }

  String column() {
    return Objects.requireNonNull(forecast);
  }

  Experiment applyTo(Experiment experiment) {
    if (forecast == null) {
      String alone = horizon != null ? "--horizon" : window != null ? "--window" : time != null ? "--time" : "--season";
      if (horizon != null || window != null || time != null || season != null) {
        throw new DataException(alone, "no --forecast", "a column to forecast", "Add --forecast COL.");
      }
      return experiment;
    }
    return experiment.forecast(
        new Forecast(
            forecast, time, steps("--horizon", horizon), steps("--window", window), steps("--season", season)));
  }

  private static int steps(String option, @Nullable Integer value) {
    if (value == null) {
      return 0;
    }
    if (value < 1) {
      throw new DataException(option, value + " steps", "a whole number of at least 1", "");
    }
    return value;
  }
}
