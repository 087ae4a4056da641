package hillock.classic.learning;

import hillock.classic.map.SelfOrganizingMap;
import hillock.nn.Module;
import hillock.nn.Scope;
import hillock.nn.Spec;
import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Parameter;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;

/**
 * A map whose units know classes: {@code y = logShare_b} with b the unit nearest to x, [...input] to [classes]; of
 * units equally near the first. The softmax of y are the shares. It has no derivative: {@link LabelledMapTraining}
 * fills it.
 *
 * <p>Parameters: those of the map, and {@code logShare} [units, classes], a statistic, initially 0.
 *
 * @param classes at least 2
 */
public record LabelledMap(SelfOrganizingMap map, int classes) implements Spec {
  /** Checks the range. */
  public LabelledMap {
    if (classes < 2) {
      throw new IllegalArgumentException("LabelledMap: got %d classes, expected at least 2".formatted(classes));
    }
  }

  @Override
  public Module build(Scope scope, Shape input) {
    Module distances = scope.child("map", map, input);
    Parameter shares = scope.statistic("logShare", Shape.of(map.grid().units(), classes), 0);
    return new Built(distances, shares, Shape.of(classes));
  }

  private record Built(Module distances, Parameter shares, Shape output) implements Module {
    @Override
    public Tensor forward(Tensor x) {
      return OfNearest.of(distances.forward(x), shares);
    }
  }

  private static final class OfNearest extends Op {
    OfNearest(Tape tape) {
      super(tape);
    }

    static Tensor of(Tensor distances, Parameter shares) {
      OfNearest op = distances.step().slot(OfNearest.class, OfNearest::new);
      op.input(distances);
      op.uses(shares);
      int rows = distances.shape().dim(0);
      int units = shares.shape().dim(0);
      int classes = shares.shape().dim(1);
      op.out.shape(Shape.of(rows, classes));
      float[] d = distances.data();
      for (int r = 0; r < rows; r++) {
        int nearest = 0;
        for (int u = 1; u < units; u++) {
          nearest = d[r * units + u] < d[r * units + nearest] ? u : nearest;
        }
        System.arraycopy(shares.array(), shares.offset() + nearest * classes, op.out.data(), r * classes, classes);
      }
      return op.out;
    }

    @Override
    protected void backward(Gradients gradients) {
      // A choice has no slope.
    }
  }
}
