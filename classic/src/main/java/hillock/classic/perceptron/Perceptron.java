package hillock.classic.perceptron;

import hillock.data.Batch;
import hillock.data.Batches;
import hillock.data.Dataset;
import hillock.kernel.Engine;
import hillock.nn.Constant;
import hillock.nn.Dense;
import hillock.nn.Flatten;
import hillock.nn.Network;
import hillock.nn.Sequential;
import hillock.nn.Spec;
import hillock.tensor.Parameters;
import hillock.tensor.Shape;
import hillock.train.Evaluation;
import hillock.train.Evaluator;
import hillock.train.State;
import hillock.train.TrainingStep;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The perceptron's rule: rows come one by one, and only a mistake changes the weights. For two classes t = ±1 and one
 * output z, when {@code t·z ≤ 0}:
 *
 * <pre>{@code w ← w + t·x      b ← b + t}</pre>
 *
 * For k classes and outputs z_c, when the output of the right class y is not larger than all others: {@code w_y ← w_y +
 * x}, {@code w_r ← w_r - x} for the largest other one r (Duda and Hart 1973). There is no learning rate: from weights
 * of 0 on it would scale all outputs alike. Rosenblatt 1958.
 *
 * <p>On separable rows it ends without mistakes, after {@link hillock.classic.separation.Margin#mistakeBound} of them
 * at most. On others it never ends, and {@link Keep} says which of the weights met on the way the network gets. The
 * loss that it reports is the share of rows that were mistakes as they were met, each before its own change.
 *
 * <p>Rows with a weight change the weights by as much. Not for use by several threads at once.
 */
public final class Perceptron implements TrainingStep {
  /** Which weights the network gets; the rule itself always goes on from the last ones. */
  public enum Keep {
    /** The last ones: right for separable rows. */
    LAST,
    /**
     * Those of the fewest mistakes on all training rows; looked at when weights have been right for more rows in turn
     * than any before. The pocket algorithm with ratchet, Gallant 1990.
     */
    POCKET,
    /** The mean of the weights after every row met. Freund and Schapire 1999. */
    AVERAGE
  }

  private final Network network;
  private final Keep keep;
  private final Dataset pocketRows;
  private final Engine engine;
  private final Evaluator evaluator;
  private final int inputs;
  private final int classes;
  private final float[] w;
  private final float[] scores;
  private final float[] x;
  private final double[] sum;
  private long met;
  private long added;
  private long mistakes;
  private long run;
  private long pocketRun;
  private int pocketRight = -1;
  private boolean looked;
  private boolean inPocket;

  private Perceptron(Network network, Keep keep, Dataset pocketRows, Engine engine) {
    this.network = network;
    this.keep = keep;
    this.pocketRows = pocketRows;
    this.engine = engine;
    evaluator = new Evaluator(network, new ZeroOneLoss(), engine);
    inputs = network.input().size();
    classes = network.output().size();
    Parameters parameters = network.parameters();
    boolean dense =
        parameters.count() == 2
            && parameters.at(0).shape().equals(Shape.of(inputs, classes))
            && parameters.at(1).shape().equals(Shape.of(classes));
    if (!dense) {
      throw new IllegalArgumentException(
          "perceptron: got the network %s, expected one dense layer with a bias, as Perceptron.network makes it"
              .formatted(network.spec()));
    }
    w = parameters.values().clone();
    scores = new float[classes];
    x = new float[inputs];
    sum = new double[keep == Keep.AVERAGE ? w.length : 0];
  }

  /** The network: one dense layer that starts from 0. One output tells two classes apart. */
  public static Spec network(int outputs) {
    return new Sequential(new Flatten(), new Dense(outputs, new Constant()));
  }

  /** The rule, for this network, which gets the last weights. */
  public static Perceptron of(Network network) {
    return new Perceptron(network, Keep.LAST, Dataset.of(Shape.of(1), new float[0]), Engine.single());
  }

  /** A new, unused step that gives the network the weights with the fewest mistakes on these rows. */
  public Perceptron pocket(Dataset rows) {
    return new Perceptron(network, Keep.POCKET, rows, engine);
  }

  /** A new, unused step that gives the network the mean of all weights. */
  public Perceptron averaged() {
    return new Perceptron(network, Keep.AVERAGE, pocketRows, engine);
  }

  /** A new, unused step that evaluates on this engine; the rule itself goes row by row. */
  public Perceptron engine(Engine wanted) {
    return new Perceptron(network, keep, pocketRows, wanted);
  }

  /** The network that learns. */
  public Network network() {
    return network;
  }

  /** Mistakes met since the beginning. */
  public long mistakes() {
    return mistakes;
  }

  /** Rows met since the beginning. */
  public long met() {
    return met;
  }

  @Override
  public double run(long number, double factor, Batch batch) {
    double wrong = 0;
    double all = 0;
    for (int r = 0; r < batch.size(); r++) {
      float weight = batch.weights().length == 0 ? 1 : batch.weights()[r];
      boolean right = learn(batch.x(), r * inputs, batch.labels()[r], weight);
      wrong += right ? 0 : weight;
      all += weight;
    }
    show();
    return all == 0 ? 0 : wrong / all;
  }

  /** Meets one row; whether it was right. */
  private boolean learn(float[] from, int offset, int label, float weight) {
    score(w, from, offset);
    boolean right = ZeroOneLoss.lead(scores, 0, classes, label) > 0;
    if (right) {
      run++;
    } else {
      addUp();
      mistakes++;
      run = 0;
      looked = false;
      if (classes == 1) {
        add(label == 1 ? weight : -weight, from, offset, 0);
      } else {
        int rival = ZeroOneLoss.rival(scores, 0, classes, label);
        add(weight, from, offset, label);
        add(-weight, from, offset, rival);
      }
    }
    met++;
    if (keep == Keep.POCKET && run > pocketRun) {
      lookIntoPocket();
    }
    return right;
  }

  /** The outputs, by the same chain of fused multiply-adds as the network's dense layer. */
  private void score(float[] weights, float[] from, int offset) {
    System.arraycopy(weights, inputs * classes, scores, 0, classes);
    for (int j = 0; j < inputs; j++) {
      float value = from[offset + j];
      for (int c = 0; c < classes; c++) {
        scores[c] = Math.fma(value, weights[j * classes + c], scores[c]);
      }
    }
  }

  private void add(float factor, float[] from, int offset, int c) {
    for (int j = 0; j < inputs; j++) {
      w[j * classes + c] += factor * from[offset + j];
    }
    w[inputs * classes + c] += factor;
  }

  /** Adds the present weights to the sum, once for each row since they became what they are. */
  private void addUp() {
    long rows = met - added;
    for (int i = 0; i < sum.length; i++) {
      sum[i] += rows * (double) w[i];
    }
    added = met;
  }

  private void lookIntoPocket() {
    if (!looked) {
      looked = true;
      int right = right(w);
      inPocket = right > pocketRight;
      if (inPocket) {
        pocketRight = right;
        System.arraycopy(w, 0, network.parameters().values(), 0, w.length);
      }
    }
    pocketRun = inPocket ? run : pocketRun;
  }

  /** How many of the pocket's rows these weights have right. */
  private int right(float[] weights) {
    int right = 0;
    for (int row = 0; row < pocketRows.size(); row++) {
      pocketRows.gather(row, x, 0);
      score(weights, x, 0);
      right += ZeroOneLoss.lead(scores, 0, classes, pocketRows.labels()[row]) > 0 ? 1 : 0;
    }
    return right;
  }

  private void show() {
    float[] shown = network.parameters().values();
    if (keep == Keep.LAST) {
      System.arraycopy(w, 0, shown, 0, w.length);
    } else if (keep == Keep.AVERAGE) {
      addUp();
      for (int i = 0; i < w.length; i++) {
        shown[i] = (float) (sum[i] / met);
      }
    }
    network.parameters().changed();
  }

  @Override
  public Parameters parameters() {
    return network.parameters();
  }

  @Override
  public Optional<Evaluation> evaluate(Batches data) {
    return Optional.of(evaluator.of(data));
  }

  @Override
  public void save(State state) {
    state.put("perceptron.weights", w);
    state.put("perceptron.sum", sum);
    state.put("perceptron.met", met);
    state.put("perceptron.added", added);
    state.put("perceptron.mistakes", mistakes);
    state.put("perceptron.run", run);
    state.put("perceptron.pocket run", pocketRun);
    state.put("perceptron.pocket right", pocketRight);
    state.put("perceptron.looked", (looked ? 1 : 0) + (inPocket ? 2 : 0));
  }

  @Override
  public void restore(State state) {
    state.copy("perceptron.weights", w);
    System.arraycopy(state.reals("perceptron.sum"), 0, sum, 0, sum.length);
    met = state.number("perceptron.met");
    added = state.number("perceptron.added");
    mistakes = state.number("perceptron.mistakes");
    run = state.number("perceptron.run");
    pocketRun = state.number("perceptron.pocket run");
    pocketRight = Math.toIntExact(state.number("perceptron.pocket right"));
    looked = (state.number("perceptron.looked") & 1) != 0;
    inPocket = (state.number("perceptron.looked") & 2) != 0;
  }

  @Override
  public Map<String, String> configuration() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("network", network.spec().toString());
    all.put("input", network.input().toString());
    all.put("training step", "perceptron, " + keep);
    return all;
  }
}
