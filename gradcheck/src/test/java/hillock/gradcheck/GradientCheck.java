package hillock.gradcheck;

import hillock.kernel.Engine;
import hillock.kernel.Randomness;
import hillock.nn.Network;
import hillock.tensor.Parameter;
import hillock.tensor.Parameters;
import hillock.tensor.Shape;
import hillock.tensor.Step;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares the derivatives that a tape computes with finite differences, for every element of every input and of every
 * trainable parameter. All of it in double precision: these are the core's sources with {@code float} retyped.
 *
 * <p>The formula's result is projected on fixed random numbers to a scalar L. The numerical derivative is {@code
 * (8·(L(v + h) - L(v - h)) - (L(v + 2h) - L(v - 2h))) / 12h} with h = 1e-4·max(1, |v|), whose error is of order h⁴. The
 * relative error of an element is {@code |a - n| / max(|a|, |n|, m/1000)}, where m is the largest derivative by the
 * same input or parameter: a derivative that is 0 among large ones is measured against them.
 *
 * <p>The formula is also applied twice, to the same inputs, and the results added: then each derivative has two
 * writers.
 *
 * <pre>{@code
 * new GradientCheck((step, x) -> new Gelu().of(x.get(0))).input("x", Shape.of(3, 4), -2, 2).check();
 * }</pre>
 */
final class GradientCheck {
  /** The largest relative error allowed. */
  static final double TOLERANCE = 1e-6;

  private static final double STEP_SIZE = 1e-4;
  private static final long SEED = 20261121;

  /** What is checked: any tensor made from the inputs. */
  @FunctionalInterface
  interface Formula {
    Tensor of(Step step, List<Tensor> inputs);
  }

  /** The largest relative error, and where it is. */
  record Worst(double error, String where, double tape, double numerical) {
    @Override
    public String toString() {
      return "%s: derivative %.12g on the tape, %.12g by finite differences, relative error %.2g"
          .formatted(where, tape, numerical, error);
    }
  }

  private final Formula formula;
  private final Parameters inputs = new Parameters();
  private final List<Parameters> all = new ArrayList<>(List.of(inputs));
  private boolean training = true;

  GradientCheck(Formula formula) {
    this.formula = formula;
  }

  /** A network, in training mode, applied to a batch whose values are uniform from -1 to 1. */
  static GradientCheck of(Network network, int batch) {
    return new GradientCheck((step, x) -> network.forward(x.get(0)))
        .input("x", network.input().batch(batch), -1, 1)
        .parameters(network.parameters());
  }

  /** Adds an input with random values, uniform from low to high. */
  GradientCheck input(String name, Shape shape, double low, double high) {
    double[] values = uniforms(inputs.count(), shape.size());
    for (int i = 0; i < values.length; i++) {
      values[i] = low + (high - low) * values[i];
    }
    return input(name, shape, values);
  }

  /** Adds an input with these values. */
  GradientCheck input(String name, Shape shape, double... values) {
    inputs.add(name, shape, true, false).set(values);
    return this;
  }

  /** Adds the weights that the formula uses. */
  GradientCheck parameters(Parameters parameters) {
    all.add(parameters);
    return this;
  }

  /** As in prediction: no randomness, running statistics. */
  GradientCheck inference() {
    training = false;
    return this;
  }

  /** Fails with the place of the worst error when that is above {@link #TOLERANCE}. */
  void check() {
    for (int writers = 1; writers <= 2; writers++) {
      Worst worst = worst(writers);
      if (!(worst.error <= TOLERANCE)) {
        throw new AssertionError((writers == 1 ? "" : "applied twice: ") + worst);
      }
    }
  }

