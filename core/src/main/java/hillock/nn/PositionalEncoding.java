package hillock.nn;

import hillock.tensor.Shape;
import hillock.tensor.Tensor;

/**
 * Adds to every time step waves that tell where it stands, since attention itself knows no order: {@code y[t][2i] =
 * x[t][2i] + sin(t / 10000^(2i/k))} and {@code y[t][2i+1] = x[t][2i+1] + cos(t / 10000^(2i/k))}, t from 0; [time, k] to
 * the same. Vaswani et al. 2017, arXiv:1706.03762. {@link PositionEmbedding} learns the numbers instead.
 */
public record PositionalEncoding() implements Spec {
  @Override
  public Module build(Scope scope, Shape input) {
    PositionOp.checkInput("PositionalEncoding", input);
    int k = input.last();
    float[] table = new float[input.size()];
    for (int i = 0; i < table.length; i++) {
      int column = i % k;
      // StrictMath, because Math may differ in the last bit from machine to machine.
      int time = i / k;
      double angle = time / StrictMath.pow(10_000, (column - column % 2) / (double) k);
      table[i] = (float) (column % 2 == 0 ? StrictMath.sin(angle) : StrictMath.cos(angle));
    }
    return new Built(table, input);
  }

  private record Built(float[] table, Shape output) implements Module {
    @Override
    public Tensor forward(Tensor x) {
      return PositionOp.of(x, table);
    }
  }
}
