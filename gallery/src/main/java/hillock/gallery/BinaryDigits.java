package hillock.gallery;

import hillock.data.Dataset;
import hillock.data.Split;
import hillock.gallery.run.Images;
import hillock.gallery.run.Run;
import hillock.kernel.Randomness;
import hillock.tensor.Shape;

/**
 * Digits whose pixels are zeros and ones, each drawn with the grey value as its probability, as in Salakhutdinov and
 * Murray 2008.
 *
 * @param train grey values from 0 to 1, to be drawn anew in each step of training
 * @param validation drawn once, to choose by
 * @param test drawn once
 */
record BinaryDigits(Dataset train, Dataset validation, Dataset test) {
  private static final long STREAM = 11;

  /** A sixth of the training images is for validation. */
  static BinaryDigits of(Run run, Images mnist) {
    Images grey = mnist.inUnitRange().flattened();
    Split split = grey.validation(1 / 6.0, run.seed());
    return new BinaryDigits(
        split.train(grey.train()),
        drawn(split.heldOut(grey.train()), run.seed(), 0),
        drawn(grey.test(), run.seed(), 1));
  }

  /** The first training images, drawn once. */
  Dataset drawnTrain(Run run, int most) {
    return drawn(train.head(most), run.seed(), 2);
  }

  private static Dataset drawn(Dataset grey, long seed, int part) {
    int width = grey.sampleShape().size();
    float[] x = new float[grey.size() * width];
    float[] u = new float[x.length];
    new Randomness(seed, STREAM, part).uniforms(u, 0, u.length);
    for (int r = 0; r < grey.size(); r++) {
      grey.gather(r, x, r * width);
    }
    for (int i = 0; i < x.length; i++) {
      x[i] = u[i] < x[i] ? 1 : 0;
    }
    return Dataset.of(Shape.of(width), x).withLabels(grey.labels(), grey.classNames());
  }
}
