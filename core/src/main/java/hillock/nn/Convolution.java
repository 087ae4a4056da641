package hillock.nn;

import hillock.tensor.Parameter;
import hillock.tensor.Shape;
import hillock.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** A built {@link Conv2d} or {@link Conv1d}. */
record Convolution(
    Window window, int channels, int filters, int groups, Parameter weight, @Nullable Parameter bias, Shape output)
    implements Module {
  static void checkGroups(String layer, int channels, int groups) {
    if (channels % groups != 0) {
      throw new IllegalArgumentException(
          "%s: got input of %d channels, expected a multiple of its %d groups".formatted(layer, channels, groups));
    }
  }

  static Convolution build(
      Scope scope,
      Window window,
      int channels,
      int groups,
      Shape weight,
      boolean bias,
      Initializer initializer,
      Shape output) {
    int filters = output.last();
    int fanIn = window.taps() * channels / groups;
    int fanOut = window.taps() * filters / groups;
    return new Convolution(
        window,
        channels,
        filters,
        groups,
        scope.weight("weight", weight, initializer, fanIn, fanOut),
        bias ? scope.bias("bias", Shape.of(filters), 0) : null,
        output);
  }

  @Override
  public Tensor forward(Tensor x) {
    return ConvolutionOp.of(x, this);
  }
}
