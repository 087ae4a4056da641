package hillock.gallery;

import hillock.experiment.Experiment;
import hillock.experiment.ExperimentResult;
import hillock.experiment.Repetition;
import hillock.gallery.picture.LineChart;
import hillock.gallery.run.Figure;
import hillock.gallery.run.Images;
import hillock.gallery.run.Result;
import hillock.gallery.run.ResultTable;
import hillock.gallery.run.Run;
import hillock.gallery.run.Unit;
import hillock.nn.Dense;
import hillock.nn.Flatten;
import hillock.nn.Initializer;
import hillock.nn.Residual;
import hillock.nn.Sequential;
import hillock.nn.Spec;
import hillock.nn.Tanh;
import hillock.nn.Uniform;
import hillock.train.Advice;
import hillock.train.EpochReport;
import hillock.train.LayerStatistics;
import java.util.ArrayList;
import java.util.List;

/** Fifty residual blocks learn where the same fifty layers, without the way around them, cannot. */
public record Depth50() implements Entry {
  private static final int DEPTH = 50;
  private static final int UNITS = 64;

  /** Between ±1/√n, the usual weights before Glorot and Bengio 2010, and still PyTorch's for linear layers. */
  private static final Initializer WEIGHTS = new Uniform(-0.125f, 0.125f);

  private static final String CAUSE = "vanishing-gradient";

  @Override
  public String name() {
    return "depth-50";
  }

  @Override
  public String summary() {
    return "50 residual blocks learn, 50 layers do not";
  }

  @Override
  public String canon() {
    return "C12";
  }

  @Override
  public String source() {
    return "He et al. 2016: on CIFAR-10, 56 plain layers err more than 20; with shortcuts 110 learn";
  }

  @Override
  public List<String> data() {
    return List.of("mnist");
  }

  @Override
  public Result run(Run run) {
    Images mnist = run.quick() ? run.mnist().head(5_000, 1_000) : run.mnist();
    Repetition residual = train(run, mnist, "50 residual blocks", network(true));
    Repetition plain = train(run, mnist, "50 plain layers", network(false));

    ResultTable table =
        ResultTable.titled("By seed", "network, seed", "training loss", "test accuracy", "gradient left", "advice");
    LineChart depth =
        LineChart.titled("Gradient by depth").axes("layer", "root mean square, first epoch").logarithmicY();
    LineChart losses = LineChart.titled("Training loss").axes("epoch", "cross-entropy");
    for (String name : List.of("residual", "plain")) {
      Repetition kind = name.equals("plain") ? plain : residual;
      for (Repetition.Run one : kind.runs()) {
        ExperimentResult r = one.result();
        table =
            table.row(
                name + ", " + one.name(),
                Unit.NUMBER.text(r.outcome().history().last().trainLoss()),
                Unit.PERCENT.text(r.measured().value("accuracy")),
                Unit.NUMBER.text(firstToLast(r)),
                String.join(", ", r.advice().stream().map(Advice::symptom).toList()));
      }
      ExperimentResult first = kind.runs().getFirst().result();
      depth.line(name, gradients(first));
      losses.line(name, first.outcome().history().epochs().stream().mapToDouble(EpochReport::trainLoss).toArray());
    }
    Result result =
        new Result()
            .with(accuracy("residual: test accuracy", residual).atLeast(run.choose(0.96, 0.8)))
            .with(accuracy("plain: test accuracy", plain).atMost(0.2))
            .with(ratio("residual: gradient left", residual).atLeast(0.01))
            .with(ratio("plain: gradient left", plain).atMost(1e-5))
            .with(named("residual: cause named", residual).atMost(0))
            .with(named("plain: cause named", plain).atLeast(1))
            .with(table)
            .with(depth.picture("gradient", "Around the blocks the gradient passes; through the layers it fades."))
            .with(losses.picture("loss", "The plain network stays at the loss of guessing."));
    for (Advice advice : plain.runs().getFirst().result().advice()) {
      result = result.remark("Told of the plain network: " + advice.observed());
    }
    return result;
  }

  private static Spec network(boolean residual) {
    List<Spec> layers = new ArrayList<>();
    layers.add(new Flatten());
    layers.add(new Dense(UNITS));
    for (int i = 0; i < DEPTH; i++) {
      Spec[] block = {new Dense(UNITS, WEIGHTS), new Tanh()};
      layers.addAll(residual ? List.of(new Residual(block)) : List.of(block));
    }
    layers.add(new Dense(10));
    return new Sequential(layers);
  }

  /** The same seeds, so the same initial weights and the same order of images for both. */
  private static Repetition train(Run run, Images mnist, String name, Spec network) {
    return Experiment.on(mnist.train())
        .testData(mnist.test())
        .validation(1 / 6.0) // chooses the epoch whose weights are kept
        .network(network)
        .learningRate(1e-3)
        .batch(run.choose(128, 64))
        .epochs(run.choose(6, 4))
        .baselines(false)
        .seed(run.seed())
        .threads(run.threads())
        .kernels(run.kernels())
        .repeat(run.choose(3, 2), run.training(name));
  }

  /** Of a weight of each of the fifty layers, in the first epoch. */
  private static double[] gradients(ExperimentResult result) {
    List<LayerStatistics> layers = weighted(result);
    return layers.subList(1, layers.size() - 1).stream().mapToDouble(LayerStatistics::gradientRms).toArray();
  }

  private static double firstToLast(ExperimentResult result) {
    double[] gradients = gradients(result);
    return gradients[0] / gradients[gradients.length - 1];
  }

  private static List<LayerStatistics> weighted(ExperimentResult result) {
    return result.layers().getFirst().layers().stream().filter(layer -> layer.parameters() > 0).toList();
  }

  private static Figure accuracy(String name, Repetition kind) {
    return Figure.of(
        name, Unit.PERCENT, kind.runs().stream().mapToDouble(r -> r.result().measured().value("accuracy")).toArray());
  }

  private static Figure ratio(String name, Repetition kind) {
    return Figure.of(name, Unit.NUMBER, kind.runs().stream().mapToDouble(r -> firstToLast(r.result())).toArray());
  }

  /** 1 for each run whose diagnosis names the vanishing gradient, else 0. */
  private static Figure named(String name, Repetition kind) {
    return Figure.of(
        name,
        Unit.COUNT,
        kind.runs().stream()
            .mapToDouble(r -> r.result().advice().stream().anyMatch(a -> a.symptom().equals(CAUSE)) ? 1 : 0)
            .toArray());
  }
}
