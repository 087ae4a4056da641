package hillock.classic.boltzmann;

import hillock.kernel.Engine;
import hillock.kernel.Kernels;
import hillock.nn.Module;
import hillock.nn.Normal;
import hillock.nn.Scope;
import hillock.nn.Spec;
import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Parameter;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;

/**
 * A restricted Boltzmann machine for classes, as a layer: its visible units are the features x and one unit for each
 * class y, and the class probabilities are exact, since the hidden units can be summed out:
 *
 * <pre>{@code
 * logit_y = d_y + Σ_j ln(1 + exp(c_j + u_yj + Σ_i x_i·w_ij)),   p(y|x) = softmax(logits)
 * }</pre>
 *
 * [features] to [classes]. Features may be binary or any numbers, of which the formula is the same. Trained with {@code
 * CrossEntropy} it is the discriminative machine of Larochelle and Bengio 2008, "Classification using discriminative
 * restricted Boltzmann machines"; {@link ClassificationRbmStep} also learns p(x, y).
 *
 * <p>Parameters: {@code weight} w [features, hidden] and {@code classWeight} u [classes, hidden], initially normal with
 * deviation 0.01, {@code hiddenBias} c [hidden], {@code classBias} d [classes] and {@code visibleBias} [features] (only
 * used when p(x, y) is learned), initially 0.
 *
 * @param hidden number of hidden units, at least 1
 * @param classes at least 2
 */
public record ClassificationRbm(int hidden, int classes) implements Spec {
  /** Checks the ranges. */
  public ClassificationRbm {
    if (hidden < 1 || classes < 2) {
      throw new IllegalArgumentException(
          "ClassificationRbm: got %d hidden units and %d classes, expected at least 1 and at least 2"
              .formatted(hidden, classes));
    }
  }

  @Override
  public Module build(Scope scope, Shape input) {
    RestrictedBoltzmann.requireRow("ClassificationRbm", input);
    int in = input.last();
    var small = new Normal(RestrictedBoltzmann.INITIAL_DEVIATION);
    Parameter weight = scope.weight("weight", Shape.of(in, hidden), small, in, hidden);
    Parameter classWeight = scope.weight("classWeight", Shape.of(classes, hidden), small, classes, hidden);
    Parameter hiddenBias = scope.bias("hiddenBias", Shape.of(hidden), 0);
    Parameter classBias = scope.bias("classBias", Shape.of(classes), 0);
    scope.bias("visibleBias", Shape.of(in), 0);
    return new Built(weight, classWeight, hiddenBias, classBias, Shape.of(classes));
  }

  private record Built(Parameter weight, Parameter classWeight, Parameter hiddenBias, Parameter classBias, Shape output)
      implements Module {
    @Override
    public Tensor forward(Tensor x) {
      return ClassLogits.of(x.affine(weight, hiddenBias), classWeight, classBias);
    }
  }

  /**
   * From inputs o [n, hidden] of the hidden units, without those of the classes: {@code y_rk = d_k + Σ_j softplus(o_rj
   * + u_kj)}. Derivatives: {@code do_rj = Σ_k dy_rk·s_rkj}, {@code du_kj = Σ_r dy_rk·s_rkj}, {@code dd_k = Σ_r dy_rk}
   * with {@code s_rkj = σ(o_rj + u_kj)}.
   */
  private static final class ClassLogits extends Op {
    private final Engine.Range forwardRange = this::forward;
    private final Engine.Range slopeRange = this::slopes;
    private Tensor o;
    private Parameter u;
    private Parameter d;
    private int hidden;
    private int classes;
    private float[] buffer = {}; // [n, hidden]
    private int current;

    @SuppressWarnings("NullAway.Init") // an object for a slot: of() fills it at each use
    ClassLogits(Tape tape) {
      super(tape);
    }

    static Tensor of(Tensor o, Parameter u, Parameter d) {
      ClassLogits op = o.step().slot(ClassLogits.class, ClassLogits::new);
      op.input(o);
      op.uses(u);
      op.uses(d);
      op.o = o;
      op.u = u;
      op.d = d;
      op.hidden = u.shape().dim(1);
      op.classes = d.size();
      if (op.buffer.length < o.size()) {
        op.buffer = new float[o.size()];
      }
      if (!op.out.shape().equalsExceptLast(o.shape(), op.classes)) {
        op.out.shape(o.shape().withLast(op.classes));
      }
      op.rows(op.forwardRange);
      return op.out;
    }

    private void rows(Engine.Range range) {
      out.step().engine().forEach(o.shape().rows(), 1 + Engine.MAP_GRAIN / hidden, range);
    }

    private void forward(int fromRow, int toRow) {
      Kernels kernels = out.step().engine().kernels();
      float[] y = out.data();
      for (int r = fromRow; r < toRow; r++) {
        int at = r * hidden;
        for (int k = 0; k < classes; k++) {
          kernels.addRow(o.data(), at, u.array(), u.offset() + k * hidden, buffer, at, 1, hidden);
          kernels.softplus(buffer, at, buffer, at, hidden);
          y[r * classes + k] = d.array()[d.offset() + k] + kernels.sum(buffer, at, hidden);
        }
      }
    }

    /** {@code dy_rk·s_rkj} of the current class, added to the derivative by o when that is wanted. */
    private void slopes(int fromRow, int toRow) {
      Kernels kernels = out.step().engine().kernels();
      float[] dy = out.gradArray();
      float[] s = buffer;
      float[] dx = o.wanted() ? o.gradArray() : s;
      for (int r = fromRow; r < toRow; r++) {
        int at = r * hidden;
        float slope = dy[r * classes + current];
        kernels.addRow(o.data(), at, u.array(), u.offset() + current * hidden, s, at, 1, hidden);
        kernels.sigmoid(s, at, s, at, hidden);
        for (int i = at; i < at + hidden; i++) {
          s[i] *= slope;
        }
        if (o.wanted()) {
          kernels.axpy(1f, s, at, dx, at, hidden);
        }
      }
    }

    @Override
    protected void backward(Gradients gradients) {
      Engine engine = out.step().engine();
      int n = o.shape().rows();
      if (gradients.wants(d)) {
        boolean add = gradients.accumulate(d);
        engine.columnSums(out.gradArray(), 0, classes, n, classes, add, gradients.values(), d.offset());
      }
      if (o.wanted()) {
        o.grad(); // cleared before its first use
      }
      boolean add = gradients.wants(u) && gradients.accumulate(u);
      for (current = 0; current < classes; current++) {
        rows(slopeRange);
        if (gradients.wants(u)) {
          int at = u.offset() + current * hidden;
          engine.columnSums(buffer, 0, hidden, n, hidden, add, gradients.values(), at);
        }
      }
    }
  }
}
