package hillock.classic.map;

import hillock.nn.Module;
import hillock.nn.Scope;
import hillock.nn.Spec;
import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;

/**
 * Where an example lies on a map: [...input] to [4], the row and the column of the unit b whose prototype is nearest,
 * both from 1 on, its distance {@code |x - m_b|}, and 1 if the second nearest unit is not beside it, otherwise 0. The
 * mean of the last two over examples are the quantisation and the topographic error, see {@link FeatureMap}. It has no
 * derivative.
 *
 * <p>Its parameter is that of the map, so that a map over the same values makes it learn.
 */
public record MapPlace(SelfOrganizingMap map) implements Spec {
  /** Row, column, distance and fold. */
  public static final int OUTPUTS = 4;

  @Override
  public Module build(Scope scope, Shape input) {
    return new Built(scope.child("map", map, input), map.grid());
  }

  private record Built(Module distances, Grid grid) implements Module {
    @Override
    public Tensor forward(Tensor x) {
      return OfNearest.of(distances.forward(x), grid);
    }

    @Override
    public Shape output() {
      return Shape.of(OUTPUTS);
    }
  }

  private static final class OfNearest extends Op {
    OfNearest(Tape tape) {
      super(tape);
    }

    static Tensor of(Tensor distances, Grid grid) {
      OfNearest op = distances.step().slot(OfNearest.class, OfNearest::new);
      op.input(distances);
      int rows = distances.shape().dim(0);
      op.out.shape(Shape.of(rows, OUTPUTS));
      float[] y = op.out.data();
      for (int r = 0; r < rows; r++) {
        Match match = Match.of(distances.data(), r * grid.units(), grid.units());
        y[r * OUTPUTS] = 1 + match.first() / grid.columns();
        y[r * OUTPUTS + 1] = 1 + match.first() % grid.columns();
        y[r * OUTPUTS + 2] = (float) Math.sqrt(match.distance());
        y[r * OUTPUTS + 3] = match.folded(grid) ? 1 : 0;
      }
      return op.out;
    }

    @Override
    protected void backward(Gradients gradients) {
      // A choice has no slope.
    }
  }
}
