package hillock.gallery;

import hillock.data.Batch;
import hillock.data.Dataset;
import hillock.data.Split;
import hillock.gallery.picture.LineChart;
import hillock.gallery.run.Figure;
import hillock.gallery.run.Images;
import hillock.gallery.run.Result;
import hillock.gallery.run.ResultTable;
import hillock.gallery.run.Run;
import hillock.gallery.run.Unit;
import hillock.nn.Activation;
import hillock.nn.CrossEntropy;
import hillock.nn.Dense;
import hillock.nn.HeUniform;
import hillock.nn.Initializer;
import hillock.nn.Lstm;
import hillock.nn.Network;
import hillock.nn.Relu;
import hillock.nn.Residual;
import hillock.nn.Sequential;
import hillock.nn.SimpleRnn;
import hillock.nn.Spec;
import hillock.nn.Tanh;
import hillock.nn.Uniform;
import hillock.tensor.Parameter;
import hillock.tensor.Parameters;
import hillock.tensor.Shape;
import hillock.tensor.Step;
import hillock.tensor.Tape;
import hillock.train.Accuracy;
import hillock.train.Adam;
import hillock.train.Advice;
import hillock.train.Diagnosis;
import hillock.train.Evaluator;
import hillock.train.LayerGradients;
import hillock.train.LayerWatch;
import hillock.train.Outcome;
import hillock.train.Trainer;
import hillock.train.TrainingStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How much of the error's derivative is left after 28 steps back: through layers of a deep network, or through time in
 * one that reads an image row by row.
 */
public record VanishingGradient() implements Entry {
  private static final int DEPTH = 28; // layers, and rows of an image
  private static final int UNITS = 64;
  private static final int BATCH = 128;

  /** Between ±1/√n, the usual weights before Glorot and Bengio 2010. */
  private static final Initializer OLD = new Uniform(-0.125f, 0.125f);

  /**
   * A network to be looked at.
   *
   * @param sequence whether it reads rows of pixels one after the other instead of all at once
   */
  private record Subject(String name, Spec spec, boolean sequence) {}

  /** What was seen of one; gradients from the first layer or row to the last. */
  private record Finding(Subject subject, double[] before, double[] after, double accuracy, List<Advice> advice) {
    double left(double[] gradients) {
      return gradients[0] / gradients[gradients.length - 1];
    }
  }

  private static final List<Subject> SUBJECTS =
      List.of(
          new Subject("tanh", deep(new Tanh(), OLD, false), false),
          new Subject("relu", deep(new Relu(), new HeUniform(), false), false),
          new Subject("residual", deep(new Tanh(), OLD, true), false),
          new Subject("rnn", new Sequential(new SimpleRnn(UNITS), new Dense(10)), true),
          new Subject("lstm", new Sequential(new Lstm(UNITS), new Dense(10)), true));

  @Override
  public String summary() {
    return "What is left of the error 28 steps back";
  }

  @Override
  public String canon() {
    return "C12";
  }

  @Override
  public String source() {
    return "Hochreiter 1991; Bengio, Simard and Frasconi 1994; Glorot and Bengio 2010; He et al. 2016";
  }

  @Override
  public List<String> data() {
    return List.of("mnist");
  }

  @Override
  public Result run(Run run) {
    Images mnist = (run.quick() ? run.mnist().head(5_000, 1_000) : run.mnist()).standardised();
    ResultTable table =
        ResultTable.titled(
            "Gradient at the first layer or row, as a share of that at the last",
            "network",
            "before training",
            "after",
            "test accuracy",
            "advice");
    LineChart layers = chart("Back through 28 layers", "layer");
    LineChart rows = chart("Back through 28 rows", "row of the image");
    Result result = new Result();
    for (Subject subject : SUBJECTS) {
      Finding found = study(run, subject, mnist);
      double before = found.left(found.before);
      double after = found.left(found.after);
      LineChart chart = subject.sequence ? rows : layers;
      chart.line(subject.name + " before", relative(found.before));
      chart.line(subject.name + " after", relative(found.after));
      table =
          table.row(
              subject.name,
              Unit.NUMBER.text(before),
              Unit.NUMBER.text(after),
              Unit.PERCENT.text(found.accuracy),
              String.join(", ", found.advice.stream().map(Advice::symptom).toList()));
      Figure left = Figure.of(subject.name + ": gradient left", Unit.NUMBER, before);
      Figure accuracy = Figure.of(subject.name + ": test accuracy", Unit.PERCENT, found.accuracy);
      result =
          switch (subject.name) {
            case "tanh" -> result.with(left.atMost(1e-5)).with(accuracy);
            case "rnn" -> result.with(left).with(accuracy);
            default -> result.with(left.atLeast(1e-3)).with(accuracy.atLeast(run.choose(0.9, 0.5)));
          };
    }
    return result
        .with(table)
        .with(layers.picture("layers", "Through layers of tanh the gradient fades; ReLU and residual layers keep it."))
        .with(rows.picture("rows", "Training opens the memory of the LSTM: early rows get more of the gradient."));
  }

