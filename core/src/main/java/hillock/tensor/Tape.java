package hillock.tensor;

import hillock.kernel.Engine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records the ops of one {@link Step} at a time, so that gradients can flow back over them.
 *
 * <p>Op number k of a step reuses the object and the buffers of op number k of the last step when both are of one
 * class; so repeated steps allocate nothing, while a network may still branch, grow or shrink from step to step.
 *
 * <p>A tape belongs to one thread. All state of a call (mode, randomness, buffers) lives here and not in layers, so one
 * network serves many threads, each with a tape of its own.
 */
public final class Tape implements AutoCloseable {
  private final ArrayList<Op> slots = new ArrayList<>();
  private final IdentityHashMap<Parameters, Gradients> gradients = new IdentityHashMap<>();
  private final Engine engine;
  private final boolean training;
  private final long seed;
  private final Step step = new Step(this);
  private boolean open;
  private boolean poisoning;
  private Tensor[] penalties = new Tensor[2];
  private int penaltyCount;
  private boolean remembering;
  private final ArrayList<float[]> memories = new ArrayList<>();
  private int memoryCursor;
  private int cursor;
  private long stamp;
  private long number = -1;
  private String label = "";

  private Tape(Engine engine, boolean training, long seed) {
    this.engine = engine;
    this.training = training;
    this.seed = seed;
  }

  /** A tape for training: dropout drops, batch normalisation uses the batch. */
  public static Tape training(long seed) {
    return training(seed, Engine.auto());
  }

  /** A tape for training on this engine. */
  public static Tape training(long seed, Engine engine) {
    return new Tape(engine, true, seed);
  }

  /** A tape for prediction on this engine: no randomness, batch normalisation uses its running statistics. */
  public static Tape inference(Engine engine) {
    return new Tape(engine, false, 0);
  }

  /** Makes closed steps unusable by filling their results with NaN: for finding tensors kept too long. */
  public Tape poisoning(boolean wanted) {
    poisoning = wanted;
    return this;
  }

  /**
   * Lets layers with a state, such as recurrent ones, begin a step where they ended the last one instead of at 0: for
   * texts cut into batches, where row i of a batch goes on where row i of the batch before ended, and for making a
   * sequence step by step. No gradient flows back into the last step.
   */
  public Tape remembering(boolean wanted) {
    remembering = wanted;
    return this;
  }

  /** Sets all that {@link #remembering} keeps to 0: the next step begins new sequences. */
  public void forget() {
    memories.forEach(memory -> Arrays.fill(memory, 0f));
  }

  /** What {@link #remembering} keeps, in the order of use; the arrays themselves. */
  public List<float[]> memories() {
    return Collections.unmodifiableList(memories);
  }

  /** Takes over what {@link #memories()} gave; for going on after a stop. */
  public void memories(List<float[]> values) {
    memories.clear();
    values.forEach(memory -> memories.add(memory.clone()));
  }

  float @Nullable [] memory(int size) {
    if (!remembering) {
      return null;
    }
    int place = memoryCursor++;
    if (place == memories.size()) {
      memories.add(new float[size]);
    } else if (memories.get(place).length != size) {
      memories.set(place, new float[size]);
    }
    return memories.get(place);
  }

  /** Opens the next step. */
  public Step step() {
    return step(number + 1);
  }

  /** Opens a step of this number; randomness depends on it, so a resumed run passes the number it stopped at. */
  public Step step(long stepNumber) {
    if (open) {
      throw new IllegalStateException("the last step of this tape is still open; close it first (try-with-resources)");
    }
    open = true;
    stamp++;
    cursor = 0;
    penaltyCount = 0;
    memoryCursor = 0;
    number = stepNumber;
    label = "";
    return step;
  }

  void closeStep() {
    if (poisoning) {
      for (int i = 0; i < cursor; i++) {
        if (!(slots.get(i) instanceof View)) {
          Arrays.fill(slots.get(i).out.data(), Float.NaN);
        }
      }
    }
    open = false;
  }

