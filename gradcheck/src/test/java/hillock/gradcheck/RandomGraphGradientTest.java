package hillock.gradcheck;

import static org.assertj.core.api.Assertions.assertThat;

import hillock.nn.Activation;
import hillock.nn.Dense;
import hillock.nn.Dropout;
import hillock.nn.Gelu;
import hillock.nn.LayerNorm;
import hillock.nn.Mish;
import hillock.nn.Network;
import hillock.nn.Residual;
import hillock.nn.Sequential;
import hillock.nn.Sigmoid;
import hillock.nn.Silu;
import hillock.nn.Softmax;
import hillock.nn.Softplus;
import hillock.nn.Tanh;
import hillock.tensor.Parameters;
import hillock.tensor.Shape;
import hillock.tensor.Step;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random graphs of operations: results are used several times or never, layers are used twice, and the same formula is
 * right whatever its graph. The seeds are fixed, so a failing graph can be made again.
 */
class RandomGraphGradientTest {
  private static final int WIDTH = 3;
  private static final Shape SHAPE = Shape.of(4, WIDTH);
  // Smooth functions only: a random graph would sooner or later stand on the kink of a ReLU.
  private static final List<Activation> SMOOTH =
      List.of(new Tanh(), new Sigmoid(), new Gelu(), new Silu(), new Mish(), new Softplus());

  private final Network shared =
      new Sequential(new Dense(5), new Tanh(), new Dropout(0.3), new Dense(WIDTH)).build(Shape.of(WIDTH), 7);
  private final Network residual = new Residual(new LayerNorm(), new Dense(WIDTH)).build(Shape.of(WIDTH), 8);

  private Tensor graph(long seed, List<Tensor> inputs) {
    Random random = new Random(seed);
    List<Tensor> known = new ArrayList<>(inputs);
    for (int i = 0, n = 3 + random.nextInt(9); i < n; i++) {
      Tensor a = known.get(random.nextInt(known.size()));
      Tensor b = known.get(random.nextInt(known.size()));
      known.add(
          switch (random.nextInt(11)) {
            case 0 -> a.plus(b);
            case 1 -> a.minus(b);
            case 2 -> SMOOTH.get(0).of(a).times(SMOOTH.get(1).of(b)); // bounded, so that values stay moderate
            case 3 -> a.times(0.1 + random.nextDouble());
            case 4, 5 -> SMOOTH.get(random.nextInt(SMOOTH.size())).of(a);
            case 6 -> Softmax.of(a);
            case 7 -> shared.forward(a);
            case 8 -> residual.forward(a);
            case 9 -> a.plusRow(b.reshape(Shape.of(1, SHAPE.size())).matmul(averaging(b)).reshape(Shape.of(WIDTH)));
            case 10 -> a.reshape(Shape.of(2, 2, WIDTH)).reshape(SHAPE);
            default -> throw new AssertionError();
          });
    }
    Tensor last = known.getLast();
    for (Tensor input : inputs) {
      last = last.plus(SMOOTH.get(0).of(input).times(last)); // so that every input counts
    }
    return last;
  }

  /** The matrix that turns the flattened rows into their mean. */
  private static Tensor averaging(Tensor x) {
    double[] values = new double[SHAPE.size() * WIDTH];
    for (int i = 0; i < SHAPE.size(); i++) values[i * WIDTH + i % WIDTH] = 1.0 / SHAPE.rows();
    return x.step().input(values, Shape.of(SHAPE.size(), WIDTH));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25})
  void anyGraphHasTheDerivativesOfItsFormula(long seed) {
    new GradientCheck((step, x) -> graph(seed, x))
        .input("a", SHAPE, -1, 1)
        .input("b", SHAPE, -1, 1)
        .parameters(shared.parameters())
        .parameters(residual.parameters())
        .check();
  }

  @Test
  void slotsOfOneTapeServeGraphsThatChangeFromStepToStep() {
    Parameters inputs = new Parameters();
    var a = inputs.add("a", SHAPE, true, false);
    inputs.trim();
    a.set(0.1, -0.2, 0.3, 0.4, -0.5, 0.6, 0.7, -0.8, 0.9, 1, -1.1, 1.2);
    Set<Integer> sizes = new HashSet<>();
    try (Tape reused = Tape.training(5)) {
      for (long seed = 1; seed <= 25; seed++) {
        double[] expected;
        try (Tape fresh = Tape.training(5);
            Step step = fresh.step(seed)) {
          expected = step.gradients(graph(seed, List.of(step.parameter(a))), inputs).values().clone();
        }
        try (Step step = reused.step(seed)) {
          double[] got = step.gradients(graph(seed, List.of(step.parameter(a))), inputs).values();
          assertThat(got).as("graph of seed " + seed).containsExactly(expected);
        }
        sizes.add(reused.ops());
      }
    }
    assertThat(sizes).as("numbers of ops").hasSizeGreaterThan(5);
  }
}
