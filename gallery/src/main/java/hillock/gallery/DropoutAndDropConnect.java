package hillock.gallery;

import hillock.data.Dataset;
import hillock.data.Split;
import hillock.gallery.picture.LineChart;
import hillock.gallery.run.Figure;
import hillock.gallery.run.Images;
import hillock.gallery.run.Result;
import hillock.gallery.run.ResultTable;
import hillock.gallery.run.Run;
import hillock.gallery.run.Unit;
import hillock.nn.CrossEntropy;
import hillock.nn.Dense;
import hillock.nn.DropConnect;
import hillock.nn.Dropout;
import hillock.nn.Network;
import hillock.nn.Relu;
import hillock.nn.Sequential;
import hillock.nn.Spec;
import hillock.tensor.Shape;
import hillock.train.Accuracy;
import hillock.train.Adam;
import hillock.train.Cosine;
import hillock.train.Evaluator;
import hillock.train.History;
import hillock.train.Predictions;
import hillock.train.Trainer;
import hillock.train.TrainingStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The same network three times: as it is, with units dropped, with links dropped. */
public record DropoutAndDropConnect() implements Entry {
  /**
   * A network and what was published for it: Simard 2003 without, Srivastava 2014 (of 1024 units) and Wan 2013 with.
   */
  private record Arm(String name, Spec network, double published) {}

  private static List<Arm> arms(int units) {
    return List.of(
        new Arm(
            "none", new Sequential(new Dense(units), new Relu(), new Dense(units), new Relu(), new Dense(10)), 0.0160),
        new Arm(
            "dropout",
            new Sequential(
                new Dropout(0.2f),
                new Dense(units),
                new Relu(),
                new Dropout(0.5f),
                new Dense(units),
                new Relu(),
                new Dropout(0.5f),
                new Dense(10)),
            0.0125),
        new Arm(
            "DropConnect",
            new Sequential(
                new DropConnect(units, 0.5f), new Relu(), new DropConnect(units, 0.5f), new Relu(), new Dense(10)),
            0.0120));
  }

  /** What one training gave: the error on the test images, and the validation error after each epoch. */
  private record Trained(double testError, History history) {}

  @Override
  public String name() {
    return "dropout";
  }

  @Override
  public String summary() {
    return "What dropping units or links does to errors";
  }

  @Override
  public String canon() {
    return "C10";
  }

  @Override
  public String source() {
    return "Srivastava et al. 2014, table 2; Wan et al. 2013, table 2";
  }

  @Override
  public List<String> data() {
    return List.of("mnist");
  }

  @Override
  public Result run(Run run) {
    Images mnist = (run.quick() ? run.mnist().head(1_200, 2_000) : run.mnist()).flattened().standardised();
    Split split = mnist.validation(1 / 6.0, run.seed());
    Dataset train = split.train(mnist.train());
    Dataset validation = split.heldOut(mnist.train());

    LineChart curves = LineChart.titled("Validation error by epoch").axes("epoch", "error, %");
    ResultTable table =
        ResultTable.titled(
            "Test error, and how far training and validation drift apart",
            "arm",
            "test error",
            "training loss",
            "validation loss");
    List<Figure> errors = new ArrayList<>();
    List<Double> losses = new ArrayList<>(); // on the validation part, after the last epoch of the last seed
    List<Arm> arms = arms(run.choose(800, 256));
    for (Arm arm : arms) {
      double[] testErrors = new double[run.choose(3, 1)];
      History last = new History();
      for (int i = 0; i < testErrors.length; i++) {
        Trained trained = train(run, arm, run.seed() + i, train, validation, mnist.test());
        testErrors[i] = trained.testError;
        last = trained.history;
        run.say(arm.name + ", seed " + (run.seed() + i) + ": test error " + Unit.PERCENT.text(testErrors[i]));
      }
      Figure error = Figure.of("test error, " + arm.name, Unit.PERCENT, testErrors).published(arm.published);
      errors.add(error);
      losses.add(last.last().validationLoss());
      curves.line(arm.name, errorsByEpoch(last));
      table =
          table.row(
              arm.name,
              error.text(),
              Unit.NUMBER.text(last.last().trainLoss()),
              Unit.NUMBER.text(last.last().validationLoss()));
    }
    double plain = errors.getFirst().mean();
    Result result = new Result();
    for (Figure error : errors) {
      result = result.with(error);
    }
    for (int i = 1; i < arms.size(); i++) {
      Arm arm = arms.get(i);
      Figure ratio =
          Figure.of(arm.name + " / none: error", Unit.NUMBER, errors.get(i).mean() / plain)
              .published(arm.published / arms.getFirst().published);
      result =
          result
              // A quick run is too short for the error to show it.
              .with(run.quick() ? ratio : ratio.atMost(0.9))
              .with(Figure.of(arm.name + " / none: loss", Unit.NUMBER, losses.get(i) / losses.getFirst()).atMost(1));
    }
    return result
        .with(table)
        .with(curves.picture("validation-error", "The error on images not learned from, with the last seed."))
        .remark(
            "Training losses are measured with units or links dropped, validation losses with all of them, so the"
                + " former may be the larger.")
        .remark(
            "Published: no dropout, two layers of 800 (Simard 2003); dropout, three layers of 1024 (Srivastava 2014);"
                + " DropConnect, two layers of 800 (Wan 2013).");
  }

  private static Trained train(Run run, Arm arm, long seed, Dataset train, Dataset validation, Dataset test) {
    Network network = Network.of(arm.network, Shape.of(784), seed);
    var step = TrainingStep.supervised(network, new CrossEntropy(), new Adam(1e-3)).engine(run.engine()).seed(seed);
    History history =
        Trainer.of(step)
            .validate(validation.batches(500), new Accuracy())
            .schedule(new Cosine())
            .with(run.training(arm.name + ", seed " + seed))
            .fit(train.shuffled(seed).batches(run.choose(128, 50)), run.choose(20, 20))
            .history();
    Predictions predictions =
        new Evaluator(network, new CrossEntropy(), run.engine()).of(test.batches(500)).predictions();
    return new Trained(1 - new Accuracy().of(Objects.requireNonNull(predictions)), history);
  }

  private static double[] errorsByEpoch(History history) {
    return history.epochs().stream()
        .mapToDouble(e -> 100 * (1 - e.metrics().getOrDefault("accuracy", Double.NaN)))
        .toArray();
  }
}