  Step openStep(Tensor tensor) {
    if (!open || tensor.stamp != stamp) {
      throw new IllegalStateException(
          tensor + ": its step has closed; use item() or copy() within the step to keep its value");
    }
    return step;
  }

  <T extends Op> T slot(Class<T> kind, Maker<T> maker) {
    if (!open) {
      throw new IllegalStateException("no step of this tape is open");
    }
    T op;
    if (cursor < slots.size() && slots.get(cursor).getClass() == kind) {
      op = kind.cast(slots.get(cursor));
    } else {
      op = maker.make(this);
      if (cursor < slots.size()) {
        slots.set(cursor, op);
      } else {
        slots.add(op);
      }
    }
    cursor++;
    op.reset();
    op.label(label);
    op.out.stamp = stamp;
    return op;
  }

  void penalize(Tensor penalty) {
    openStep(penalty);
    if (penalty.size() != 1) {
      throw new IllegalArgumentException("penalize: got %s, expected a scalar".formatted(penalty));
    }
    if (penaltyCount == penalties.length) {
      penalties = Arrays.copyOf(penalties, 2 * penaltyCount);
    }
    penalties[penaltyCount++] = penalty;
  }

  Tensor withPenalties(Tensor loss) {
    Tensor total = loss;
    for (int i = 0; i < penaltyCount; i++) {
      total = total.plus(penalties[i]);
    }
    return total;
  }

  Gradients gradients(Tensor loss, Parameters wrt, boolean add) {
    openStep(loss);
    Gradients result = gradients.get(wrt);
    if (result == null) {
      result = new Gradients(wrt);
      gradients.put(wrt, result);
      result.begin();
    } else if (!add) {
      result.begin();
    }
    for (int i = 0; i < cursor; i++) {
      Op op = slots.get(i);
      op.checkVersions();
      op.out.graded = false;
      op.out.wanted = op.wanted(result);
    }
    Arrays.fill(loss.grad(), 0, loss.size(), 1f);
    for (int i = cursor - 1; i >= 0; i--) {
      Op op = slots.get(i);
      if (op.out.wanted && op.out.graded) {
        op.backward(result);
      }
    }
    result.end();
    return result;
  }

  /** The first op of the open or last step whose result holds a NaN or an infinity, or null when all are finite. */
  public @Nullable String firstNonFinite() {
    for (int i = 0; i < cursor; i++) {
      Tensor out = slots.get(i).out;
      float[] data = out.data();
      for (int j = 0, n = out.size(); j < n; j++) {
        if (!Float.isFinite(data[j])) {
          return slots.get(i).label();
        }
      }
    }
    return null;
  }

  /**
   * An op of the open or last step: for observers, who find the values and derivatives of that step in it until the
   * next one opens.
   *
   * @param i from 0 to below {@link #ops()}, in the order of recording
   */
  public Op op(int i) {
    return slots.get(java.util.Objects.checkIndex(i, cursor));
  }

  /** The derivatives by these parameters that were made last, or null when none ever were. */
  public @Nullable Gradients lastGradients(Parameters wrt) {
    return gradients.get(wrt);
  }

  /** Number of ops of the open or last step. */
  public int ops() {
    return cursor;
  }

  void label(String layer) {
    label = layer;
  }

  String label() {
    return label;
  }

  int cursor() {
    return cursor;
  }

  long number() {
    return number;
  }

  long seed() {
    return seed;
  }

  /** Whether layers behave as in training. */
  public boolean training() {
    return training;
  }

  /** What computes. */
  public Engine engine() {
    return engine;
  }

  /** Forgets all buffers. */
  @Override
  public void close() {
    slots.clear();
    gradients.clear();
    memories.clear();
    cursor = 0;
    open = false;
  }

  /** Makes an op for a slot: its constructor. */
  @FunctionalInterface
  public interface Maker<T extends Op> {
    /** A new op of this tape. */
    T make(Tape tape);
  }

  /** An op whose result is somebody else's array, which must not be written to. */
  interface View {}
}
