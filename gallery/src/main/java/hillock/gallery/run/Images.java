package hillock.gallery.run;

import hillock.data.Dataset;
import hillock.data.Preprocessor;
import hillock.data.Split;
import hillock.data.Task;
import hillock.tensor.Shape;

/**
 * Images [height, width, channels] with classes, in the two parts that their authors made.
 *
 * @param train images to learn from, and to choose by
 * @param test images to measure on, once
 */
public record Images(Dataset train, Dataset test) {
  /** The first images of each part, for quick runs. */
  public Images head(int trainImages, int testImages) {
    return new Images(train.head(trainImages), test.head(testImages));
  }

  /** All pixels as {@code (x - mean) / deviation}, with one mean and one deviation, those of the training images. */
  public Images standardised() {
    Preprocessor pixels = Preprocessor.fit(train, Task.infer(train, "class"));
    return new Images(pixels.transform(train), pixels.transform(test));
  }

  /** Bytes 0..255 as numbers from 0 (black) to 1 (white); takes four times the memory. */
  public Images inUnitRange() {
    return new Images(inUnitRange(train), inUnitRange(test));
  }

  private static Dataset inUnitRange(Dataset images) {
    int size = images.sampleShape().size();
    float[] x = new float[Math.multiplyExact(images.size(), size)];
    for (int i = 0; i < images.size(); i++) {
      images.gather(i, x, i * size);
    }
    for (int i = 0; i < x.length; i++) {
      x[i] /= 255;
    }
    Shape shape = images.sampleShape();
    return Dataset.of(shape, x).withImageShape(shape).withLabels(images.labels(), images.classNames());
  }

  /** Each image as one row of numbers. */
  public Images flattened() {
    return new Images(train.flattened(), test.flattened());
  }

  /**
   * Sets some of the training images apart to choose by, of each class alike: {@code split.train(images.train())} and
   * {@code split.heldOut(images.train())}.
   *
   * @param share of the training images, between 0 and 1
   */
  public Split validation(double share, long seed) {
    return train.split(share, seed, true);
  }
}