  private static LineChart chart(String title, String x) {
    return LineChart.titled(title).axes(x, "gradient, share of the last one's").logarithmicY();
  }

  private static Spec deep(Activation activation, Initializer weights, boolean residual) {
    List<Spec> layers = new ArrayList<>();
    layers.add(new Dense(UNITS));
    for (int i = 0; i < DEPTH; i++) {
      Spec[] block = {new Dense(UNITS, weights), activation};
      layers.addAll(residual ? List.of(new Residual(block)) : List.of(block));
    }
    layers.add(new Dense(10));
    return new Sequential(layers);
  }

  private static Finding study(Run run, Subject subject, Images mnist) {
    Shape input = subject.sequence ? Shape.of(DEPTH, 28) : Shape.of(28 * 28);
    Dataset images = mnist.train().reshaped(input);
    Split split = images.split(1 / 6.0, run.seed(), true);
    Dataset train = split.train(images);
    Network network = Network.of(subject.spec, input, run.seed());
    double[] before = gradients(run, subject, network, train);
    LayerWatch watch = new LayerWatch();
    TrainingStep step =
        TrainingStep.supervised(network, new CrossEntropy(), new Adam(1e-3)).seed(run.seed()).engine(run.engine());
    Outcome outcome =
        Trainer.of(step)
            .validate(split.heldOut(images).batches(256), new Accuracy())
            .with(watch, run.training(subject.name))
            .fit(train.shuffled(run.seed()).batches(BATCH), run.choose(5, 3));
    run.say(subject.name + ": " + outcome.explanation());
    var predictions =
        new Evaluator(network, new CrossEntropy(), run.engine())
            .of(mnist.test().reshaped(input).batches(256))
            .predictions();
    return new Finding(
        subject,
        before,
        gradients(run, subject, network, train),
        new Accuracy().of(java.util.Objects.requireNonNull(predictions)),
        Diagnosis.of(watch));
  }

  private static double[] gradients(Run run, Subject subject, Network network, Dataset train) {
    Batch batch = train.batches(BATCH).at(0, 0);
    return subject.sequence ? byRow(run, network, batch) : byLayer(run, network, batch);
  }

  /** Root mean square of the loss's derivatives by a weight of each of the 28 layers, over one batch. */
  private static double[] byLayer(Run run, Network network, Batch batch) {
    var step = TrainingStep.supervised(network, new CrossEntropy(), new Adam(1e-3)).engine(run.engine());
    List<LayerGradients> dense =
        LayerGradients.of(network, step.gradients(0, batch)).stream().filter(g -> g.path().endsWith("dense")).toList();
    return dense.subList(1, dense.size() - 1).stream().mapToDouble(g -> g.norm() / Math.sqrt(g.count())).toArray();
  }

  /** Length of the loss's derivatives by all pixels of a row, over one batch: the inputs stand in as parameters. */
  private static double[] byRow(Run run, Network network, Batch batch) {
    Parameters inputs = new Parameters();
    Parameter images = inputs.add("images", batch.shape(), true, false);
    images.set(Arrays.copyOf(batch.x(), images.size()));
    float[] g;
    try (Tape tape = Tape.training(run.seed(), run.engine());
        Step step = tape.step()) {
      var output = network.forward(step.parameter(images));
      var loss = new CrossEntropy().of(output, step.input(batch.y(), batch.targetShape()));
      g = step.gradients(loss, inputs).of(images);
    }
    double[] lengths = new double[DEPTH];
    int width = g.length / BATCH / DEPTH;
    for (int i = 0; i < g.length; i++) {
      lengths[i / width % DEPTH] += (double) g[i] * g[i];
    }
    Arrays.setAll(lengths, t -> Math.sqrt(lengths[t]));
    return lengths;
  }

  private static double[] relative(double[] gradients) {
    return Arrays.stream(gradients).map(g -> g / gradients[gradients.length - 1]).toArray();
  }
}
