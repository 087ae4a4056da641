package hillock.nn;

import hillock.tensor.Shape;

/** The largest value of each channel over all places, [..., c] to [c]: of an image, a sequence or a volume. */
public record GlobalMaxPool() implements Spec {
  @Override
  public Module build(Scope scope, Shape input) {
    GlobalAveragePool.check("GlobalMaxPool", input);
    Size all = new Size(1, input.rows());
    Window window = new Window(all, all, all, new Size(1), 0, 0, 0, 0);
    return new MaxPooling(window, input.last(), Shape.of(input.last()));
  }
}
