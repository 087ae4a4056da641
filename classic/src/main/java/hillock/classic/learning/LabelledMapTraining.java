package hillock.classic.learning;

import hillock.classic.map.FeatureMap;
import hillock.classic.map.MapLearning;
import hillock.classic.map.MapTraining;
import hillock.classic.map.RandomSamples;
import hillock.data.Batch;
import hillock.data.Batches;
import hillock.data.Dataset;
import hillock.kernel.Engine;
import hillock.nn.CrossEntropy;
import hillock.nn.Network;
import hillock.tensor.Parameter;
import hillock.tensor.Parameters;
import hillock.train.Evaluation;
import hillock.train.Evaluator;
import hillock.train.State;
import hillock.train.TrainingStep;
import java.util.Map;
import java.util.Optional;

/**
 * Trains the map of a {@link LabelledMap} in batches, without looking at classes, and labels its units after each
 * epoch. With n_u of the n training rows nearest to unit u, n_uc of them of class c and n_c of all rows of class c,
 *
 * <pre>{@code share_uc = (n_uc + (n_c + 1)/(n + classes)) / (n_u + 1)}</pre>
 *
 * so that a unit that no row is nearest to says the shares of all rows, and no share is 0. The loss is the quantisation
 * error, the mean distance of a row to its unit.
 */
final class LabelledMapTraining implements TrainingStep {
  private final Network network;
  private final Dataset train;
  private final Network map;
  private final MapTraining training;
  private final int stepsPerEpoch;
  private final int classes;
  private final Evaluator evaluator;
  private boolean resumed;

  LabelledMapTraining(Network network, Dataset train, int batch, int epochs, long seed, Engine engine) {
    LabelledMap spec = (LabelledMap) network.spec();
    this.network = network;
    this.train = train;
    classes = spec.classes();
    map = Network.of(spec.map(), network.input(), seed);
    new RandomSamples(seed).fill(map, train);
    Batches batches = train.batches(batch);
    stepsPerEpoch = batches.count();
    training = MapLearning.batch(spec.map().grid()).over(map, batches, epochs).engine(engine);
    evaluator = new Evaluator(network, new CrossEntropy(), engine);
    show();
  }

  private Parameter codebook() {
    return network.parameters().at(0);
  }

  private Parameter learned() {
    return map.parameters().at(0);
  }

  /** Gives the network the map as it is, and labels its units. */
  private void show() {
    System.arraycopy(learned().array(), learned().offset(), codebook().array(), codebook().offset(), codebook().size());
    Parameter shares = network.parameters().at(1);
    int[] rowsOf = new int[shares.shape().dim(0)];
    int[] counts = new int[shares.size()];
    int[] best = FeatureMap.of(map).bestUnits(train);
    for (int row = 0; row < best.length; row++) {
      rowsOf[best[row]]++;
      counts[best[row] * classes + train.labels()[row]]++;
    }
    int[] ofClass = train.classCounts();
    for (int i = 0; i < counts.length; i++) {
      double prior = (ofClass[i % classes] + 1.0) / (train.size() + classes);
      double share = (counts[i] + prior) / (rowsOf[i / classes] + 1);
      shares.array()[shares.offset() + i] = (float) StrictMath.log(share);
    }
    network.parameters().changed();
  }

  @Override
  public double run(long number, double factor, Batch batch) {
    takeOver();
    double error = training.run(number, factor, batch);
    if (number % stepsPerEpoch == stepsPerEpoch - 1) {
      show();
    }
    return error;
  }

  @Override
  public Parameters parameters() {
    return network.parameters();
  }

  @Override
  public Optional<Evaluation> evaluate(Batches data) {
    takeOver();
    double error = training.evaluate(data).orElseThrow().loss();
    return Optional.of(new Evaluation(error, evaluator.of(data).predictions()));
  }

  @Override
  public void save(State state) {
    training.save(state);
  }

  @Override
  public void restore(State state) {
    training.restore(state);
    resumed = true; // the network gets its values only after this
  }

  /** After a resume the map goes on from the network's prototypes. */
  private void takeOver() {
    if (resumed) {
      System.arraycopy(
          codebook().array(), codebook().offset(), learned().array(), learned().offset(), codebook().size());
      map.parameters().changed();
      resumed = false;
    }
  }

  @Override
  public Map<String, String> configuration() {
    return training.configuration();
  }
}
