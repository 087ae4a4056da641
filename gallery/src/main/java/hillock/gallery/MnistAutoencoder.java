package hillock.gallery;

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
import hillock.nn.Dense;
import hillock.nn.HalfSquaredError;
import hillock.nn.Network;
import hillock.nn.Relu;
import hillock.nn.Sequential;
import hillock.nn.Sigmoid;
import hillock.nn.Spec;
import hillock.tensor.Shape;
import hillock.train.Adam;
import hillock.train.Cosine;
import hillock.train.Predictions;
import hillock.train.Supervised;
import hillock.train.Trainer;
import hillock.train.TrainingStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Digits through a code of thirty numbers: by principal components, by a linear network, by a deep one. */
public record MnistAutoencoder() implements Entry {
  private static final int CODE = 30;
  private static final int PIXELS = 28 * 28;
  private static final int BATCH = 500; // of measurements
  private static final double[] RATES = {1e-3, 3e-3, 1e-2};
  private static final int SHOWN = 10;
  private static final int MAPPED = 200; // images of each digit

  @Override
  public String summary() {
    return "Digits through a code of 30 numbers";
  }

  @Override
  public String canon() {
    return "D6, E8";
  }

  @Override
  public String source() {
    return "Hinton and Salakhutdinov 2006: 3.00 deep, 13.87 by principal components; Baldi and Hornik 1989";
  }

  @Override
  public List<String> data() {
    return List.of("mnist");
  }

  @Override
  public Result run(Run run) {
    Images mnist = (run.quick() ? run.mnist().head(1_000, 500) : run.mnist()).inUnitRange().flattened();
    Split split = mnist.validation(1 / 6.0, run.seed());
    Dataset learned = split.train(mnist.train());
    Dataset validation = split.heldOut(mnist.train());

    PrincipalComponents components = PrincipalComponents.of(mnist.train(), CODE);
    double pca = components.squaredError(mnist.test());
    Supervised linear = linearAutoencoder(run, mnist.train());
    double byLinear = squaredError(linear, mnist.test());
    Supervised deep = deepAutoencoder(run, CODE, run.choose(30, 8), learned, validation);
    double byDeep = squaredError(deep, mnist.test());
    double closedForm = LeastSquares.of(mnist.train()).error(mnist.test());
    return new Result()
        .with(
            Figure.of("principal components", Unit.NUMBER, pca)
                .published(13.8663)
                .within(run.choose(13.866, 0), run.choose(13.867, 20)))
        .with(
            Figure.of("linear / principal", Unit.NUMBER, byLinear / pca)
                .published(1)
                .within(run.choose(0.995, 0.5), run.choose(1.005, 2)))
        // Clearly below principal components: half of them. A quick run has too few images for that.
        .with(Figure.of("deep autoencoder", Unit.NUMBER, byDeep).published(3.00).atMost(run.choose(13.8663 / 2, 40)))
        .with(
            Figure.of("linear classifier: error", Unit.PERCENT, classifierError(run, mnist))
                .published(0.1397)
                .within(run.choose(0.1387, 0), run.choose(0.1407, 0.4)))
        .with(Figure.of("its closed form: error", Unit.PERCENT, closedForm).published(0.1397))
        .with(
            ResultTable.titled("Squared error per image", "code of 30 numbers", "validation", "test")
                .row(
                    "principal components",
                    Unit.NUMBER.text(components.squaredError(validation)),
                    Unit.NUMBER.text(pca))
                .row("linear network", Unit.NUMBER.text(squaredError(linear, validation)), Unit.NUMBER.text(byLinear))
                .row("deep network", Unit.NUMBER.text(squaredError(deep, validation)), Unit.NUMBER.text(byDeep)))
        .with(rebuilt(mnist.test().head(SHOWN), components, deep))
        .with(map(run, learned, validation, mnist.test()))
        .remark("Squared error: the sum over the 784 pixels, from 0 to 1, averaged over the images.")
        .remark(
            "Components and the linear networks learn from all training images, so their validation figures"
                + " are of images that they have seen. The deep network has not.");
  }

  /** No activation, so no more than the principal components can do. */
  private static Supervised linearAutoencoder(Run run, Dataset images) {
    Spec spec = new Sequential(new Dense(CODE), new Dense(PIXELS));
    return withBestRate(
        rate -> TrainingStep.reconstruction(network(run, spec), new HalfSquaredError(), new Adam(rate)),
        step -> train(run, "linear autoencoder", step, images, run.choose(20, 10)),
        images);
  }

  /** Ten outputs without activation, each to be 1 for its digit and 0 for the others. */
  private static double classifierError(Run run, Images mnist) {
    Dataset images = oneHot(mnist.train());
    Supervised classifier =
        withBestRate(
            rate -> TrainingStep.supervised(network(run, new Dense(10)), new HalfSquaredError(), new Adam(rate)),
            step -> train(run, "linear classifier", step, images, run.choose(40, 10)),
            images);
    Predictions y = predictions(classifier, oneHot(mnist.test()));
    int wrong = 0;
    for (int row = 0; row < y.size(); row++) {
      wrong += y.predicted(row) == mnist.test().labels()[row] ? 0 : 1;
    }
    return (double) wrong / y.size();
  }

