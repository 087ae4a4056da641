package hillock.gallery;

import hillock.data.Table;
import hillock.experiment.Experiment;
import hillock.experiment.Forecast;
import hillock.gallery.run.Figure;
import hillock.gallery.run.Result;
import hillock.gallery.run.Run;
import hillock.gallery.run.Unit;
import hillock.nn.Anchored;
import hillock.nn.Dense;
import hillock.nn.Flatten;
import hillock.nn.Gru;
import java.util.List;

/** The passengers of the next twelve months, from the two years before. */
public record ForecastAirline() implements Entry {
  private static final String FILE = "timeseries/airline-passengers.csv";
  private static final int SEASON = 12;
  private static final String GRU = "GRU";

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
    ForecastStudy study =
        ForecastStudy.of(
            run,
            run.choose(3, 1),
            List.of(
                new ForecastStudy.Candidate("two dense layers", airline),
                new ForecastStudy.Candidate(
                    "one dense layer",
                    airline.network(new Anchored(new Flatten(), new Dense(SEASON))).learningRate(0.01).epochs(400)),
                new ForecastStudy.Candidate(GRU, airline.network(new Anchored(new Gru(32), new Dense(SEASON))))));
    String best = study.best();
    return new Result()
        .with(Figure.of("RMSE, thousand passengers", Unit.NUMBER, study.errors(best)))
        .with(Figure.of("RMSE / seasonal naive", Unit.NUMBER, study.ratios(best, "seasonal naive")).atMost(1))
        .with(Figure.of("RMSE / last value", Unit.NUMBER, study.ratios(best, "last value")).atMost(1))
        .with(Figure.of("RMSE / linear model", Unit.NUMBER, study.ratios(best, "linear model")))
        .with(Figure.of("GRU: RMSE / seasonal naive", Unit.NUMBER, study.ratios(GRU, "seasonal naive")).atMost(1))
        .with(study.choice())
        .with(study.test())
        .with(study.paths("Airline passengers, told a year ahead", "month since January 1949", "thousand passengers"))
        .with(study.growth("months ahead", "RMSE, thousand passengers"));
  }
}
