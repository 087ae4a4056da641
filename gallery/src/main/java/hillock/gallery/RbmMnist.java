package hillock.gallery;

import hillock.classic.boltzmann.AnnealedImportanceSampling;
import hillock.classic.boltzmann.AnnealedImportanceSampling.Estimate;
import hillock.classic.boltzmann.BaseRate;
import hillock.classic.boltzmann.Gibbs;
import hillock.classic.boltzmann.PersistentChains;
import hillock.classic.boltzmann.Rbm;
import hillock.classic.boltzmann.RbmStep;
import hillock.classic.boltzmann.Visible;
import hillock.experiment.RunListener;
import hillock.gallery.picture.ImageGrid;
import hillock.gallery.picture.LineChart;
import hillock.gallery.picture.Picture;
import hillock.gallery.run.Figure;
import hillock.gallery.run.Result;
import hillock.gallery.run.ResultTable;
import hillock.gallery.run.Run;
import hillock.gallery.run.Unit;
import hillock.train.EpochReport;
import hillock.train.Momentum;
import hillock.train.Progress;
import hillock.train.Schedule;
import hillock.train.Trainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A restricted Boltzmann machine learns the distribution of handwritten digits. */
public record RbmMnist() implements Entry {
  private static final int SHOWN = 10;

  @Override
  public String summary() {
    return "A Boltzmann machine dreams of digits";
  }

  @Override
  public String canon() {
    return "D5, D14";
  }

  @Override
  public String source() {
    return "Salakhutdinov and Murray 2008, table 1: CD25(500), -86.34 nats";
  }

  @Override
  public List<String> data() {
    return List.of("mnist");
  }

  @Override
  public Result run(Run run) {
    BinaryDigits digits = BinaryDigits.of(run, run.quick() ? run.mnist().head(3_000, 500) : run.mnist());
    BaseRate base = BaseRate.of(digits.train(), Visible.BINARY);
    Rbm rbm = Rbm.of(784, run.choose(500, 64), Visible.BINARY, run.seed()).startFrom(digits.train());
    int epochs = run.choose(50, 8);
    var step =
        new RbmStep(rbm, new PersistentChains(run.choose(15, 2), 100), new Momentum(0.05, 0.5, 1e-4, 0))
            .seed(run.seed())
            .binarising()
            .engine(run.engine());
    Curve curve = new Curve(run, rbm, base, digits);
    Trainer.of(step)
        .schedule(new ToZero())
        .with(run.training("persistent chains"), curve)
        .fit(digits.train().shuffled(run.seed()).batches(100), epochs);

    var sampling = run.quick() ? AnnealedImportanceSampling.of(50, 500) : AnnealedImportanceSampling.standard();
    run.say("annealed importance sampling");
    Estimate estimate = sampling.estimate(rbm, base, run.engine(), run.seed() + 1);
    double test = estimate.meanLogLikelihood(rbm, digits.test(), run.engine());
    double validation = estimate.meanLogLikelihood(rbm, digits.validation(), run.engine());
    double train = estimate.meanLogLikelihood(rbm, digits.drawnTrain(run, 10_000), run.engine());
    double simple = base.meanLogLikelihood(digits.test());
    return new Result()
        .with(
            Figure.of("test log-likelihood, nats", Unit.NUMBER, test)
                .published(run.quick() ? Double.NaN : -86.34)
                .atLeast(run.quick() ? simple : -95))
        .with(Figure.of("of independent pixels, nats", Unit.NUMBER, simple))
        .with(
            Figure.of("width of ln Z, 3 sigma", Unit.NUMBER, estimate.high() - estimate.low())
                .atMost(run.choose(2.0, 10.0)))
        .with(
            ResultTable.titled(
                    "Mean log-likelihood in nats, by annealed importance sampling",
                    "part",
                    "independent pixels",
                    "machine")
                .row(
                    "training",
                    Unit.NUMBER.text(base.meanLogLikelihood(digits.drawnTrain(run, 10_000))),
                    Unit.NUMBER.text(train))
                .row(
                    "validation",
                    Unit.NUMBER.text(base.meanLogLikelihood(digits.validation())),
                    Unit.NUMBER.text(validation))
                .row("test", Unit.NUMBER.text(simple), Unit.NUMBER.text(test)))
        .with(
            ResultTable.titled("ln Z", "estimate", "low (3 sigma)", "high (3 sigma)")
                .row(
                    Unit.NUMBER.text(estimate.logPartition()),
                    Unit.NUMBER.text(estimate.low()),
                    Unit.NUMBER.text(estimate.high())))
        .with(curve.picture())
        .with(samples(run, rbm, digits))
        .with(filters(rbm))
        .remark("Zeros and ones of the training images are drawn anew in each step, those of validation and test once.")
        .remark(
            "The estimate of ln Z is on average too low, so that of the likelihood is on average too high; the range"
                + " says by how much.");
  }

