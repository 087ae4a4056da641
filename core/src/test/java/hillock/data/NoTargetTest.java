package hillock.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hillock.data.NoTarget.Output;
import hillock.experiment.Score;
import hillock.train.Metric;
import hillock.train.Predictions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NoTargetTest {
  private static final NoTarget SAID = new NoTarget(new Output("place"), new Output("distance", "error"));

  @Test
  void aModelFileKeepsTheNames() {
    assertThat(TargetEncoder.fromMap(new Fields("target", SAID.toMap()))).isEqualTo(SAID);
    assertThat(SAID.width()).isEqualTo(2);
    assertThatThrownBy(() ->
            TargetEncoder.fromMap(
                new Fields(
                    "target", Map.of("kind", "none", "outputs", List.of("a", "a"), "measures", List.of("", "")))))
        .hasMessageContaining("at least one name, each another");
    assertThatThrownBy(() ->
            TargetEncoder.fromMap(
                new Fields("target", Map.of("kind", "none", "outputs", List.of("a"), "measures", List.of()))))
        .hasMessageContaining("1 names");
  }

  @Test
  void oneOutputAtLeastIsAnError() {
    assertThat(SAID.firstError()).isEqualTo(1);
    assertThatThrownBy(() -> new NoTarget(new Output("place"))).hasMessageContaining("got none that is an error");
    assertThatThrownBy(() ->
            TargetEncoder.fromMap(
                new Fields("target", Map.of("kind", "none", "outputs", List.of("a"), "measures", List.of("")))))
        .hasMessageContaining("but not everywhere");
  }

  @Test
  void errorsAreAveragedOverRows() {
    List<Metric> metrics = Score.metrics(SAID);
    float[] said = {1, 0.5f, 2, 1.5f, 3, 4};
    assertThat(metrics).hasSize(1);
    assertThat(Score.of(Predictions.ofValues(2, said, said), metrics).value("error")).isEqualTo(2);
  }

  @Test
  void everyColumnIsAnInput() {
    Table table = Table.of(Column.numbers("a", 1, 2, 3), Column.numbers("b", 4, 6, 9));
    Preprocessor preprocessor = Preprocessor.fit(table, SAID);
    assertThat(preprocessor.featureNames()).containsExactly("a", "b");
    Dataset rows = preprocessor.transform(table);
    assertThat(rows.hasLabels() || rows.hasTargets()).isFalse();
    assertThat(Preprocessor.fromMap(preprocessor.toMap()).target()).isEqualTo(SAID);
  }
}
