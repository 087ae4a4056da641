package hillock.nn;

import hillock.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * A block of a transformer: attention, then a small network for each time step, each with a path around it; [time, k]
 * to the same. Normalised before, {@code z = x + attention(norm(x))}, {@code y = z + f(norm(z))} (Xiong et al. 2020,
 * arXiv:2002.04745: trains without a warm-up), or after, {@code z = norm(x + attention(x))}, {@code y = norm(z + f(z))}
 * (Vaswani et al. 2017, arXiv:1706.03762). f is a dense layer of {@code hidden} units, the activation, and a dense
 * layer back to k. Blocks that normalise before want one {@link LayerNorm} after the last of them.
 *
 * @param heads of the attention, a divisor of k
 * @param hidden units of f, usually 4·k
 * @param causal whether a step sees only itself and earlier steps
 * @param dropout rate of the attention's weights, of f's hidden units, and of what is added to each path; from 0 to 1
 *     (excluded)
 * @param normFirst whether normalisation comes before
 * @param activation of f
 */
public record TransformerBlock(
    int heads, int hidden, boolean causal, float dropout, boolean normFirst, Activation activation) implements Spec {

  /** Checks the ranges. */
  public TransformerBlock {
    if (hidden < 1) {
      throw new IllegalArgumentException(
          "TransformerBlock: got %d hidden units, expected at least 1".formatted(hidden));
    }
    if (heads < 1) {
      throw new IllegalArgumentException("TransformerBlock: got %d heads, expected at least 1".formatted(heads));
    }
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException(
          "TransformerBlock: got dropout %s, expected 0 or more and below 1".formatted(dropout));
    }
  }

  /** Normalised before, every step seeing all, no dropout, {@link Gelu}. */
  public TransformerBlock(int heads, int hidden) {
    this(heads, hidden, false);
  }

  /** Normalised before, no dropout, {@link Gelu}. */
  public TransformerBlock(int heads, int hidden, boolean causal) {
    this(heads, hidden, causal, 0f);
  }

  /** Normalised before, {@link Gelu}. */
  public TransformerBlock(int heads, int hidden, boolean causal, float dropout) {
    this(heads, hidden, causal, dropout, true, new Gelu());
  }

  /** The same block, normalised after. */
  public TransformerBlock normLast() {
    return new TransformerBlock(heads, hidden, causal, dropout, false, activation);
  }

  /** The same block with another activation. */
  public TransformerBlock withActivation(Activation other) {
    return new TransformerBlock(heads, hidden, causal, dropout, normFirst, other);
  }

  @Override
  public Module build(Scope scope, Shape input) {
    Dense.checkInput("TransformerBlock", input);
    List<Spec> attention = new ArrayList<>(List.of(new MultiHeadAttention(heads, causal, dropout)));
    List<Spec> perStep = new ArrayList<>(List.of(new Dense(hidden), activation));
    if (dropout > 0) {
      attention.add(new Dropout(dropout));
      perStep.add(new Dropout(dropout));
    }
    perStep.add(new Dense(input.last(), new XavierUniform()));
    if (dropout > 0) {
      perStep.add(new Dropout(dropout));
    }
    List<Spec> block = new ArrayList<>();
    for (List<Spec> part : List.of(attention, perStep)) {
      if (normFirst) {
        part.addFirst(new LayerNorm());
      }
      block.add(new Residual(part));
      if (!normFirst) {
        block.add(new LayerNorm());
      }
    }
    return new Sequential(block).build(scope, input);
  }
}
