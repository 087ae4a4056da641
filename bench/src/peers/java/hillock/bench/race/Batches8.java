package hillock.bench.race;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;

/**
 * Eight batches for a row, the same bits for every contender. In training rows the second half of a batch repeats the
 * first with half of its answers drawn anew, so that the loss cannot reach 0: gradients that underflow would make steps
 * slower, at a moment that depends on how fast a contender is.
 */
final class Batches8 {
  static final int COUNT = 8;

  /** Inputs, [8][batch · inputs]. */
  final float[][] x = new float[COUNT][];

  /** Classes, [8][batch], or null where the targets are numbers. */
  final int[][] labels = new int[COUNT][];

  /** Targets as numbers, [8][batch · outputs]; one-hot for classes. */
  final float[][] y = new float[COUNT][];

  private final Workload row;
  private final Random random = new Random(42);

  private Batches8(Workload row) {
    this.row = row;
  }

  /** Reads what the row needs from the folder of data sets. */
  static Batches8 of(Workload row, Path data) throws IOException {
    Batches8 all = new Batches8(row);
    switch (row.net().data()) {
      case XOR -> all.xor();
      case IRIS -> all.table(data.resolve("tabular/iris.csv"), 1);
      case HOUSING -> all.table(data.resolve("tabular/boston_house_prices.csv"), 2);
      case DIGITS -> all.digits(data.resolve("mnist"));
      case PROTOTYPES -> all.prototypes();
    }
    boolean drawn = row.net().data() == Net.Data.XOR || row.net().loss() == Net.Loss.BINARY_CROSS_ENTROPY;
    if (row.trains() && !drawn) {
      all.contradict();
    }
    all.encode();
    return all;
  }

  private void xor() {
    for (int k = 0; k < COUNT; k++) {
      x[k] = new float[8];
      y[k] = new float[4];
      for (int j = 0; j < 4; j++) {
        int c = j + k & 3;
        x[k][2 * j] = c & 1;
        x[k][2 * j + 1] = c >> 1;
        y[k][j] = (c & 1) ^ c >> 1;
      }
    }
  }

  private void prototypes() {
    float[][] prototypes = new float[row.outputs()][row.inputs()];
    for (float[] prototype : prototypes) {
      for (int i = 0; i < prototype.length; i++) {
        prototype[i] = 0.25f * (float) random.nextGaussian();
      }
    }
    for (int k = 0; k < COUNT; k++) {
      x[k] = new float[row.batch() * row.inputs()];
      labels[k] = new int[row.batch()];
      for (int i = 0; i < x[k].length; i++) {
        if (i % row.inputs() == 0) {
          labels[k][i / row.inputs()] = random.nextInt(row.outputs());
        }
        float mean = prototypes[labels[k][i / row.inputs()]][i % row.inputs()];
        x[k][i] = mean + 0.5f * (float) random.nextGaussian();
      }
    }
  }

  private void digits(Path folder) throws IOException {
    int n = row.batch();
    int size = row.inputs();
    byte[] pixels = idx(folder.resolve("train-images-idx3-ubyte.gz"), 16, COUNT * n * size);
    byte[] answers = idx(folder.resolve("train-labels-idx1-ubyte.gz"), 8, COUNT * n);
    for (int k = 0; k < COUNT; k++) {
      x[k] = new float[n * size];
      labels[k] = new int[n];
      for (int i = 0; i < n * size; i++) {
        x[k][i] = (pixels[k * n * size + i] & 255) / 255f;
      }
      for (int i = 0; i < n; i++) {
        labels[k][i] = answers[k * n + i];
      }
    }
  }

  /** The first bytes of a gzipped idx file after its header; all when count is negative. */
  static byte[] idx(Path file, int header, int count) throws IOException {
    try (InputStream raw = Files.newInputStream(file);
        var in = new DataInputStream(new BufferedInputStream(new GZIPInputStream(raw, 1 << 16), 1 << 16))) {
      in.skipNBytes(header);
      return count < 0 ? in.readAllBytes() : in.readNBytes(count);
    }
  }

  /** Random rows of a table of numbers whose last column is the target; columns get mean 0 and variance 1. */
  private void table(Path file, int headerLines) throws IOException {
    List<float[]> rows = new ArrayList<>();
    for (String line : Files.readAllLines(file).subList(headerLines, (int) Files.lines(file).count())) {
      if (!line.isBlank()) {
        String[] cells = line.replace("\"", "").split(",");
        float[] values = new float[cells.length];
        for (int i = 0; i < cells.length; i++) {
          values[i] = Float.parseFloat(cells[i]);
        }
        rows.add(values);
      }
    }
    int last = row.inputs();
    for (int c = 0; c < (row.classes() ? last : last + 1); c++) {
      int column = c;
      double mean = rows.stream().mapToDouble(r -> r[column]).average().orElseThrow();
      double variance = rows.stream().mapToDouble(r -> Math.pow(r[column] - mean, 2)).average().orElseThrow();
      rows.forEach(r -> r[column] = (float) ((r[column] - mean) / Math.sqrt(variance)));
    }
    for (int k = 0; k < COUNT; k++) {
      x[k] = new float[row.batch() * last];
      labels[k] = row.classes() ? new int[row.batch()] : null;
      y[k] = row.classes() ? null : new float[row.batch()];
      for (int i = 0; i < row.batch(); i++) {
        float[] drawn = rows.get(random.nextInt(rows.size()));
        System.arraycopy(drawn, 0, x[k], i * last, last);
        if (row.classes()) {
          labels[k][i] = (int) drawn[last];
        } else {
          y[k][i] = drawn[last];
        }
      }
    }
  }

  private void contradict() {
    int half = row.batch() / 2;
    for (int k = 0; k < COUNT; k++) {
      System.arraycopy(x[k], 0, x[k], half * row.inputs(), half * row.inputs());
      for (int i = 0; i < half; i++) {
        if (labels[k] != null) {
          labels[k][half + i] = random.nextBoolean() ? labels[k][i] : random.nextInt(row.outputs());
        } else {
          y[k][half + i] = y[k][i] + 0.3f * (float) random.nextGaussian();
        }
      }
    }
  }

  /** Inputs of a batch with the channels of images first. */
  float[] channelsFirst(int k) {
    long[] shape = row.shapeChannelsFirst();
    if (shape.length < 4 || shape[1] == 1) {
      return x[k];
    }
    int channels = (int) shape[1];
    int pixels = (int) (shape[2] * shape[3]);
    float[] moved = new float[x[k].length];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = x[k][(i / pixels / channels * pixels + i % pixels) * channels + i / pixels % channels];
    }
    return moved;
  }

  private void encode() {
    for (int k = 0; k < COUNT; k++) {
      if (row.net().loss() == Net.Loss.BINARY_CROSS_ENTROPY) {
        y[k] = x[k];
        labels[k] = null;
      } else if (labels[k] != null) {
        y[k] = new float[row.batch() * row.outputs()];
        Arrays.fill(y[k], 0);
        for (int i = 0; i < row.batch(); i++) {
          y[k][i * row.outputs() + labels[k][i]] = 1;
        }
      }
    }
  }
}
