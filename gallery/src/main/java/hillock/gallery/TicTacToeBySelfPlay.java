package hillock.gallery;

import hillock.classic.game.Minimax;
import hillock.classic.game.Player;
import hillock.classic.game.SelfPlay;
import hillock.classic.game.Tally;
import hillock.classic.game.TicTacToe;
import hillock.classic.game.Values;
import hillock.gallery.picture.ImageGrid;
import hillock.gallery.picture.LineChart;
import hillock.gallery.picture.Picture;
import hillock.gallery.run.Figure;
import hillock.gallery.run.Result;
import hillock.gallery.run.ResultTable;
import hillock.gallery.run.Run;
import hillock.gallery.run.Unit;
import hillock.nn.Dense;
import hillock.nn.Network;
import hillock.nn.Relu;
import hillock.nn.Sequential;
import hillock.nn.Spec;
import hillock.tensor.Shape;
import hillock.train.Adam;
import hillock.train.Cosine;
import hillock.train.EpochReport;
import hillock.train.Listener;
import hillock.train.Progress;
import hillock.train.Trainer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A network learns noughts and crosses by playing against itself, knowing nothing but the rules. */
public record TicTacToeBySelfPlay() implements Entry {
  private static final TicTacToe EMPTY = new TicTacToe();
  private static final int UNITS = 128;
  private static final double RATE = 0.003;
  private static final int BATCH = 64;

  /** Pixels of a cell and of a board, as it is drawn. */
  private static final int CELL = 36;

  private static final int SIDE = 3 * CELL;

  /** Games begin from every position after at most so many moves, so that unusual ones are learned, too. */
  private static final int LONGEST_OPENING = 5;

  @Override
  public String name() {
    return "tic-tac-toe";
  }

  @Override
  public String summary() {
    return "Noughts and crosses learned by self-play";
  }

  @Override
  public String canon() {
    return "E10";
  }

  @Override
  public String source() {
    return "Zermelo 1913, Michie 1963: perfect play draws; Sutton 1988, Tesauro 1995: TD, self-play";
  }

  private static Spec network() {
    return new Sequential(new Dense(UNITS), new Relu(), new Dense(UNITS), new Relu(), new Dense(1));
  }

  @Override
  public Result run(Run run) {
    Minimax<TicTacToe> perfect = new Minimax<>();
    ResultTable table =
        ResultTable.titled(
            "Games of the network, won / drawn / lost, by seed",
            "seed",
            "every reply",
            "perfect player",
            "random player");
    int seeds = run.choose(3, 1);
    int games = run.choose(10_000, 1_000);
    double[] everyReply = new double[seeds];
    double[] byPerfect = new double[seeds];
    double[] byRandom = new double[seeds];
    double[] won = new double[seeds];
    double[] slips = new double[seeds];
    LineChart curve =
        LineChart.titled("Games lost while learning").axes("thousands of games of self-play", "games lost, %");
    Result result = new Result();
    for (int i = 0; i < seeds; i++) {
      long seed = run.seed() + i;
      Network network = Network.of(network(), Shape.of(EMPTY.size()), seed);
      try (Values<TicTacToe> player = new Values<>(network, run.engine())) {
        Course course = learn(run, network, player, perfect, seed);
        if (i == 0) {
          curve.line("to a random player", course.thousands(), course.byRandom());
          curve.line("to a perfect player", course.thousands(), course.byPerfect());
        }
        Tally all = Tally.ofEveryReply(player, EMPTY, true).plus(Tally.ofEveryReply(player, EMPTY, false));
        Tally strong = Tally.of(player, perfect, EMPTY, games, seed);
        Tally weak = Tally.of(player, Player.random(), EMPTY, games, seed);
        everyReply[i] = all.lost();
        byPerfect[i] = strong.lost();
        byRandom[i] = weak.lost();
        won[i] = weak.won() / (double) weak.games();
        slips[i] = slips(player, perfect);
        table = table.row(seed, text(all), text(strong), text(weak));
        if (i == 0) {
          result = result.with(boards(player));
        }
      }
    }
    return result
        .with(Figure.of("lost, whatever is replied", Unit.COUNT, everyReply).published(0).atMost(run.choose(0, 30)))
        .with(Figure.of("lost to a perfect player", Unit.COUNT, byPerfect).published(0).atMost(run.choose(0, 500)))
        .with(Figure.of("lost to a random player", Unit.COUNT, byRandom).published(0).atMost(run.choose(0, 50)))
        .with(Figure.of("won against a random player", Unit.PERCENT, won))
        .with(Figure.of("positions misplayed of 4,520", Unit.COUNT, slips))
        .with(table)
        .with(
            curve.picture(
                "lost", "Measured on 200 games every third epoch, every other game begun by the network; first seed."))
        .remark(
            "'Every reply' follows the network as first and as second player through each answer that an opponent can"
                + " give: nothing is left to chance.")
        .remark(
            "A position is misplayed when the move gives away what perfect play would hold; most of the 4,520 never"
                + " arise when the network plays.");
  }

