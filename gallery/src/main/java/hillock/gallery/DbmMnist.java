package hillock.gallery;

import hillock.classic.boltzmann.ContrastiveDivergence;
import hillock.classic.boltzmann.DeepBelief;
import hillock.classic.boltzmann.DeepBoltzmann;
import hillock.classic.boltzmann.DeepBoltzmannStep;
import hillock.classic.boltzmann.PersistentChains;
import hillock.classic.boltzmann.Rbm;
import hillock.classic.boltzmann.RbmStep;
import hillock.classic.boltzmann.Visible;
import hillock.data.Dataset;
import hillock.data.Split;
import hillock.gallery.picture.ImageGrid;
import hillock.gallery.picture.LineChart;
import hillock.gallery.picture.Picture;
import hillock.gallery.run.Figure;
import hillock.gallery.run.Images;
import hillock.gallery.run.Result;
import hillock.gallery.run.ResultTable;
import hillock.gallery.run.Run;
import hillock.gallery.run.Unit;
import hillock.nn.CrossEntropy;
import hillock.nn.Network;
import hillock.train.Accuracy;
import hillock.train.Adam;
import hillock.train.Cosine;
import hillock.train.Evaluator;
import hillock.train.History;
import hillock.train.Momentum;
import hillock.train.Monitor;
import hillock.train.Trainer;
import hillock.train.TrainingStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A deep Boltzmann machine learns digits without their classes, dreams of them, and then learns to read them. */
public record DbmMnist() implements Entry {
  private static final int SHOWN = 12;

  /** Images from 0 to 1, in rows of 784. */
  private record Parts(Dataset train, Dataset validation, Dataset test) {}

  /** A network after training with labels. */
  private record Tuned(double validationError, double testError, History history) {}

  @Override
  public String summary() {
    return "A deep Boltzmann machine, then fine-tuned";
  }

  @Override
  public String canon() {
    return "D5";
  }

  @Override
  public String source() {
    return "Salakhutdinov and Hinton 2009: 0.95% with layers of 500 and 1000";
  }

  @Override
  public List<String> data() {
    return List.of("mnist");
  }

  @Override
  public Result run(Run run) {
    Images mnist = (run.quick() ? run.mnist().head(1_800, 500) : run.mnist()).inUnitRange().flattened();
    Split split = mnist.validation(1 / 6.0, run.seed());
    Parts digits = new Parts(split.train(mnist.train()), split.heldOut(mnist.train()), mnist.test());
    int middle = run.choose(500, 50);
    int top = run.choose(1000, 60);

    DeepBelief belief = DeepBelief.of(784, List.of(middle, top), Visible.BINARY, run.seed());
    for (int level = 0; level < belief.levels(); level++) {
      pretrain(
          run, "belief network, level " + level, belief.machine(level), belief.data(level, digits.train, run.engine()));
    }
    DeepBoltzmann machine = pretrained(run, digits.train, middle, top);
    var step =
        new DeepBoltzmannStep(
                machine,
                new PersistentChains(run.choose(5, 1), 100),
                run.choose(10, 5),
                new Momentum(0.01, 0.5, 2e-4, 0))
            .seed(run.seed())
            .binarising()
            .engine(run.engine());
    Trainer.of(step)
        .schedule(new Cosine())
        .with(run.training("all layers of the Boltzmann machine"))
        .fit(digits.train.shuffled(run.seed()).batches(100), run.choose(30, 3));
    Picture samples = samples(run, step);

    Network plain =
        DeepBelief.of(784, List.of(middle, top), Visible.BINARY, run.seed()).classifier(10, 0.5f, run.seed());
    Tuned ofPlain = tune(run, "random weights", plain, digits);
    Tuned ofBelief = tune(run, "deep belief network", belief.classifier(10, 0.5f, run.seed()), digits);
    int rounds = run.choose(30, 10);
    Parts wide =
        new Parts(
            machine.withTop(digits.train, rounds, run.engine()),
            machine.withTop(digits.validation, rounds, run.engine()),
            machine.withTop(digits.test, rounds, run.engine()));
    Tuned ofMachine = tune(run, "deep Boltzmann machine", machine.classifier(10, 0.5f, run.seed()), wide);
    return new Result()
        .with(
            Figure.of("test error, Boltzmann", Unit.PERCENT, ofMachine.testError)
                .published(run.quick() ? Double.NaN : 0.0095)
                .atMost(run.choose(0.012, 0.25)))
        .with(Figure.of("test error, belief network", Unit.PERCENT, ofBelief.testError))
        .with(Figure.of("test error, random weights", Unit.PERCENT, ofPlain.testError))
        .with(
            ResultTable.titled("Errors after training with labels", "start from", "validation", "test")
                .row("random weights", Unit.PERCENT.text(ofPlain.validationError), Unit.PERCENT.text(ofPlain.testError))
                .row(
                    "deep belief network",
                    Unit.PERCENT.text(ofBelief.validationError),
                    Unit.PERCENT.text(ofBelief.testError))
                .row(
                    "deep Boltzmann machine",
                    Unit.PERCENT.text(ofMachine.validationError),
                    Unit.PERCENT.text(ofMachine.testError)))
        .with(samples)
        .with(
            LineChart.titled("Error on the validation images while learning with labels")
                .axes("epoch", "error, %")
                .line("random weights", errors(ofPlain.history))
                .line("deep belief network", errors(ofBelief.history))
                .line("deep Boltzmann machine", errors(ofMachine.history))
                .picture("fine-tuning", "Pretrained networks begin lower."))
        .remark(
            "All three networks learn alike: dropout 0.5 on both hidden layers, which the publication did not have"
                + " yet.")
        .remark("The epoch kept is the best of the validation images.");
  }

