package hillock.classic.map;

import hillock.data.Batch;
import hillock.data.Batches;
import hillock.kernel.Engine;
import hillock.nn.Network;
import hillock.tensor.Parameter;
import hillock.tensor.Parameters;
import hillock.train.Evaluation;
import hillock.train.State;
import hillock.train.TrainingStep;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The learning of a {@link SelfOrganizingMap} as {@link MapLearning} says. Its loss is the quantisation error, the mean
 * distance (not squared) of an example to the nearest prototype. A schedule of the trainer multiplies the rate of
 * online learning. Best matches are searched by all threads; a step allocates nothing once all batch sizes have been
 * seen.
 */
public final class MapTraining implements TrainingStep {
  private final Network map;
  private final Grid grid;
  private final MapLearning learning;
  private final Engine engine;
  private final int stepsPerEpoch;
  private final int epochs;
  private final Parameter codebook;
  private final int inputs;
  private final int units;
  private final Engine.Range searchRange = this::search;
  private final Engine.Range updateRange = this::update;

  // Of the present batch.
  private float[] x = {};
  private float[] distances = {};
  private int[] best = {};

  // Of the present epoch, in batches: for each unit, the sum of the examples that it matches best, and their weight.
  private final double[] sums;
  private final double[] weights;
  private final double[] numerators;
  private double radius;

  // Of the present example, online.
  private final float[] strength;

  MapTraining(Network map, MapLearning learning, int stepsPerEpoch, int epochs) {
    this(map, learning, stepsPerEpoch, epochs, Engine.auto());
  }

  private MapTraining(Network map, MapLearning learning, int stepsPerEpoch, int epochs, Engine engine) {
    if (epochs < 1) {
      throw new IllegalArgumentException("map training: got %d epochs, expected at least 1".formatted(epochs));
    }
    this.map = map;
    this.grid = spec(map).grid();
    this.learning = learning;
    this.engine = engine;
    this.stepsPerEpoch = stepsPerEpoch;
    this.epochs = epochs;
    codebook = map.parameters().at(0);
    inputs = codebook.shape().dim(0);
    units = codebook.shape().dim(1);
    sums = new double[learning.online() ? 0 : units * inputs];
    weights = new double[learning.online() ? 0 : units];
    numerators = new double[sums.length];
    strength = new float[learning.online() ? units : 0];
  }

  static SelfOrganizingMap spec(Network map) {
    if (map.spec() instanceof SelfOrganizingMap spec) {
      return spec;
    }
    throw new IllegalArgumentException(
        "got a network of %s, expected one built from a SelfOrganizingMap alone".formatted(map.spec()));
  }

  /** On this engine instead of the default one. */
  public MapTraining engine(Engine wanted) {
    return new MapTraining(map, learning, stepsPerEpoch, epochs, wanted);
  }

  /** The map that learns. */
  public Network network() {
    return map;
  }

  @Override
  public double run(long number, double factor, Batch batch) {
    take(batch);
    double error = learning.online() ? online(number, factor, batch) : accumulate(number, batch);
    codebook.changed();
    return error;
  }

  private void take(Batch batch) {
    if (!batch.shape().isBatchOf(batch.size(), map.input())) {
      throw new IllegalArgumentException(
          "map training: samples of the batch %s do not fit the map's input %s; use Dataset.reshaped"
              .formatted(batch.shape(), map.input()));
    }
    x = batch.x();
    if (best.length < batch.size()) {
      best = new int[batch.size()];
    }
    if (distances.length < batch.size() * units) {
      distances = new float[batch.size() * units];
    }
  }

  private double online(long number, double factor, Batch batch) {
    double error = 0;
    double mass = 0;
    double all = (double) stepsPerEpoch * epochs;
    for (int r = 0; r < batch.size(); r++) {
      double progress = Math.min(1, (number + (double) r / batch.size()) / all);
      search(r, r + 1);
      double weight = weight(batch, r);
      error += weight * distance(r);
      mass += weight;
      double a = Math.min(1, learning.rate().at(progress) * factor * weight);
      draw(r, (float) a, learning.radius().at(progress));
    }
    return mass == 0 ? 0 : error / mass;
  }

