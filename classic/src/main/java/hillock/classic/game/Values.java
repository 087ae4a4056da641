package hillock.classic.game;

import hillock.kernel.Engine;
import hillock.nn.Network;
import hillock.tensor.Step;
import hillock.tensor.Tape;
import java.util.List;

/**
 * What a network thinks of positions: v(p) is the outcome, from -1 to 1, that it expects for the player to move. Where
 * the game is over the outcome itself is taken. As a player it brings about the next position that it values least for
 * the other player, the first of equals. Not for use by several threads at once.
 *
 * @param <P> positions of the game
 */
public final class Values<P extends Position<P>> implements Player<P>, AutoCloseable {
  private final Network network;
  private final Tape tape;
  private float[] x = {};

  /**
   * @param network from the code of a position, [{@link Position#size}], to one number
   */
  public Values(Network network, Engine engine) {
    if (network.output().size() != 1) {
      throw new IllegalArgumentException(
          "values: the network has output %s, expected one number".formatted(network.output()));
    }
    this.network = network;
    tape = Tape.inference(engine);
  }

  /** v of each position. */
  public float[] of(List<P> positions) {
    float[] values = new float[positions.size()];
    if (values.length == 0) {
      return values;
    }
    x = encoded(positions, x);
    try (Step step = tape.step()) {
      System.arraycopy(
          network.forward(step.input(x, network.input().batch(values.length))).data(), 0, values, 0, values.length);
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = positions.get(i).over() ? positions.get(i).outcome() : values[i];
    }
    return values;
  }

  /** The codes of positions, one after the other, in the given array or a longer one. */
  static <P extends Position<P>> float[] encoded(List<P> positions, float[] into) {
    int width = positions.getFirst().size();
    float[] x = into.length < positions.size() * width ? new float[positions.size() * width] : into;
    for (int i = 0; i < positions.size(); i++) {
      positions.get(i).encode(x, i * width);
    }
    return x;
  }

  @Override
  public P move(P position, float luck) {
    List<P> next = position.next();
    return next.get(least(of(next), 0, next.size()));
  }

  /** Where the least of {@code values[from .. to)} is, the first of equals. */
  static int least(float[] values, int from, int to) {
    int least = from;
    for (int i = from + 1; i < to; i++) {
      least = values[i] < values[least] ? i : least;
    }
    return least;
  }

  /** Lets go of the buffers. */
  @Override
  public void close() {
    tape.close();
  }
}
