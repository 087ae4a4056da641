package hillock.classic.boltzmann;

import hillock.data.Dataset;
import hillock.kernel.Engine;
import hillock.nn.Dense;
import hillock.nn.Dropout;
import hillock.nn.Network;
import hillock.nn.Sequential;
import hillock.nn.Sigmoid;
import hillock.nn.Spec;
import hillock.tensor.Parameter;
import hillock.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * A deep belief network: restricted Boltzmann machines one on the other, each learning the distribution of the hidden
 * probabilities of the one below. Hinton, Osindero and Teh 2006, "A fast learning algorithm for deep belief nets";
 * Hinton and Salakhutdinov 2006.
 *
 * <pre>{@code
 * DeepBelief belief = DeepBelief.of(784, List.of(500, 1000), Visible.BINARY, seed);
 * for (int level = 0; level < 2; level++) {
 *   Dataset data = belief.data(level, digits, engine);
 *   Trainer.of(new RbmStep(belief.machine(level).startFrom(data), new ContrastiveDivergence(1), new Momentum(0.1)))
 *       .fit(data.shuffled(seed).batches(100), 10);
 * }
 * Network network = belief.classifier(10, 0, seed);   // to be trained on with labels
 * }</pre>
 */
public final class DeepBelief {
  private static final int BATCH = 500;

  private final List<Rbm> machines;

  private DeepBelief(List<Rbm> machines) {
    this.machines = machines;
  }

  /** Machines with small random weights; those above the first have binary visible units. */
  public static DeepBelief of(int visible, List<Integer> hidden, Visible kind, long seed) {
    if (hidden.isEmpty()) {
      throw new IllegalArgumentException("DeepBelief: got no hidden layer, expected at least one");
    }
    List<Rbm> machines = new ArrayList<>();
    int below = visible;
    for (int units : hidden) {
      machines.add(Rbm.of(below, units, machines.isEmpty() ? kind : Visible.BINARY, seed + machines.size()));
      below = units;
    }
    return new DeepBelief(List.copyOf(machines));
  }

  /** Number of machines. */
  public int levels() {
    return machines.size();
  }

  /** The machine of a level, 0 being the lowest. */
  public Rbm machine(int level) {
    return machines.get(level);
  }

  /**
   * What the machine of a level learns from: the data as they are for level 0, otherwise the probabilities of the
   * hidden units below. Labels stay.
   */
  public Dataset data(int level, Dataset data, Engine engine) {
    Dataset at = data;
    for (int l = 0; l < level; l++) {
      at = hiddenProbabilities(machines.get(l), at, engine);
    }
    return at;
  }

  /** The hidden probabilities of a machine for each sample; labels stay. */
  static Dataset hiddenProbabilities(Rbm rbm, Dataset data, Engine engine) {
    Gibbs gibbs = new Gibbs(rbm, engine, 0);
    int hidden = rbm.hidden();
    float[] all = new float[Math.multiplyExact(data.size(), hidden)];
    float[] x = new float[BATCH * rbm.visible()];
    float[] p = new float[BATCH * hidden];
    for (int from = 0; from < data.size(); from += BATCH) {
      int n = Math.min(BATCH, data.size() - from);
      for (int r = 0; r < n; r++) {
        data.gather(from + r, x, r * rbm.visible());
      }
      gibbs.hiddenProbabilities(x, n, p);
      System.arraycopy(p, 0, all, from * hidden, n * hidden);
    }
    Dataset above = Dataset.of(Shape.of(hidden), all);
    return data.hasLabels() ? above.withLabels(data.labels(), data.classNames()) : above;
  }

  /**
   * The stack unrolled into a network that tells classes apart: a dense layer with sigmoids for each machine, with its
   * weights and hidden biases, and a new layer of one output a class on top.
   *
   * @param dropout rate on each hidden layer in training, 0 for none
   */
  public Network classifier(int classes, float dropout, long seed) {
    List<Spec> layers = new ArrayList<>();
    for (Rbm machine : machines) {
      layers.add(new Dense(machine.hidden()));
      layers.add(new Sigmoid());
      if (dropout > 0) {
        layers.add(new Dropout(dropout));
      }
    }
    layers.add(new Dense(classes));
    Network network = new Sequential(layers).build(Shape.of(machines.getFirst().visible()), seed);
    for (int level = 0; level < machines.size(); level++) {
      copy(machines.get(level).weight(), network.parameters().at(2 * level));
      copy(machines.get(level).hiddenBias(), network.parameters().at(2 * level + 1));
    }
    return network;
  }

  static void copy(Parameter from, Parameter to) {
    System.arraycopy(from.array(), from.offset(), to.array(), to.offset(), from.size());
    to.changed();
  }

  /**
   * Samples: Gibbs sampling of the topmost machine, then down the levels, drawing the states of each but the last.
   *
   * @param sweeps of Gibbs sampling, from random states
   * @return means of the visible units [n, visible]
   */
  public float[] samples(int n, int sweeps, Engine engine, long seed) {
    int top = machines.size() - 1;
    Gibbs gibbs = new Gibbs(machines.get(top), engine, seed);
    float[] v = new float[n * machines.get(top).visible()];
    gibbs.withoutHidden(v, n, 0, 0);
    gibbs.sweep(v, n, sweeps, 1, 1);
    if (top == 0) {
      float[] h = new float[n * machines.getFirst().hidden()];
      gibbs.hiddenProbabilities(v, n, h);
      gibbs.visibleMeans(h, n, v);
      return v;
    }
    for (int level = top - 1; level >= 0; level--) {
      Gibbs down = new Gibbs(machines.get(level), engine, seed);
      float[] below = new float[n * machines.get(level).visible()];
      down.visibleMeans(v, n, below);
      v = below;
      if (level > 0) {
        v = new float[below.length];
        down.draw(below, n, machines.get(level).visible(), v, 2, level);
      }
    }
    return v;
  }
}
