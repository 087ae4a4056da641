package hillock.classic.growth;

import hillock.data.Batch;
import hillock.data.Batches;
import hillock.model.Json;
import hillock.model.Records;
import hillock.nn.Network;
import hillock.nn.Spec;
import hillock.tensor.Parameters;
import hillock.train.Evaluation;
import hillock.train.State;
import hillock.train.Supervised;
import hillock.train.Trace;
import hillock.train.TrainingStep;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Supervised learning that changes the network's shape before some of its steps; the optimiser goes on with what it
 * remembers.
 *
 * <pre>{@code
 * Growing growing = new Growing(TrainingStep.supervised(network, new CrossEntropy(), new Adam(1e-3)))
 *     .at(2000, new Widen(0, 256))
 *     .at(4000, new Deepen(1))
 *     .at(6000, new RemoveWeights(0.2));
 * Trainer.of(growing).checkpoint(Checkpoints.in(folder)).fit(train.shuffled(seed).batches(64), 10);
 * Network grown = growing.network();
 * }</pre>
 *
 * <p>A checkpoint holds the shape that the network has, so a run resumes anywhere with the same bits. Rules that put
 * back the weights of the best epoch do not go with changes of the shape.
 */
public final class Growing implements TrainingStep {
  private final TreeMap<Long, Change> changes = new TreeMap<>();
  private final Map<String, String> configuration;
  private Supervised training;
  private @Nullable Mask mask;

  /** Begins with this training. */
  public Growing(Supervised training) {
    this.training = training;
    configuration = new LinkedHashMap<>(training.configuration());
  }

  /**
   * Changes the network before this step.
   *
   * @param step from 0, counted over all epochs; one change a step
   */
  public Growing at(long step, Change change) {
    Change before = changes.putIfAbsent(step, change);
    if (before != null) {
      throw new IllegalArgumentException(
          "growing: got the change %s for step %d, which has %s; name another step".formatted(change, step, before));
    }
    configuration.put("change before step " + step, change.toString());
    return this;
  }

  /** The network as it is now. */
  public Network network() {
    return training.network();
  }

  /** The training of the network as it is now. */
  public Supervised training() {
    return training;
  }

  @Override
  public double run(long number, double factor, Batch batch) {
    Change change = changes.get(number);
    if (change != null) {
      apply(change);
    }
    return training.run(number, factor, batch);
  }

  private void apply(Change change) {
    if (change instanceof RemoveWeights removal) {
      mask = Mask.ofLargest(network(), removal.keep());
      mask.hold(network());
      return;
    }
    Rearrangement changed = change.of(network());
    training = changed.continued(training);
    if (mask != null) {
      mask = mask.of(changed);
      mask.hold(network());
    }
  }

  @Override
  public Parameters parameters() {
    return training.parameters();
  }

  @Override
  public double learningRate() {
    return training.learningRate();
  }

  @Override
  public String fault() {
    return training.fault();
  }

  @Override
  public Optional<Evaluation> evaluate(Batches data) {
    return training.evaluate(data);
  }

  @Override
  public Optional<Trace> trace() {
    return training.trace();
  }

  @Override
  public void save(State state) {
    state.put("growing.network", Json.write(Records.standard().encode(network().spec())));
    state.put("growing.mask", mask == null ? new float[0] : mask.toArray());
    training.save(state);
  }

  @Override
  public void restore(State state) {
    String where = "checkpoint: growing.network";
    Spec spec = Records.standard().decode(Spec.class, Json.parse(state.text("growing.network"), where), where);
    if (!spec.equals(network().spec())) {
      Network changed = Network.of(spec, network().input(), 0);
      int[] anew = new int[changed.parameters().size()];
      Arrays.fill(anew, -1); // all that is remembered comes from the checkpoint
      training = training.continued(changed, anew);
    }
    float[] kept = state.array("growing.mask");
    mask = kept.length == 0 ? null : Mask.of(kept);
    if (mask != null) {
      mask.hold(network());
    }
    training.restore(state);
  }

  @Override
  public Map<String, String> configuration() {
    return configuration;
  }
}
