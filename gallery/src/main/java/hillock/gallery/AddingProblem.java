package hillock.gallery;

import hillock.gallery.picture.LineChart;
import hillock.gallery.run.Figure;
import hillock.gallery.run.Result;
import hillock.gallery.run.ResultTable;
import hillock.gallery.run.Run;
import hillock.gallery.run.Unit;
import hillock.nn.Dense;
import hillock.nn.Loss;
import hillock.nn.Lstm;
import hillock.nn.Masking;
import hillock.nn.MeanSquaredError;
import hillock.nn.Network;
import hillock.nn.Sequential;
import hillock.nn.SimpleRnn;
import hillock.nn.Spec;
import hillock.tensor.Gradients;
import hillock.tensor.Shape;
import hillock.tensor.Step;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import hillock.train.Adam;
import hillock.train.GradientClip;
import hillock.train.Update;
import java.util.ArrayList;
import java.util.List;

/** Adding two marked numbers out of a hundred: an LSTM beside a simple recurrent network. */
public record AddingProblem() implements Entry {
  private static final int UNITS = 64;
  private static final int BATCH = 64;
  private static final int TEST_SEQUENCES = 2_560;
  private static final int TEST_BATCH = 256;
  private static final double RATE = 0.003;

  /** Training ends when so many sequences in a row came out right; the paper asked for 2,000. */
  private static final int ENOUGH = 20_000;

  @Override
  public String summary() {
    return "Adding two marked numbers, 100 steps apart";
  }

  @Override
  public String canon() {
    return "D3";
  }

  @Override
  public String source() {
    return "Hochreiter and Schmidhuber 1997, experiment 4: 1 of 2,560 wrong";
  }

  @Override
  public Result run(Run run) {
    int length = run.choose(100, 10);
    int steps = run.choose(12_000, 500);
    // The cells of the paper had no forget gates. These begin almost open, to remember for about as many steps as there
    // are: the bias of Tallec and Ollivier 2018 (arXiv:1804.11188).
    Lstm open = new Lstm(UNITS, 1, false, false, 0f, 0f, (float) StrictMath.log(length));
    Outcome lstm = learn(run, "LSTM", open, length, steps);
    // As many sequences as the LSTM needed, and again as many.
    Outcome simple = learn(run, "simple RNN", new SimpleRnn(UNITS), length, Math.min(steps, 2 * lstm.steps));

    LineChart curves =
        LineChart.titled("Mean squared error on fresh sequences, T = " + length)
            .axes("thousands of sequences", "mean squared error")
            .logarithmicY();
    ResultTable table =
        ResultTable.titled(
            TEST_SEQUENCES + " test sequences of " + length + " to " + length * 11 / 10 + " steps",
            "network",
            "weights",
            "sequences learned from",
            "wrong",
            "mean squared error");
    for (Outcome one : List.of(lstm, simple)) {
      curves.line(one.name, one.seen(), one.errors());
      table = table.row(one.name, one.weights, one.steps * BATCH, one.wrong, Unit.NUMBER.text(one.squared));
    }
    return new Result()
        .with(
            Figure.of("LSTM: sequences wrong", Unit.COUNT, lstm.wrong)
                .published(1)
                .atMost(run.choose(1, TEST_SEQUENCES / 2)))
        .with(Figure.of("LSTM: mean squared error", Unit.NUMBER, lstm.squared).atMost(run.choose(0.0015, 0.02)))
        .with(Figure.of("simple RNN: sequences wrong", Unit.COUNT, simple.wrong).atLeast(run.choose(1_000, lstm.wrong)))
        .with(table)
        .with(curves.picture("error", "Always guessing the mean would have a squared error of 1/24 = 0.042."))
        .remark(
            "A sequence is wrong when the answer is off by more than 0.04. Always answering 0.5 gets 92% wrong, with a"
                + " squared error of 1/24 = 0.042.");
  }

  /** What became of one network. */
  private record Outcome(
      String name, int weights, int steps, List<Double> curve, int every, int wrong, double squared) {
    double[] seen() {
      double[] x = new double[curve.size()];
      for (int i = 0; i < x.length; i++) {
        x[i] = (i + 1) * every * BATCH / 1000.0;
      }
      return x;
    }

    double[] errors() {
      return curve.stream().mapToDouble(e -> e).toArray();
    }
  }

  /** Every batch is fresh, so the errors of training are those on sequences not seen before. */
  private static Outcome learn(Run run, String name, Spec layer, int length, int steps) {
    Sequences sequences = new Sequences(length, BATCH);
    Network network =
        new Sequential(new Masking(Sequences.PADDING), layer, new Dense(1)).build(sequences.example(), run.seed());
    Update update = new Adam(RATE).over(network.parameters(), run.engine());
    GradientClip clip = GradientClip.norm(1);
    Loss loss = new MeanSquaredError();
    Shape inputs = sequences.example().batch(BATCH);
    Shape targets = Shape.of(BATCH, 1);
    int every = Math.max(1, steps / 100);
    List<Double> curve = new ArrayList<>();
    double sum = 0;
    int right = 0;
    int done = 0;
    try (Tape tape = Tape.training(run.seed(), run.engine())) {
      while (done < steps && right < ENOUGH) {
        sequences.draw(run.seed(), done);
        try (Step step = tape.step(done)) {
          Tensor y = network.forward(step.input(sequences.x, inputs));
          Tensor error = loss.of(y, step.input(sequences.target, targets));
          for (int i = 0; i < BATCH; i++) {
            right = sequences.right(i, y.data()[i]) ? right + 1 : 0;
          }
          sum += error.item();
          Gradients gradients = step.gradients(error, network.parameters());
          clip.apply(gradients, run.engine());
          // Falls to a fiftieth: large steps find the way, small ones the last decimals.
          update.update(gradients, 1 - 0.98 * done / steps);
        }
        done++;
        run.progress(name, done, steps);
        if (done % every == 0) {
          curve.add(sum / every);
          sum = 0;
        }
      }
    }
    return test(
        run, new Outcome(name, network.parameters().trainableSize(), done, curve, every, 0, 0), network, length);
  }

  private static Outcome test(Run run, Outcome outcome, Network network, int length) {
    Sequences sequences = new Sequences(length, TEST_BATCH);
    int wrong = 0;
    double squares = 0;
    try (Tape tape = Tape.inference(run.engine())) {
      for (int batch = 0; batch < TEST_SEQUENCES / TEST_BATCH; batch++) {
        sequences.draw(run.seed(), Long.MAX_VALUE - batch); // numbers that no step of training has
        try (Step step = tape.step()) {
          float[] y = network.forward(step.input(sequences.x, sequences.example().batch(TEST_BATCH))).data();
          for (int i = 0; i < TEST_BATCH; i++) {
            wrong += sequences.right(i, y[i]) ? 0 : 1;
            squares += Math.pow(y[i] - (double) sequences.target[i], 2);
          }
        }
      }
    }
    return new Outcome(
        outcome.name, outcome.weights, outcome.steps, outcome.curve, outcome.every, wrong, squares / TEST_SEQUENCES);
  }
}
