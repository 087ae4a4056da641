package hillock.classic.gas;

import hillock.classic.map.Lattice;
import hillock.classic.map.SelfOrganizingMap;
import hillock.data.Batch;
import hillock.data.Batches;
import hillock.nn.Network;
import hillock.tensor.Parameter;
import hillock.tensor.Parameters;
import hillock.tensor.Shape;
import hillock.train.Evaluation;
import hillock.train.State;
import hillock.train.TrainingStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A graph that grows over the data: nodes are prototypes, edges join those that are near each other on the data, so
 * that parts of the data that do not touch become parts of the graph that are not joined. Fritzke 1995, "A growing
 * neural gas network learns topologies", NIPS 7. For each example x
 *
 * <ol>
 *   <li>the nearest node b and the second nearest are found, and the edges of b grow older;
 *   <li>b adds {@code |x - w_b|²} to its error, goes {@code rate} of the way to x, and its neighbours {@code
 *       neighbourRate};
 *   <li>the edge between the two is made, or new again; edges that are too old die, and nodes without edges with them;
 *   <li>every {@code interval} examples a node grows in the middle between the node of the largest error and the
 *       neighbour of it whose error is largest, and both errors shrink; then all errors fade.
 * </ol>
 *
 * <p>Its loss is the mean distance of an example to the nearest node. One example changes what the next one meets, so a
 * step runs on one thread; it allocates nothing.
 */
public final class GrowingNeuralGas implements TrainingStep {
  private static final double NO_EDGE = -1;

  private final GrowthSettings settings;
  private final Shape input;
  private final int most;
  private final int inputs;
  private final Parameters parameters = new Parameters();
  private final Parameter nodes;
  private final double[] alive; // 1 or 0; doubles, because a state holds those
  private final double[] errors;
  private final double[] ages; // [most, most], symmetric
  private long examples;
  private int first;
  private int second;

  /** A gas without nodes; the first two examples become the first two. */
  public GrowingNeuralGas(Shape input, GrowthSettings settings) {
    this.settings = settings;
    this.input = input;
    most = settings.mostNodes();
    inputs = input.size();
    nodes = parameters.add("nodes", Shape.of(most, inputs), true, false);
    parameters.trim();
    alive = new double[most];
    errors = new double[most];
    ages = new double[most * most];
    Arrays.fill(ages, NO_EDGE);
  }

  @Override
  public double run(long number, double factor, Batch batch) {
    check(batch);
    double loss = 0;
    for (int r = 0; r < batch.size(); r++) {
      loss += learn(batch.x(), r * inputs, factor);
    }
    nodes.changed();
    return loss / batch.size();
  }

  private void check(Batch batch) {
    if (!batch.shape().isBatchOf(batch.size(), input)) {
      throw new IllegalArgumentException(
          "growing neural gas: samples of the batch %s do not fit its input %s; use Dataset.reshaped"
              .formatted(batch.shape(), input));
    }
  }

  private double learn(float[] x, int offset, double factor) {
    if (examples < 2) {
      System.arraycopy(x, offset, nodes.array(), (int) examples * inputs, inputs);
      alive[(int) examples] = 1;
      examples++;
      return 0;
    }
    double distance = findNearest(x, offset);
    errors[first] += distance;
    move(first, x, offset, settings.rate() * factor);
    for (int u = 0; u < most; u++) {
      if (ages[first * most + u] != NO_EDGE) {
        age(first, u, ages[first * most + u] + 1);
        move(u, x, offset, settings.neighbourRate() * factor);
      }
    }
    age(first, second, 0);
    removeOld();
    examples++;
    if (examples % settings.interval() == 0) {
      grow();
    }
    for (int u = 0; u < most; u++) {
      errors[u] *= settings.memory();
    }
    return Math.sqrt(distance);
  }

  /** Sets the two nearest nodes, of equally near ones the first, and tells the squared distance to the nearest. */
  private double findNearest(float[] x, int offset) {
    double nearest = Double.POSITIVE_INFINITY;
    double next = Double.POSITIVE_INFINITY;
    for (int u = 0; u < most; u++) {
      if (alive[u] == 0) {
        continue;
      }
      double distance = squaredDistance(u, x, offset);
      if (distance < nearest) {
        next = nearest;
        second = first;
        nearest = distance;
        first = u;
      } else if (distance < next) {
        next = distance;
        second = u;
      }
    }
    return nearest;
  }

  private double squaredDistance(int u, float[] x, int offset) {
    float[] w = nodes.array();
    double sum = 0;
    for (int j = 0; j < inputs; j++) {
      double d = (double) x[offset + j] - w[u * inputs + j];
      sum += d * d;
    }
    return sum;
  }

  private void move(int u, float[] x, int offset, double share) {
    float[] w = nodes.array();
    for (int j = 0; j < inputs; j++) {
      w[u * inputs + j] += (float) (share * (x[offset + j] - w[u * inputs + j]));
    }
  }

  private void age(int a, int b, double age) {
    ages[a * most + b] = age;
    ages[b * most + a] = age;
  }

