package hillock.gallery;

import hillock.classic.cascade.CascadeCorrelation;
import hillock.classic.cascade.CascadeTraining;
import hillock.classic.cascade.Quickprop;
import hillock.data.Batch;
import hillock.data.Dataset;
import hillock.gallery.picture.BarChart;
import hillock.gallery.picture.ImageGrid;
import hillock.gallery.picture.Picture;
import hillock.gallery.run.Figure;
import hillock.gallery.run.Result;
import hillock.gallery.run.ResultTable;
import hillock.gallery.run.Run;
import hillock.gallery.run.Unit;
import hillock.nn.BinaryCrossEntropy;
import hillock.nn.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A network adds hidden units one by one until it tells two spirals apart. */
public record CascadeTwoSpirals() implements Entry {
  private static final CascadeCorrelation RPROP = new CascadeCorrelation(new BinaryCrossEntropy()).withMostUnits(60);

  /** The paper's rule, at rates found on seeds 1001 to 1006. */
  private static final CascadeCorrelation QUICKPROP = RPROP.withRules(new Quickprop(0.1), new Quickprop(3));

  /** What came of one seed. */
  private record Finding(boolean solved, int units, long epochs, double between) {}

  @Override
  public String summary() {
    return "A growing network tells two spirals apart";
  }

  @Override
  public String canon() {
    return "D8";
  }

  @Override
  public String source() {
    return "Fahlman and Lebiere 1990: 100 of 100 trials, 15.2 units on average, 12 to 19";
  }

  @Override
  public Result run(Run run) {
    int seeds = run.choose(100, 3);
    List<Network> growing = new ArrayList<>();
    List<Finding> found = new ArrayList<>();
    for (int i = 0; i < seeds; i++) {
      found.add(grow(run, RPROP, run.seed() + i, i == 0 ? growing : new ArrayList<>()));
      run.progress("networks grown", i + 1, seeds);
    }
    double[] units = found.stream().mapToDouble(Finding::units).toArray();
    Result result =
        new Result()
            .with(solved(found, seeds))
            .with(Figure.of("hidden units", Unit.NUMBER, units).published(15.2).within(run.choose(12.0, 9.0), 19))
            .with(Figure.of("epochs", Unit.COUNT, found.stream().mapToDouble(Finding::epochs).toArray()))
            .with(
                Figure.of(
                    "right between the points", Unit.PERCENT, found.stream().mapToDouble(f -> f.between).toArray()))
            .with(regions(growing))
            .with(counts(found).picture("units", "Hidden units that the networks of all seeds needed."));
    return result
        .with(rules(run, found))
        .remark("A network is right when each output lies within 0.4 of its target, as in the paper.")
        .remark("Rprop trains outputs and candidates; the paper's Quickprop is in the table, on fewer seeds.");
  }

  private static Figure solved(List<Finding> found, int seeds) {
    return Figure.of("seeds solved", Unit.PERCENT, found.stream().filter(Finding::solved).count() / (double) seeds)
        .published(1)
        .atLeast(1);
  }

  /**
   * Grows one network.
   *
   * @param growing takes the network as it was after each phase that trained the outputs
   */
  private static Finding grow(Run run, CascadeCorrelation rule, long seed, List<Network> growing) {
    Dataset points = TwoSpirals.points();
    Batch all = points.batches(points.size()).at(0, 0);
    CascadeTraining training = rule.start(points.sampleShape(), 1, seed, run.engine());
    long epochs = 0;
    while (!training.finished()) {
      boolean outputs = !training.choosing();
      training.run(epochs++, 1, all);
      if (outputs && (training.choosing() || training.finished())) {
        growing.add(training.network());
      }
    }
    double between = TwoSpirals.accuracy(training.network(), TwoSpirals.between());
    return new Finding(training.solved(), training.units(), epochs, between);
  }

  private static Picture regions(List<Network> growing) {
    int tiles = Math.min(8, growing.size());
    ImageGrid grid = ImageGrid.of(TwoSpirals.side(), TwoSpirals.side(), 3);
    List<float[]> images = new ArrayList<>();
    List<String> captions = new ArrayList<>();
    for (int i = 0; i < tiles; i++) {
      int units = tiles == 1 ? 0 : Math.round(i * (growing.size() - 1f) / (tiles - 1));
      images.add(TwoSpirals.picture(growing.get(units)));
      captions.add(units == 1 ? "1 hidden unit" : units + " hidden units");
    }
    int half = (tiles + 1) / 2;
    grid.row("", images.subList(0, half), captions.subList(0, half));
    if (tiles > half) {
      grid.row("", images.subList(half, tiles), captions.subList(half, tiles));
    }
    return grid.picture("growth", "What the first network takes for each spiral, as it grows.");
  }

  private static BarChart counts(List<Finding> found) {
    int least = found.stream().mapToInt(Finding::units).min().orElseThrow();
    int most = found.stream().mapToInt(Finding::units).max().orElseThrow();
    List<String> units = IntStream.rangeClosed(least, most).mapToObj(Integer::toString).toList();
    double[] seeds =
        IntStream.rangeClosed(least, most).mapToDouble(u -> found.stream().filter(f -> f.units == u).count()).toArray();
    return BarChart.titled("Networks by size").axes("hidden units", "seeds").bars("seeds", units, seeds);
  }

  private static ResultTable rules(Run run, List<Finding> rprop) {
    int seeds = run.choose(20, 1);
    List<Finding> quickprop = new ArrayList<>();
    for (int i = 0; i < seeds; i++) {
      quickprop.add(grow(run, QUICKPROP, run.seed() + i, new ArrayList<>()));
      run.progress("networks grown by Quickprop", i + 1, seeds);
    }
    return row(
        row(
            ResultTable.titled("By rule", "rule", "solved", "units", "least", "most", "epochs", "right between"),
            "Rprop",
            rprop),
        "Quickprop",
        quickprop);
  }

  private static ResultTable row(ResultTable table, String rule, List<Finding> found) {
    var units = found.stream().mapToInt(Finding::units).summaryStatistics();
    return table.row(
        rule,
        found.stream().filter(Finding::solved).count() + " of " + found.size(),
        Unit.NUMBER.text(units.getAverage()),
        units.getMin(),
        units.getMax(),
        Unit.COUNT.text(Math.rint(found.stream().mapToLong(Finding::epochs).average().orElseThrow())),
        Unit.PERCENT.text(found.stream().mapToDouble(Finding::between).average().orElseThrow()));
  }
}
