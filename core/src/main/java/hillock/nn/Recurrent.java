package hillock.nn;

import hillock.tensor.Parameter;
import hillock.tensor.Shape;
import hillock.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@link SimpleRnn}, {@link Gru} and {@link Lstm} have in common: how directions and layers are put together. */
interface Recurrent extends Spec {
  /** Size of the output of one direction. */
  int units();

  /** Layers, one on top of the other. */
  int layers();

  /** Whether a second set of weights reads each sequence from its end. */
  boolean bidirectional();

  /** Whether the result has an output for every time step. */
  boolean sequence();

  /** Share of the outputs dropped between layers. */
  float dropout();

  /** Share of the last outputs that a step does not see. */
  float recurrentDropout();

  /** One layer of the same kind, without dropout after it. */
  Recurrent layer(boolean wholeSequence);

  /** The element-wise part. */
  RecurrentCell cell();

  /** Initial recurrent weights. */
  default Initializer recurrentInitializer() {
    return new XavierUniform();
  }

  /** Gives the biases their first values; those of a network that is read from a file are left alone. */
  default void bias(float[] values, int offset) {}

  /** Checks what all kinds share. */
  static void check(String kind, int units, int layers, float dropout, float recurrentDropout) {
    if (units < 1 || layers < 1) {
      throw new IllegalArgumentException(
          "%s: got %d units, %d layers; expected at least 1 of each".formatted(kind, units, layers));
    }
    if (!(dropout >= 0 && dropout < 1 && recurrentDropout >= 0 && recurrentDropout < 1)) {
      throw new IllegalArgumentException(
          "%s: got dropout %s, recurrentDropout %s; expected 0 or more and below 1"
              .formatted(kind, dropout, recurrentDropout));
    }
  }

  @Override
  default Module build(Scope scope, Shape input) {
    String kind = getClass().getSimpleName();
    if (input.rank() != 2 || input.size() == 0) {
      throw new IllegalArgumentException(
          "%s: got input %s, expected [time, features]%s"
              .formatted(kind, input, input.rank() == 1 ? ". Token ids need an Embedding first" : ""));
    }
    if (layers() > 1) {
      List<Spec> stack = new ArrayList<>();
      for (int i = 0; i < layers(); i++) {
        if (i > 0 && dropout() > 0) {
          stack.add(new Dropout(dropout()));
        }
        stack.add(layer(sequence() || i + 1 < layers()));
      }
      return new Sequential(stack).build(scope, input);
    }
    RecurrentWeights[] directions = new RecurrentWeights[bidirectional() ? 2 : 1];
    for (int i = 0; i < directions.length; i++) {
      directions[i] = weights(scope, i == 0 ? "" : "reverse.", input.last());
    }
    int width = directions.length * units();
    return new Built(
        new RecurrentOp.Layer(cell(), directions, sequence(), new Noise(scope.stream()), recurrentDropout()),
        sequence() ? input.withLast(width) : Shape.of(width));
  }

  private RecurrentWeights weights(Scope scope, String direction, int in) {
    int columns = cell().gates() * units();
    Parameter input = scope.weight(direction + "inputWeight", Shape.of(in, columns), new XavierUniform(), in, units());
    Parameter recurrent =
        scope.weight(
            direction + "recurrentWeight", Shape.of(units(), columns), recurrentInitializer(), units(), units());
    Parameter bias = scope.bias(direction + "bias", Shape.of(columns), 0);
    if (!scope.given()) {
      bias(bias.array(), bias.offset());
    }
    @Nullable Parameter recurrentBias =
        cell().inputFrom() > 0 ? scope.bias(direction + "recurrentBias", Shape.of(units()), 0) : null;
    return new RecurrentWeights(input, recurrent, bias, recurrentBias);
  }

  /** A layer. */
  record Built(RecurrentOp.Layer layer, Shape output) implements Module {
    @Override
    public Tensor forward(Tensor x) {
      return RecurrentOp.of(x, layer, output);
    }
  }
}
