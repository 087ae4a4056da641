package hillock.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hillock.kernel.Engine;
import hillock.kernel.Randomness;
import hillock.kernel.ScalarKernels;
import hillock.kernel.Team;
import hillock.tensor.Shape;
import hillock.tensor.Step;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every layer promises. A new layer gets a line in {@link #layers()}; it is an error to leave it out. */
class LayerContractTest {
  private static final long SEED = 42;
  private static final int ROWS = 6;

  /** How a layer treats training. */
  private enum Training {
    AS_INFERENCE,
    RANDOM,
    BATCH
  }

  /** A layer, and what to feed it: any numbers, or whole ones below the size of a vocabulary. */
  private record Case(Spec spec, Shape input, Training training, int vocabulary) {
    Case(Spec spec, Shape input, Training training) {
      this(spec, input, training, 0);
    }

    Case(Spec spec, int... input) {
      this(spec, Shape.of(input), Training.AS_INFERENCE);
    }

    static Case ofTokens(Spec spec, int vocabulary, int... input) {
      return new Case(spec, Shape.of(input), Training.AS_INFERENCE, vocabulary);
    }

    Network network() {
      return spec.build(input, SEED);
    }

    @Override
    public String toString() {
      return spec + " of " + input;
    }
  }

  static Stream<Case> layers() {
    return Stream.concat(
        Stream.of(
                new Threshold(),
                new Sigmoid(),
                new Tanh(),
                new Linear(),
                new Relu(),
                new LeakyRelu(),
                new Elu(),
                new Selu(),
                new Gelu(),
                new Silu(),
                new Mish(),
                new Softplus(),
                new Softmax(),
                new Prelu(),
                new LayerNorm(),
                new Flatten(),
                new Dense(3),
                new Sequential(),
                new Residual(new Dense(4)),
                new Residual(new Dense(3), new Tanh()).withShortcut(new Dense(3, false, new HeUniform())),
                new RmsNorm(),
                new GroupNorm(2),
                new Add(),
                new Multiply(),
                new Concat(),
                new Branches(new Concat(), new Dense(2), new Sequential(), new Dense(3)),
                new Branches(new Add(), new Dense(4), new Sequential(), new Tanh()),
                new Branches(new Multiply(), new Dense(4), new Sigmoid()))
            .flatMap(spec -> Stream.of(new Case(spec, 4), new Case(spec, 2, 3, 4))),
        Stream.of(
            new Case(new Dense(1), 1),
            new Case(new Dense(70), 130),
            new Case(new Dense(3, false, new Orthogonal()), 5),
            new Case(new Dense(3, new XavierNormal()).withMaxNorm(0.5f), 5),
            new Case(new Dropout(0.5f), Shape.of(4), Training.RANDOM),
            new Case(new Dropout(0.01f), Shape.of(30, 40), Training.RANDOM),
            new Case(new Dropout(0), 4),
            new Case(new SpatialDropout(0.5f), Shape.of(3, 4, 20), Training.RANDOM),
            new Case(new SpatialDropout(0.1f), Shape.of(5, 40), Training.RANDOM),
            new Case(new SpatialDropout(0), 4, 3),
            new Case(new DropConnect(3, 0.5f), Shape.of(40), Training.RANDOM),
            new Case(new DropConnect(3, 0), 4),
            new Case(new RandomizedRelu(), Shape.of(9), Training.RANDOM),
            new Case(new NoisyRelu(), Shape.of(2, 9), Training.RANDOM),
            new Case(new BatchNorm(), Shape.of(4), Training.BATCH),
            new Case(new BatchNorm(0.5f, 0.1f), Shape.of(2, 5), Training.BATCH),
            new Case(new RmsNorm(0.1f), 3, 70),
            new Case(new GroupNorm(1, 0.1f), 5, 3, 6),
            new Case(new GroupNorm(3), 9, 9, 6),
            new Case(new InstanceNorm(), 2, 5),
            new Case(new InstanceNorm(0.1f), 7, 3, 4),
            new Case(new Anchored(), 4, 3),
            new Case(new Anchored(new Flatten(), new Dense(5), new Tanh(), new Dense(2)), 7, 1),
            new Case(new Reshape(2, -1, 3), 4, 3),
            new Case(new Permute(1, 0), 3, 5),
            new Case(new Permute(2, 0, 1), 3, 5, 2),
            new Case(new Branches(new Concat(0), new Dense(5), new Tanh()), 3, 5),
            new Case(new Branches(new Concat(-2), new Sequential(), new Tanh(), new Relu()), 2, 3, 5),
            new Case(new MultiHeadAttention(1), 3, 4),
            new Case(new MultiHeadAttention(3, true), 17, 12),
            new Case(new MultiHeadAttention(2, false, 0.3f), Shape.of(5, 4), Training.RANDOM),
            new Case(new MultiHeadAttention(2, true, 0.3f), Shape.of(5, 4), Training.RANDOM),
            new Case(new Sequential(new Masking(), new MultiHeadAttention(2), new Dense(2)), 5, 4),
            new Case(new PositionalEncoding(), 7, 5),
            new Case(new PositionEmbedding(), 7, 4),
            new Case(new PositionEmbedding(1), 1, 3),
            new Case(new TransformerBlock(2, 8), 5, 4),
            new Case(new TransformerBlock(1, 3, true).normLast().withActivation(new Relu()), 4, 2),
            new Case(new TransformerBlock(2, 5, true, 0.1f), Shape.of(6, 4), Training.RANDOM),
            new Case(new TransformerBlock(2, 5, false, 0.2f).normLast(), Shape.of(3, 2), Training.RANDOM),
            new Case(new ActivityL1(0.1f), 7),
            new Case(new Sequential(new Dense(3), new ActivityL1(0.1f), new Dense(2)), 2, 4),
            new Case(new Sparsity(0.05f, 0.1f), 2, 4),
            new Case(new Sequential(new Dense(30), new Sigmoid(), new Sparsity(0.05f, 3), new Dense(2)), 4),
            new Case(new Variational(2), Shape.of(4), Training.RANDOM),
            new Case(new Sequential(new Variational(9, 0.1f), new Dense(3)), Shape.of(2, 4), Training.RANDOM),
            new Case(new Autoencoder(new Dense(3), new Sequential(new Tanh(), new Dense(4))), 2, 4),
            new Case(new Autoencoder(new Variational(2), new Dense(5)), Shape.of(5), Training.RANDOM),
            new Case(new GaussianNoise(0.3f), Shape.of(9), Training.RANDOM),
            new Case(new GaussianNoise(0), 4),
            new Case(new MaskingNoise(0.3f), Shape.of(3, 9), Training.RANDOM),
            new Case(new MaskingNoise(0), 4),
            new Case(crossed(), 7),
            new Case(crossed(), 2, 3),
            new Case(new SimpleRnn(5), 3, 4),
            new Case(new SimpleRnn(17, SimpleRnn.Function.RELU).bothDirections().wholeSequence(), 4, 3),
            new Case(new Gru(5), 3, 4),
            new Case(new Gru(17).bothDirections().withLayers(2), 4, 3),
            new Case(new Gru(9).wholeSequence().withRecurrentDropout(0.5f), Shape.of(3, 5), Training.RANDOM),
            new Case(new Lstm(1), 1, 1),
            new Case(new Lstm(6).wholeSequence(), 5, 3),
            new Case(new Lstm(19).bothDirections(), 7, 4),
            new Case(new Lstm(8).withLayers(3).wholeSequence().withDropout(0.5f), Shape.of(5, 3), Training.RANDOM),
            new Case(new Lstm(8).bothDirections().withRecurrentDropout(0.3f), Shape.of(5, 3), Training.RANDOM),
            new Case(new Masking(), 4, 3),
            new Case(new Sequential(new Masking(1), new Lstm(5).wholeSequence()), 4, 3),
            Case.ofTokens(new Embedding(11, 3), 11, 6),
            Case.ofTokens(new Embedding(5, 20, 0), 5, 2, 3),
            Case.ofTokens(new Sequential(new Embedding(3, 5, 2), new Gru(6).wholeSequence()), 3, 8),
            new Case(new Conv2d(3, 3), 5, 6, 2),
            new Case(new Conv2d(70, 3), 6, 6, 20),
            new Case(new Conv2d(2, 1).withoutBias(), 3, 3, 4),
            new Case(new Conv2d(4, new Size(3, 2), new Size(2, 1), new Same()), 6, 5, 3),
            new Case(new Conv2d(4, 2).withStride(3).withInitializer(new LecunNormal()), 7, 8, 2),
            new Case(new Conv2d(6, 3).withDilation(2).withPadding(new Explicit(1, 2, 0, 3)), 7, 7, 2),
            new Case(new Conv2d(6, 3).withGroups(2).withStride(2), 5, 5, 4),
            new Case(new Conv2d(4, 3).withGroups(4).withPadding(new Same()), 5, 5, 4),
            new Case(new Conv2d(4, 3).withGroups(4).withStride(2), 5, 6, 4),
            new Case(new Conv2d(8, 3).withGroups(4), 4, 4, 4),
            new Case(new Conv1d(3, 4), 9, 2),
            new Case(new Conv1d(3, 3).withPadding(new Causal()).withDilation(2), 9, 2),
            new Case(new Conv1d(4, 3).withPadding(new Same()).withStride(2).withGroups(2).withoutBias(), 8, 4),
            new Case(new Conv1d(4, 2).withInitializer(new XavierUniform()), 5, 1),
            new Case(new Conv1d(3, 3).withGroups(3).withStride(2).withPadding(new Explicit(0, 0, 2, 1)), 8, 3),
            new Case(new ConvTranspose2d(3, 3, 2), 4, 3, 2),
            new Case(new ConvTranspose2d(3, 4, 2).withPadding(new Same()).withoutBias(), 3, 3, 5),
            new Case(new ConvTranspose2d(2, new Size(3, 3), new Size(2, 1), new Explicit(1, 0, 1, 1)), 3, 4, 2),
            new Case(new ConvTranspose1d(3, 3, 2), 4, 2),
            new Case(new ConvTranspose1d(20, 4, 2).withPadding(new Same()).withoutBias(), 5, 3),
            new Case(new ConvTranspose1d(2, 3, 1, new Explicit(0, 0, 1, 0)), 6, 17),
            new Case(new MaxPool2d(2), 6, 4, 3),
            new Case(new MaxPool2d(2), 7, 5, 3),
            new Case(new MaxPool2d(3, 2).withPadding(new Explicit(1)), 7, 6, 17),
            new Case(new MaxPool1d(3), 7, 4),
            new Case(new MaxPool1d(3, 1, new Same()), 7, 4),
            new Case(new AveragePool2d(2), 6, 4, 3),
            new Case(new AveragePool2d(new Size(3, 2), new Size(2, 1)).withPadding(new Same()), 7, 6, 1),
            new Case(new AveragePool1d(3, 2, new Explicit(1)), 7, 4),
            new Case(new GlobalAveragePool(), 3, 4, 5),
            new Case(new GlobalAveragePool(), 6, 2),
            new Case(new GlobalMaxPool(), 3, 4, 5),
            new Case(new GlobalMaxPool(), 6, 2),
            new Case(new Upsample(2), 3, 2, 4),
            new Case(new Upsample(new Size(3, 2), true), 3, 2, 4),
            new Case(new Upsample(2, true), 5, 3),
            new Case(new Pad(1, 0, 2, 3), 3, 2, 4),
            new Case(new Pad(2), 5, 3),
            new Case(new Crop(1, 0, 2, 1), 3, 4, 4),
            new Case(new Crop(0, 0, 1, 2), 5, 3),
            new Case(new BatchNorm(), Shape.of(7, 6, 3), Training.BATCH),
            new Case(Networks.lenet(3), 16, 16, 1),
            new Case(Networks.resnet(3, 4, 1, 1), Shape.of(8, 8, 3), Training.BATCH),
            new Case(new Sequential(new Dense(40), new Relu(), new Dense(3)), 20),
            new Case(
                new Sequential(new Flatten(), new Dense(8), new LayerNorm(), new Gelu(), new Residual(new Dense(8))),
                3,
                4)));
  }

  /** Paths that part, cross and skip. */
  private static Graph crossed() {
    return new Graph(
        new Node("wide", new Dense(6), "input"),
        new Node("narrow", new Dense(2)),
        new Node("gate", new Sequential(new Dense(2), new Sigmoid()), "wide"),
        new Node("gated", new Multiply(), "narrow", "gate"),
        new Node("all", new Concat(), "gated", "input", "narrow", "gated"),
        new Node("result", new Dense(3)));
  }

  @Test
  void everyLayerIsListed() throws IOException, URISyntaxException {
    Path classes = Path.of(Spec.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Set<String> all = new TreeSet<>();
    try (Stream<Path> files = Files.list(classes.resolve("hillock/nn"))) {
      for (String file : files.map(path -> path.getFileName().toString()).toList()) {
        if (file.endsWith(".class") && !file.contains("-")) {
          Class<?> type = load("hillock.nn." + file.replace(".class", ""));
          if (Spec.class.isAssignableFrom(type) && type.isRecord()) {
            all.add(type.getSimpleName());
          }
        }
      }
    }
    Set<String> listed = layers().map(c -> c.spec.getClass().getSimpleName()).collect(Collectors.toSet());
    assertThat(all).hasSizeGreaterThan(20);
    assertThat(listed).containsExactlyInAnyOrderElementsOf(all);
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void theShapeInferredIsTheShapeComputed(Case c) {
    for (int n : new int[] {ROWS, 2, 0}) {
      for (Tape tape : List.of(Tape.training(SEED, Engine.single()), Tape.inference(Engine.single()))) {
        try (Step step = tape.step()) {
          Tensor y = c.network().forward(step.input(inputs(c, n), c.input.batch(n)));
          assertThat(y.shape()).isEqualTo(c.network().output().batch(n));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void theSeedAloneMakesTheWeightsAndTheSamples(Case c) {
    assertThat(c.network().parameters().values()).isEqualTo(c.network().parameters().values());
    assertThat(run(c, Engine.single(), 1)).isEqualTo(run(c, Engine.single(), 1));
    boolean weights = c.network().parameters().named("weight").isPresent();
    if (weights) {
      assertThat(c.spec.build(c.input, SEED + 1).parameters().values()).isNotEqualTo(c.network().parameters().values());
    }
    if (c.training == Training.RANDOM) {
      assertThat(run(c, Engine.single(), 2)).as("another step").isNotEqualTo(run(c, Engine.single(), 1));
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void aRowDoesNotDependOnItsBatch(Case c) {
    Network network = c.network();
    try (Tape tape = Tape.inference(Engine.single())) {
      float[] x = inputs(c, ROWS);
      float[] whole = forward(tape, network, x, ROWS);
      int in = c.input.size();
      int out = network.output().size();
      for (int r = 0; r < ROWS; r++) {
        float[] alone = forward(tape, network, Arrays.copyOfRange(x, r * in, (r + 1) * in), 1);
        assertThat(alone).isEqualTo(Arrays.copyOfRange(whole, r * out, (r + 1) * out));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void trainingDiffersFromInferenceOnlyWhereItShould(Case c) {
    float[] training = forward(Tape.training(SEED, Engine.single()), c.network(), inputs(c, ROWS), ROWS);
    float[] inference = forward(Tape.inference(Engine.single()), c.network(), inputs(c, ROWS), ROWS);
    if (c.training == Training.AS_INFERENCE) {
      assertThat(training).isEqualTo(inference);
    } else {
      assertThat(training).isNotEqualTo(inference);
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void notANumberStaysInItsRowAndDoesNotGetLost(Case c) {
    float[] x = inputs(c, ROWS);
    if (c.vocabulary > 0) {
      x[0] = Float.NaN;
      assertThatThrownBy(() -> forward(Tape.inference(Engine.single()), c.network(), x, ROWS))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("is NaN, expected a whole number from 0 to " + (c.vocabulary - 1));
      return;
    }
    float[] clean = forward(Tape.inference(Engine.single()), c.network(), x, ROWS);
    Arrays.fill(x, 0, c.input.size(), Float.NaN);
    float[] y = forward(Tape.inference(Engine.single()), c.network(), x, ROWS);
    int out = c.network().output().size();
    for (int i = 0; i < y.length; i++) {
      if (i < out && c.spec instanceof Pad && clean[i] == 0f) {
        assertThat(y[i]).as("a margin").isZero();
      } else if (i < out) {
        assertThat(y[i]).isNaN();
      } else {
        assertThat(y[i]).isEqualTo(clean[i]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void aStepWithNotANumberLeavesNoTraceInTheNext(Case c) {
    Network network = c.network();
    float[] bad = new float[ROWS * c.input.size()];
    Arrays.fill(bad, c.vocabulary > 0 ? 0 : Float.NaN);
    float[] fresh;
    try (Tape tape = Tape.training(SEED, Engine.single())) {
      fresh = gradients(tape, network, inputs(c, ROWS));
    }
    try (Tape tape = Tape.training(SEED, Engine.single())) {
      gradients(tape, network, bad);
      gradients(tape, network, bad);
      try (Step step = tape.step(-1)) {
        step.input(bad, c.input.batch(ROWS)); // a step of another form: the slots behind it keep what they hold
      }
      assertThat(gradients(tape, network, inputs(c, ROWS))).isEqualTo(fresh);
    }
  }

  /** Derivatives of the first step's loss. */
  private static float[] gradients(Tape tape, Network network, float[] x) {
    try (Step step = tape.step(0)) {
      Tensor y = network.forward(step.input(x, network.input().batch(ROWS)));
      return step.gradients(step.withPenalties(y.times(y).sum()), network.parameters()).values().clone();
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void anyNumberOfThreadsGivesTheSameBits(Case c) {
    // Large enough that the engine cuts the work.
    float[] one = run(c, Engine.of(new ScalarKernels(), Team.of(1)), 1, 700);
    try (Team team = Team.of(3)) {
      assertThat(run(c, Engine.of(new ScalarKernels(), team), 1, 700)).isEqualTo(one);
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void anEmptyBatchHasGradientsOfZero(Case c) {
    Network network = c.network();
    try (Tape tape = Tape.training(SEED, Engine.single());
        Step step = tape.step()) {
      Tensor y = network.forward(step.input(new float[0], c.input.batch(0)));
      float[] gradients = step.gradients(step.withPenalties(y.sum()), network.parameters()).values();
      assertThat(gradients).hasSize(network.parameters().size()).containsOnly(new float[gradients.length]);
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void aStepAllocatesNothing(Case c) {
    Network network = c.network();
    Shape shape = c.input.batch(ROWS);
    float[] x = inputs(c, ROWS);
    try (Tape tape = Tape.training(SEED, Engine.single())) {
      Runnable step =
          () -> {
            try (Step s = tape.step()) {
              Tensor sum = network.forward(s.input(x, shape)).sum();
              s.gradients(s.withPenalties(sum), network.parameters());
              network.parameters().constrain();
              network.parameters().changed();
            }
          };
      assertThat(AllocatedBytes.of(step, 200)).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void layersAndParametersAddUp(Case c) {
    Network network = new Sequential(c.spec, new Flatten(), new Dense(2)).build(c.input, SEED);
    List<Layer> outer = network.layers().stream().filter(layer -> layer.path().split("\\.").length == 2).toList();
    assertThat(outer).extracting(Layer::spec).containsExactly(c.spec, new Flatten(), new Dense(2));
    assertThat(outer.stream().mapToInt(layer -> layer.size(network.parameters())).sum())
        .isEqualTo(network.parameters().size());
    assertThat(outer.getFirst().size(network.parameters())).isEqualTo(c.network().parameters().size());
    assertThat(outer.getFirst().output()).isEqualTo(outer.get(1).input()).isEqualTo(c.network().output());
    assertThat(network.parameters()).extracting(p -> p.name()).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("layers")
  void anInputOfAnotherShapeIsRefused(Case c) {
    try (Tape tape = Tape.inference(Engine.single());
        Step step = tape.step()) {
      Shape wrong = c.input.withLast(c.input.last() + 1).batch(2);
      Tensor x = step.input(new float[wrong.size()], wrong);
      assertThatThrownBy(() -> c.network().forward(x))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("got input " + wrong)
          .hasMessageContaining("expected [batch, " + c.input.toString().substring(1));
    }
  }

  /** Output, gradients by parameters and running statistics of one training step. */
  private static float[] run(Case c, Engine engine, long number) {
    return run(c, engine, number, ROWS);
  }

  private static float[] run(Case c, Engine engine, long number, int rows) {
    Network network = c.network();
    try (Tape tape = Tape.training(SEED, engine);
        Step step = tape.step(number)) {
      Tensor y = network.forward(step.input(inputs(c, rows), c.input.batch(rows)));
      float[] dw = step.gradients(step.withPenalties(y.times(y).sum()), network.parameters()).values();
      float[] statistics = network.parameters().values();
      float[] all = Arrays.copyOf(y.copy(), y.size() + dw.length + statistics.length);
      System.arraycopy(dw, 0, all, y.size(), dw.length);
      System.arraycopy(statistics, 0, all, y.size() + dw.length, statistics.length);
      return all;
    }
  }

  private static float[] forward(Tape tape, Network network, float[] x, int n) {
    try (Step step = tape.step()) {
      return network.forward(step.input(x, network.input().batch(n))).copy();
    }
  }

  private static float[] inputs(Case c, int rows) {
    float[] x = new float[rows * c.input.size()];
    if (c.vocabulary == 0) {
      new Randomness(SEED, 99, 0).normals(x, 0, x.length);
      return x;
    }
    new Randomness(SEED, 99, 0).uniforms(x, 0, x.length);
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) Math.floor(x[i] * c.vocabulary);
    }
    return x;
  }
}
