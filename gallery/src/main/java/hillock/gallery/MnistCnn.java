package hillock.gallery;

import hillock.data.augment.Rotate;
import hillock.data.augment.Scale;
import hillock.data.augment.Shift;
import hillock.experiment.Experiment;
import hillock.experiment.Repetition;
import hillock.gallery.run.Figure;
import hillock.gallery.run.Images;
import hillock.gallery.run.Result;
import hillock.gallery.run.Run;
import hillock.gallery.run.Unit;
import hillock.nn.BatchNorm;
import hillock.nn.Conv2d;
import hillock.nn.Dense;
import hillock.nn.Dropout;
import hillock.nn.Flatten;
import hillock.nn.MaxPool2d;
import hillock.nn.Relu;
import hillock.nn.Sequential;
import hillock.nn.Spec;
import java.util.List;

/** Two convolutions read handwritten digits. */
public record MnistCnn() implements Entry {
  /** LeNet-5 with wider layers and today's parts: ReLU, maximum pooling, batch normalisation, dropout. */
  private static final Spec NETWORK =
      new Sequential(
          new Conv2d(32, 5).withoutBias(),
          new BatchNorm(),
          new Relu(),
          new MaxPool2d(2),
          new Conv2d(64, 5).withoutBias(),
          new BatchNorm(),
          new Relu(),
          new MaxPool2d(2),
          new Flatten(),
          new Dense(128),
          new Relu(),
          new Dropout(0.4f),
          new Dense(10));

  @Override
  public String summary() {
    return "A convolutional network reads digits";
  }

  @Override
  public String canon() {
    return "D2";
  }

  @Override
  public String source() {
    return "LeCun, Bottou, Bengio and Haffner 1998: LeNet-5, 99.2% with distortions of the images";
  }

  @Override
  public List<String> data() {
    return List.of("mnist");
  }

  @Override
  public Result run(Run run) {
    Images mnist = run.quick() ? run.mnist().head(2_000, 1_000) : run.mnist();
    Repetition seeds =
        Experiment.on(mnist.train())
            .testData(mnist.test())
            .validation(1 / 6.0) // chooses the epoch whose weights are kept
            .network(NETWORK)
            .augment(new Shift(2), new Rotate(10), new Scale(0.1))
            .batch(run.choose(128, 50))
            .epochs(run.choose(12, 3))
            .baselines(false)
            .seed(run.seed())
            .threads(run.threads())
            .kernels(run.kernels())
            .repeat(run.choose(3, 2), run.training("two convolutions, two dense layers"));
    ImageSeeds measured = new ImageSeeds(seeds, mnist.test());
    return new Result()
        .with(
            Figure.of("test accuracy", Unit.PERCENT, measured.accuracies())
                .published(0.992)
                .atLeast(run.choose(0.9925, 0.88)))
        .with(measured.table())
        .with(measured.curves())
        .with(measured.mistakes("The test images that the first network was surest about and wrong."))
        .remark("Published: LeNet-5 on images of 32 by 32, with distorted copies of the training images.");
  }
}
