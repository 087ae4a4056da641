package hillock.nn;

import hillock.kernel.Engine;
import hillock.tensor.Parameters;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A built network: a spec, the shape of its inputs, and its parameters. */
public final class Network {
  private final Spec spec;
  private final Shape input;
  private final Module module;
  private final Parameters parameters;
  private final List<Layer> layers;

  private Network(Spec spec, Shape input, Module module, Parameters parameters, List<Layer> layers) {
    this.spec = spec;
    this.input = input;
    this.module = module;
    this.parameters = parameters;
    this.layers = layers;
  }

  /**
   * Builds a network; the same spec, shape and seed give the same bits.
   *
   * @param input shape of one example, without the batch axis
   * @param seed of the initial weights
   */
  public static Network of(Spec spec, Shape input, long seed) {
    Network network = of(spec, input, new Parameters(), seed);
    network.parameters.trim();
    return network;
  }

  /**
   * Builds a network around the values of another one of the same spec and input, such as those of a model file. No
   * initial weights are made, so that a spec from a file cannot ask for more memory than the file's weights take.
   *
   * @param values of all parameters, in the order of {@link Parameters#values()}; kept, not copied
   * @throws IllegalArgumentException when the spec makes parameters for more or fewer values
   */
  public static Network over(Spec spec, Shape input, float[] values) {
    Network network = of(spec, input, Parameters.over(values), 0);
    if (network.parameters.size() != values.length) {
      throw new IllegalArgumentException(
          "network: got %d values, expected %d".formatted(values.length, network.parameters.size()));
    }
    return network;
  }

  private static Network of(Spec spec, Shape input, Parameters parameters, long seed) {
    List<Layer> layers = new ArrayList<>();
    Module module = spec.build(Scope.root(parameters, layers, seed), input);
    return new Network(spec, input, module, parameters, Collections.unmodifiableList(layers));
  }

  /** The network's result for a batch, [n, ...{@link #input()}] to [n, ...{@link #output()}]. */
  public Tensor forward(Tensor x) {
    if (!x.shape().isBatchOf(x.shape().rank() == 0 ? 0 : x.shape().dim(0), input)) {
      throw new IllegalArgumentException(
          "network: got input %s, expected [batch, %s".formatted(x.shape(), input.toString().substring(1)));
    }
    return module.forward(x);
  }

  /** Predicts a batch without a tape of one's own: convenient, not fast. */
  public float[] predict(float[] x, int n) {
    try (Tape tape = Tape.inference(Engine.auto());
        var step = tape.step()) {
      return forward(step.input(x, input.batch(n))).copy();
    }
  }

  /** What it was built from. */
  public Spec spec() {
    return spec;
  }

  /** Shape of one example before the first layer. */
  public Shape input() {
    return input;
  }

  /** Shape of one example after the last layer. */
  public Shape output() {
    return module.output();
  }

  /** All weights, and the statistics that layers keep. */
  public Parameters parameters() {
    return parameters;
  }

  /** All layers below the outermost, each before its inner ones. */
  public List<Layer> layers() {
    return layers;
  }
}
