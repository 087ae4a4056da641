package hillock.classic.recommend;

import hillock.kernel.Engine;
import hillock.kernel.Kernels;
import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import java.util.Arrays;

/**
 * Guesses for pairs [n, 2] of the numbers of a user and an item, to [n, 1], by the hidden units of the item: those of
 * an item that several pairs ask for are computed once. Numbers outside the range are {@link Ratings#UNKNOWN}.
 */
abstract class ItemGuess extends Op {
  private final Engine.Range encodeRange = this::encode;
  private int[] placeOf = {};
  private int[] items = {};
  private int count;
  private int hidden;

  /** [items of the batch, then one without ratings; hidden]. */
  float[] hiddens = {};

  ItemGuess(Tape tape) {
    super(tape);
  }

  /** Writes the inputs of the hidden units of an item, maybe unknown, from {@code hiddens[at]} on. */
  abstract void inputs(int item, int at);

  /** The rating of one pair, given the hidden units of its item from {@code hiddens[at]} on. */
  abstract float rating(int user, int item, int at);

  final Tensor guess(Tensor pairs, int users, int itemCount, int hiddenUnits) {
    hidden = hiddenUnits;
    int n = pairs.shape().dim(0);
    float[] x = pairs.data();
    input(pairs);
    out.shape(Shape.of(n, 1));
    collect(x, n, itemCount);
    int size = (count + 1) * hidden;
    if (hiddens.length < size) {
      hiddens = new float[size];
    }
    Engine engine = out.step().engine();
    engine.forEach(count + 1, 1, encodeRange);
    engine.map(Kernels::sigmoid, hiddens, 0, hiddens, 0, size);
    for (int r = 0; r < n; r++) {
      int item = number(x[2 * r + 1], itemCount);
      int place = item == Ratings.UNKNOWN ? count : placeOf[item];
      out.data()[r] = rating(number(x[2 * r], users), item, place * hidden);
    }
    return out;
  }

  private void encode(int from, int to) {
    for (int i = from; i < to; i++) {
      inputs(i == count ? Ratings.UNKNOWN : items[i], i * hidden);
    }
  }

  private void collect(float[] x, int n, int itemCount) {
    if (placeOf.length < itemCount || items.length < n) {
      placeOf = new int[itemCount];
      items = new int[n];
    }
    Arrays.fill(placeOf, -1);
    count = 0;
    for (int r = 0; r < n; r++) {
      int item = number(x[2 * r + 1], itemCount);
      if (item != Ratings.UNKNOWN && placeOf[item] < 0) {
        placeOf[item] = count;
        items[count++] = item;
      }
    }
  }

  private static int number(float given, int below) {
    return given >= 0 && given < below ? (int) given : Ratings.UNKNOWN;
  }

  @Override
  protected final void backward(Gradients gradients) {
    // Trained on whole items, not on pairs.
  }
}
