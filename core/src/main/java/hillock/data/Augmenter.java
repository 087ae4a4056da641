package hillock.data;

import hillock.data.augment.Augmentation;
import hillock.data.augment.Canvas;
import hillock.data.augment.Draws;
import hillock.kernel.Team;
import hillock.tensor.Shape;
import java.util.List;

/**
 * Changes the images of a batch, on the threads of a team. The change of an image is a function of the seed, the epoch
 * and its row, so neither the batch it is in nor the thread matters, and a resumed run sees the same images.
 */
final class Augmenter implements Team.Task {
  /** Keeps these draws apart from other uses of the same seed; the number of the augmentation is added. */
  private static final long STREAM = 0x6175676D_00000000L;

  /** Images in one part of a batch: some ten microseconds of work for the cheapest change of the smallest images. */
  private static final int GRAIN = 8;

  private final List<Augmentation> augmentations;
  private final int width;
  private final long seed;
  private final Canvas[] canvases;
  private final Draws[] draws;
  private float[] x = {};
  private int[] rows = {};
  private int n;
  private long epoch;

  Augmenter(Dataset data, List<Augmentation> augmentations, long seed, int batchSize) {
    this.augmentations = augmentations;
    this.seed = seed;
    this.width = data.sampleShape().size();
    Shape image = image(data);
    augmentations.forEach(a -> a.check(image));
    int parts = parts(batchSize);
    canvases = new Canvas[parts];
    draws = new Draws[parts];
    for (int part = 0; part < parts; part++) {
      canvases[part] = new Canvas(image);
      draws[part] = new Draws();
    }
  }

  /** The shape [height, width, channels] of the images of a dataset. */
  static Shape image(Dataset data) {
    return data.imageShape()
        .orElseGet(() -> {
          if (data.sampleShape().rank() != 3) {
            throw new DataException(
                "augmentation",
                "samples of shape " + data.sampleShape(),
                "images [height, width, channels]",
                "Only images can be augmented.");
          }
          return data.sampleShape();
        });
  }

  private static int parts(int rows) {
    return (rows + GRAIN - 1) / GRAIN;
  }

  /** Changes the first n samples of a batch. */
  void apply(Batch batch, long ofEpoch, Team team) {
    x = batch.x();
    rows = batch.rows();
    n = batch.size();
    epoch = ofEpoch;
    team.run(this, parts(n));
  }

  @Override
  public void run(int part) {
    Canvas canvas = canvases[part];
    Draws random = draws[part];
    for (int i = part * GRAIN; i < Math.min(n, (part + 1) * GRAIN); i++) {
      canvas.load(x, i * width);
      for (int a = 0; a < augmentations.size(); a++) {
        random.begin(seed, STREAM + a, epoch << 32 | rows[i]);
        augmentations.get(a).apply(canvas, random);
      }
      canvas.store(x, i * width);
    }
  }
}
