package hillock.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SeriesTest {
  private static Table csv(String... rows) {
    TableBuilder builder = TableBuilder.of("s.csv", List.of(rows[0].split(",")));
    for (int i = 1; i < rows.length; i++) {
      builder.row(rows[i].split(",", -1));
    }
    return builder.build();
  }

  @Test
  void monthsDaysHoursAndNumbersAreTakenForSteps() {
    Series months = Series.of(csv("when,y", "1949-11,1", "1949-12,2", "1950-01,3"), "y", null);
    assertThat(months.axis().words()).isEqualTo("1 month");
    assertThat(months.time(2)).isEqualTo("1950-01-01");
    assertThat(months.time(4)).as("after the end").isEqualTo("1950-03-01");
    Series ends = Series.of(csv("when,y", "2024-01-31,1", "2024-02-29,2", "2024-03-31,3"), "y", null);
    assertThat(ends.time(3)).isEqualTo("2024-04-30");
    Series hours = Series.of(csv("when,y", "2016-07-01 22:00,1", "2016-07-01 23:00,2"), "y", null);
    assertThat(hours.axis().words()).isEqualTo("1 hour");
    assertThat(hours.time(2)).isEqualTo("2016-07-02 00:00");
    assertThat(hours.time(3)).isEqualTo("2016-07-02 01:00");
    Series years = Series.of(csv("year,y", "1900,1", "1902,2", "1904,5"), "y", "year");
    assertThat(years.axis().words()).isEqualTo("2 steps");
    assertThat(years.time(3)).isEqualTo("1906");
    Series none = Series.of(csv("x,y", "1,1", "5,2"), "y", null);
    assertThat(none.timeColumn()).isNull();
    assertThat(none.names()).containsExactly("y", "x");
    assertThat(none.time(2)).isEqualTo("+1");
  }

  @Test
  void missingStepsBecomeRowsThatAreNoTargets() {
    String[] rows = new String[21];
    rows[0] = "day,y";
    for (int i = 1; i <= 20; i++) {
      // 2021-02-11 is missing as a row, the value of the 15th is missing in its row
      rows[i] = "2021-02-%02d,%s".formatted(i <= 10 ? i : i + 1, i == 14 ? "" : i);
    }
    Series series = Series.of(csv(rows), "y", null);
    assertThat(series.size()).isEqualTo(21);
    assertThat(series.known(10)).isFalse();
    assertThat(series.target(10)).as("the last one known").isEqualTo(10);
    assertThat(series.known(14)).isFalse();
    assertThat(series.target(14)).isEqualTo(13);
    assertThat(series.notes())
        .contains("1 steps of 1 day are missing: nothing is learned or measured on them.")
        .contains("1 rows have no value for 'y': the last one known stands in.");
    assertThat(series.origins(3, 2, 0, 21)).containsExactly(3, 4, 5, 6, 7, 8, 11, 12, 15, 16, 17, 18, 19);
    assertThat(series.origins(3, 2, 5, 13)).as("all targets in the range").containsExactly(5, 6, 7, 8, 11);
  }

  @Test
  void varyingDistancesMakePlainRows() {
    Series business = Series.of(csv("d,y", "2024-01-04,1", "2024-01-05,2", "2024-01-08,3", "2024-01-09,4"), "y", null);
    assertThat(business.axis()).isEqualTo(TimeAxis.ROWS);
    assertThat(business.size()).isEqualTo(4);
    assertThat(business.notes()).anyMatch(n -> n.contains("at varying distances"));
  }

  @Test
  void timesThatDoNotAscendAreRefused() {
    assertThatThrownBy(() -> Series.of(csv("d,y", "2024-01-02,1", "2024-01-03,2", "2024-01-01,3"), "y", null))
        .hasMessage(
            "s.csv, column 'd', row 3: got '2024-01-01T00:00' after the later '2024-01-03T00:00', expected times that"
                + " ascend from row to row. Sort the rows by time.");
    assertThatThrownBy(() -> Series.of(csv("d,y", "2024-01-02,1", "2024-01-02,2"), "y", null))
        .hasMessageContaining("got '2024-01-02T00:00' twice", "cut into one a file");
    assertThatThrownBy(() -> Series.of(csv("d,y", "2024-01-02,1", ",2", "2024-01-04,2"), "y", null))
        .hasMessageContaining("row 2: got no time");
    assertThatThrownBy(() -> Series.of(csv("d,y", "Jan-1-95,1", "Feb-1-95,2"), "y", "d"))
        .hasMessageContaining("got text such as", "expected dates such as 1999-12-31");
    assertThatThrownBy(() -> Series.of(csv("d,y", "2024-01-02,1", "2024-01-03,2"), "d", null))
        .hasMessageContaining("got dates, expected numbers to forecast");
  }

  @Test
  void otherColumnsOfNumbersAreInputsAndTheRestIsNamed() {
    Series series = Series.of(csv("d,y,a,text,same", "2024-01-02,1,5,u,7", "2024-01-03,2,6,v,7"), "y", null);
    assertThat(series.names()).containsExactly("y", "a");
    assertThat(series.notes())
        .containsExactly(
            "Column 'text' is left out: it holds no numbers.", "Column 'same' is left out: it does not vary.");
  }

  @Test
  void aTableForPredictionMustHaveTheSameColumnsAndSteps() {
    Series series = Series.of(csv("d,y,a", "2024-01-01,1,5", "2024-01-02,2,6", "2024-01-03,3,4"), "y", null);
    SeriesPreprocessor p = SeriesPreprocessor.fit(series, 3, 2, 1, 1);
    assertThat(p.transformInputs(csv("a,d,y", "1,2024-02-01,1", "2,2024-02-02,2")).size()).isEqualTo(1);
    assertThatThrownBy(() -> p.transformInputs(csv("d,y", "2024-02-01,1", "2024-02-02,2")))
        .hasMessage("s.csv: got no column 'a', expected the columns the model was trained on: y, a, d.");
    assertThatThrownBy(() -> p.transformInputs(csv("d,y,a", "2024-02-01,1,1", "2024-02-08,2,2")))
        .hasMessageContaining("got steps of 7 days, expected 1 day as in training");
    assertThatThrownBy(() -> p.transformInputs(csv("d,y,a", "2024-02-01,1,1")))
        .hasMessageContaining("got 1 rows, expected at least the 2 that the model looks back at");
    assertThatThrownBy(() -> p.transform(csv("d,y,a", "2024-02-01,1,1", "2024-02-02,2,2")))
        .hasMessageContaining("got 2 steps, expected at least 3");
    Preprocessor again = Preprocessor.fromMap(p.toMap());
    assertThat(again.toMap()).isEqualTo(p.toMap());
  }

  @Test
  void seasonsAreFoundAndTrendsAndNoiseAreNone() {
    SplittableRandom random = new SplittableRandom(8);
    double[] season = new double[120];
    double[] noise = new double[120];
    for (int i = 0; i < 120; i++) {
      noise[i] = random.nextDouble();
      season[i] = 0.5 * i + 10 * Math.sin(2 * Math.PI * i / 12) + noise[i];
    }
    assertThat(Seasonality.period(season)).isEqualTo(12);
    assertThat(Seasonality.period(noise)).isEqualTo(1);
    assertThat(Seasonality.period(new double[] {1, 2, 3})).isEqualTo(1);
    double[] growing = Arrays.stream(season).map(v -> Math.exp(v / 20)).toArray();
    assertThat(Seasonality.growsWithLevel(growing, 12)).isTrue();
    assertThat(Seasonality.growsWithLevel(season, 12)).as("it has values below 0").isFalse();
    double[] lifted = Arrays.stream(season).map(v -> v + 100).toArray();
    assertThat(Seasonality.growsWithLevel(lifted, 12)).as("even swings").isFalse();
  }
}
