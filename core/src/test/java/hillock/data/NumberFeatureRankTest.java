package hillock.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NumberFeatureRankTest {
  private static final double[] VALUES = new SplittableRandom(3).doubles(2000, 0, 1).map(v -> v * v * v).toArray();

  private static float rank(NumberFeature feature, double value) {
    float[] x = new float[feature.width()];
    feature.encode(Column.numbers("v", value), 0, x, 0);
    return x[1];
  }

  @Test
  void ranksOfTheTrainingPartAreUniformWithMeanZeroAndVarianceOne() {
    NumberFeature feature = NumberFeature.fit(Column.numbers("v", VALUES));
    double[] ranks = Arrays.stream(VALUES).map(v -> rank(feature, v)).sorted().toArray();
    double mean = Statistics.mean(ranks);
    assertThat(mean).isCloseTo(0, within(0.03));
    assertThat(Statistics.variance(ranks, mean)).isCloseTo(1, within(0.03));
    assertThat(ranks[500]).isCloseTo(-Math.sqrt(3) / 2, within(0.05));
    assertThat(feature.featureNames()).contains("rank(v)").hasSize(feature.width());
  }

  @Test
  void outliersStayWithinTheEnds() {
    NumberFeature feature = NumberFeature.fit(Column.numbers("v", VALUES));
    assertThat(rank(feature, 1e30)).isEqualTo((float) Math.sqrt(3));
    assertThat(rank(feature, -1e30)).isEqualTo((float) -Math.sqrt(3));
  }

  @Test
  void equalValuesShareTheMiddleOfTheirRanks() {
    double[] values = VALUES.clone();
    Arrays.fill(values, 0, 1000, -1); // the lower half is one value
    NumberFeature feature = NumberFeature.fit(Column.numbers("v", values));
    assertThat(rank(feature, -1)).isCloseTo((float) (-Math.sqrt(3) / 2), within(0.06f));
  }

  @Test
  void fewRowsOrFewValuesHaveNoRank() {
    assertThat(NumberFeature.fit(Column.numbers("v", Arrays.copyOf(VALUES, 600))).quantiles()).isEmpty();
    double[] coarse = Arrays.stream(VALUES).map(v -> Math.rint(v * 20)).toArray();
    assertThat(NumberFeature.fit(Column.numbers("v", coarse)).quantiles()).isEmpty();
  }

  @Test
  void quantilesSurviveTheModelFileAndLyingOnesAreRefused() {
    NumberFeature feature = NumberFeature.fit(Column.numbers("v", VALUES));
    Map<String, Object> map = new HashMap<>(feature.toMap());
    assertThat(NumberFeature.fromMap(new Fields("column", map))).isEqualTo(feature);
    map.put("quantiles", java.util.List.of(2.0, 1.0));
    assertThatThrownBy(() -> NumberFeature.fromMap(new Fields("column", map))).hasMessageContaining("ascending");
  }
}
