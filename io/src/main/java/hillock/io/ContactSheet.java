package hillock.io;

import hillock.data.AtomicFile;
import hillock.data.Batch;
import hillock.data.Batches;
import hillock.data.DataException;
import hillock.data.Dataset;
import hillock.data.augment.Augmentation;
import hillock.tensor.Shape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A picture of what augmentation makes of training images: a row an example, at its left the image as it is, beside it
 * what training would see in eight epochs.
 */
public final class ContactSheet {
  private static final int MOST_ROWS = 10;
  private static final int EPOCHS = 8;
  private static final int GAP = 2;
  private static final int SIDE = 56;

  private final Shape image;
  private final int zoom;
  private final BufferedImage sheet;
  private final float low;
  private final float high;

  private ContactSheet(Shape image, int rows, float low, float high) {
    this.image = image;
    this.low = low;
    this.high = high;
    zoom = Math.max(1, SIDE / Math.max(image.dim(0), image.dim(1)));
    sheet =
        new BufferedImage(
            (EPOCHS + 1) * (image.dim(1) * zoom + GAP) + 3 * GAP,
            rows * (image.dim(0) * zoom + GAP) + GAP,
            BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < sheet.getHeight(); y++) {
      for (int x = 0; x < sheet.getWidth(); x++) {
        sheet.setRGB(x, y, 0xffffff);
      }
    }
  }

  /**
   * Writes the sheet as PNG.
   *
   * @param data images; of labelled ones the first of each class is shown, otherwise the first ones
   * @param seed of the changes
   * @throws DataException when the data holds no images, or the file cannot be written
   */
  public static void write(Path file, Dataset data, List<Augmentation> changes, long seed) {
    Shape image =
        data.imageShape()
            .orElseThrow(() ->
                new DataException(
                    "picture",
                    "samples of shape " + data.sampleShape(),
                    "images",
                    "Only images can be pictured and augmented."));
    if (image.dim(2) != 1 && image.dim(2) != 3) {
      throw new DataException("picture", image.dim(2) + " channels", "1 (grey) or 3 (colour)", "");
    }
    Dataset examples = standardised(data.subset(rows(data)));
    float[] extremes = extremes(examples);
    ContactSheet sheet = new ContactSheet(image, examples.size(), extremes[0], extremes[1]);
    Batches batches = examples.batches(examples.size());
    sheet.draw(0, batches.at(0, 0));
    Batches changed = examples.shuffled(seed).batches(examples.size()).augmented(changes);
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      sheet.draw(epoch + 1, changed.at(epoch, 0));
    }
    AtomicFile.write(file, out -> out.write(sheet.png()));
  }

  private static int[] rows(Dataset data) {
    if (!data.hasLabels()) {
      return IntStream.range(0, Math.min(MOST_ROWS, data.size())).toArray();
    }
    int[] labels = data.labels();
    return IntStream.range(0, data.classNames().size())
        .map(c -> IntStream.range(0, labels.length).filter(i -> labels[i] == c).findFirst().orElse(-1))
        .filter(i -> i >= 0)
        .limit(MOST_ROWS)
        .toArray();
  }

  /** With mean 0 and deviation 1, as training sees them: the size of noise and the blank of a cut-out refer to that. */
  private static Dataset standardised(Dataset data) {
    int width = data.sampleShape().size();
    float[] x = new float[data.size() * width];
    for (int i = 0; i < data.size(); i++) {
      data.gather(i, x, i * width);
    }
    double mean = 0;
    for (float v : x) {
      mean += v / x.length;
    }
    double variance = 0;
    for (float v : x) {
      variance += (v - mean) * (v - mean) / x.length;
    }
    double deviation = variance > 0 ? Math.sqrt(variance) : 1;
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) ((x[i] - mean) / deviation);
    }
    Dataset plain = Dataset.of(data.sampleShape(), x);
    return data.imageShape().map(plain::withImageShape).orElse(plain);
  }

  private static float[] extremes(Dataset data) {
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < data.size(); i++) {
      for (float v : data.row(i)) {
        low = Math.min(low, v);
        high = Math.max(high, v);
      }
    }
    return new float[] {low, high > low ? high : low + 1};
  }

  private void draw(int column, Batch batch) {
    // The first column stands a little apart.
    int left = GAP + column * (image.dim(1) * zoom + GAP) + (column > 0 ? 2 * GAP : 0);
    for (int i = 0; i < batch.size(); i++) {
      int top = GAP + batch.rows()[i] * (image.dim(0) * zoom + GAP);
      for (int y = 0; y < image.dim(0) * zoom; y++) {
        for (int x = 0; x < image.dim(1) * zoom; x++) {
          sheet.setRGB(left + x, top + y, colour(batch.x(), i * image.size() + place(y / zoom, x / zoom)));
        }
      }
    }
  }

  private int place(int y, int x) {
    return (y * image.dim(1) + x) * image.dim(2);
  }

  private int colour(float[] x, int at) {
    int rgb = 0;
    for (int c = 0; c < 3; c++) {
      float level = Math.clamp((x[at + (image.dim(2) == 3 ? c : 0)] - low) / (high - low), 0f, 1f);
      rgb = rgb << 8 | Math.round(level * 255);
    }
    return rgb;
  }

  private byte[] png() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // In memory: ImageIO would otherwise cache in a temporary file.
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(sheet, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
