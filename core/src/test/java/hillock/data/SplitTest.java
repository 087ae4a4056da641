package hillock.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitTest {
  private static long count(int[] rows, int[] strata, int stratum) {
    return Arrays.stream(rows).filter(r -> strata[r] == stratum).count();
  }

  @Test
  void holdOutKeepsTheProportionsAndLosesNoRow() {
    int[] strata = IntStream.range(0, 1000).map(i -> i < 900 ? 0 : 1).toArray();
    Split split = Split.holdOut(strata, 0.2, 42);
    assertThat(split.heldOut()).hasSize(200).isSorted();
    assertThat(count(split.heldOut(), strata, 1)).isEqualTo(20);
    int[] all = IntStream.concat(Arrays.stream(split.train()), Arrays.stream(split.heldOut())).sorted().toArray();
    assertThat(all).isEqualTo(IntStream.range(0, 1000).toArray());
  }

  @Test
  void theTotalIsRoundedOnceNotOnceAStratum() {
    int[] strata = IntStream.range(0, 100).map(i -> i % 34).toArray();
    assertThat(Split.holdOut(strata, 0.3, 1).heldOut()).hasSize(30);
  }

  @Test
  void aLoneRowOfAClassStaysInTraining() {
    int[] strata = IntStream.range(0, 20).map(i -> i == 7 ? 1 : 0).toArray();
    for (long seed = 0; seed < 20; seed++) {
      assertThat(Split.holdOut(strata, 0.5, seed).train()).contains(7);
    }
  }

  @Test
  void theSeedAloneDecides() {
    int[] strata = new int[50];
    assertThat(Split.holdOut(strata, 0.2, 3).heldOut()).isEqualTo(Split.holdOut(strata, 0.2, 3).heldOut());
    assertThat(Split.holdOut(strata, 0.2, 3).heldOut()).isNotEqualTo(Split.holdOut(strata, 0.2, 4).heldOut());
  }

  @Test
  void foldsHoldEveryRowOutOnceWithTheClassesAlike() {
    int[] strata = IntStream.range(0, 103).map(i -> i % 3).toArray();
    List<Split> folds = Split.folds(strata, 10, 5);
    int[] held = folds.stream().flatMapToInt(f -> Arrays.stream(f.heldOut())).sorted().toArray();
    assertThat(held).isEqualTo(IntStream.range(0, 103).toArray());
    for (Split fold : folds) {
      assertThat(fold.heldOut().length).isBetween(10, 11);
      assertThat(count(fold.heldOut(), strata, 0)).isBetween(3L, 4L);
      assertThat(fold.train().length + fold.heldOut().length).isEqualTo(103);
    }
  }

  @Test
  void impossibleRequestsAreRefused() {
    assertThatThrownBy(() -> Split.holdOut(new int[10], 1.5, 1))
        .hasMessage("held-out part: got fraction 1.5, expected a number between 0 and 1, such as 0.2.");
    assertThatThrownBy(() -> Split.holdOut(new int[2], 0.1, 1))
        .hasMessage(
            "held-out part: got 2 rows of which 0.1 would be none, expected at least one row in each part."
                + " Use more rows or a larger fraction.");
    assertThatThrownBy(() -> Split.folds(new int[3], 5, 1))
        .hasMessage("cross-validation: got 5 folds of 3 rows, expected 2 to 3 folds.");
  }
}
