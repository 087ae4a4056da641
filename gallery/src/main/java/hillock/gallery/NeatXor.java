package hillock.gallery;

import hillock.classic.neat.Connection;
import hillock.classic.neat.Evolution;
import hillock.classic.neat.Genome;
import hillock.classic.neat.GenomeNetwork;
import hillock.classic.neat.Neat;
import hillock.gallery.picture.BarChart;
import hillock.gallery.picture.NodeDiagram;
import hillock.gallery.picture.Picture;
import hillock.gallery.run.Figure;
import hillock.gallery.run.Result;
import hillock.gallery.run.ResultTable;
import hillock.gallery.run.Run;
import hillock.gallery.run.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Networks evolve from none to enough hidden neurons for the exclusive or. */
public record NeatXor() implements Entry {
  private static final int MOST_GENERATIONS = 200;

  /** What came of one seed; a genome that is null was not found. */
  private record Finding(@Nullable Genome genome, int generations) {
    boolean solved() {
      return genome != null;
    }
  }

  @Override
  public String summary() {
    return "Networks evolve until they compute XOR";
  }

  @Override
  public String canon() {
    return "D8";
  }

  @Override
  public String source() {
    return "Stanley and Miikkulainen 2002: 100 of 100 runs, 32 generations, 2.35 hidden nodes";
  }

  @Override
  public Result run(Run run) {
    int seeds = run.choose(100, 3);
    List<Finding> found = new ArrayList<>();
    for (int i = 0; i < seeds; i++) {
      found.add(evolve(run.seed() + i));
      run.progress("populations evolved", i + 1, seeds);
    }
    List<Finding> solved = found.stream().filter(Finding::solved).toList();
    double[] generations = values(solved, Finding::generations);
    double[] hidden = values(solved, f -> genome(f).hidden().size());
    double[] connections = values(solved, f -> genome(f).enabledConnections());
    return new Result()
        .with(
            Figure.of("seeds solved", Unit.PERCENT, solved.size() / (double) seeds)
                .published(1)
                .atLeast(run.choose(0.95, 1.0)))
        .with(Figure.of("generations", Unit.NUMBER, generations).published(32))
        .with(Figure.of("hidden nodes", Unit.NUMBER, hidden).published(2.35))
        .with(Figure.of("connections that carry", Unit.NUMBER, connections).published(7.48))
        .with(worst(solved))
        .with(drawing(smallest(solved)))
        .with(
            BarChart.titled("Generations until XOR was solved")
                .axes("generations", "seeds")
                .histogram("seeds", generations, 12)
                .picture("generations", "How many generations the populations of all seeds needed."))
        .remark("XOR is solved when all four outputs lie on the right side of one half, as in the paper.")
        .remark("Means are over the seeds that were solved within " + MOST_GENERATIONS + " generations.");
  }

  private static Finding evolve(long seed) {
    Evolution evolution = new Evolution(new Neat(), 2, 1, seed);
    for (int generation = 1; generation <= MOST_GENERATIONS; generation++) {
      evolution.evaluate(NeatXor::fitness);
      for (Genome genome : evolution.population()) {
        if (computesXor(genome)) {
          return new Finding(genome, generation);
        }
      }
      evolution.reproduce();
    }
    return new Finding(null, MOST_GENERATIONS);
  }

  /** The paper's: the square of 4 minus the sum of the errors. */
  private static double fitness(Genome genome) {
    GenomeNetwork network = new GenomeNetwork(genome);
    double right = 4;
    for (int row = 0; row < 4; row++) {
      right -= Math.abs(network.outputs(row & 1, row >> 1)[0] - xor(row));
    }
    return right * right;
  }

  private static boolean computesXor(Genome genome) {
    GenomeNetwork network = new GenomeNetwork(genome);
    for (int row = 0; row < 4; row++) {
      if (network.outputs(row & 1, row >> 1)[0] > 0.5f != (xor(row) == 1)) {
        return false;
      }
    }
    return true;
  }

  private static int xor(int row) {
    return (row & 1) ^ (row >> 1);
  }

  private static Genome genome(Finding finding) {
    return java.util.Objects.requireNonNull(finding.genome());
  }

  private static double[] values(List<Finding> solved, ToDoubleFunction<Finding> what) {
    return solved.stream().mapToDouble(what).toArray();
  }

  private static ResultTable worst(List<Finding> solved) {
    var generations = solved.stream().mapToInt(Finding::generations).summaryStatistics();
    var hidden = solved.stream().mapToInt(f -> genome(f).hidden().size()).summaryStatistics();
    return ResultTable.titled("Of the seeds solved", "", "least", "most")
        .row("generations", generations.getMin(), generations.getMax())
        .row("hidden nodes", hidden.getMin(), hidden.getMax());
  }

  private static Genome smallest(List<Finding> solved) {
    return solved.stream()
        .map(NeatXor::genome)
        .min(java.util.Comparator.comparingInt(Genome::enabledConnections))
        .orElseThrow();
  }

  private static Picture drawing(Genome genome) {
    NodeDiagram diagram = NodeDiagram.titled("A network that evolved");
    List<Connection> carrying = genome.connections().stream().filter(Connection::enabled).toList();
    int last = 1;
    diagram.node("x1", 0).node("x2", 0).node("1", 0);
    for (int node : genome.hidden()) {
      int depth = depth(node, carrying);
      last = Math.max(last, depth + 1);
      diagram.node(name(genome, node), depth);
    }
    diagram.node("y", last);
    carrying.forEach(gene -> diagram.weight(name(genome, gene.from()), name(genome, gene.to()), gene.weight()));
    return diagram.picture(
        "network",
        "The smallest of the networks found; node 1 is the bias, blue weights are above 0, orange ones below.");
  }

  /** Most connections on a way from an input. */
  private static int depth(int node, List<Connection> carrying) {
    return carrying.stream().filter(g -> g.to() == node).mapToInt(g -> depth(g.from(), carrying) + 1).max().orElse(0);
  }

  private static String name(Genome genome, int node) {
    return switch (node) {
      case 0 -> "x1";
      case 1 -> "x2";
      case 2 -> "1";
      case 3 -> "y";
      default -> "h" + (genome.hidden().indexOf(node) + 1);
    };
  }
}
