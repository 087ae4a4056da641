package hillock.gallery;

import hillock.classic.map.FeatureMap;
import hillock.classic.map.Grid;
import hillock.classic.map.MapLearning;
import hillock.classic.map.SelfOrganizingMap;
import hillock.data.Batches;
import hillock.data.Dataset;
import hillock.gallery.picture.CellMap;
import hillock.gallery.run.Figure;
import hillock.gallery.run.Result;
import hillock.gallery.run.ResultTable;
import hillock.gallery.run.Run;
import hillock.gallery.run.Unit;
import hillock.kernel.Randomness;
import hillock.nn.Network;
import hillock.nn.Uniform;
import hillock.tensor.Shape;
import hillock.train.Listener;
import hillock.train.Progress;
import hillock.train.Trainer;
import java.util.ArrayList;
import java.util.List;

/** Colours find their places on a map, so that those side by side are alike. */
public record SomColors() implements Entry {
  private static final SelfOrganizingMap MAP = new SelfOrganizingMap(20, 24);
  private static final List<Double> SHOWN = List.of(0.0, 0.05, 0.3, 1.0);

  @Override
  public String summary() {
    return "Colours sort themselves on a map";
  }

  @Override
  public String canon() {
    return "D4";
  }

  @Override
  public String source() {
    return "Kohonen 1982";
  }

  @Override
  public Result run(Run run) {
    int n = run.choose(3000, 1000);
    int epochs = run.choose(20, 10);
    float[] x = new float[3 * n];
    new Randomness(run.seed(), 1, 0).uniforms(x, 0, x.length);
    Dataset colours = Dataset.of(Shape.of(3), x);
    Result result = new Result();
    ResultTable table =
        ResultTable.titled("Before and after", "learning", "error", "topographic error", "distance of neighbours");
    for (boolean online : new boolean[] {true, false}) {
      String name = online ? "online" : "batch";
      Network map = MAP.build(colours.sampleShape(), run.seed());
      random(map, run.seed());
      FeatureMap view = FeatureMap.of(map);
      table = online ? table.row(row("none", view, colours)) : table;
      double before = neighbours(view);
      Batches batches = online ? colours.shuffled(run.seed()).batches(100) : colours.batches(n);
      MapLearning learning = online ? MapLearning.online(MAP.grid()) : MapLearning.batch(MAP.grid());
      CellMap course = CellMap.honeycomb(MAP.rows(), MAP.columns());
      course.colours("before", prototypes(view));
      long steps = (long) batches.count() * epochs;
      Trainer.of(learning.over(map, batches, epochs).engine(run.engine()))
          .with(run.training("20 by 24 units, " + name))
          .with(
              new Listener() {
                @Override
                public void stepped(Progress progress) {
                  for (double share : SHOWN.subList(1, SHOWN.size())) {
                    if (progress.step() == Math.max(1, Math.round(share * steps))) {
                      course.colours("after %.0f%%".formatted(100 * share), prototypes(view));
                    }
                  }
                }
              })
          .fit(batches, epochs);
      table = table.row(row(name, view, colours));
      result =
          result
              .with(Figure.of(name + ": topographic error", Unit.PERCENT, view.topographicError(colours)).atMost(0.1))
              .with(Figure.of(name + ": colour contrast", Unit.PERCENT, neighbours(view) / before).atMost(0.25))
              .with(course.picture(name, "The map as it learns %s.".formatted(online ? "online" : "in batches")));
    }
    return result
        .with(table)
        .remark(
            "The colours are uniform in the cube of red, green and blue: a plane must fold to come near all of them.");
  }

  /** Prototypes of any colour, in no order. */
  private static void random(Network map, long seed) {
    float[] codebook = new float[map.parameters().size()];
    new Uniform(0, 1).fill(codebook, 0, Shape.of(codebook.length), 3, 1, new Randomness(seed, 2, 0));
    map.parameters().at(0).set(codebook);
  }

  private static Object[] row(String name, FeatureMap map, Dataset colours) {
    return new Object[] {
      name,
      Unit.NUMBER.text(map.quantizationError(colours)),
      Unit.PERCENT.text(map.topographicError(colours)),
      Unit.NUMBER.text(neighbours(map))
    };
  }

  /** Mean distance between the colours of neighbouring units. */
  private static double neighbours(FeatureMap map) {
    double sum = 0;
    for (double height : map.uMatrix().heights()) {
      sum += height;
    }
    return sum / map.grid().units();
  }

  private static List<float[]> prototypes(FeatureMap map) {
    Grid grid = map.grid();
    List<float[]> all = new ArrayList<>();
    for (int u = 0; u < grid.units(); u++) {
      all.add(map.prototype(u));
    }
    return all;
  }
}
