package hillock.classic.boltzmann;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hillock.kernel.Randomness;
import hillock.model.Model;
import hillock.nn.Linear;
import hillock.nn.Network;
import hillock.tensor.Shape;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HiddenFeaturesTest {
  private static final int ROWS = 9;

  private static float[] rows() {
    float[] x = new float[ROWS * 6];
    new Randomness(3, 0, 0).normals(x, 0, x.length);
    return x;
  }

  private static Network features(Rbm machine) {
    return Network.over(new HiddenFeatures(machine.hidden()), Shape.of(6), machine.parameters().values());
  }

  @Test
  void saysTheHiddenUnitsOfTheMachineAndHowBadlyTheyRebuildARow() {
    Rbm machine = Machines.random(6, 5, Visible.GAUSSIAN, 1, 3);
    float[] y = features(machine).predict(rows(), ROWS);
    float[] p = machine.network().predict(rows(), ROWS);
    for (int r = 0; r < ROWS; r++) {
      double squares = 0;
      for (int i = 0; i < 6; i++) {
        double mean = machine.visibleBias().copy()[i];
        for (int j = 0; j < 5; j++) {
          mean += (double) p[r * 5 + j] * machine.filter(j)[i];
          assertThat(y[r * 6 + j]).isEqualTo(p[r * 5 + j]);
        }
        squares += Math.pow(rows()[r * 6 + i] - mean, 2);
      }
      assertThat((double) y[r * 6 + 5]).isCloseTo(Math.sqrt(squares / 6), within(1e-5));
    }
  }

  @Test
  void aModelFileKeepsIt(@TempDir Path folder) {
    Network network = features(Machines.random(6, 5, Visible.GAUSSIAN, 1, 3));
    Model.of(network, new Linear()).save(folder.resolve("features.hillock"));
    Network opened = Model.open(folder.resolve("features.hillock")).network();
    assertThat(opened.predict(rows(), ROWS)).isEqualTo(network.predict(rows(), ROWS));
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatThrownBy(() -> new HiddenFeatures(0)).hasMessageContaining("got 0 hidden units");
    assertThatThrownBy(() -> new HiddenFeatures(3).build(Shape.of(2, 2), 1)).hasMessageContaining("forget Flatten");
  }
}
