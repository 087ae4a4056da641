package hillock.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hillock.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AutoencoderTest {
  private static final Autoencoder WITHOUT_WEIGHTS_FIRST =
      new Autoencoder(
          new Sequential(new Flatten(), new MaskingNoise(0.5f), new Dense(3), new Tanh()),
          new Sequential(new Tanh(), new Dense(6), new Reshape(2, 3)));

  @Test
  void decoderAfterEncoderIsTheWhole() {
    Network whole = Network.of(WITHOUT_WEIGHTS_FIRST, Shape.of(2, 3), 5);
    Network encoder = Autoencoder.encoder(whole);
    Network decoder = Autoencoder.decoder(whole);
    assertThat(encoder.input()).isEqualTo(Shape.of(2, 3));
    assertThat(encoder.output()).isEqualTo(Shape.of(3));
    assertThat(decoder.output()).isEqualTo(Shape.of(2, 3));
    float[] x = {1, -2, 0.5f, 3, 0, 1, 0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f};
    assertThat(decoder.predict(encoder.predict(x, 2), 2)).containsExactly(whole.predict(x, 2));
  }

  @Test
  void partsWithoutWeightsHaveNone() {
    Network whole = Network.of(new Autoencoder(new Dense(2), new Tanh()), Shape.of(2), 1);
    assertThat(Autoencoder.decoder(whole).parameters().size()).isZero();
    assertThat(Autoencoder.encoder(whole).parameters().size()).isEqualTo(6);
    Network other = Network.of(new Autoencoder(new Tanh(), new Dense(2)), Shape.of(2), 1);
    assertThat(Autoencoder.encoder(other).parameters().size()).isZero();
    assertThat(Autoencoder.decoder(other).parameters().size()).isEqualTo(6);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.MATCH_ANY,
      names = {".*AUTOENCODER"})
  void codesOfNamedOnesAreNarrowUnlessSparse(Preset preset) {
    boolean sparse = preset == Preset.SPARSE_AUTOENCODER;
    for (Shape input : new Shape[] {Shape.of(28, 28, 1), Shape.of(60), Shape.of(9), Shape.of(1)}) {
      Network network = Network.of(preset.spec(input, 0), input, 1);
      int narrow = input.size() >= 60 ? 30 : Math.max(1, input.size() / 2);
      assertThat(Autoencoder.encoder(network).output()).isEqualTo(Shape.of(sparse ? 128 : narrow));
    }
  }

  @Test
  void mistakesAreNamed() {
    assertThatThrownBy(() -> Network.of(new Autoencoder(new Dense(3), new Dense(5)), Shape.of(2, 3), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Autoencoder: its decoder ends with [2, 5], expected the 6 elements of the input [2, 3]. End it with"
                + " Dense(6)");
    assertThatThrownBy(() -> Autoencoder.encoder(Network.of(new Dense(2), Shape.of(2), 1)))
        .hasMessage("autoencoder: got a network of Dense, expected one of Autoencoder");
  }
}
