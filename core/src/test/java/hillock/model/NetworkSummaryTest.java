package hillock.model;

import static org.assertj.core.api.Assertions.assertThat;

import hillock.nn.Dense;
import hillock.nn.Relu;
import hillock.nn.Sequential;
import hillock.tensor.Shape;
import org.junit.jupiter.api.Test;

class NetworkSummaryTest {
  @Test
  void listsLayersWithTheirOwnParametersAndOperations() {
    var inner = new Sequential(new Dense(5), new Relu());
    var network = new Sequential(new Dense(3), inner, new Dense(2)).build(Shape.of(4), 0);
    assertThat(NetworkSummary.of(network).toString())
        .isEqualToNormalizingNewlines(
            """
            layer                 spec        output  parameters  flops
            0.dense               dense(3)    [3]             15     24
            1.sequential          sequential  [5]              0      0
            1.sequential.0.dense  dense(5)    [5]             20     30
            1.sequential.1.relu   relu        [5]              0      0
            2.dense               dense(2)    [2]             12     20
            total                                             47     74
            """);
    assertThat(NetworkSummary.of(network).parameters()).isEqualTo(network.parameters().size());
  }

  @Test
  void aNetworkOfOneLayerIsOneRow() {
    var summary = NetworkSummary.of(new Dense(3).build(Shape.of(6, 4), 0));
    assertThat(summary.rows()).containsExactly(new NetworkSummary.Row("", "dense(3)", Shape.of(6, 3), 15, 144));
  }

  @Test
  void weightsOfARecurrentLayerWorkAtEveryStepAndAttentionComparesAllSteps() {
    var lstm = NetworkSummary.of(new hillock.nn.Lstm(3).build(Shape.of(6, 4), 0));
    assertThat(lstm.flops()).isEqualTo(2 * 6 * (4 * 12 + 3 * 12));
    var attention = NetworkSummary.of(new Sequential(new hillock.nn.MultiHeadAttention(2)).build(Shape.of(6, 4), 0));
    assertThat(attention.flops()).isEqualTo(2 * 6 * (4 * 12 + 4 * 4) + 2 * 2 * 6 * 6 * 4);
  }

  @Test
  void aTransposedConvolutionUsesItsWeightsOnceForEachPlaceOfItsInput() {
    var image = NetworkSummary.of(new hillock.nn.ConvTranspose2d(3, 4, 2).build(Shape.of(5, 6, 2), 0));
    assertThat(image.flops()).isEqualTo(2 * 5 * 6 * (4 * 4 * 3 * 2));
    var sequence = NetworkSummary.of(new hillock.nn.ConvTranspose1d(3, 4, 2).build(Shape.of(5, 2), 0));
    assertThat(sequence.flops()).isEqualTo(2 * 5 * (4 * 3 * 2));
  }
}
