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

/** The oil temperature of a transformer in the next day, from its loads and temperatures in the two days before. */
public record ForecastElectricity() implements Entry {
  private static final String FILE = "timeseries/ETTh1.csv";
  private static final int DAY = 24;
  private static final String GRU = "GRU";

  @Override
  public String summary() {
    return "A transformer's temperature, a day ahead";
  }

  @Override
  public String canon() {
    return "D3";
  }

  @Override
  public String source() {
    return "Zhou et al. 2021 (ETTh1); the bar is the seasonal naive forecast";
  }

  @Override
  public List<String> data() {
    return List.of(FILE);
  }

  @Override
  public Result run(Run run) {
    Table all = (Table) run.open(FILE).data();
    Table table = run.quick() ? all.head(1_500) : all;
    Experiment hours =
        Experiment.on(table)
            .forecast(Forecast.of("OT").horizon(DAY).season(DAY).window(2 * DAY))
            .epochs(run.choose(15, 3));
    ForecastStudy study =
        ForecastStudy.of(
            run,
            run.choose(3, 1),
            List.of(
                new ForecastStudy.Candidate(
                    "one dense layer", hours.network(new Anchored(new Flatten(), new Dense(DAY)))),
                new ForecastStudy.Candidate("three dense layers", hours),
                new ForecastStudy.Candidate(GRU, hours.network(new Anchored(new Gru(32), new Dense(DAY))))));
    String best = study.best();
    return new Result()
        .with(Figure.of("RMSE, degrees", Unit.NUMBER, study.errors(best)))
        .with(Figure.of("RMSE / seasonal naive", Unit.NUMBER, study.ratios(best, "seasonal naive")).atMost(1))
        .with(Figure.of("RMSE / last value", Unit.NUMBER, study.ratios(best, "last value")).atMost(1))
        .with(Figure.of("RMSE / linear model", Unit.NUMBER, study.ratios(best, "linear model")))
        .with(Figure.of("GRU: RMSE / seasonal naive", Unit.NUMBER, study.ratios(GRU, "seasonal naive")).atMost(1))
        .with(study.choice())
        .with(study.test())
        .with(study.paths("Oil temperature, told a day ahead", "hour since 1 July 2016", "degrees"))
        .with(study.growth("hours ahead", "RMSE, degrees"));
  }
}
