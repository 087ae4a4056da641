package hillock.nn;

import static org.assertj.core.api.Assertions.assertThat;

import hillock.tensor.Shape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PresetTest {
  @ParameterizedTest
  @EnumSource
  void everyPresetFitsImagesSequencesAndRows(Preset preset) {
    for (Shape input : new Shape[] {Shape.of(8, 8, 1), Shape.of(12, 5), Shape.of(20)}) {
      Network network = preset.spec(input, 7).build(input, 1);
      boolean rebuilds = preset == Preset.AUTOENCODER;
      assertThat(network.output()).isEqualTo(rebuilds ? input : Shape.of(7));
      // Images may also come as plain rows of pixels.
      Shape row = Shape.of(input.size());
      if (input.rank() == 3) {
        assertThat(preset.spec(input, 7).build(row, 1).output()).isEqualTo(network.output());
      }
    }
  }
}
