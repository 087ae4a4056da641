package hillock.classic.game;

import hillock.kernel.Engine;
import hillock.kernel.Randomness;
import hillock.nn.Network;
import hillock.tensor.Step;
import hillock.tensor.Tape;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Episodes that a network steers, side by side: in each step of time it sees the states of all that still go on and
 * gives a logit for each action. Not for use by several threads at once.
 */
final class Episodes implements AutoCloseable {
  private final Environment environment;
  private final Network network;
  private final int limit;
  private final Tape tape;
  private float[] states = {};
  private int[] actions = {};
  private int[] lengths = {};
  private int[] at = {};
  private float[] x = {};
  private float[] luck = {};

  /**
   * @param limit steps after which an episode ends although nothing failed
   */
  Episodes(Environment environment, Network network, int limit, Engine engine) {
    this.environment = environment;
    this.network = network;
    this.limit = limit;
    tape = Tape.inference(engine);
  }

  /**
   * Runs one episode from each start.
   *
   * @param starts [n, size]
   * @param randomness draws each action by its probability, softmax of the logits; null takes the most probable one
   */
  void run(float[] starts, int n, @Nullable Randomness randomness) {
    int size = environment.size();
    states = fitting(states, n * limit * size);
    actions = actions.length < n * limit ? new int[n * limit] : actions;
    lengths = new int[n];
    at = new int[n];
    x = fitting(x, n * size);
    luck = fitting(luck, n);
    double[][] now = new double[n][size];
    for (int i = 0; i < n * size; i++) {
      now[i / size][i % size] = starts[i];
    }
    int open = n;
    for (int i = 0; i < n; i++) {
      at[i] = i;
    }
    for (int time = 0; time < limit && open > 0; time++) {
      for (int i = 0; i < open; i++) {
        int place = (at[i] * limit + time) * size;
        for (int j = 0; j < size; j++) {
          states[place + j] = (float) now[at[i]][j];
        }
        System.arraycopy(states, place, x, i * size, size);
      }
      if (randomness != null) {
        new Randomness(randomness.seed(), randomness.stream() + time, randomness.step()).uniforms(luck, 0, n);
      }
      open = moved(now, time, open, randomness != null);
    }
  }

  /** Acts once in each open episode; returns how many go on. */
  private int moved(double[][] now, int time, int open, boolean random) {
    int k = environment.actions();
    int still = 0;
    try (Step step = tape.step()) {
      float[] logits = network.forward(step.input(x, network.input().batch(open))).data();
      for (int i = 0; i < open; i++) {
        int episode = at[i];
        int action = random ? drawn(logits, i * k, k, luck[episode]) : largest(logits, i * k, k);
        actions[episode * limit + time] = action;
        lengths[episode] = time + 1;
        if (environment.step(now[episode], action)) {
          at[still++] = episode;
        }
      }
    }
    return still;
  }

  /** The first action up to which the probabilities sum to more than u. */
  private static int drawn(float[] logits, int from, int k, float u) {
    double most = logits[from + largest(logits, from, k)];
    double all = 0;
    for (int a = 0; a < k; a++) {
      all += StrictMath.exp(logits[from + a] - most);
    }
    double sum = 0;
    for (int a = 0; a < k - 1; a++) {
      sum += StrictMath.exp(logits[from + a] - most);
      if (u * all < sum) {
        return a;
      }
    }
    return k - 1;
  }

  private static int largest(float[] logits, int from, int k) {
    int largest = 0;
    for (int a = 1; a < k; a++) {
      largest = logits[from + a] > logits[from + largest] ? a : largest;
    }
    return largest;
  }

  private static float[] fitting(float[] array, int size) {
    return array.length < size ? new float[size] : array;
  }

  /** Steps of each episode, the last one among them. */
  int[] lengths() {
    return lengths;
  }

  /** Mean of the lengths. */
  double meanLength() {
    return Arrays.stream(lengths).average().orElse(0);
  }

  /** Copies the state before a step of an episode to {@code into[offset .. offset + size)}. */
  void state(int episode, int time, float[] into, int offset) {
    int size = environment.size();
    System.arraycopy(states, (episode * limit + time) * size, into, offset, size);
  }

  /** What was done in a step of an episode. */
  int action(int episode, int time) {
    return actions[episode * limit + time];
  }

  @Override
  public void close() {
    tape.close();
  }
}
