package hillock.train;

import hillock.data.Dataset;
import hillock.kernel.Randomness;
import hillock.nn.BatchNorm;
import hillock.nn.Dense;
import hillock.nn.Dropout;
import hillock.nn.Network;
import hillock.nn.Relu;
import hillock.nn.Sequential;
import hillock.tensor.Shape;
import java.util.List;

/** Small data sets and networks that several tests train. */
final class Problems {
  private Problems() {}

  /** Points around three centers, one class each. */
  static Dataset blobs(int n, long seed) {
    float[] x = new float[2 * n];
    int[] labels = new int[n];
    new Randomness(seed, 1, 0).normals(x, 0, x.length);
    for (int i = 0; i < n; i++) {
      labels[i] = i % 3;
      x[2 * i] += 3 * (float) Math.cos(2.1 * labels[i]);
      x[2 * i + 1] += 3 * (float) Math.sin(2.1 * labels[i]);
    }
    return Dataset.of(Shape.of(2), x).withLabels(labels, List.of("a", "b", "c"));
  }

  /** The sum of three inputs, with a little noise. */
  static Dataset line(int n, long seed) {
    float[] x = new float[3 * n];
    float[] y = new float[n];
    new Randomness(seed, 2, 0).normals(x, 0, x.length);
    new Randomness(seed, 3, 0).normals(y, 0, y.length);
    for (int i = 0; i < n; i++) {
      y[i] = x[3 * i] + x[3 * i + 1] + x[3 * i + 2] + 0.01f * y[i];
    }
    return Dataset.of(Shape.of(3), x).withTargets(y, List.of("sum"));
  }

  /** Everything whose state could get lost: dropout's randomness, batch normalisation's statistics. */
  static Network noisyNetwork(int in, int out, long seed) {
    return new Sequential(
            new Dense(16), new BatchNorm(), new Relu(), new Dropout(0.3f), new Dense(16), new Relu(), new Dense(out))
        .build(Shape.of(in), seed);
  }
}
