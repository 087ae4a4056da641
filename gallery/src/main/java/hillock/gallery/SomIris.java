package hillock.gallery;

import hillock.classic.map.FeatureMap;
import hillock.classic.map.MapLearning;
import hillock.classic.map.PrincipalPlane;
import hillock.classic.map.RandomSamples;
import hillock.classic.map.SelfOrganizingMap;
import hillock.classic.map.Start;
import hillock.data.Batches;
import hillock.data.Dataset;
import hillock.data.Preprocessor;
import hillock.data.RawData;
import hillock.data.Task;
import hillock.gallery.picture.CellMap;
import hillock.gallery.picture.LineChart;
import hillock.gallery.picture.Picture;
import hillock.gallery.run.Figure;
import hillock.gallery.run.Result;
import hillock.gallery.run.ResultTable;
import hillock.gallery.run.Run;
import hillock.gallery.run.Unit;
import hillock.io.Sources;
import hillock.nn.Network;
import hillock.train.Outcome;
import hillock.train.Trainer;
import java.util.Arrays;

/** A map of Fisher's flowers, on which a ridge parts setosa from the others. */
public record SomIris() implements Entry {
  private static final SelfOrganizingMap MAP = new SelfOrganizingMap(11, 6);
  private static final int SEEDS = 5;

  @Override
  public String summary() {
    return "A self-organising map of Fisher's flowers";
  }

  @Override
  public String canon() {
    return "D4";
  }

  @Override
  public String source() {
    return "Kohonen 1982; Ultsch and Siemon 1990 (U-matrix)";
  }

  @Override
  public Result run(Run run) {
    Dataset flowers = flowers();
    int epochs = run.choose(50, 20);
    ResultTable table =
        ResultTable.titled(
            "By start and seed",
            "start",
            "error at first",
            "error",
            "topographic error",
            "pass between",
            "pass within");
    double[] errors = new double[SEEDS];
    double[] torn = new double[SEEDS];
    double[] ridges = new double[SEEDS];
    for (int i = 0; i < SEEDS; i++) {
      Trained one = train(run, flowers, new RandomSamples(run.seed() + i), epochs);
      errors[i] = one.map.quantizationError(flowers);
      torn[i] = one.map.topographicError(flowers);
      ridges[i] = one.ridge();
      table = table.row(one.row("samples, seed " + (run.seed() + i), flowers));
    }
    Trained plane = train(run, flowers, new PrincipalPlane(), epochs);
    table = table.row(plane.row("plane of two components", flowers));
    return new Result()
        .with(Figure.of("pass between / within", Unit.TIMES, plane.ridge()).atLeast(1))
        .with(Figure.of("topographic error", Unit.PERCENT, plane.map.topographicError(flowers)).atMost(0.05))
        .with(Figure.of("quantisation error", Unit.NUMBER, plane.map.quantizationError(flowers)))
        .with(Figure.of("5 seeds: between / within", Unit.TIMES, ridges).atLeast(1))
        .with(Figure.of("5 seeds: topographic error", Unit.PERCENT, torn).atMost(0.05))
        .with(Figure.of("5 seeds: quantisation error", Unit.NUMBER, errors))
        .with(table)
        .with(view(plane.map, flowers))
        .with(components(plane.map, flowers))
        .with(course(plane.outcome))
        .remark(
            "The flowers are standardised; their kinds are used for the pictures and the passes alone, not for"
                + " learning.")
        .remark(
            "A pass is the height of the U-matrix that must at least be crossed on the way between two flowers' units:"
                + " between setosa and the others the lowest of all, within each of the two the highest of all.");
  }

  /** The measures with mean 0 and deviation 1. */
  static Dataset flowers() {
    RawData iris = Sources.open("iris").data();
    return Preprocessor.fit(iris, Task.infer(iris, "species")).transform(iris);
  }

  private static Trained train(Run run, Dataset flowers, Start start, int epochs) {
    Network map = MAP.build(flowers.sampleShape(), run.seed());
    start.fill(map, flowers);
    Batches batches = flowers.batches(flowers.size());
    var step = MapLearning.batch(MAP.grid()).over(map, batches, epochs).engine(run.engine());
    Outcome outcome =
        Trainer.of(step).validate(batches).with(run.training("11 by 6 units, " + start)).fit(batches, epochs);
    FeatureMap view = FeatureMap.of(map);
    return new Trained(view, outcome, Passes.of(view, flowers));
  }

  private record Trained(FeatureMap map, Outcome outcome, Passes passes) {
    double ridge() {
      return passes.between / passes.within;
    }

    Object[] row(String name, Dataset flowers) {
      return new Object[] {
        name,
        Unit.NUMBER.text(outcome.history().at(0).trainLoss()),
        Unit.NUMBER.text(map.quantizationError(flowers)),
        Unit.PERCENT.text(map.topographicError(flowers)),
        Unit.NUMBER.text(passes.between),
        Unit.NUMBER.text(passes.within)
      };
    }
  }

  /** The lowest pass between setosa and the others, and the highest that must be crossed within either. */
  private record Passes(double between, double within) {
    static Passes of(FeatureMap map, Dataset flowers) {
      int[] best = map.bestUnits(flowers);
      double between = Double.POSITIVE_INFINITY;
      double within = 0;
      for (int a = 0; a < best.length; a++) {
        double[] passes = map.uMatrix().lowestPasses(best[a]);
        for (int b = 0; b < best.length; b++) {
          if ((flowers.labels()[a] == 0) == (flowers.labels()[b] == 0)) {
            within = Math.max(within, passes[best[b]]);
          } else {
            between = Math.min(between, passes[best[b]]);
          }
        }
      }
      return new Passes(between, within);
    }
  }

  private static Picture view(FeatureMap map, Dataset flowers) {
    int[][] counts = new int[MAP.grid().units()][flowers.classNames().size()];
    int[] best = map.bestUnits(flowers);
    for (int i = 0; i < best.length; i++) {
      counts[best[i]][flowers.labels()[i]]++;
    }
    return CellMap.honeycomb(MAP.rows(), MAP.columns())
        .values("height of the U-matrix", map.uMatrix().heights())
        .counts("flowers by nearest unit", counts, flowers.classNames())
        .picture("map", "The dark ridge of large distances parts setosa from the other two kinds.");
  }

  private static Picture components(FeatureMap map, Dataset flowers) {
    CellMap panels = CellMap.honeycomb(MAP.rows(), MAP.columns());
    for (int j = 0; j < flowers.sampleShape().size(); j++) {
      panels.values(flowers.featureNames().get(j), map.componentPlane(j));
    }
    return panels.picture("components", "Each measure over the map: light where it is small, dark where it is large.");
  }

  private static Picture course(Outcome outcome) {
    double[] errors = outcome.history().epochs().stream().mapToDouble(e -> e.validationLoss()).toArray();
    double[] epochs = new double[errors.length];
    Arrays.setAll(epochs, e -> e + 1);
    return LineChart.titled("Quantisation error")
        .axes("epoch", "mean distance to the nearest prototype")
        .line("error", epochs, errors)
        .picture("error", "The map first shrinks under a wide neighbourhood, then spreads over the flowers.");
  }
}