  private static void pretrain(Run run, String what, Rbm rbm, Dataset data) {
    rbm.startFrom(data);
    var step =
        new RbmStep(
                rbm,
                new ContrastiveDivergence(1),
                new Momentum(rbm.visibleCopies() + rbm.hiddenCopies() == 2 ? 0.05 : 0.025, 0.5, 2e-4, 0))
            .seed(run.seed())
            .binarising()
            .engine(run.engine());
    Trainer.of(step).with(run.training(what)).fit(data.shuffled(run.seed()).batches(100), run.choose(20, 5));
  }

  /** Both halves, one after the other, each with one of its layers twice. */
  private static DeepBoltzmann pretrained(Run run, Dataset digits, int middle, int top) {
    Rbm lower = Rbm.of(784, middle, Visible.BINARY, run.seed()).withCopies(2, 1);
    pretrain(run, "lower half of the Boltzmann machine", lower, digits);
    Rbm upper = Rbm.of(middle, top, Visible.BINARY, run.seed() + 1).withCopies(1, 2);
    pretrain(run, "upper half of the Boltzmann machine", upper, DeepBoltzmann.above(lower, digits, run.engine()));
    return DeepBoltzmann.of(lower, upper);
  }

  private static Tuned tune(Run run, String what, Network network, Parts digits) {
    var step =
        TrainingStep.supervised(network, new CrossEntropy(), new Adam(run.choose(5e-4, 3e-3)))
            .engine(run.engine())
            .seed(run.seed());
    History history =
        Trainer.of(step)
            .validate(digits.validation.batches(500), new Accuracy())
            .schedule(new Cosine())
            .keepBest(Monitor.of(new Accuracy()))
            .with(run.training(what))
            .fit(digits.train.shuffled(run.seed()).batches(run.choose(100, 20)), run.choose(25, 8))
            .history();
    Evaluator evaluator = new Evaluator(network, new CrossEntropy(), run.engine());
    double test = error(evaluator, digits.test);
    run.say(what + ": test error " + Unit.PERCENT.text(test));
    return new Tuned(error(evaluator, digits.validation), test, history);
  }

  private static double error(Evaluator evaluator, Dataset digits) {
    return 1 - new Accuracy().of(Objects.requireNonNull(evaluator.of(digits.batches(500)).predictions()));
  }

  private static double[] errors(History history) {
    return history.epochs().stream()
        .mapToDouble(e -> 100 * (1 - e.metrics().getOrDefault("accuracy", Double.NaN)))
        .toArray();
  }

  /** The chains of the training, and where they are after more sweeps. */
  private static Picture samples(Run run, DeepBoltzmannStep step) {
    ImageGrid grid = ImageGrid.of(28, 28, 1);
    int sweeps = run.choose(1_000, 30);
    for (int row = 0; row < 4; row++) {
      List<float[]> images = new ArrayList<>();
      float[] means = step.samples(SHOWN);
      for (int i = 0; i < SHOWN; i++) {
        images.add(Arrays.copyOfRange(means, i * 784, (i + 1) * 784));
      }
      grid.row(row == 0 ? "chains at the end of training" : "after " + row * sweeps + " sweeps more", images);
      step.sweep(sweeps, Long.MAX_VALUE - row);
    }
    return grid.picture("samples", "What the machine makes up.");
  }
}
