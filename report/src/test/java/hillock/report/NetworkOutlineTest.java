package hillock.report;

import static org.assertj.core.api.Assertions.assertThat;

import hillock.nn.Dense;
import hillock.nn.Module;
import hillock.nn.Network;
import hillock.nn.Relu;
import hillock.nn.Scope;
import hillock.nn.Sequential;
import hillock.nn.Spec;
import hillock.report.NetworkOutline.LayerOutline;
import hillock.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkOutlineTest {
  @Test
  void containersAreLeftOut() {
    Sequential inner = new Sequential(new Dense(5), new Relu());
    NetworkOutline outline = NetworkOutline.of(Network.of(new Sequential(inner, new Dense(2)), Shape.of(3), 1));
    assertThat(outline.input()).containsExactly(3);
    assertThat(outline.layers())
        .containsExactly(
            new LayerOutline("0.sequential.0.dense", "dense(5)", List.of(5), 20),
            new LayerOutline("0.sequential.1.relu", "relu", List.of(5), 0),
            new LayerOutline("1.dense", "dense(2)", List.of(2), 12));
    assertThat(outline.parameters()).isEqualTo(32);
  }

  @Test
  void aSingleLayerIsANetworkToo() {
    NetworkOutline outline = NetworkOutline.of(Network.of(new Dense(2), Shape.of(3), 1));
    assertThat(outline.layers()).containsExactly(new LayerOutline("0", "dense(2)", List.of(2), 8));
  }

  /** A layer with parameters of its own around another. */
  private record Around() implements Spec {
    @Override
    public Module build(Scope scope, Shape input) {
      scope.bias("own", Shape.of(7), 0);
      return scope.child("inner", new Dense(2), input);
    }
  }

  @Test
  void parametersOutsideOfInnerLayersCount() {
    NetworkOutline outline = NetworkOutline.of(Network.of(new Around(), Shape.of(3), 1));
    assertThat(outline.layers()).hasSize(1);
    assertThat(outline.parameters()).isEqualTo(15);
  }
}
