package hillock.nn;

import hillock.tensor.Shape;
import hillock.tensor.Tensor;
import java.util.Arrays;

/**
 * A network that returns its input through a code: {@code y = decoder(encoder(x))}, any shape to one of as many
 * elements. It learns with its inputs as targets; what is between the two parts is the code. Rumelhart, Hinton and
 * Williams 1986; Hinton and Salakhutdinov 2006.
 *
 * <pre>{@code
 * Autoencoder narrow = new Autoencoder(new Dense(30), new Dense(784));
 * Network network = Network.of(narrow, Shape.of(784), seed);
 * TrainingStep.reconstruction(network, new MeanSquaredError(), new Adam(1e-3));
 * float[] codes = Autoencoder.encoder(network).predict(images, n);
 * }</pre>
 *
 * @param encoder from the input to the code
 * @param decoder from the code to as many elements as the input has
 */
public record Autoencoder(Spec encoder, Spec decoder) implements Spec {
  @Override
  public Module build(Scope scope, Shape input) {
    Module toCode = scope.child("encoder", encoder, input);
    Module fromCode = scope.child("decoder", decoder, toCode.output());
    if (fromCode.output().size() != input.size()) {
      throw new IllegalArgumentException(
          "Autoencoder: its decoder ends with %s, expected the %d elements of the input %s. End it with Dense(%d)"
              .formatted(fromCode.output(), input.size(), input, input.size()));
    }
    return new Built(toCode, fromCode);
  }

  /** What turns inputs into codes, with copies of the weights that a network of this spec has now. */
  public static Network encoder(Network network) {
    Layer layer = part(network, 0);
    Autoencoder spec = (Autoencoder) network.spec();
    return Network.over(spec.encoder, layer.input(), weights(network, layer));
  }

  /** What turns codes into inputs again, with copies of the weights that a network of this spec has now. */
  public static Network decoder(Network network) {
    Layer layer = part(network, 1);
    Autoencoder spec = (Autoencoder) network.spec();
    return Network.over(spec.decoder, layer.input(), weights(network, layer));
  }

  /** The layer of the encoder (0) or the decoder (1): those that lie in no other layer. */
  private static Layer part(Network network, int place) {
    if (!(network.spec() instanceof Autoencoder)) {
      throw new IllegalArgumentException(
          "autoencoder: got a network of %s, expected one of Autoencoder"
              .formatted(network.spec().getClass().getSimpleName()));
    }
    String name = place == 0 ? "encoder." : "decoder.";
    return network.layers().stream().filter(layer -> layer.path().startsWith(name)).findFirst().orElseThrow();
  }

  private static float[] weights(Network network, Layer layer) {
    int count = network.parameters().count();
    int from = layer.firstParameter() == count ? 0 : network.parameters().at(layer.firstParameter()).offset();
    int end =
        layer.endParameter() == count
            ? network.parameters().size()
            : network.parameters().at(layer.endParameter()).offset();
    return layer.firstParameter() == layer.endParameter()
        ? new float[0]
        : Arrays.copyOfRange(network.parameters().values(), from, end);
  }

  private record Built(Module encoder, Module decoder) implements Module {
    @Override
    public Tensor forward(Tensor x) {
      return decoder.forward(encoder.forward(x));
    }

    @Override
    public Shape output() {
      return decoder.output();
    }
  }
}
