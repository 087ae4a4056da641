package hillock.train;

import hillock.kernel.Engine;
import hillock.tensor.Gradients;
import hillock.tensor.Parameter;
import hillock.tensor.Parameters;

/**
 * Runs an {@link ElementwiseOptimizer} over the flat array of all parameters, one run of alike parameters at a time.
 */
final class ElementwiseUpdate implements Update {
  /**
   * Weights that one part has at least: enough work for a thread, few enough to stay in its cache between the passes.
   */
  private static final int GRAIN = 16 * 1024;

  /** Remembered numbers below this become 0: too small to move a weight, and soon too small to be quick. */
  private static final float LEAST = 1e-35f;

  private static final int CLEARED_EVERY = 16;

  private final ElementwiseOptimizer optimizer;
  private final Parameters parameters;
  private final Engine engine;
  private final Engine.Range range = this::apply;
  private final float[][] memory;
  private long steps;

  // Arguments of the run that `range` works on; fields, because a capturing lambda would allocate at every step.
  private float[] gradient = {};
  private int base;
  private double rate;
  private double decay;
  private float shrinkage;

  ElementwiseUpdate(ElementwiseOptimizer optimizer, Parameters parameters, Engine engine) {
    this.optimizer = optimizer;
    this.parameters = parameters;
    this.engine = engine;
    memory = new float[optimizer.memory()][parameters.values().length];
  }

  @Override
  public Optimizer optimizer() {
    return optimizer;
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public void update(Gradients gradients, double factor) {
    Checks.sameParameters(parameters, gradients);
    steps++;
    gradient = gradients.values();
    rate = optimizer.learningRate() * factor;
    boolean regularised = optimizer.weightDecay() != 0 || optimizer.l1() != 0;
    int first = 0;
    while (first < parameters.count()) {
      Parameter head = parameters.at(first);
      int end = first + 1;
      while (end < parameters.count() && alike(head, parameters.at(end), regularised)) {
        end++;
      }
      if (head.trainable()) {
        Parameter tail = parameters.at(end - 1);
        base = head.offset();
        decay = head.decayed() ? optimizer.weightDecay() : 0;
        shrinkage = head.decayed() ? (float) (rate * optimizer.l1()) : 0;
        engine.forEach(tail.offset() + tail.size() - base, GRAIN, range);
      }
      first = end;
    }
    parameters.constrain();
    parameters.changed();
  }

  private static boolean alike(Parameter a, Parameter b, boolean regularised) {
    return a.trainable() == b.trainable() && (!regularised || a.decayed() == b.decayed());
  }

  private void apply(int from, int to) {
    float[] w = parameters.values();
    optimizer.apply(w, gradient, memory, base + from, base + to, steps, rate, decay);
    if (steps % CLEARED_EVERY == 0) {
      for (float[] numbers : memory) {
        clearTiny(numbers, base + from, base + to);
      }
    }
    if (shrinkage > 0) {
      float s = shrinkage;
      for (int i = base + from, end = base + to; i < end; i++) {
        // w - clamp(w, -s, s) is the soft threshold, without a branch.
        w[i] -= Math.max(-s, Math.min(s, w[i]));
      }
    }
  }

  /**
   * An average of gradients that have become 0 falls by a tenth or so at each step until it is a denormal number, and
   * stays one for good. Processors take a hundred cycles or so for a vector that holds one.
   */
  private static void clearTiny(float[] x, int from, int to) {
    for (int i = from; i < to; i++) {
      x[i] *= Math.signum(Math.max(Math.abs(x[i]) - LEAST, 0f)); // a comparison would not be compiled to vector code
    }
  }

  @Override
  public void inherit(Update from, int[] source) {
    if (!(from instanceof ElementwiseUpdate old) || !old.optimizer.equals(optimizer)) {
      throw new IllegalArgumentException(
          "optimiser: got the memory of %s, expected that of %s".formatted(from.optimizer(), optimizer));
    }
    steps = old.steps;
    for (int k = 0; k < memory.length; k++) {
      for (int i = 0; i < source.length; i++) {
        memory[k][i] = source[i] < 0 ? 0 : old.memory[k][source[i]];
      }
    }
  }

  @Override
  public void save(State state) {
    state.put("optimizer.steps", steps);
    for (int k = 0; k < memory.length; k++) {
      state.put("optimizer.memory." + k, memory[k]);
    }
  }

  @Override
  public void restore(State state) {
    steps = state.number("optimizer.steps");
    for (int k = 0; k < memory.length; k++) {
      state.copy("optimizer.memory." + k, memory[k]);
    }
  }
}
