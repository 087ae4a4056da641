package hillock.nn;

import hillock.tensor.Shape;
import hillock.tensor.Tensor;

/**
 * Self-attention with several heads: every time step gathers from all others what is like what it asks for; [time, k]
 * to the same. Each head h has a part of {@code d = k / heads} columns of queries {@code Q = x·W_q}, keys {@code K =
 * x·W_k} and values {@code V = x·W_v}, all with bias, and yields {@code softmax(Q·Kᵀ / √d)·V}; the heads' results side
 * by side go through a last dense layer. Vaswani et al. 2017, arXiv:1706.03762.
 *
 * <p>Sequences of unequal length ({@link Tensor#lengths()}) attend to their own steps alone; the result at steps of
 * padding is the last layer's bias.
 *
 * <p>Inner layers: {@code qkv}, a dense layer from k to 3·k whose columns are those of W_q, W_k and W_v in this order,
 * and {@code projection}, from k to k; both with {@link XavierUniform} weights.
 *
 * @param heads a divisor of k
 * @param causal whether a step sees only itself and earlier steps; false by default
 * @param dropout share of the weights of attention that are dropped in training, from 0, the default, to 1 (excluded)
 */
public record MultiHeadAttention(int heads, boolean causal, float dropout) implements Spec {
  /** Checks the ranges. */
  public MultiHeadAttention {
    if (heads < 1) {
      throw new IllegalArgumentException("MultiHeadAttention: got %d heads, expected at least 1".formatted(heads));
    }
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException(
          "MultiHeadAttention: got dropout %s, expected 0 or more and below 1".formatted(dropout));
    }
  }

  /** Without dropout, every step seeing all. */
  public MultiHeadAttention(int heads) {
    this(heads, false);
  }

  /** Without dropout. */
  public MultiHeadAttention(int heads, boolean causal) {
    this(heads, causal, 0f);
  }

  @Override
  public Module build(Scope scope, Shape input) {
    if (input.rank() != 2) {
      throw new IllegalArgumentException(
          "MultiHeadAttention: got input %s, expected [time, features]. A layer before it, such as an Embedding or a"
                  .formatted(input)
              + " Reshape, makes sequences");
    }
    Dense.checkInput("MultiHeadAttention", input);
    int k = input.last();
    if (k % heads != 0) {
      throw new IllegalArgumentException(
          "MultiHeadAttention: input %s has %d features, expected a multiple of the %d heads"
              .formatted(input, k, heads));
    }
    Module qkv = scope.child("qkv", new Dense(3 * k, new XavierUniform()), input);
    Noise noise = new Noise(scope.stream());
    Module projection = scope.child("projection", new Dense(k, new XavierUniform()), input);
    return new Built(this, qkv, noise, projection);
  }

  /** The built layer. */
  record Built(MultiHeadAttention spec, Module qkv, Noise noise, Module projection) implements Module {
    @Override
    public Tensor forward(Tensor x) {
      return projection.forward(AttentionOp.of(qkv.forward(x), spec, noise));
    }

    @Override
    public Shape output() {
      return projection.output();
    }
  }
}
