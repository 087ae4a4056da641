package hillock.bench.race;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;

/**
 * MNIST from its gzipped files, for the whole task.
 *
 * @param x pixels from 0 to 1, [images · 784]
 * @param y classes
 */
record Mnist(float[] x, int[] y) {
  static final int WIDTH = 784;

  static final int EPOCHS = 5;

  /** The part {@code train} or {@code t10k}. */
  static Mnist of(Path folder, String part) throws IOException {
    byte[] pixels = Batches8.idx(folder.resolve(part + "-images-idx3-ubyte.gz"), 16, -1);
    byte[] answers = Batches8.idx(folder.resolve(part + "-labels-idx1-ubyte.gz"), 8, -1);
    float[] x = new float[pixels.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = (pixels[i] & 255) / 255f;
    }
    int[] y = new int[answers.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = answers[i];
    }
    return new Mnist(x, y);
  }

  int size() {
    return y.length;
  }

  /** One batch of an epoch. */
  interface Work {
    void step(float[] x, int[] y) throws Exception;
  }

  /** All epochs, in new orders, in batches of which the last of an epoch may be smaller. */
  void train(int batch, Work work) throws Exception {
    Random random = new Random(1);
    int[] order = new int[size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      for (int i = order.length - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int moved = order[i];
        order[i] = order[j];
        order[j] = moved;
      }
      float[] pixels = new float[batch * WIDTH];
      int[] classes = new int[batch];
      for (int from = 0; from < order.length; from += batch) {
        int n = Math.min(batch, order.length - from);
        if (n < batch) {
          pixels = new float[n * WIDTH];
          classes = new int[n];
        }
        for (int i = 0; i < n; i++) {
          System.arraycopy(x, order[from + i] * WIDTH, pixels, i * WIDTH, WIDTH);
          classes[i] = y[order[from + i]];
        }
        work.step(pixels, classes);
      }
    }
  }

  /** Part of the images for which the largest of ten outputs is the right one. */
  double accuracy(float[] outputs) {
    int right = 0;
    for (int i = 0; i < size(); i++) {
      int best = 0;
      for (int c = 1; c < 10; c++) {
        best = outputs[10 * i + c] > outputs[10 * i + best] ? c : best;
      }
      right += best == y[i] ? 1 : 0;
    }
    return right / (double) size();
  }
}
