package hillock.gallery;

import hillock.data.Table;
import hillock.experiment.Experiment;
import hillock.experiment.Forecast;
import hillock.gallery.run.Result;
import hillock.gallery.run.Run;
import java.util.List;

/** The oil temperature of a transformer in the next day, from its loads and temperatures in the two days before. */
public record ForecastElectricity() implements Entry {
  private static final String FILE = "timeseries/ETTh1.csv";
  private static final int DAY = 24;

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
    return ForecastStudy.of(
            run,
            run.choose(3, 1),
            List.of(
                ForecastStudy.oneDenseLayer(hours, DAY),
                new ForecastStudy.Candidate("three dense layers", hours),
                ForecastStudy.gru(hours, DAY)))
        .besideSeasonalNaive(
            new ForecastStudy.Words(
                "Oil temperature, told a day ahead", "hour since 1 July 2016", "degrees", "hours ahead"));
  }
}