  /** Only edges of the nearest node have grown older. */
  private void removeOld() {
    for (int u = 0; u < most; u++) {
      if (ages[first * most + u] > settings.oldest()) {
        age(first, u, NO_EDGE);
        if (degree(u) == 0) {
          alive[u] = 0;
          errors[u] = 0;
          Arrays.fill(nodes.array(), u * inputs, (u + 1) * inputs, 0f);
        }
      }
    }
  }

  private int degree(int u) {
    int edges = 0;
    for (int v = 0; v < most; v++) {
      edges += ages[u * most + v] == NO_EDGE ? 0 : 1;
    }
    return edges;
  }

  private void grow() {
    int free = 0;
    while (free < most && alive[free] == 1) {
      free++;
    }
    if (free == most) {
      return;
    }
    int worst = -1;
    for (int u = 0; u < most; u++) {
      worst = alive[u] == 1 && (worst < 0 || errors[u] > errors[worst]) ? u : worst;
    }
    int beside = -1;
    for (int u = 0; u < most; u++) {
      boolean neighbour = ages[worst * most + u] != NO_EDGE;
      beside = neighbour && (beside < 0 || errors[u] > errors[beside]) ? u : beside;
    }
    if (beside < 0) {
      return; // a node that has not been near enough to another yet
    }
    float[] w = nodes.array();
    for (int j = 0; j < inputs; j++) {
      w[free * inputs + j] = 0.5f * (w[worst * inputs + j] + w[beside * inputs + j]);
    }
    alive[free] = 1;
    age(worst, beside, NO_EDGE);
    age(worst, free, 0);
    age(beside, free, 0);
    errors[worst] *= settings.split();
    errors[beside] *= settings.split();
    errors[free] = errors[worst];
  }

  /** A node as it is now. */
  public record Node(int number, float[] prototype) {}

  /** Two nodes that are joined. */
  public record Edge(int from, int to) {}

  /** All nodes, by ascending number; a number is used again after its node has died. */
  public List<Node> nodes() {
    List<Node> all = new ArrayList<>();
    for (int u = 0; u < most; u++) {
      if (alive[u] == 1) {
        all.add(new Node(u, Arrays.copyOfRange(nodes.array(), u * inputs, (u + 1) * inputs)));
      }
    }
    return all;
  }

  /** All edges, each once, from the smaller number to the larger. */
  public List<Edge> edges() {
    List<Edge> all = new ArrayList<>();
    for (int a = 0; a < most; a++) {
      for (int b = a + 1; b < most; b++) {
        if (ages[a * most + b] != NO_EDGE) {
          all.add(new Edge(a, b));
        }
      }
    }
    return all;
  }

  /**
   * For each number of a node, the number of the part of the graph it belongs to, from 0; -1 where there is no node.
   */
  public int[] parts() {
    int[] part = new int[most];
    Arrays.fill(part, -1);
    int count = 0;
    for (int u = 0; u < most; u++) {
      if (alive[u] == 1 && part[u] < 0) {
        spread(u, count++, part);
      }
    }
    return part;
  }

  private void spread(int from, int number, int[] part) {
    List<Integer> open = new ArrayList<>(List.of(from));
    part[from] = number;
    while (!open.isEmpty()) {
      int u = open.removeLast();
      for (int v = 0; v < most; v++) {
        if (ages[u * most + v] != NO_EDGE && part[v] < 0) {
          part[v] = number;
          open.add(v);
        }
      }
    }
  }

  /** The nodes as the units of a layer that computes squared distances to them, in their order; to be saved. */
  public Network network() {
    List<Node> all = nodes();
    Network layer = new SelfOrganizingMap(1, all.size(), Lattice.RECTANGULAR).build(input, 0);
    float[] codebook = new float[inputs * all.size()];
    for (int u = 0; u < all.size(); u++) {
      for (int j = 0; j < inputs; j++) {
        codebook[j * all.size() + u] = all.get(u).prototype[j];
      }
    }
    layer.parameters().at(0).set(codebook);
    return layer;
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public double learningRate() {
    return settings.rate();
  }

  @Override
  public Optional<Evaluation> evaluate(Batches data) {
    double sum = 0;
    for (int i = 0; i < data.count(); i++) {
      Batch batch = data.at(0, i);
      check(batch);
      for (int r = 0; r < batch.size(); r++) {
        sum += Math.sqrt(findNearest(batch.x(), r * inputs));
      }
    }
    return Optional.of(new Evaluation(sum / data.dataset().size(), null));
  }

  @Override
  public void save(State state) {
    state.put("gas alive", alive);
    state.put("gas errors", errors);
    state.put("gas ages", ages);
    state.put("gas examples", examples);
  }

  @Override
  public void restore(State state) {
    System.arraycopy(state.reals("gas alive"), 0, alive, 0, alive.length);
    System.arraycopy(state.reals("gas errors"), 0, errors, 0, errors.length);
    System.arraycopy(state.reals("gas ages"), 0, ages, 0, ages.length);
    examples = state.number("gas examples");
  }

  @Override
  public Map<String, String> configuration() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("growing neural gas", settings.toString());
    all.put("input", input.toString());
    return all;
  }
}
