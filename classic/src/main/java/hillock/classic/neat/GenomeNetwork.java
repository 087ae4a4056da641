package hillock.classic.neat;

import hillock.kernel.FloatMath;
import hillock.nn.Branches;
import hillock.nn.Concat;
import hillock.nn.Dense;
import hillock.nn.Network;
import hillock.nn.Sequential;
import hillock.nn.Sigmoid;
import hillock.nn.Spec;
import hillock.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * The network that grows from a {@link Genome}. Hidden and output nodes compute {@code σ(4.9·Σ w·x)}, the paper's
 * steeper sigmoid, the sum as one chain of fused multiply-adds.
 *
 * <p>Not for use by several threads at once.
 */
public final class GenomeNetwork {
  private static final float STEEPNESS = 4.9f;

  private final int inputs;
  private final int outputs;
  private final int hidden;
  private final float[][]
      weights; // of each node, hidden ones first: of all inputs and earlier hidden nodes, then the bias
  private final float[] values; // of inputs and hidden nodes

  /** The network of a genome. */
  public GenomeNetwork(Genome genome) {
    inputs = genome.inputs();
    outputs = genome.outputs();
    List<Integer> order = genome.order();
    hidden = order.size();
    values = new float[inputs + hidden];
    weights = new float[hidden + outputs][];
    for (int node = 0; node < weights.length; node++) {
      weights[node] = new float[inputs + Math.min(node, hidden) + 1];
    }
    for (Connection gene : genome.connections()) {
      if (gene.enabled()) {
        int to = order.contains(gene.to()) ? order.indexOf(gene.to()) : hidden + gene.to() - genome.output(0);
        int from = gene.from() < inputs ? gene.from() : inputs + order.indexOf(gene.from());
        int place = gene.from() == genome.bias() ? weights[to].length - 1 : from;
        weights[to][place] += STEEPNESS * gene.weight();
      }
    }
  }

  /** The outputs for one row of inputs. */
  public float[] outputs(float... x) {
    if (x.length != inputs) {
      throw new IllegalArgumentException("genome: got %d inputs, expected %d".formatted(x.length, inputs));
    }
    System.arraycopy(x, 0, values, 0, inputs);
    for (int node = 0; node < hidden; node++) {
      values[inputs + node] = value(weights[node]);
    }
    float[] y = new float[outputs];
    for (int o = 0; o < outputs; o++) {
      y[o] = value(weights[hidden + o]);
    }
    return y;
  }

  private float value(float[] w) {
    float sum = w[w.length - 1];
    for (int i = 0; i < w.length - 1; i++) {
      sum = Math.fma(values[i], w[i], sum);
    }
    return FloatMath.sigmoid(sum);
  }

  /**
   * The same network as layers, with the same bits, to be stored as a model or trained further: every hidden node adds
   * one feature to those before it, and connections that are not there have weight 0.
   */
  public Network layers() {
    List<Spec> specs = new ArrayList<>();
    for (int node = 0; node < hidden; node++) {
      specs.add(new Branches(new Concat(), new Sequential(), new Sequential(new Dense(1), new Sigmoid())));
    }
    specs.add(new Dense(outputs));
    specs.add(new Sigmoid());
    Network network = Network.of(new Sequential(specs), Shape.of(inputs), 0);
    float[] all = network.parameters().values();
    int at = 0;
    for (int node = 0; node < hidden; node++) {
      System.arraycopy(weights[node], 0, all, at, weights[node].length);
      at += weights[node].length;
    }
    for (int i = 0; i <= inputs + hidden; i++) {
      for (int o = 0; o < outputs; o++) {
        all[at++] = weights[hidden + o][i];
      }
    }
    network.parameters().changed();
    return network;
  }
}
