package hillock.experiment;

import hillock.data.DataException;
import org.jspecify.annotations.Nullable;

/**
 * What to forecast of a table whose rows follow each other in time. Zeros stand for choices left open, which are made
 * from the training steps alone.
 *
 * <pre>{@code
 * Experiment.on(table).forecast(Forecast.of("Passengers").horizon(12).window(24)).run();
 * }</pre>
 *
 * @param column to forecast, numbers
 * @param time column of dates or ascending numbers; null for the first column of dates, if there is one
 * @param horizon steps to tell; 0 for a season, or 1 when there is none
 * @param window steps to look back at; 0 for two seasons, at least the horizon and 8
 * @param season steps after which the series repeats; 0 to find it, 1 for none
 */
public record Forecast(String column, @Nullable String time, int horizon, int window, int season) {
  /** Checks the ranges. */
  public Forecast {
    notNegative("horizon", horizon);
    notNegative("window", window);
    notNegative("season", season);
  }

  private static void notNegative(String what, int got) {
    if (got < 0) {
      throw new DataException(what, got + " steps", "a whole number of at least 1", "");
    }
  }

  /** Of this column, with all else left open. */
  public static Forecast of(String column) {
    return new Forecast(column, null, 0, 0, 0);
  }

  /** With this column of times. */
  public Forecast time(String name) {
    return new Forecast(column, name, horizon, window, season);
  }

  /** So many steps ahead. */
  public Forecast horizon(int steps) {
    return new Forecast(column, time, steps, window, season);
  }

  /** Looking back at so many steps. */
  public Forecast window(int steps) {
    return new Forecast(column, time, horizon, steps, season);
  }

  /** With a season of so many steps. */
  public Forecast season(int steps) {
    return new Forecast(column, time, horizon, window, steps);
  }
}
