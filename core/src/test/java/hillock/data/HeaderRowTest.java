package hillock.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HeaderRowTest {
  @Test
  void wordsOverNumbersAreAHeader() {
    assertThat(HeaderRow.isHeader(List.of("a", "b"), List.of(List.of("1", "x"), List.of("2", "y")))).isTrue();
  }

  @Test
  void numbersOverNumbersAreNone() {
    assertThat(HeaderRow.isHeader(List.of("5.1", "setosa"), List.of(List.of("4.9", "setosa")))).isFalse();
  }

  @Test
  void missingValuesDoNotVote() {
    List<List<String>> below = List.of(List.of("1", "2"), List.of("3", "NA"));
    assertThat(HeaderRow.isHeader(List.of("NA", "7"), below)).isFalse();
  }

  @Test
  void textIsAHeaderUnlessItOccursBelow() {
    assertThat(HeaderRow.isHeader(List.of("name", "town"), List.of(List.of("Ann", "Oslo")))).isTrue();
    List<List<String>> towns = List.of(List.of("Ann", "Oslo"), List.of("Bob", "Rome"));
    assertThat(HeaderRow.isHeader(List.of("Eve", "Rome"), towns)).isFalse();
    assertThat(HeaderRow.isHeader(List.of("x", "x"), List.of(List.of("a", "b")))).isFalse();
  }
}
