package hillock.classic.recommend;

import hillock.kernel.Engine;
import hillock.nn.Network;
import hillock.tensor.Shape;
import hillock.tensor.Step;
import hillock.tensor.Tape;
import java.util.BitSet;
import java.util.Optional;

/** The guesses of a network of pairs, such as one from a model file, with its weights as they are at each call. */
public final class NetworkRecommender implements Recommender {
  private static final int BATCH = 1024;

  private final Network network;
  private final KnownRatings known;
  private final Engine engine;

  private NetworkRecommender(Network network, KnownRatings known, Engine engine) {
    this.network = network;
    this.known = known;
    this.engine = engine;
  }

  /** Of an {@link ItemAutoencoder} or a {@link ConditionalRbm}; empty for any other network. */
  public static Optional<NetworkRecommender> of(Network network, Engine engine) {
    return switch (network.spec()) {
      case ItemAutoencoder a -> of(network, a.users(), a.items(), a.ratings(), engine);
      case ConditionalRbm m -> of(network, m.users(), m.items(), m.ratings(), engine);
      default -> Optional.empty();
    };
  }

  private static Optional<NetworkRecommender> of(Network network, int users, int items, int ratings, Engine engine) {
    return Optional.of(new NetworkRecommender(network, KnownRatings.of(network, users, items, ratings), engine));
  }

  @Override
  public double rating(int user, int item) {
    return ratings(new int[] {user}, new int[] {item})[0];
  }

  @Override
  public double[] ratings(int[] users, int[] items) {
    double[] all = new double[users.length];
    float[] pairs = new float[2 * Math.min(BATCH, users.length)];
    try (Tape tape = Tape.inference(engine)) {
      for (int from = 0; from < all.length; from += BATCH) {
        int n = Math.min(BATCH, all.length - from);
        for (int r = 0; r < n; r++) {
          pairs[2 * r] = users[from + r];
          pairs[2 * r + 1] = items[from + r];
        }
        try (Step step = tape.step()) {
          float[] guesses = network.forward(step.input(pairs, Shape.of(n, 2))).data();
          for (int r = 0; r < n; r++) {
            all[from + r] = guesses[r];
          }
        }
      }
    }
    return all;
  }

  /** The items whose ratings by a user the network learned from. */
  public BitSet itemsOf(int user) {
    BitSet found = new BitSet();
    for (int item = 0; item < known.items(); item++) {
      for (int k = known.from(item), end = known.from(item + 1); k < end; k++) {
        if (known.user(k) == user) {
          found.set(item);
        }
      }
    }
    return found;
  }
}
