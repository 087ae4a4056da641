package hillock.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RepetitionTest {
  @Test
  void quantilesOfStudentsTAreThoseOfTheTables() {
    int[] freedom = {1, 2, 3, 4, 5, 9, 19, 29, 120};
    double[] tabulated = {12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.2622, 2.0930, 2.0452, 1.9799};
    for (int i = 0; i < freedom.length; i++) {
      assertThat(Repetition.studentT(freedom[i])).isCloseTo(tabulated[i], within(1e-3 * tabulated[i]));
    }
  }

  @Test
  void scoresReadLikeASentence() {
    assertThat(new Measure(17.8727, 14.66, 20.775)).hasToString("17.87 [14.66, 20.78]");
  }
}