  /** The worst element of all, the formula applied so many times. */
  Worst worst(int writers) {
    inputs.trim();
    Worst worst = new Worst(-1, "nothing was checked", 0, 0);
    List<double[]> tape = derivatives(writers);
    double largest = 0;
    for (int set = 0; set < all.size(); set++) {
      for (Parameter parameter : all.get(set)) {
        if (parameter.trainable()) {
          double[] a = new double[parameter.size()];
          System.arraycopy(tape.get(set), parameter.offset(), a, 0, a.length);
          Worst candidate = worst(parameter, a, writers);
          largest = Math.max(largest, max(a));
          // Double.compare, because to it NaN is the worst of all.
          if (Double.compare(candidate.error, worst.error) > 0) worst = candidate;
        }
      }
    }
    return largest > 0 || Double.isNaN(worst.error)
        ? worst
        : new Worst(Double.NaN, "every derivative is 0, which checks nothing", 0, 0);
  }

  private Worst worst(Parameter parameter, double[] a, int writers) {
    double[] n = new double[a.length];
    for (int i = 0; i < n.length; i++) n[i] = numerical(parameter, parameter.offset() + i, writers);
    double floor = Math.max(max(a), max(n)) / 1000;
    Worst worst = new Worst(-1, parameter + " is empty", 0, 0);
    for (int i = 0; i < a.length; i++) {
      double difference = Math.abs(a[i] - n[i]);
      double error = difference == 0 ? 0 : difference / Math.max(Math.max(Math.abs(a[i]), Math.abs(n[i])), floor);
      if (Double.compare(error, worst.error) > 0) worst = new Worst(error, parameter + " element " + i, a[i], n[i]);
    }
    return worst;
  }

  private double numerical(Parameter parameter, int at, int writers) {
    double value = parameter.array()[at];
    double h = STEP_SIZE * Math.max(1, Math.abs(value));
    double near = loss(parameter, at, value + h, writers) - loss(parameter, at, value - h, writers);
    double far = loss(parameter, at, value + 2 * h, writers) - loss(parameter, at, value - 2 * h, writers);
    return (8 * near - far) / (12 * h);
  }

  private double loss(Parameter parameter, int at, double value, int writers) {
    List<double[]> before = snapshot();
    parameter.array()[at] = value;
    parameter.changed();
    try (Tape tape = tape();
        Step step = tape.step(1)) {
      return loss(step, writers).item();
    } finally {
      restore(before);
    }
  }

  private List<double[]> derivatives(int writers) {
    List<double[]> before = snapshot();
    try (Tape tape = tape();
        Step step = tape.step(1)) {
      Tensor loss = loss(step, writers);
      return all.stream().map(set -> step.gradients(loss, set).values().clone()).toList();
    } finally {
      restore(before);
    }
  }

  private Tensor loss(Step step, int writers) {
    List<Tensor> tensors = new ArrayList<>();
    inputs.forEach(input -> tensors.add(step.parameter(input)));
    Tensor sum = null;
    for (int i = 0; i < writers; i++) {
      Tensor y = formula.of(step, tensors);
      Tensor projected = Projection.of(y, uniforms(1000 + i, y.size()));
      sum = sum == null ? projected : sum.plus(projected);
    }
    return step.withPenalties(sum);
  }

  private Tape tape() {
    return training ? Tape.training(SEED, Engine.single()) : Tape.inference(Engine.single());
  }

  /** All values, those of running statistics too, which a forward pass may change. */
  private List<double[]> snapshot() {
    return all.stream().map(set -> set.values().clone()).toList();
  }

  private void restore(List<double[]> values) {
    for (int set = 0; set < all.size(); set++) {
      System.arraycopy(values.get(set), 0, all.get(set).values(), 0, values.get(set).length);
      all.get(set).changed();
    }
  }

  private static double[] uniforms(long stream, int n) {
    double[] values = new double[n];
    new Randomness(SEED, stream, 0).uniforms(values, 0, n);
    return values;
  }

  private static double max(double[] values) {
    double max = 0;
    for (double value : values) if (Math.abs(value) > max) max = Math.abs(value); // passes over NaN
    return max;
  }
}
