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
import hillock.gallery.picture.ImageGrid;
import hillock.gallery.picture.LineChart;
import hillock.gallery.picture.Picture;
import hillock.gallery.run.Figure;
import hillock.gallery.run.Images;
import hillock.gallery.run.Result;
import hillock.gallery.run.Run;
import hillock.gallery.run.Unit;
import hillock.nn.CrossEntropy;
import hillock.nn.Network;
import hillock.train.Accuracy;
import hillock.train.Adam;
import hillock.train.Cosine;
import hillock.train.EpochReport;
import hillock.train.Evaluator;
import hillock.train.History;
import hillock.train.Momentum;
import hillock.train.Trainer;
import hillock.train.TrainingStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A deep Boltzmann machine learns digits without their classes, dreams of them, and then learns to read them. */
public record DbmMnist() implements Entry {
  private static final int SHOWN = 12;

  /** Of the hidden units while learning with labels. */
  private static final float DROPOUT = 0.5f;

  /** A network after training with labels. */
  private record Tuned(double testError, History history) {}

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
    Dataset digits = mnist.train();
    int middle = run.choose(500, 50);
    int top = run.choose(1000, 60);

    DeepBoltzmann machine = pretrained(run, digits, middle, top);
    var step =
        new DeepBoltzmannStep(machine, new PersistentChains(run.choose(5, 1), 100), 5, new Momentum(0.01, 0.5, 2e-4, 0))
            .seed(run.seed())
            .binarising()
            .engine(run.engine());
    Trainer.of(step)
        .schedule(new Cosine())
        .with(run.training("all layers of the Boltzmann machine"))
        .fit(digits.shuffled(run.seed()).batches(100), run.choose(8, 3));
    Picture samples = samples(run, step);

    int rounds = run.choose(10, 10);
    Tuned ofMachine =
        tune(
            run,
            "deep Boltzmann machine",
            machine.classifier(10, DROPOUT, run.seed()),
            machine.withTop(digits, rounds, run.engine()),
            machine.withTop(mnist.test(), rounds, run.engine()));

    DeepBelief belief = DeepBelief.of(784, List.of(middle, top), Visible.BINARY, run.seed());
    for (int level = 0; level < belief.levels(); level++) {
      pretrain(run, "belief network, level " + level, belief.machine(level), belief.data(level, digits, run.engine()));
    }
    Tuned ofBelief = tune(run, "deep belief network", belief.classifier(10, DROPOUT, run.seed()), digits, mnist.test());
    Network plain =
        DeepBelief.of(784, List.of(middle, top), Visible.BINARY, run.seed()).classifier(10, DROPOUT, run.seed());
    Tuned ofPlain = tune(run, "random weights", plain, digits, mnist.test());

    return new Result()
        .with(
            Figure.of("test error, Boltzmann", Unit.PERCENT, ofMachine.testError)
                .published(run.quick() ? Double.NaN : 0.0095)
                .atMost(run.choose(0.012, 0.25)))
        .with(Figure.of("test error, belief network", Unit.PERCENT, ofBelief.testError))
        .with(Figure.of("test error, random weights", Unit.PERCENT, ofPlain.testError))
        .with(samples)
        .with(
            LineChart.titled("Loss while learning with labels")
                .axes("epoch", "cross-entropy, nats")
                .line("random weights", losses(ofPlain.history))
                .line("deep belief network", losses(ofBelief.history))
                .line("deep Boltzmann machine", losses(ofMachine.history))
                .picture("fine-tuning", "Pretrained networks begin lower."))
        .remark(
            "All three networks learn alike, from all training images, and no epoch is chosen: the last one counts.")
        .remark("They learn with dropout on both hidden layers, which the publication did not have yet.");
  }

  private static void pretrain(Run run, String what, Rbm rbm, Dataset data) {
    rbm.startFrom(data);
    var step =
        new RbmStep(
                rbm, new ContrastiveDivergence(1), new Momentum(run.choose(0.02, 0.05), run.choose(0.9, 0.5), 2e-4, 0))
            .seed(run.seed())
            .binarising()
            .engine(run.engine());
    Trainer.of(step)
        .schedule(new Cosine())
        .with(run.training(what))
        .fit(data.shuffled(run.seed()).batches(100), run.choose(10, 5));
  }

  /** Both halves, one after the other, each with one of its layers twice. */
  private static DeepBoltzmann pretrained(Run run, Dataset digits, int middle, int top) {
    Rbm lower = Rbm.of(784, middle, Visible.BINARY, run.seed()).withCopies(2, 1);
    pretrain(run, "lower half of the Boltzmann machine", lower, digits);
    Rbm upper = Rbm.of(middle, top, Visible.BINARY, run.seed() + 1).withCopies(1, 2);
    pretrain(run, "upper half of the Boltzmann machine", upper, DeepBoltzmann.above(lower, digits, run.engine()));
    return DeepBoltzmann.of(lower, upper);
  }

  private static Tuned tune(Run run, String what, Network network, Dataset digits, Dataset test) {
    var step =
        TrainingStep.supervised(network, new CrossEntropy(), new Adam(run.choose(2e-3, 3e-3)))
            .engine(run.engine())
            .seed(run.seed());
    History history =
        Trainer.of(step)
            .schedule(new Cosine())
            .with(run.training(what))
            .fit(digits.shuffled(run.seed()).batches(run.choose(100, 20)), run.choose(30, 8))
            .history();
    Evaluator evaluator = new Evaluator(network, new CrossEntropy(), run.engine());
    double error = 1 - new Accuracy().of(Objects.requireNonNull(evaluator.of(test.batches(500)).predictions()));
    run.say(what + ": test error " + Unit.PERCENT.text(error));
    return new Tuned(error, history);
  }

  private static double[] losses(History history) {
    return history.epochs().stream().mapToDouble(EpochReport::trainLoss).toArray();
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
