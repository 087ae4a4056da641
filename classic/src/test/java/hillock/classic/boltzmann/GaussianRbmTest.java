package hillock.classic.boltzmann;

import static org.assertj.core.api.Assertions.assertThat;

import hillock.data.Dataset;
import hillock.kernel.Engine;
import hillock.tensor.Shape;
import hillock.testing.RealData;
import hillock.train.Momentum;
import hillock.train.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Gaussian visible units on measurements of irises, which no single normal distribution of this shape describes. */
class GaussianRbmTest {
  @Test
  void describesIrisesNotSeenBetterThanIndependentUnits() throws IOException {
    Dataset irises = standardised(RealData.file("tabular/iris.csv").toString());
    int[] order = new hillock.kernel.Randomness(1, 1, 1).permutation(irises.size());
    Dataset train = irises.subset(Arrays.copyOf(order, 100));
    Dataset test = irises.subset(Arrays.copyOfRange(order, 100, order.length));
    Rbm rbm = Rbm.of(4, 8, Visible.GAUSSIAN, 1).startFrom(train);
    var step = new RbmStep(rbm, new PersistentChains(5, 100), new Momentum(0.01, 0.9)).engine(Engine.single());
    Trainer.of(step).fit(train.shuffled(1).batches(20), 300);

    double base = BaseRate.of(train, Visible.GAUSSIAN).meanLogLikelihood(test);
    double exact = new Enumeration(rbm).meanLogLikelihood(test);
    assertThat(exact).as("nats a flower; independent units %s", base).isGreaterThan(base + 0.3);
    float[] samples = new float[2_000 * 4];
    new Gibbs(rbm, Engine.single(), 2).sweep(samples, 2_000, 200, 0, 0);
    // Length and width of petals go together, in the flowers and in what the machine makes up.
    assertThat(correlation(columns(train), 2, 3)).isGreaterThan(0.9);
    assertThat(correlation(samples, 2, 3)).isGreaterThan(0.3);
  }

  private static float[] columns(Dataset data) {
    float[] x = new float[data.size() * 4];
    IntStream.range(0, data.size()).forEach(r -> data.gather(r, x, r * 4));
    return x;
  }

  private static double correlation(float[] x, int a, int b) {
    int n = x.length / 4;
    double meanA = IntStream.range(0, n).mapToDouble(r -> x[r * 4 + a]).average().orElseThrow();
    double meanB = IntStream.range(0, n).mapToDouble(r -> x[r * 4 + b]).average().orElseThrow();
    double products = 0;
    double squaresA = 0;
    double squaresB = 0;
    for (int r = 0; r < n; r++) {
      double da = x[r * 4 + a] - meanA;
      double db = x[r * 4 + b] - meanB;
      products += da * db;
      squaresA += da * da;
      squaresB += db * db;
    }
    return products / Math.sqrt(squaresA * squaresB);
  }

  private static Dataset standardised(String file) throws IOException {
    List<String> lines = Files.readAllLines(java.nio.file.Path.of(file)).stream().skip(1).toList();
    float[] x = new float[lines.size() * 4];
    for (int r = 0; r < lines.size(); r++) {
      String[] cells = lines.get(r).split(",");
      for (int i = 0; i < 4; i++) {
        x[r * 4 + i] = Float.parseFloat(cells[i]);
      }
    }
    for (int i = 0; i < 4; i++) {
      int column = i;
      double mean = IntStream.range(0, lines.size()).mapToDouble(r -> x[r * 4 + column]).average().orElseThrow();
      double variance =
          IntStream.range(0, lines.size())
              .mapToDouble(r -> Math.pow(x[r * 4 + column] - mean, 2))
              .average()
              .orElseThrow();
      for (int r = 0; r < lines.size(); r++) {
        x[r * 4 + i] = (float) ((x[r * 4 + i] - mean) / Math.sqrt(variance));
      }
    }
    return Dataset.of(Shape.of(4), x);
  }
}
