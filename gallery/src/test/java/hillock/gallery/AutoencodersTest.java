package hillock.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import hillock.data.Dataset;
import hillock.data.Table;
import hillock.io.EmbeddedSet;
import hillock.kernel.Engine;
import hillock.kernel.Randomness;
import hillock.nn.ActivityL1;
import hillock.nn.BinaryCrossEntropy;
import hillock.nn.Conv2d;
import hillock.nn.ConvTranspose2d;
import hillock.nn.Dense;
import hillock.nn.GaussianNoise;
import hillock.nn.Loss;
import hillock.nn.MeanSquaredError;
import hillock.nn.Network;
import hillock.nn.Relu;
import hillock.nn.Same;
import hillock.nn.Sequential;
import hillock.nn.Sigmoid;
import hillock.nn.Sparsity;
import hillock.nn.Spec;
import hillock.nn.Variational;
import hillock.tensor.Shape;
import hillock.train.Adam;
import hillock.train.Cosine;
import hillock.train.History;
import hillock.train.Trainer;
import hillock.train.TrainingStep;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The variants of autoencoders on 8x8 digits: each does what it is made for; docs/autoencoders.md shows them. */
class AutoencodersTest {
  private static final int PIXELS = 64;
  private static final Shape ROW = Shape.of(PIXELS);
  private static final Dataset DIGITS = digits();
  private static final Dataset TRAIN = DIGITS.subset(IntStream.range(0, 1_500).toArray());
  private static final Dataset TEST = DIGITS.subset(IntStream.range(1_500, DIGITS.size()).toArray());

