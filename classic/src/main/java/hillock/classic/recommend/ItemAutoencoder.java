package hillock.classic.recommend;

import hillock.kernel.Kernels;
import hillock.nn.Module;
import hillock.nn.Scope;
import hillock.nn.Spec;
import hillock.nn.XavierUniform;
import hillock.tensor.Parameter;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;

/**
 * The network of {@link AutoRec} as it guesses: [user, item], their numbers, to the rating,
 *
 * <pre>{@code r̂ = baseline + V_u·σ(Σ over the users v who rated the item (r_v - baseline_v)·W_v + μ) + b_u}</pre>
 *
 * kept to the range of the ratings. Of unknown users and items (number -1) it says the baseline. It has no derivative:
 * {@link RatedReconstruction} trains it on whole items.
 *
 * <p>Parameters: {@code encoder} W [users, hidden], {@code encoderBias} μ [hidden], {@code decoder} V [hidden, users],
 * {@code decoderBias} b [users], and the ratings learned from as statistics.
 *
 * @param users at least 1
 * @param items at least 1
 * @param ratings learned from, at least 1
 * @param hidden number of hidden units, at least 1
 */
public record ItemAutoencoder(int users, int items, int ratings, int hidden) implements Spec {
  /** Checks the ranges. */
  public ItemAutoencoder {
    KnownRatings.require("ItemAutoencoder", users, items, ratings, hidden);
  }

  @Override
  public Module build(Scope scope, Shape input) {
    KnownRatings.requirePair("ItemAutoencoder", input);
    var small = new XavierUniform();
    Parameter encoder = scope.weight("encoder", Shape.of(users, hidden), small, users, hidden);
    Parameter encoderBias = scope.bias("encoderBias", Shape.of(hidden), 0);
    Parameter decoder = scope.weight("decoder", Shape.of(hidden, users), small, hidden, users);
    Parameter decoderBias = scope.bias("decoderBias", Shape.of(users), 0);
    KnownRatings known = KnownRatings.in(scope, users, items, ratings);
    return new Built(known, encoder, encoderBias, decoder, decoderBias, Shape.of(1));
  }

  private record Built(
      KnownRatings known,
      Parameter encoder,
      Parameter encoderBias,
      Parameter decoder,
      Parameter decoderBias,
      Shape output)
      implements Module {
    @Override
    public Tensor forward(Tensor pairs) {
      return Guess.of(pairs, this);
    }
  }

  private static final class Guess extends ItemGuess {
    private Built built;

    @SuppressWarnings("NullAway.Init") // an object for a slot: of() fills it at each use
    Guess(Tape tape) {
      super(tape);
    }

    static Tensor of(Tensor pairs, Built built) {
      Guess op = pairs.step().slot(Guess.class, Guess::new);
      op.built = built;
      return op.guess(pairs, built.known.users(), built.known.items(), built.encoderBias.size());
    }

    @Override
    void inputs(int item, int at) {
      Kernels kernels = out.step().engine().kernels();
      KnownRatings known = built.known;
      Parameter w = built.encoder;
      Parameter bias = built.encoderBias;
      int hidden = bias.size();
      System.arraycopy(bias.array(), bias.offset(), hiddens, at, hidden);
      if (item != Ratings.UNKNOWN) {
        for (int k = known.from(item), end = known.from(item + 1); k < end; k++) {
          kernels.axpy(known.value(k), w.array(), w.offset() + known.user(k) * hidden, hiddens, at, hidden);
        }
      }
    }

    @Override
    float rating(int user, int item, int at) {
      KnownRatings known = built.known;
      float sum = known.baseline(user, item);
      if (user != Ratings.UNKNOWN && item != Ratings.UNKNOWN) {
        float[] v = built.decoder.array();
        sum += built.decoderBias.array()[built.decoderBias.offset() + user];
        for (int j = 0, k = built.decoder.offset() + user; j < built.encoderBias.size(); j++, k += known.users()) {
          sum = Math.fma(hiddens[at + j], v[k], sum);
        }
      }
      return known.limited(sum);
    }
  }
}
