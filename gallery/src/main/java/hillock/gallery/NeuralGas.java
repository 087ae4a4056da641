package hillock.gallery;

import hillock.classic.gas.GrowingNeuralGas;
import hillock.classic.gas.GrowthSettings;
import hillock.data.Batches;
import hillock.data.Dataset;
import hillock.gallery.picture.LineChart;
import hillock.gallery.picture.NodeGraph;
import hillock.gallery.run.Figure;
import hillock.gallery.run.Result;
import hillock.gallery.run.ResultTable;
import hillock.gallery.run.Run;
import hillock.gallery.run.Unit;
import hillock.kernel.Randomness;
import hillock.tensor.Shape;
import hillock.train.EpochReport;
import hillock.train.Listener;
import hillock.train.Outcome;
import hillock.train.Progress;
import hillock.train.Trainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A graph that grows into two rings and a spiral, and comes apart where they do. */
public record NeuralGas() implements Entry {
  private static final int SHAPES = 3;
  private static final int SEEDS = 5;
  private static final List<Integer> SHOWN = List.of(2, 10, 25, 60);

  @Override
  public String summary() {
    return "A graph grows into the shape of the data";
  }

  @Override
  public String canon() {
    return "D4";
  }

  @Override
  public String source() {
    return "Fritzke 1995";
  }

  @Override
  public Result run(Run run) {
    Dataset points = points(1500, run.seed());
    int epochs = 80;
    double[] parts = new double[SEEDS];
    double[] pure = new double[SEEDS];
    double[] errors = new double[SEEDS];
    ResultTable table = ResultTable.titled("By seed of the order", "seed", "nodes", "edges", "parts", "distance");
    NodeGraph course = NodeGraph.over(doubles(points));
    LineChart chart = LineChart.titled("Distance to the nearest node").axes("epoch", "mean distance");
    for (int s = 0; s < SEEDS; s++) {
      GrowingNeuralGas gas = new GrowingNeuralGas(Shape.of(2), GrowthSettings.usual(120));
      boolean shown = s == 0;
      Batches batches = points.shuffled(run.seed() + s).batches(100);
      Outcome outcome =
          Trainer.of(gas)
              .with(run.training("growing neural gas, seed " + (run.seed() + s)))
              .with(
                  new Listener() {
                    @Override
                    public void epochEnded(EpochReport report, Progress progress) {
                      if (shown && SHOWN.contains(report.epoch() + 1)) {
                        panel(course, gas, "after %d epochs".formatted(report.epoch() + 1));
                      }
                    }
                  })
              .fit(batches, epochs);
      int[] part = gas.parts();
      parts[s] = Arrays.stream(part).max().orElse(-1) + 1;
      pure[s] = pure(gas, part, points);
      errors[s] = gas.evaluate(batches).orElseThrow().loss();
      table =
          table.row(
              run.seed() + s,
              gas.nodes().size(),
              gas.edges().size(),
              Unit.COUNT.text(parts[s]),
              Unit.NUMBER.text(errors[s]));
      if (shown) {
        chart.line("error", outcome.history().epochs().stream().mapToDouble(e -> e.trainLoss()).toArray());
      }
    }
    return new Result()
        .with(Figure.of("parts of the graph", Unit.COUNT, parts).within(SHAPES, SHAPES))
        .with(Figure.of("points in their own part", Unit.PERCENT, pure).atLeast(1))
        .with(Figure.of("distance to nearest node", Unit.NUMBER, errors))
        .with(table)
        .with(course.picture("growth", "The graph grows, spreads over the points and comes apart into three."))
        .with(chart.picture("error", "The mean distance falls as nodes are added."))
        .remark(
            "The shapes are two rings, one within the other, and a spiral within both; the graph is not told of them.");
  }

  /** Rings of radius 3 and 2, and a spiral up to 1.2, each with a third of the points. */
  private static Dataset points(int n, long seed) {
    float[] u = new float[2 * n];
    float[] noise = new float[2 * n];
    new Randomness(seed, 1, 0).uniforms(u, 0, u.length);
    new Randomness(seed, 2, 0).normals(noise, 0, noise.length);
    float[] x = new float[2 * n];
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      labels[i] = i % SHAPES;
      double turn = labels[i] == 2 ? 3 * Math.PI * Math.sqrt(u[2 * i]) : 2 * Math.PI * u[2 * i];
      double radius = labels[i] == 0 ? 3 : labels[i] == 1 ? 2 : 1.2 * turn / (3 * Math.PI);
      double spread = labels[i] == 2 ? 0.03 : 0.08;
      x[2 * i] = (float) (radius * Math.cos(turn) + spread * noise[2 * i]);
      x[2 * i + 1] = (float) (radius * Math.sin(turn) + spread * noise[2 * i + 1]);
    }
    return Dataset.of(Shape.of(2), x).withLabels(labels, List.of("outer ring", "inner ring", "spiral"));
  }

  private static List<double[]> doubles(Dataset points) {
    List<double[]> all = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      float[] row = points.row(i);
      all.add(new double[] {row[0], row[1]});
    }
    return all;
  }

  private static void panel(NodeGraph course, GrowingNeuralGas gas, String label) {
    List<double[]> nodes = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    for (GrowingNeuralGas.Node node : gas.nodes()) {
      nodes.add(new double[] {node.prototype()[0], node.prototype()[1]});
      numbers.add(node.number());
    }
    List<int[]> edges =
        gas.edges().stream().map(e -> new int[] {numbers.indexOf(e.from()), numbers.indexOf(e.to())}).toList();
    course.panel(label + ": " + nodes.size() + " nodes", nodes, edges);
  }

  /** Share of the points whose nearest node lies in the part that most points of their shape have. */
  private static double pure(GrowingNeuralGas gas, int[] part, Dataset points) {
    int[][] counts = new int[SHAPES][part.length];
    var nodes = gas.nodes();
    var layer = gas.network();
    for (int i = 0; i < points.size(); i++) {
      float[] distances = layer.predict(points.row(i), 1);
      int nearest = 0;
      for (int u = 1; u < distances.length; u++) {
        nearest = distances[u] < distances[nearest] ? u : nearest;
      }
      counts[points.labels()[i]][part[nodes.get(nearest).number()]]++;
    }
    double right = 0;
    for (int[] count : counts) {
      right += Arrays.stream(count).max().orElse(0);
    }
    return right / points.size();
  }
}
