package hillock.classic.recommend;

import hillock.kernel.Kernels;
import hillock.nn.Constant;
import hillock.nn.Module;
import hillock.nn.Normal;
import hillock.nn.Scope;
import hillock.nn.Spec;
import hillock.tensor.Parameter;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;

/**
 * The machine of {@link RatingsRbm} as it guesses: [user, item], their numbers, to the expected rating given the mean
 * state of the hidden units,
 *
 * <pre>{@code
 * h_j = σ(c_j + Σ over the users u who rated the item (w_ukj + d_uj)),  k the level of the rating
 * r̂ = Σ_k level_k·softmax_k(b_uk + Σ_j h_j·w_ukj)                       u the user asked for
 * }</pre>
 *
 * Of an unknown user (number -1) it says the baseline; an unknown item nobody has rated. It has no derivative: {@link
 * RatingsRbmStep} trains it on whole items.
 *
 * <p>Parameters: {@code weight} w [users·levels, hidden], {@code rated} d [users, hidden], {@code hiddenBias} c
 * [hidden], {@code visibleBias} b [users·levels], and as statistics {@code levels} [levels], ascending, and the ratings
 * learned from.
 *
 * @param users at least 1
 * @param items at least 1
 * @param ratings learned from, at least 1
 * @param levels different ratings, from 1 to {@value RatingsRbm#MOST_LEVELS}
 * @param hidden number of hidden units, at least 1
 */
public record ConditionalRbm(int users, int items, int ratings, int levels, int hidden) implements Spec {
  private static final float INITIAL_DEVIATION = 0.01f;

  /** Checks the ranges. */
  public ConditionalRbm {
    KnownRatings.require("ConditionalRbm", users, items, ratings, hidden);
    if (levels < 1 || levels > RatingsRbm.MOST_LEVELS) {
      throw new IllegalArgumentException(
          "ConditionalRbm: got %d levels, expected from 1 to %d".formatted(levels, RatingsRbm.MOST_LEVELS));
    }
  }

  @Override
  public Module build(Scope scope, Shape input) {
    KnownRatings.requirePair("ConditionalRbm", input);
    int units = Math.multiplyExact(users, levels);
    Parameter weight = scope.weight("weight", Shape.of(units, hidden), new Normal(INITIAL_DEVIATION), units, hidden);
    Parameter rated = scope.weight("rated", Shape.of(users, hidden), new Constant(0), users, hidden);
    Parameter hiddenBias = scope.bias("hiddenBias", Shape.of(hidden), 0);
    Parameter visibleBias = scope.bias("visibleBias", Shape.of(units), 0);
    Parameter values = scope.statistic("levels", Shape.of(levels), 0);
    KnownRatings known = KnownRatings.in(scope, users, items, ratings);
    return new Built(known, weight, rated, hiddenBias, visibleBias, values, Shape.of(1));
  }

  private record Built(
      KnownRatings known,
      Parameter weight,
      Parameter rated,
      Parameter hiddenBias,
      Parameter visibleBias,
      Parameter levels,
      Shape output)
      implements Module {
    @Override
    public Tensor forward(Tensor pairs) {
      return Guess.of(pairs, this);
    }
  }

  private static final class Guess extends ItemGuess {
    private Built built;
    private final float[] probabilities = new float[RatingsRbm.MOST_LEVELS];

    @SuppressWarnings("NullAway.Init") // an object for a slot: of() fills it at each use
    Guess(Tape tape) {
      super(tape);
    }

    static Tensor of(Tensor pairs, Built built) {
      Guess op = pairs.step().slot(Guess.class, Guess::new);
      op.built = built;
      return op.guess(pairs, built.known.users(), built.known.items(), built.hiddenBias.size());
    }

    @Override
    void inputs(int item, int at) {
      Kernels kernels = out.step().engine().kernels();
      KnownRatings known = built.known;
      Parameter c = built.hiddenBias;
      System.arraycopy(c.array(), c.offset(), hiddens, at, c.size());
      if (item != Ratings.UNKNOWN) {
        int levels = built.levels.size();
        for (int k = known.from(item), end = known.from(item + 1); k < end; k++) {
          int user = known.user(k);
          add(kernels, built.weight, user * levels + known.level(k, levels), at);
          add(kernels, built.rated, user, at);
        }
      }
    }

    private void add(Kernels kernels, Parameter w, int row, int at) {
      int hidden = built.hiddenBias.size();
      kernels.axpy(1, w.array(), w.offset() + row * hidden, hiddens, at, hidden);
    }

    @Override
    float rating(int user, int item, int at) {
      if (user == Ratings.UNKNOWN) {
        return built.known.limited(built.known.baseline(user, item));
      }
      Kernels kernels = out.step().engine().kernels();
      Parameter w = built.weight;
      int hidden = built.hiddenBias.size();
      int levels = built.levels.size();
      for (int k = 0; k < levels; k++) {
        int unit = user * levels + k;
        probabilities[k] =
            built.visibleBias.array()[built.visibleBias.offset() + unit]
                + kernels.dot(hiddens, at, w.array(), w.offset() + unit * hidden, hidden);
      }
      kernels.softmax(probabilities, 0, probabilities, 0, 1, levels, null, 0);
      float sum = 0;
      for (int k = 0; k < levels; k++) {
        sum = Math.fma(built.levels.array()[built.levels.offset() + k], probabilities[k], sum);
      }
      return sum;
    }
  }
}
