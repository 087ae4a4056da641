package hillock.gallery;

import hillock.data.augment.Flip;
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
import hillock.nn.GlobalAveragePool;
import hillock.nn.Relu;
import hillock.nn.Residual;
import hillock.nn.Same;
import hillock.nn.Sequential;
import hillock.nn.Spec;
import java.util.List;

/** A small residual network tells pieces of clothing apart. */
public record FashionCnn() implements Entry {
  private static final int MOST_PARAMETERS = 100_000;

  /** Most of the work is done on 14x14 and 7x7 pixels: at full size each convolution costs four times as much. */
  private static final Spec NETWORK =
      new Sequential(
          conv(16, 1),
          new BatchNorm(),
          new Relu(),
          conv(24, 2), // 14x14
          new BatchNorm(),
          new Relu(),
          block(24, 1),
          new Relu(),
          block(48, 2), // 7x7
          new Relu(),
          block(48, 1),
          new Relu(),
          new GlobalAveragePool(),
          new Dropout(0.2f),
          new Dense(10));

  @Override
  public String summary() {
    return "A small residual network sorts clothes";
  }

  @Override
  public String canon() {
    return "D2";
  }

  @Override
  public String source() {
    return "the list of results beside the data (Xiao et al. 2017): 92.5% for under 100,000 parameters";
  }

  @Override
  public List<String> data() {
    return List.of("fashion-mnist");
  }

  @Override
  public Result run(Run run) {
    Images fashion = run.quick() ? run.fashionMnist().head(2_000, 1_000) : run.fashionMnist();
    Repetition seeds =
        Experiment.on(fashion.train())
            .testData(fashion.test())
            .validation(1 / 6.0)
            .network(NETWORK)
            .augment(new Shift(2), new Flip())
            .batch(run.choose(128, 25))
            .epochs(run.choose(20, 3))
            .earlyStopping(0) // the rate has fallen to nothing by the last epoch
            .baselines(false)
            .seed(run.seed())
            .threads(run.threads())
            .kernels(run.kernels())
            .repeat(run.choose(3, 2), run.training("three residual blocks"));
    ImageSeeds measured = new ImageSeeds(seeds, fashion.test());
    int parameters = seeds.runs().getFirst().result().parameters();
    return new Result()
        .with(
            Figure.of("test accuracy", Unit.PERCENT, measured.accuracies())
                .published(0.925)
                .atLeast(run.choose(0.925, 0.6)))
        .with(Figure.of("parameters", Unit.COUNT, parameters).atMost(MOST_PARAMETERS - 1))
        .with(measured.table())
        .with(measured.curves())
        .with(measured.mistakes("The test images that the first network was surest about and wrong."));
  }

  private static Residual block(int filters, int stride) {
    Residual block =
        new Residual(conv(filters, stride), new BatchNorm(), new Relu(), conv(filters, 1), new BatchNorm());
    return stride == 1
        ? block
        : block.withShortcut(
            new Conv2d(filters, 1).withStride(stride).withPadding(new Same()).withoutBias(), new BatchNorm());
  }

  private static Conv2d conv(int filters, int stride) {
    return new Conv2d(filters, 3).withStride(stride).withPadding(new Same()).withoutBias();
  }
}