  /** Draws the prototypes towards one example. */
  private void draw(int r, float rate, double reach) {
    for (int u = 0; u < units; u++) {
      strength[u] = rate * learning.neighbourhood().at(grid.squaredDistance(best[r], u), reach);
    }
    float[] m = codebook.array();
    for (int j = 0; j < inputs; j++) {
      float value = x[r * inputs + j];
      int at = codebook.offset() + j * units;
      for (int u = 0; u < units; u++) {
        m[at + u] = Math.fma(strength[u], value - m[at + u], m[at + u]);
      }
    }
  }

  private double accumulate(long number, Batch batch) {
    int step = (int) (number % stepsPerEpoch);
    if (step == 0) {
      Arrays.fill(sums, 0);
      Arrays.fill(weights, 0);
    }
    engine.forEach(batch.size(), 1 + Engine.MAP_GRAIN / (units * inputs), searchRange);
    double error = 0;
    double mass = 0;
    for (int r = 0; r < batch.size(); r++) {
      double weight = weight(batch, r);
      error += weight * distance(r);
      mass += weight;
      weights[best[r]] += weight;
      for (int j = 0, to = best[r] * inputs, from = r * inputs; j < inputs; j++) {
        sums[to + j] += weight * x[from + j];
      }
    }
    if (step == stepsPerEpoch - 1) {
      long epoch = number / stepsPerEpoch;
      radius = learning.radius().at(epochs == 1 ? 1 : Math.min(1, (double) epoch / (epochs - 1)));
      engine.forEach(units, 1, updateRange);
    }
    return mass == 0 ? 0 : error / mass;
  }

  private static double weight(Batch batch, int r) {
    return batch.weights().length == 0 ? 1 : batch.weights()[r];
  }

  private double distance(int r) {
    return Math.sqrt(distances[r * units + best[r]]);
  }

  /** Finds the best match of some rows; of units that match alike the first. */
  private void search(int from, int to) {
    for (int r = from; r < to; r++) {
      int at = r * units;
      SquaredDistances.row(x, r * inputs, codebook.array(), codebook.offset(), inputs, units, distances, at);
      int winner = 0;
      for (int u = 1; u < units; u++) {
        winner = distances[at + u] < distances[at + winner] ? u : winner;
      }
      best[r] = winner;
    }
  }

  /** Moves some prototypes to the means of the examples around them. */
  private void update(int from, int to) {
    float[] m = codebook.array();
    for (int u = from; u < to; u++) {
      int at = u * inputs;
      Arrays.fill(numerators, at, at + inputs, 0);
      double mass = 0;
      for (int b = 0; b < units; b++) {
        double h = weights[b] == 0 ? 0 : learning.neighbourhood().at(grid.squaredDistance(b, u), radius);
        if (h > 0) {
          mass += h * weights[b];
          for (int j = 0; j < inputs; j++) {
            numerators[at + j] += h * sums[b * inputs + j];
          }
        }
      }
      for (int j = 0; j < inputs && mass > 0; j++) {
        m[codebook.offset() + j * units + u] = (float) (numerators[at + j] / mass);
      }
    }
  }

  @Override
  public Parameters parameters() {
    return map.parameters();
  }

  @Override
  public double learningRate() {
    return learning.online() ? learning.rate().from() : Double.NaN;
  }

  @Override
  public Optional<Evaluation> evaluate(Batches data) {
    double error = 0;
    double mass = 0;
    for (int i = 0; i < data.count(); i++) {
      Batch batch = data.at(0, i);
      take(batch);
      engine.forEach(batch.size(), 1 + Engine.MAP_GRAIN / (units * inputs), searchRange);
      for (int r = 0; r < batch.size(); r++) {
        error += weight(batch, r) * distance(r);
        mass += weight(batch, r);
      }
    }
    return Optional.of(new Evaluation(mass == 0 ? 0 : error / mass, null));
  }

  @Override
  public void save(State state) {
    state.put("map sums", sums);
    state.put("map weights", weights);
  }

  @Override
  public void restore(State state) {
    restore(state.reals("map sums"), sums);
    restore(state.reals("map weights"), weights);
  }

  private static void restore(double[] from, double[] to) {
    System.arraycopy(from, 0, to, 0, to.length);
  }

  @Override
  public Map<String, String> configuration() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("network", map.spec().toString());
    all.put("input", map.input().toString());
    all.put("map learning", learning.toString());
    all.put("steps per epoch", Integer.toString(stepsPerEpoch));
    all.put("epochs", Integer.toString(epochs));
    return all;
  }
}