  /** The rate falls evenly to 0, so that the chains can follow the model. */
  private record ToZero() implements Schedule {
    @Override
    public double factor(long step, long totalSteps, int epoch, hillock.train.History history) {
      return 1 - (double) step / totalSteps;
    }
  }

  /** Estimates the likelihood after some of the epochs, with few temperatures. */
  private static final class Curve implements RunListener {
    private final Run run;
    private final Rbm rbm;
    private final BaseRate base;
    private final BinaryDigits digits;
    private final List<Double> epochs = new ArrayList<>();
    private final List<Double> validation = new ArrayList<>();

    Curve(Run run, Rbm rbm, BaseRate base, BinaryDigits digits) {
      this.run = run;
      this.rbm = rbm;
      this.base = base;
      this.digits = digits;
    }

    @Override
    public void epochEnded(EpochReport report, Progress progress) {
      int every = run.choose(5, 4);
      if (progress.epoch() % every != 0 && progress.epoch() != 1) {
        return;
      }
      Estimate rough =
          AnnealedImportanceSampling.of(50, run.choose(1_500, 60)).estimate(rbm, base, run.engine(), run.seed());
      epochs.add((double) progress.epoch());
      validation.add(rough.meanLogLikelihood(rbm, digits.validation(), run.engine()));
      run.say("epoch " + progress.epoch() + ": validation log-likelihood " + Unit.NUMBER.text(validation.getLast()));
    }

    Picture picture() {
      return LineChart.titled("Log-likelihood of images not learned from")
          .axes("epoch", "nats an image")
          .line("validation, rough estimate", doubles(epochs), doubles(validation))
          .picture("log-likelihood", "The likelihood rises, by quick estimates with few temperatures.");
    }

    private static double[] doubles(List<Double> values) {
      return values.stream().mapToDouble(v -> v).toArray();
    }
  }

  /** Chains that begin at test images, and their means after more and more sweeps. */
  private static Picture samples(Run run, Rbm rbm, BinaryDigits digits) {
    ImageGrid grid = ImageGrid.of(28, 28, 1);
    float[] v = new float[SHOWN * 784];
    for (int i = 0; i < SHOWN; i++) {
      digits.test().gather(i, v, i * 784);
    }
    grid.row("test images, drawn", split(v));
    Gibbs gibbs = new Gibbs(rbm, run.engine(), run.seed() + 2);
    int[] sweeps = run.quick() ? new int[] {10, 100} : new int[] {10, 100, 1_000, 5_000};
    int done = 0;
    float[] h = new float[SHOWN * rbm.hidden()];
    float[] means = new float[v.length];
    for (int k : sweeps) {
      gibbs.sweep(v, SHOWN, k - done, 0, k);
      done = k;
      gibbs.hiddenProbabilities(v, SHOWN, h);
      gibbs.visibleMeans(h, SHOWN, means);
      grid.row("after " + k + " sweeps", split(means));
    }
    return grid.picture("samples", "What the machine makes of digits after many sweeps of Gibbs sampling.");
  }

  private static List<float[]> split(float[] images) {
    List<float[]> all = new ArrayList<>();
    for (int i = 0; i < images.length / 784; i++) {
      all.add(Arrays.copyOfRange(images, i * 784, (i + 1) * 784));
    }
    return all;
  }

  private static Picture filters(Rbm rbm) {
    ImageGrid grid = ImageGrid.of(28, 28, 1);
    for (int row = 0; row < 3; row++) {
      List<float[]> filters = new ArrayList<>();
      for (int i = 0; i < SHOWN; i++) {
        filters.add(rbm.filter(row * SHOWN + i));
      }
      grid.row("", filters);
    }
    return grid.picture("filters", "The weights of 30 hidden units: strokes and their absence.");
  }
}
