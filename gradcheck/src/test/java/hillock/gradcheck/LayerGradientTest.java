package hillock.gradcheck;

import hillock.nn.ActivityL1;
import hillock.nn.Add;
import hillock.nn.Anchored;
import hillock.nn.Autoencoder;
import hillock.nn.AveragePool1d;
import hillock.nn.AveragePool2d;
import hillock.nn.BatchNorm;
import hillock.nn.Branches;
import hillock.nn.Causal;
import hillock.nn.Concat;
import hillock.nn.Conv1d;
import hillock.nn.Conv2d;
import hillock.nn.ConvTranspose1d;
import hillock.nn.ConvTranspose2d;
import hillock.nn.Crop;
import hillock.nn.Dense;
import hillock.nn.DropConnect;
import hillock.nn.Dropout;
import hillock.nn.Embedding;
import hillock.nn.Explicit;
import hillock.nn.Flatten;
import hillock.nn.GaussianNoise;
import hillock.nn.Gelu;
import hillock.nn.GlobalAveragePool;
import hillock.nn.GlobalMaxPool;
import hillock.nn.Graph;
import hillock.nn.GroupNorm;
import hillock.nn.Gru;
import hillock.nn.HeUniform;
import hillock.nn.InstanceNorm;
import hillock.nn.LayerNorm;
import hillock.nn.Lstm;
import hillock.nn.Masking;
import hillock.nn.MaskingNoise;
import hillock.nn.MaxPool1d;
import hillock.nn.MaxPool2d;
import hillock.nn.MultiHeadAttention;
import hillock.nn.Multiply;
import hillock.nn.Network;
import hillock.nn.Node;
import hillock.nn.NoisyRelu;
import hillock.nn.Pad;
import hillock.nn.Permute;
import hillock.nn.PositionEmbedding;
import hillock.nn.PositionalEncoding;
import hillock.nn.Prelu;
import hillock.nn.RandomizedRelu;
import hillock.nn.Relu;
import hillock.nn.Reshape;
import hillock.nn.Residual;
import hillock.nn.RmsNorm;
import hillock.nn.Same;
import hillock.nn.Sequential;
import hillock.nn.Sigmoid;
import hillock.nn.Silu;
import hillock.nn.SimpleRnn;
import hillock.nn.Size;
import hillock.nn.Softmax;
import hillock.nn.Sparsity;
import hillock.nn.SpatialDropout;
import hillock.nn.Spec;
import hillock.nn.Tanh;
import hillock.nn.TransformerBlock;
import hillock.nn.Upsample;
import hillock.nn.Variational;
import hillock.tensor.Parameters;
import hillock.tensor.Shape;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Layers with parameters, and networks of several. A new layer gets a line here. */
class LayerGradientTest {
  static Stream<Arguments> layers() {
    return Stream.of(
        Arguments.of(new Dense(4), Shape.of(3)),
        Arguments.of(new Dense(4, false, new HeUniform()), Shape.of(3)),
        Arguments.of(new Dense(2), Shape.of(2, 3)),
        Arguments.of(new Dense(3).withMaxNorm(2), Shape.of(4)),
        Arguments.of(new DropConnect(4, 0.3), Shape.of(5)),
        Arguments.of(new DropConnect(4, 0), Shape.of(5)),
        Arguments.of(new Dropout(0.4), Shape.of(7)),
        Arguments.of(new Dropout(0), Shape.of(7)),
        Arguments.of(new SpatialDropout(0.4), Shape.of(3, 2, 5)),
        Arguments.of(new SpatialDropout(0.4), Shape.of(3, 4)),
        Arguments.of(new BatchNorm(), Shape.of(4)),
        Arguments.of(new BatchNorm(1, 0.1), Shape.of(2, 3)),
        Arguments.of(new LayerNorm(), Shape.of(5)),
        Arguments.of(new LayerNorm(0.1), Shape.of(2, 19)),
        Arguments.of(new RmsNorm(), Shape.of(5)),
        Arguments.of(new RmsNorm(0.1), Shape.of(2, 19)),
        Arguments.of(new GroupNorm(2), Shape.of(4)),
        Arguments.of(new GroupNorm(1, 0.1), Shape.of(2, 3, 3)),
        Arguments.of(new GroupNorm(2), Shape.of(3, 2, 4)),
        Arguments.of(new InstanceNorm(), Shape.of(3, 4)),
        Arguments.of(new InstanceNorm(0.1), Shape.of(2, 3, 2)),
        Arguments.of(new Reshape(2, -1), Shape.of(6)),
        Arguments.of(new Permute(2, 0, 1), Shape.of(3, 2, 4)),
        Arguments.of(new Anchored(new Flatten(), new Dense(4), new Tanh(), new Dense(2)), Shape.of(3, 2)),
        Arguments.of(new Sequential(new Dense(2), new Anchored()), Shape.of(3, 2)),
        Arguments.of(new Residual(new Dense(3), new Tanh()).withShortcut(new Dense(3)), Shape.of(2, 4)),
        Arguments.of(new Branches(new Concat(), new Dense(2), new Sequential(), new Tanh()), Shape.of(3)),
        Arguments.of(new Branches(new Concat(0), new Dense(4), new Tanh()), Shape.of(2, 4)),
        Arguments.of(new Branches(new Add(), new Dense(4), new Tanh(), new Sequential()), Shape.of(4)),
        Arguments.of(new Branches(new Multiply(), new Dense(4), new Tanh(), new Sequential()), Shape.of(4)),
        Arguments.of(
            new Graph(
                new Node("wide", new Dense(6), "input"),
                new Node("narrow", new Dense(2)),
                new Node("gate", new Sequential(new Dense(2), new Tanh()), "wide"),
                new Node("gated", new Multiply(), "narrow", "gate"),
                new Node("all", new Concat(), "gated", "input", "narrow", "gated"),
                new Node("result", new Dense(3))),
            Shape.of(2, 3)),
        Arguments.of(new MultiHeadAttention(1), Shape.of(3, 2)),
        Arguments.of(new MultiHeadAttention(2), Shape.of(4, 4)),
        Arguments.of(new MultiHeadAttention(2, true), Shape.of(5, 4)),
        Arguments.of(new MultiHeadAttention(2, false, 0.3), Shape.of(3, 4)),
        Arguments.of(new MultiHeadAttention(1, true, 0.3), Shape.of(4, 3)),
        Arguments.of(new PositionalEncoding(), Shape.of(4, 3)),
        Arguments.of(new PositionEmbedding(), Shape.of(4, 3)),
        Arguments.of(new TransformerBlock(2, 5), Shape.of(3, 4)),
        Arguments.of(new TransformerBlock(1, 5, true, 0.2), Shape.of(3, 3)),
        Arguments.of(new TransformerBlock(2, 3, true, 0.2).normLast().withActivation(new Tanh()), Shape.of(3, 4)),
        Arguments.of(new Sequential(new Dense(3), new ActivityL1(0.1), new Dense(2)), Shape.of(2, 4)),
        Arguments.of(new Sequential(new Dense(3), new Sigmoid(), new Sparsity(0.1, 0.5)), Shape.of(4)),
        Arguments.of(new Sequential(new Dense(3), new Sigmoid(), new Sparsity(0.3, 0.5), new Dense(2)), Shape.of(2, 2)),
        Arguments.of(new Variational(3), Shape.of(4)),
        Arguments.of(new Sequential(new Variational(3, 0.2), new Tanh(), new Dense(2)), Shape.of(2, 4)),
        Arguments.of(new Autoencoder(new Variational(2, 0.2), new Sequential(new Tanh(), new Dense(4))), Shape.of(4)),
        Arguments.of(new GaussianNoise(0.3), Shape.of(5)),
        Arguments.of(new MaskingNoise(0.4), Shape.of(7)),
        Arguments.of(new Prelu(), Shape.of(5)),
        Arguments.of(new RandomizedRelu(), Shape.of(6)),
        Arguments.of(new RandomizedRelu(0, 1), Shape.of(6)),
        Arguments.of(new NoisyRelu(), Shape.of(6)),
        Arguments.of(new Softmax(), Shape.of(5)),
        Arguments.of(new Softmax(), Shape.of(2, 3)),
        Arguments.of(new Flatten(), Shape.of(2, 3)),
        Arguments.of(new SimpleRnn(3), Shape.of(4, 2)),
        Arguments.of(new SimpleRnn(3, SimpleRnn.Function.RELU).wholeSequence().bothDirections(), Shape.of(3, 2)),
        Arguments.of(new Gru(3), Shape.of(4, 2)),
        Arguments.of(new Gru(3).wholeSequence().bothDirections().withLayers(2), Shape.of(3, 2)),
        Arguments.of(new Gru(3).withRecurrentDropout(0.4), Shape.of(4, 2)),
        Arguments.of(new Lstm(3), Shape.of(4, 2)),
        Arguments.of(new Lstm(3).wholeSequence(), Shape.of(4, 2)),
        Arguments.of(new Lstm(3).bothDirections(), Shape.of(4, 2)),
        Arguments.of(
            new Lstm(2).withLayers(2).bothDirections().wholeSequence().withDropout(0.3).withRecurrentDropout(0.4),
            Shape.of(3, 2)),
        Arguments.of(new Masking(), Shape.of(3, 2)),
        Arguments.of(new Residual(new Dense(4), new Tanh()), Shape.of(4)),
        Arguments.of(new Residual(), Shape.of(3)),
        Arguments.of(new Residual(new Residual(new Dense(3)), new Gelu(), new Dense(3)), Shape.of(3)),
        Arguments.of(new Conv2d(3, 3), Shape.of(4, 5, 2)),
        Arguments.of(new Conv2d(2, 1).withoutBias(), Shape.of(3, 2, 3)),
        Arguments.of(new Conv2d(3, new Size(3, 2), new Size(2, 1), new Same()), Shape.of(5, 4, 2)),
        Arguments.of(new Conv2d(2, 2).withStride(3), Shape.of(6, 7, 2)),
        Arguments.of(new Conv2d(3, 3).withStride(2).withPadding(new Same()), Shape.of(6, 6, 1)),
        Arguments.of(new Conv2d(2, 3).withDilation(2).withPadding(new Explicit(1, 2, 0, 3)), Shape.of(6, 5, 2)),
        Arguments.of(new Conv2d(2, 3).withDilation(2).withStride(2).withPadding(new Explicit(2)), Shape.of(6, 5, 2)),
        Arguments.of(new Conv2d(4, 3).withGroups(2).withStride(2), Shape.of(5, 5, 4)),
        Arguments.of(new Conv2d(3, 3).withGroups(3).withPadding(new Same()), Shape.of(4, 4, 3)),
        Arguments.of(new Conv2d(3, 3).withGroups(3).withStride(2), Shape.of(5, 6, 3)),
        Arguments.of(new Conv2d(6, 2).withGroups(3), Shape.of(3, 3, 3)),
        Arguments.of(new Conv2d(3, 5).withPadding(new Explicit(4)), Shape.of(2, 3, 2)),
        Arguments.of(new Conv1d(3, 4), Shape.of(7, 2)),
        Arguments.of(new Conv1d(2, 3).withPadding(new Causal()).withDilation(2), Shape.of(7, 2)),
        Arguments.of(new Conv1d(4, 3).withPadding(new Same()).withStride(2).withGroups(2), Shape.of(6, 4)),
        Arguments.of(new Conv1d(2, 2).withPadding(new Explicit(0, 0, 2, 1)), Shape.of(5, 2)),
        Arguments.of(new Conv1d(3, 3).withGroups(3).withStride(2), Shape.of(7, 3)),
        Arguments.of(new ConvTranspose1d(2, 3, 2), Shape.of(4, 3)),
        Arguments.of(new ConvTranspose1d(2, 4, 2).withPadding(new Same()).withoutBias(), Shape.of(3, 2)),
        Arguments.of(new ConvTranspose1d(3, 3, 1, new Explicit(0, 0, 1, 0)), Shape.of(5, 2)),
        Arguments.of(new ConvTranspose2d(2, 3, 2), Shape.of(3, 2, 3)),
        Arguments.of(new ConvTranspose2d(2, 4, 2).withPadding(new Same()).withoutBias(), Shape.of(2, 3, 2)),
        Arguments.of(
            new ConvTranspose2d(2, new Size(2, 3), new Size(3, 1), new Explicit(1, 0, 1, 1)), Shape.of(3, 4, 2)),
        Arguments.of(new MaxPool2d(2), Shape.of(4, 5, 3)),
        Arguments.of(new MaxPool2d(2), Shape.of(4, 4, 2)),
        Arguments.of(new MaxPool2d(3, 2).withPadding(new Explicit(1)), Shape.of(5, 4, 2)),
        Arguments.of(new MaxPool1d(3, 1, new Same()), Shape.of(6, 2)),
        Arguments.of(new AveragePool2d(2), Shape.of(4, 5, 3)),
        Arguments.of(new AveragePool2d(3, 2).withPadding(new Same()), Shape.of(5, 4, 1)),
        Arguments.of(new AveragePool1d(3), Shape.of(7, 2)),
        Arguments.of(new GlobalAveragePool(), Shape.of(3, 4, 2)),
        Arguments.of(new GlobalMaxPool(), Shape.of(3, 4, 2)),
        Arguments.of(new Upsample(2), Shape.of(3, 2, 2)),
        Arguments.of(new Upsample(new Size(3, 2), true), Shape.of(3, 2, 2)),
        Arguments.of(new Upsample(3, true), Shape.of(4, 2)),
        Arguments.of(new Pad(1, 0, 2, 3), Shape.of(2, 3, 2)),
        Arguments.of(new Crop(1, 0, 2, 1), Shape.of(3, 5, 2)),
        Arguments.of(new Crop(0, 0, 2, 1), Shape.of(5, 2)),
        Arguments.of(new BatchNorm(), Shape.of(3, 4, 2)),
        Arguments.of(
            new Sequential(
                new Conv2d(2, 3).withPadding(new Same()).withoutBias(),
                new BatchNorm(),
                new Tanh(),
                new Residual(new Conv2d(4, 3).withStride(2).withPadding(new Explicit(1)).withoutBias(), new BatchNorm())
                    .withShortcut(new Conv2d(4, 1).withStride(2)),
                new GlobalAveragePool(),
                new Dense(2)),
            Shape.of(4, 4, 2)),
        Arguments.of(new Sequential(new Dense(5), new Relu(), new Dense(2)), Shape.of(4)),
        Arguments.of(
            new Sequential(
                new Flatten(),
                new Dense(6, false, new HeUniform()),
                new BatchNorm(),
                new Silu(),
                new Dropout(0.2),
                new LayerNorm(),
                new Dense(2)),
            Shape.of(2, 3)));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void derivativesByInputAndParametersAreThoseOfTheLayer(Spec spec, Shape input) {
    GradientCheck.of(spec.build(input, 1), 3).check();
  }

  @ParameterizedTest
  @MethodSource("layers")
  void derivativesInInferenceAreThoseOfTheLayer(Spec spec, Shape input) {
    GradientCheck.of(spec.build(input, 1), 3).inference().check();
  }

  @Test
  void aTrainedNormalisationIsCheckedWithStatisticsThatAreNotTheInitialOnes() {
    Network network = new Sequential(new BatchNorm(), new Tanh()).build(Shape.of(3), 1);
    Parameters parameters = network.parameters();
    parameters.named("0.batchNorm.gain").orElseThrow().set(0.5, -2, 1.5);
    parameters.named("0.batchNorm.shift").orElseThrow().set(0.1, 0.2, -0.3);
    parameters.named("0.batchNorm.mean").orElseThrow().set(0.3, -0.2, 0.9);
    parameters.named("0.batchNorm.variance").orElseThrow().set(0.4, 2, 1.3);
    GradientCheck.of(network, 5).check();
    GradientCheck.of(network, 5).inference().check();
  }

  @Test
  void aNormalisationOfMoreRowsThanAChunkOfSums() {
    GradientCheck.of(new BatchNorm().build(Shape.of(70, 2), 1), 2).check();
  }

  /** Three sequences of lengths 3, 1 and 0; what fills them up must not matter. */
  @ParameterizedTest
  @MethodSource("sequenceLayers")
  void paddingIsLeftOutOfTheDerivatives(Spec spec) {
    Network network = new Sequential(new Masking(9), spec).build(Shape.of(3, 2), 1);
    double[] x = {0.3, -0.2, 0.9, 0.4, -0.7, 0.1, 0.5, -0.6, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9};
    // Finite differences would turn padding into numbers that count, so the padding is put in after them.
    new GradientCheck((step, values) ->
        network.forward(values.get(0).times(step.input(REAL, SHAPE)).plus(step.input(PADDING, SHAPE))))
        .input("x", SHAPE, x)
        .parameters(network.parameters())
        .check();
  }

  private static final Shape SHAPE = Shape.of(3, 3, 2);
  private static final double[] REAL = {1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
  private static final double[] PADDING = {0, 0, 0, 0, 0, 0, 0, 0, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9};

  static Stream<Spec> sequenceLayers() {
    return Stream.of(
        new SimpleRnn(3).bothDirections(),
        new Gru(3).bothDirections().wholeSequence(),
        new Gru(3).withLayers(2).withRecurrentDropout(0.3),
        new Lstm(3),
        new Lstm(2).withLayers(2).bothDirections().wholeSequence(),
        new MultiHeadAttention(2),
        new MultiHeadAttention(1, true));
  }

  @Test
  void anEmbeddingPassesDerivativesToTheRowsItUsed() {
    Network network = new Embedding(4, 3, 1).build(Shape.of(5), 1);
    new GradientCheck(
            (step, nothing) -> network.forward(step.input(new double[] {0, 1, 3, 3, 1, 0, 0, 0, 3, 1}, Shape.of(2, 5))))
        .parameters(network.parameters())
        .check();
  }

  @Test
  void frozenWeightsGetNoDerivativeAndTheOthersStayRight() {
    Network network = new Sequential(new Dense(4), new Tanh(), new Dense(2)).build(Shape.of(3), 1);
    network.parameters().named("0.dense.weight").orElseThrow().trainable(false);
    network.parameters().named("2.dense.bias").orElseThrow().trainable(false);
    GradientCheck.of(network, 3).check();
  }
}
