package hillock.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotationTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0",
        "48213.4|48,213",
        "999.96|1000",
        "0.98127|0.9813",
        "-3.5|−3.5",
        "0.00000012345|1.23e−7",
        "2.5e13|2.5e13",
        "NaN|–",
        "Infinity|∞",
        "100|100"
      })
  void numbersHaveFourSignificantDigits(double value, String text) {
    assertThat(Notation.number(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0.98127, 98.1%", "1, 100%", "0, 0%", "0.9999, 99.99%", "0.0003, 0.03%", "NaN, –"})
  void sharesNeverRoundToAllOrNothing(double share, String text) {
    assertThat(Notation.percent(share)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"4.21, 4.2 s", "133.4, 2 min 13 s", "3725, 1 h 2 min"})
  void timesHaveTwoUnitsAtMost(double seconds, String text) {
    assertThat(Notation.duration(seconds)).isEqualTo(text);
  }
}