  /**
   * Trains with each learning rate and keeps what came nearest to the minimum: the least loss on the images learned
   * from. There is one minimum, and to reach it is all that is wanted of a linear network here.
   */
  private static Supervised withBestRate(
      DoubleFunction<Supervised> made, UnaryOperator<Supervised> training, Dataset images) {
    Supervised best = made.apply(RATES[0]);
    double least = Double.POSITIVE_INFINITY;
    for (double rate : RATES) {
      Supervised trained = training.apply(made.apply(rate));
      double loss = trained.evaluate(images.batches(BATCH)).orElseThrow().loss();
      if (loss < least) {
        least = loss;
        best = trained;
      }
    }
    return best;
  }

  private static Network network(Run run, Spec spec) {
    return spec.build(Shape.of(PIXELS), run.seed());
  }

  private static Supervised train(Run run, String name, Supervised step, Dataset images, int epochs) {
    Supervised whole = step.engine(run.engine()).seed(run.seed());
    Trainer.of(whole)
        .schedule(new Cosine())
        .with(run.training(name))
        .fit(images.shuffled(run.seed()).batches(run.choose(128, 20)), epochs);
    return whole;
  }

  /** Of three hidden layers; those of a quick run are a quarter as wide. */
  private static Spec encoder(Run run, int code) {
    int unit = run.choose(4, 1);
    return new Sequential(
        new Dense(250 * unit),
        new Relu(),
        new Dense(125 * unit),
        new Relu(),
        new Dense(250 * unit / 4),
        new Relu(),
        new Dense(code));
  }

  private static Spec decoder(Run run) {
    int unit = run.choose(4, 1);
    return new Sequential(
        new Dense(250 * unit / 4),
        new Relu(),
        new Dense(125 * unit),
        new Relu(),
        new Dense(250 * unit),
        new Relu(),
        new Dense(PIXELS),
        new Sigmoid());
  }

  private static Supervised deepAutoencoder(Run run, int code, int epochs, Dataset images, Dataset validation) {
    Network network = network(run, new Sequential(encoder(run, code), decoder(run)));
    Supervised step = TrainingStep.reconstruction(network, new HalfSquaredError(), new Adam(1e-3));
    Supervised trained = train(run, "deep autoencoder, code of " + code, step, images, epochs);
    run.say("validation, code of " + code + ": " + Unit.NUMBER.text(squaredError(trained, validation)));
    return trained;
  }

  private static Predictions predictions(Supervised step, Dataset images) {
    return Objects.requireNonNull(step.evaluate(images.batches(BATCH)).orElseThrow().predictions());
  }

  /** Sum over pixels, mean over images. */
  private static double squaredError(Supervised autoencoder, Dataset images) {
    Predictions rebuilt = predictions(autoencoder, images);
    double sum = 0;
    for (int i = 0; i < rebuilt.values().length; i++) {
      double d = (double) rebuilt.values()[i] - rebuilt.targets()[i];
      sum += d * d;
    }
    return sum / images.size();
  }

  private static Dataset oneHot(Dataset images) {
    float[] targets = new float[images.size() * 10];
    for (int row = 0; row < images.size(); row++) {
      targets[row * 10 + images.labels()[row]] = 1;
    }
    return images.unlabelled().withTargets(targets, images.classNames());
  }

  private static Picture rebuilt(Dataset images, PrincipalComponents components, Supervised deep) {
    List<float[]> given = new ArrayList<>();
    List<float[]> byComponents = new ArrayList<>();
    List<float[]> byDeep = new ArrayList<>();
    float[] all = predictions(deep, images).values();
    for (int row = 0; row < images.size(); row++) {
      given.add(images.row(row));
      byComponents.add(components.rebuilt(images.row(row)));
      byDeep.add(Arrays.copyOfRange(all, row * PIXELS, (row + 1) * PIXELS));
    }
    return ImageGrid.of(28, 28, 1)
        .row("test images", given)
        .row("rebuilt from 30 numbers by the deep network", byDeep)
        .row("rebuilt from 30 numbers by principal components", byComponents)
        .picture("rebuilt", "Test images, and what is left of them after a code of 30 numbers.");
  }

  /** The same network with a code of two numbers, to be seen. */
  private static Picture map(Run run, Dataset learned, Dataset validation, Dataset test) {
    Network whole = deepAutoencoder(run, 2, run.choose(5, 8), learned, validation).network();
    int encoderSize = encoder(run, 2).build(Shape.of(PIXELS), 1).parameters().size();
    float[] weights = Arrays.copyOf(whole.parameters().values(), encoderSize);
    Network encoder = Network.over(encoder(run, 2), Shape.of(PIXELS), weights);
    LineChart map = LineChart.titled("A code of two numbers").axes("first", "second");
    for (int digit = 0; digit < 10; digit++) {
      int wanted = digit;
      int[] rows = IntStream.range(0, test.size()).filter(row -> test.labels()[row] == wanted).limit(MAPPED).toArray();
      float[] images = new float[rows.length * PIXELS];
      for (int i = 0; i < rows.length; i++) {
        test.gather(rows[i], images, i * PIXELS);
      }
      float[] codes = encoder.predict(images, rows.length);
      double[] first = new double[rows.length];
      double[] second = new double[rows.length];
      for (int i = 0; i < rows.length; i++) {
        first[i] = codes[2 * i];
        second[i] = codes[2 * i + 1];
      }
      map.points(test.classNames().get(digit), first, second);
    }
    return map.picture("map", "Test images by a code of two numbers; the network was never told the digits.");
  }
}
