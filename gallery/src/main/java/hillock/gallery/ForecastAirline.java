package hillock.gallery;

import hillock.data.Table;
import hillock.experiment.Experiment;
import hillock.experiment.Forecast;
import hillock.gallery.run.Result;
import hillock.gallery.run.Run;
import java.util.List;

/** The passengers of the next twelve months, from the two years before. */
public record ForecastAirline() implements Entry {
  private static final String FILE = "timeseries/airline-passengers.csv";
  private static final int SEASON = 12;

  @Override
  public String summary() {
    return "Airline passengers, twelve months ahead";
  }

  @Override
  public String canon() {
    return "D3";
  }

  @Override
  public String source() {
    return "Box and Jenkins 1976, series G; the bar is the seasonal naive forecast";
  }

  @Override
  public List<String> data() {
    return List.of(FILE);
  }

  @Override
  public Result run(Run run) {
    Experiment airline =
        Experiment.on((Table) run.open(FILE).data())
            .forecast(Forecast.of("Passengers").horizon(SEASON).season(SEASON).window(2 * SEASON));
    return ForecastStudy.of(
            run,
            run.choose(3, 1),
            List.of(
                new ForecastStudy.Candidate("two dense layers", airline),
                ForecastStudy.oneDenseLayer(airline.learningRate(0.01).epochs(400), SEASON),
                ForecastStudy.gru(airline, SEASON)))
        .besideSeasonalNaive(
            new ForecastStudy.Words(
                "Airline passengers, told a year ahead",
                "month since January 1949",
                "thousand passengers",
                "months ahead"));
  }
}