  /** The pixels as numbers from 0 to 1, without their classes. */
  private static Dataset digits() {
    Table table = (Table) EmbeddedSet.find("digits").orElseThrow().open().data();
    float[] x = new float[table.size() * PIXELS];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) table.columns().get(i % PIXELS).number(i / PIXELS) / 16;
    }
    return Dataset.of(ROW, x);
  }

  private static Network network(Spec... layers) {
    return new Sequential(layers).build(ROW, 1);
  }

  private static History train(Network network, Loss loss, Dataset data, int epochs) {
    var step = TrainingStep.reconstruction(network, loss, new Adam(3e-3)).engine(Engine.single()).seed(1);
    return Trainer.of(step).schedule(new Cosine()).fit(data.shuffled(1).batches(50), epochs).history();
  }

  private static float[] values(Dataset data) {
    float[] x = new float[data.size() * PIXELS];
    for (int row = 0; row < data.size(); row++) {
      data.gather(row, x, row * PIXELS);
    }
    return x;
  }

  /** Mean over all pixels. */
  private static double squaredError(float[] y, float[] x) {
    return IntStream.range(0, x.length).mapToDouble(i -> (y[i] - x[i]) * (double) (y[i] - x[i])).sum() / x.length;
  }

  private static float[] mean(Dataset data) {
    float[] x = values(data);
    float[] mean = new float[PIXELS];
    for (int i = 0; i < x.length; i++) {
      mean[i % PIXELS] += x[i] / data.size();
    }
    return mean;
  }

  /** What is left when a code tells nothing: the mean image in place of each. */
  private static double errorOfTheMean() {
    return squaredError(meanImages(TEST.size()), values(TEST));
  }

  private static float[] meanImages(int n) {
    float[] mean = mean(TRAIN);
    float[] all = new float[n * PIXELS];
    for (int i = 0; i < all.length; i++) {
      all[i] = mean[i % PIXELS];
    }
    return all;
  }

  @Test
  void aDenoisingAutoencoderRemovesNoiseThatAPlainOnePassesOn() {
    float deviation = 0.3f;
    Network plain = network(new Dense(100), new Relu(), new Dense(PIXELS));
    Network denoising = network(new GaussianNoise(deviation), new Dense(100), new Relu(), new Dense(PIXELS));
    train(plain, new MeanSquaredError(), TRAIN, 30);
    train(denoising, new MeanSquaredError(), TRAIN, 30);

    float[] clean = values(TEST);
    float[] noisy = new float[clean.length];
    new Randomness(7, 1, 0).normals(noisy, 0, noisy.length);
    for (int i = 0; i < noisy.length; i++) {
      noisy[i] = clean[i] + deviation * noisy[i];
    }
    double byPlain = squaredError(plain.predict(noisy, TEST.size()), clean);
    double byDenoising = squaredError(denoising.predict(noisy, TEST.size()), clean);
    assertThat(byDenoising).isLessThan(0.6 * byPlain).isLessThan(0.4 * squaredError(noisy, clean));
  }

  @Test
  void aSparseCodeIsSeldomActiveAndStillTellsTheDigits() {
    Network plain = network(new Dense(100), new Sigmoid(), new Dense(PIXELS));
    Network sparse = network(new Dense(100), new Sigmoid(), new Sparsity(0.05f, 0.005f), new Dense(PIXELS));
    train(plain, new MeanSquaredError(), TRAIN, 30);
    train(sparse, new MeanSquaredError(), TRAIN, 30);
    assertThat(meanActivity(new Sigmoid(), plain)).isGreaterThan(0.2);
    assertThat(meanActivity(new Sigmoid(), sparse)).isBetween(0.03, 0.1);
    double error = squaredError(sparse.predict(values(TEST), TEST.size()), values(TEST));
    assertThat(error).isLessThan(errorOfTheMean() / 2);
  }

  @Test
  void anL1PenaltySwitchesMostUnitsOff() {
    Network plain = network(new Dense(100), new Relu(), new Dense(PIXELS));
    Network sparse = network(new Dense(100), new Relu(), new ActivityL1(3e-3f), new Dense(PIXELS));
    train(plain, new MeanSquaredError(), TRAIN, 30);
    train(sparse, new MeanSquaredError(), TRAIN, 30);
    assertThat(shareActive(sparse)).isLessThan(0.5 * shareActive(plain));
    double error = squaredError(sparse.predict(values(TEST), TEST.size()), values(TEST));
    assertThat(error).isLessThan(errorOfTheMean() / 2);
  }

  /** The code of the test digits by a network whose first layers are a dense one of 100 units and an activation. */
  private static float[] code(Spec activation, Network network) {
    Spec encoder = new Sequential(new Dense(100), activation);
    return first(network, encoder).predict(values(TEST), TEST.size());
  }

  private static double meanActivity(Spec activation, Network network) {
    float[] code = code(activation, network);
    return IntStream.range(0, code.length).mapToDouble(i -> code[i]).average().orElseThrow();
  }

  private static double shareActive(Network network) {
    float[] code = code(new Relu(), network);
    return (double) IntStream.range(0, code.length).filter(i -> code[i] > 0).count() / code.length;
  }

  /** The first layers of a network, with its weights. */
  private static Network first(Network network, Spec encoder) {
    int size = encoder.build(ROW, 1).parameters().size();
    return Network.over(encoder, ROW, Arrays.copyOf(network.parameters().values(), size));
  }

  @Test
  void theBoundOfAVariationalAutoencoderFallsAndItsSamplesLookLikeDigits() {
    int latent = 8;
    Spec encoder = new Sequential(new Dense(100), new Relu(), new Variational(latent, 1f / PIXELS));
    Spec decoder = new Sequential(new Dense(100), new Relu(), new Dense(PIXELS));
    Network network = network(encoder, decoder);
    History history = train(network, new BinaryCrossEntropy(), TRAIN, 40);
    double first = history.epochs().getFirst().trainLoss();
    double last = history.last().trainLoss();
    assertThat(last).isLessThan(first - 0.05);
    // Without anything in the code the best that can be said are the means of the pixels.
    assertThat(last).isLessThan(entropyOfTheMean());

    float[] all = network.parameters().values();
    int from = encoder.build(ROW, 1).parameters().size();
    Network generator =
        Network.over(
            new Sequential(decoder, new Sigmoid()),
            Shape.of(latent),
            Arrays.copyOfRange(all, from, network.parameters().size()));
    int n = 200;
    float[] z = new float[n * latent];
    new Randomness(5, 1, 0).normals(z, 0, z.length);
    float[] drawn = generator.predict(z, n);
    // Each pixel by itself from the digits: right means, right spreads, and no digit.
    float[] mixed = new float[drawn.length];
    float[] which = new float[drawn.length];
    new Randomness(5, 2, 0).uniforms(which, 0, which.length);
    float[] digits = values(TRAIN);
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] = digits[(int) (which[i] * TRAIN.size()) * PIXELS + i % PIXELS];
    }
    assertThat(distanceToDigits(drawn)).isLessThan(0.6 * distanceToDigits(mixed));
    assertThat(squaredError(drawn, meanImages(n))).as("samples differ").isGreaterThan(0.3 * errorOfTheMean());
  }

  private static double entropyOfTheMean() {
    float[] mean = mean(TRAIN);
    float[] x = values(TRAIN);
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double p = Math.clamp(mean[i % PIXELS], 1e-6, 1 - 1e-6);
      sum -= x[i] * Math.log(p) + (1 - x[i]) * Math.log(1 - p);
    }
    return sum / x.length;
  }

  /** Squared distance to the nearest of the training digits, on average. */
  private static double distanceToDigits(float[] images) {
    float[] digits = values(TRAIN);
    double sum = 0;
    for (int image = 0; image < images.length; image += PIXELS) {
      double nearest = Double.POSITIVE_INFINITY;
      for (int digit = 0; digit < digits.length; digit += PIXELS) {
        double distance = 0;
        for (int i = 0; i < PIXELS; i++) {
          double d = images[image + i] - digits[digit + i];
          distance += d * d;
        }
        nearest = Math.min(nearest, distance);
      }
      sum += nearest;
    }
    return sum / (images.length / PIXELS);
  }

  @Test
  void aConvolutionalAutoencoderNeedsFewerWeightsForTheSameCode() {
    Spec conv =
        new Sequential(
            new Conv2d(8, 3).withStride(2).withPadding(new Same()),
            new Relu(),
            new Conv2d(4, 3).withStride(2).withPadding(new Same()), // a code of 2·2·4 numbers
            new ConvTranspose2d(8, 4, 2).withPadding(new Same()),
            new Relu(),
            new ConvTranspose2d(1, 4, 2).withPadding(new Same()));
    Network network = conv.build(Shape.of(8, 8, 1), 1);
    train(network, new MeanSquaredError(), TRAIN.reshaped(Shape.of(8, 8, 1)), 30);
    double error = squaredError(network.predict(values(TEST), TEST.size()), values(TEST));
    assertThat(error).isLessThan(errorOfTheMean() / 3);
    Network dense = network(new Dense(16), new Dense(PIXELS));
    assertThat(network.parameters().size()).isLessThan(dense.parameters().size() / 2);
  }
}
