package hillock.nn;

import hillock.tensor.Shape;
import hillock.tensor.Tensor;
import java.util.List;

/**
 * A layer of several inputs, for {@link Branches} and {@link Graph}. Given a single one, as in a {@link Sequential}, it
 * merges just that.
 */
public interface Merge extends Spec {
  /**
   * Builds the layer for these inputs.
   *
   * @param inputs shapes of one example, at least one
   * @throws IllegalArgumentException when they do not fit together
   */
  Joint join(Scope scope, List<Shape> inputs);

  @Override
  default Module build(Scope scope, Shape input) {
    return new OneInput(join(scope, List.of(input)));
  }

  /** A merge of one. */
  record OneInput(Joint joint) implements Module {
    @Override
    public Tensor forward(Tensor x) {
      Tensor[] one = Wires.of(x.step(), 1);
      one[0] = x;
      return joint.forward(one);
    }

    @Override
    public Shape output() {
      return joint.output();
    }
  }
}