  /** How often the network lost while it learned. */
  private record Course(double[] thousands, double[] byRandom, double[] byPerfect) {}

  private static Course learn(
      Run run, Network network, Values<TicTacToe> player, Minimax<TicTacToe> perfect, long seed) {
    List<TicTacToe> openings = openings();
    SelfPlay<TicTacToe> step = new SelfPlay<>(openings, network, new Adam(RATE)).seed(seed).engine(run.engine());
    int epochs = run.choose(150, 30);
    int every = 3;
    List<Double> games = new ArrayList<>();
    List<Double> random = new ArrayList<>();
    List<Double> strong = new ArrayList<>();
    Listener examiner =
        new Listener() {
          @Override
          public void epochEnded(EpochReport report, Progress progress) {
            if ((report.epoch() + 1) % every == 0) {
              games.add((report.epoch() + 1) * openings.size() / 1000.0);
              random.add(lost(Tally.of(player, Player.random(), EMPTY, 200, seed + 100)));
              strong.add(lost(Tally.of(player, perfect, EMPTY, 200, seed + 100)));
            }
          }
        };
    Trainer.of(step)
        .schedule(new Cosine())
        .with(run.training("self-play, seed " + seed), examiner)
        .fit(step.data().shuffled(seed).batches(BATCH), epochs);
    return new Course(array(games), array(random), array(strong));
  }

  private static List<TicTacToe> openings() {
    Set<TicTacToe> openings = new LinkedHashSet<>(List.of(EMPTY));
    List<TicTacToe> latest = List.of(EMPTY);
    for (int ply = 0; ply < LONGEST_OPENING; ply++) {
      Set<TicTacToe> longer = new LinkedHashSet<>();
      for (TicTacToe position : latest) {
        position.next().stream().filter(next -> !next.over()).forEach(longer::add);
      }
      latest = List.copyOf(longer);
      openings.addAll(latest);
    }
    return List.copyOf(openings);
  }

  /** In how many of all positions the move is worse than the best one. */
  private static int slips(Player<TicTacToe> player, Minimax<TicTacToe> perfect) {
    Set<TicTacToe> positions = new LinkedHashSet<>(List.of(EMPTY));
    List<TicTacToe> unseen = new ArrayList<>(positions);
    int slips = 0;
    while (!unseen.isEmpty()) {
      TicTacToe position = unseen.removeLast();
      slips += -perfect.value(player.move(position, 0)) < perfect.value(position) ? 1 : 0;
      for (TicTacToe next : position.next()) {
        if (!next.over() && positions.add(next)) {
          unseen.add(next);
        }
      }
    }
    return slips;
  }

  /** What the network expects of each move: on the empty board, and as an answer to a first move. */
  private static Picture boards(Values<TicTacToe> player) {
    List<TicTacToe> positions = List.of(EMPTY, EMPTY.after(0), EMPTY.after(1), EMPTY.after(4));
    return ImageGrid.of(SIDE, SIDE, 1)
        .row(
            "Outcome expected of each move, for the one who moves:",
            positions.stream().map(position -> board(position, player)).toList(),
            List.of("first move", "after corner", "after edge", "after centre"))
        .picture("values", "Black for lost, grey for drawn, white for won; the cross is the other player's stone.");
  }

  private static float[] board(TicTacToe position, Values<TicTacToe> player) {
    float[] values = player.of(position.next());
    float[] pixels = new float[SIDE * SIDE];
    int move = 0;
    for (int cell = 0; cell < 9; cell++) {
      boolean free = position.free(cell);
      float value = free ? Math.clamp(-values[move++], -1f, 1f) : -1;
      for (int i = 0; i < CELL * CELL; i++) {
        int y = i / CELL;
        int x = i % CELL;
        boolean border = x == 0 || y == 0;
        boolean cross = !free && (Math.abs(x - y) < 2 || Math.abs(x + y - CELL) < 2);
        pixels[(cell / 3 * CELL + y) * SIDE + cell % 3 * CELL + x] = border || cross ? 1 : value;
      }
    }
    return pixels;
  }

  private static double lost(Tally tally) {
    return 100.0 * tally.lost() / tally.games();
  }

  private static String text(Tally tally) {
    return tally.won() + " / " + tally.drawn() + " / " + tally.lost();
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(v -> v).toArray();
  }
}
