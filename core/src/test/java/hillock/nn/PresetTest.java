package hillock.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hillock.tensor.Shape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PresetTest {
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"LENET", "RESNET"})
  void presetsFitImagesSequencesAndRows(Preset preset) {
    for (Shape input : new Shape[] {Shape.of(8, 8, 1), Shape.of(12, 5), Shape.of(20)}) {
      Network network = preset.spec(input, 7).build(input, 1);
      assertThat(network.output()).isEqualTo(preset.reconstructs() ? input : Shape.of(7));
      // Images may also come as plain rows of pixels.
      Shape row = Shape.of(input.size());
      if (input.rank() == 3) {
        assertThat(preset.spec(input, 7).build(row, 1).output()).isEqualTo(network.output());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LENET", "RESNET"})
  void convolutionalPresetsFitImagesOfAnySizeAndNothingElse(Preset preset) {
    for (Shape input : new Shape[] {Shape.of(8, 8, 1), Shape.of(15, 40, 3), Shape.of(28, 28, 1)}) {
      assertThat(preset.spec(input, 7).build(input, 1).output()).isEqualTo(Shape.of(7));
    }
    assertThat(Preset.LENET.spec(Shape.of(28, 28, 1), 10)).isEqualTo(Networks.lenet(10));
    assertThatThrownBy(() -> preset.spec(Shape.of(20), 7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            preset.text()
                + ": got inputs of shape [20], expected images [height, width, channels]. Take mlp for plain rows");
  }
}
