package hillock.gallery;

import hillock.data.Column;
import hillock.data.DataException;
import hillock.data.Table;
import hillock.experiment.Experiment;
import hillock.experiment.Forecast;
import hillock.gallery.run.Figure;
import hillock.gallery.run.Result;
import hillock.gallery.run.Run;
import hillock.gallery.run.Unit;
import hillock.nn.Anchored;
import hillock.nn.Dense;
import hillock.nn.Gru;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Exchange rates of the next week, beside the honest guess that they stay as they are. */
public record ExchangeRates() implements Entry {
  private static final String FILE = "timeseries/exchange_rate.txt.gz";
  private static final List<String> COUNTRIES =
      List.of("Australia", "Britain", "Canada", "Switzerland", "China", "Japan", "New Zealand", "Singapore");
  private static final int WEEK = 5;

  @Override
  public String summary() {
    return "Exchange rates beside a random walk";
  }

  @Override
  public String canon() {
    return "E6";
  }

  @Override
  public String source() {
    return "Meese and Rogoff 1983: no model beats the random walk; data of Lai et al. 2018";
  }

  @Override
  public List<String> data() {
    return List.of(FILE);
  }

  @Override
  public Result run(Run run) {
    Table all = read(run.file(FILE));
    Table table = run.quick() ? all.head(1_000) : all;
    Experiment days =
        Experiment.on(table)
            .forecast(Forecast.of("Britain").horizon(WEEK).season(1).window(4 * WEEK))
            .epochs(run.choose(15, 3));
    ForecastStudy study =
        ForecastStudy.of(
            run,
            run.choose(3, 1),
            List.of(
                new ForecastStudy.Candidate("dense layers", days),
                new ForecastStudy.Candidate("GRU", days.network(new Anchored(new Gru(16), new Dense(WEEK))))));
    return new Result()
        // The claim is that nothing is to be gained: a network that were much better would have looked ahead.
        .with(
            Figure.of("RMSE / random walk", Unit.NUMBER, study.ratios(study.best(), "last value"))
                .published(1)
                .atLeast(0.97))
        .with(Figure.of("RMSE / linear model", Unit.NUMBER, study.ratios(study.best(), "linear model")))
        .with(study.choice())
        .with(study.test())
        .with(study.growth("days ahead", "RMSE, dollars a pound"));
  }

  /** Eight rates a line, without a header. */
  private static Table read(Path file) {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      double[][] rates =
          lines
              .lines()
              .map(l -> Arrays.stream(l.split(",")).mapToDouble(Double::parseDouble).toArray())
              .toArray(double[][]::new);
      Column[] columns = new Column[COUNTRIES.size()];
      Arrays.setAll(
          columns, j -> Column.numbers(COUNTRIES.get(j), Arrays.stream(rates).mapToDouble(r -> r[j]).toArray()));
      return Table.of(columns);
    } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new DataException(file.toString(), String.valueOf(e.getMessage()), "eight rates a line", "", e);
    }
  }
}
