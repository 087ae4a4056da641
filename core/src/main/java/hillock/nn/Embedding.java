package hillock.nn;

import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Parameter;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import java.util.Arrays;

/**
 * A vector for each token: ids [...] to [..., dimension], {@code y = W[id]}, W [vocabulary, dimension]. The inputs are
 * whole numbers from 0 to vocabulary - 1, such as a text [time]; no gradient flows to them, and that of W is made from
 * the rows that were used. Bengio et al. 2003, "A neural probabilistic language model".
 *
 * <p>With a padding id, which need not be one of the vocabulary, its vector is 0, and the ids of this value at the end
 * of a sequence are padding: {@link Tensor#lengths()} of the result says what counts.
 *
 * <p>Parameter: {@code weight} [vocabulary, dimension], initially normal with deviation 1 unless an initializer is
 * given.
 *
 * @param vocabulary number of different tokens, at least 1
 * @param dimension length of the vectors, at least 1
 * @param padding id of the padding, or -1, the default, for none
 * @param initializer of the weights
 */
public record Embedding(int vocabulary, int dimension, int padding, Initializer initializer) implements Spec {
  /** Checks the ranges. */
  public Embedding {
    if (vocabulary < 1 || dimension < 1 || padding < -1) {
      throw new IllegalArgumentException(
          "Embedding: got vocabulary %d, dimension %d, padding %d; expected both at least 1, padding -1 or an id"
              .formatted(vocabulary, dimension, padding));
    }
  }

  /** Without padding. */
  public Embedding(int vocabulary, int dimension) {
    this(vocabulary, dimension, -1);
  }

  /** With initial weights of deviation 1. */
  public Embedding(int vocabulary, int dimension, int padding) {
    this(vocabulary, dimension, padding, new Normal(0f, 1f));
  }

  @Override
  public Module build(Scope scope, Shape input) {
    int[] axes = Arrays.copyOf(input.toArray(), input.rank() + 1);
    axes[input.rank()] = dimension;
    Parameter weight = scope.weight("weight", Shape.of(vocabulary, dimension), initializer, vocabulary, dimension);
    return new Built(weight, padding, Shape.of(axes));
  }

  private record Built(Parameter weight, int padding, Shape output) implements Module {
    @Override
    public Tensor forward(Tensor x) {
      return EmbeddingOp.of(x, weight, padding, output);
    }
  }

  private static final class EmbeddingOp extends Op {
    private Parameter weight;
    private int padding;
    private int dimension;
    private int count;
    private int[] ids = {};
    private int[] lengths = {};

    EmbeddingOp(Tape tape) {
      super(tape);
    }

    static Tensor of(Tensor x, Parameter weight, int padding, Shape output) {
      EmbeddingOp op = x.step().slot(EmbeddingOp.class, EmbeddingOp::new);
      op.uses(weight);
      op.weight = weight;
      op.padding = padding;
      op.dimension = weight.shape().last();
      int batch = x.shape().dim(0);
      if (!op.out.shape().isBatchOf(batch, output)) {
        op.out.shape(output.batch(batch));
      }
      op.read(x);
      op.forward();
      if (padding >= 0 && x.shape().rank() == 2) {
        op.measure(batch, x.shape().dim(1));
      } else {
        op.out.lengths(null);
      }
      return op.out;
    }

    private void read(Tensor x) {
      count = x.size();
      if (ids.length < count) {
        ids = new int[count];
      }
      int vocabulary = weight.shape().dim(0);
      for (int i = 0; i < count; i++) {
        float id = x.data()[i];
        if (!(id >= 0 && id < vocabulary && id == (int) id) && !(padding >= 0 && id == padding)) {
          throw new IllegalArgumentException(
              "%s: token %d of the batch %s is %s, expected a whole number from 0 to %d"
                  .formatted(label(), i, x.shape(), id, vocabulary - 1));
        }
        ids[i] = (int) id;
      }
    }

    private void forward() {
      float[] w = weight.array();
      float[] y = out.data();
      for (int i = 0; i < count; i++) {
        if (ids[i] == padding) {
          Arrays.fill(y, i * dimension, (i + 1) * dimension, 0f);
        } else {
          System.arraycopy(w, weight.offset() + ids[i] * dimension, y, i * dimension, dimension);
        }
      }
    }

    private void measure(int batch, int steps) {
      if (lengths.length < batch) {
        lengths = new int[batch];
      }
      for (int b = 0; b < batch; b++) {
        int n = steps;
        while (n > 0 && ids[b * steps + n - 1] == padding) {
          n--;
        }
        lengths[b] = n;
      }
      out.lengths(lengths);
    }

    @Override
    protected void backward(Gradients gradients) {
      float[] dy = out.gradArray();
      float[] dw = gradients.values();
      if (!gradients.accumulate(weight)) {
        Arrays.fill(dw, weight.offset(), weight.offset() + weight.size(), 0f);
      }
      for (int i = 0; i < count; i++) {
        if (ids[i] != padding) {
          int row = weight.offset() + ids[i] * dimension;
          for (int j = 0; j < dimension; j++) {
            dw[row + j] += dy[i * dimension + j];
          }
        }
      }
    }
  }
}
