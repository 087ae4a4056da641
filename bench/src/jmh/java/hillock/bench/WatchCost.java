package hillock.bench;

import hillock.data.Batches;
import hillock.data.Dataset;
import hillock.kernel.Engine;
import hillock.nn.CrossEntropy;
import hillock.nn.Dense;
import hillock.nn.Network;
import hillock.nn.Relu;
import hillock.nn.Sequential;
import hillock.nn.Spec;
import hillock.nn.Tanh;
import hillock.tensor.Shape;
import hillock.train.AdamW;
import hillock.train.LayerWatch;
import hillock.train.Trainer;
import hillock.train.TrainingStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * What it costs to watch the layers: runs with and without a {@link LayerWatch} in turn, and the median of the ratios
 * of neighbours. {@code mvn -q -pl bench -am -Pjmh -Dquick verify -Dbench.main=hillock.bench.WatchCost -Djmh=} runs it.
 */
public final class WatchCost {
  private static final int PAIRS = 21;
  private static final int WARM_UP = 3;

  private WatchCost() {}

  /** Measures two networks on made-up images of the size of MNIST, and a small one. */
  public static void main(String... arguments) {
    measure("784-128-10, ReLU, batches of 64", 60_000, 1, 784, 64, false, 128);
    measure("784-512-256-10, ReLU, batches of 128", 60_000, 1, 784, 128, false, 512, 256);
    measure("64-256-128-10, tanh, batches of 64", 20_000, 5, 64, 64, true, 256, 128);
    measure("4-64-32-10, ReLU, batches of 16", 20_000, 20, 4, 16, false, 64, 32);
  }

  private static void measure(String name, int rows, int epochs, int inputs, int batch, boolean tanh, int... hidden) {
    Batches batches = images(rows, inputs).shuffled(1).batches(batch);
    double[] ratios = new double[PAIRS];
    double[] seconds = new double[PAIRS];
    for (int i = -WARM_UP; i < PAIRS; i++) {
      boolean watchedFirst = i % 2 == 0; // so that drift cancels
      double first = secondsAnEpoch(batches, inputs, tanh, watchedFirst, epochs, hidden);
      double second = secondsAnEpoch(batches, inputs, tanh, !watchedFirst, epochs, hidden);
      if (i >= 0) {
        seconds[i] = watchedFirst ? second : first;
        ratios[i] = watchedFirst ? first / second : second / first;
      }
    }
    Arrays.sort(ratios);
    Arrays.sort(seconds);
    System.out.printf(
        Locale.ROOT,
        "%-38s epoch %.3f s  watched %+.2f%%  (quartiles %+.2f%% to %+.2f%%)%n",
        name,
        seconds[PAIRS / 2],
        100 * (ratios[PAIRS / 2] - 1),
        100 * (ratios[PAIRS / 4] - 1),
        100 * (ratios[3 * PAIRS / 4] - 1));
  }

  private static double secondsAnEpoch(
      Batches batches, int inputs, boolean tanh, boolean watched, int epochs, int... hidden) {
    List<Spec> layers = new ArrayList<>();
    for (int units : hidden) {
      layers.add(new Dense(units));
      layers.add(tanh ? new Tanh() : new Relu());
    }
    layers.add(new Dense(10));
    Network network = new Sequential(layers).build(Shape.of(inputs), 1);
    Trainer trainer =
        Trainer.of(TrainingStep.supervised(network, new CrossEntropy(), new AdamW(1e-3)).seed(1).engine(Engine.auto()));
    if (watched) {
      trainer = trainer.with(new LayerWatch());
    }
    long start = System.nanoTime();
    trainer.fit(batches, epochs);
    return (System.nanoTime() - start) / 1e9 / epochs;
  }

  private static Dataset images(int rows, int inputs) {
    Random random = new Random(1);
    float[] x = new float[rows * inputs];
    int[] labels = new int[rows];
    for (int i = 0; i < x.length; i++) {
      x[i] = random.nextFloat();
    }
    for (int r = 0; r < rows; r++) {
      labels[r] = (int) (10 * x[r * inputs]);
    }
    return Dataset.of(Shape.of(inputs), x)
        .withLabels(labels, List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"));
  }
}
