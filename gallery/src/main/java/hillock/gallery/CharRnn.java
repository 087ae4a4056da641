package hillock.gallery;

import hillock.gallery.picture.LineChart;
import hillock.gallery.run.Figure;
import hillock.gallery.run.Result;
import hillock.gallery.run.ResultTable;
import hillock.gallery.run.Run;
import hillock.gallery.run.Unit;
import hillock.kernel.Randomness;
import hillock.nn.CrossEntropy;
import hillock.nn.Dense;
import hillock.nn.Dropout;
import hillock.nn.Embedding;
import hillock.nn.Lstm;
import hillock.nn.Network;
import hillock.nn.Sequential;
import hillock.nn.Softmax;
import hillock.tensor.Shape;
import hillock.tensor.Step;
import hillock.tensor.Tape;
import hillock.train.AdamW;
import hillock.train.Cosine;
import hillock.train.GradientClip;
import hillock.train.Monitor;
import hillock.train.Outcome;
import hillock.train.Supervised;
import hillock.train.Trainer;
import hillock.train.TrainingStep;
import java.util.List;

/** A recurrent network writes Shakespeare, character by character. */
public record CharRnn() implements Entry {
  private static final String FILE = "text/tinyshakespeare.txt";
  private static final int STEPS = 128;
  private static final double[] DISCOUNTS = {0.4, 0.5, 0.6, 0.7, 0.8, 0.9};

  @Override
  public String summary() {
    return "A recurrent network writes Shakespeare";
  }

  @Override
  public String canon() {
    return "D3";
  }

  @Override
  public String source() {
    return "Karpathy, Johnson and Fei-Fei 2015; nanoGPT's small model: 1.88";
  }

  @Override
  public List<String> data() {
    return List.of(FILE);
  }

  @Override
  public Result run(Run run) {
    Characters all = Characters.read(run.file(FILE));
    if (run.quick()) {
      all = all.part(0, 60_000);
    }
    // The last tenth is for the result; the twentieth before it chooses epochs and discounts.
    int length = all.ids().length;
    Characters train = all.part(0, length * 17 / 20);
    Characters choose = all.part(length * 17 / 20, length * 9 / 10);
    Characters heldOut = all.part(length * 9 / 10, length);

    Network network = network(all.size(), run.choose(256, 64)).build(Shape.of(STEPS), run.seed());
    Supervised step =
        TrainingStep.supervised(network, new CrossEntropy(), new AdamW(run.choose(0.004, 0.01)))
            .seed(run.seed())
            .engine(run.engine())
            .clip(GradientClip.norm(1));
    int batch = run.choose(32, 8);
    int epochs = run.choose(10, 8);
    Outcome outcome =
        Trainer.of(step)
            .validate(choose.windows(STEPS).batches(batch))
            .schedule(new Cosine(0.02))
            .keepBest(Monitor.LOSS)
            .with(run.training("one LSTM layer"))
            .fit(train.windows(STEPS).shuffled(run.seed()).batches(batch), epochs);
    double loss = loss(run, network, heldOut);

    double pairs = grams(train, choose, heldOut, 2);
    double five = grams(train, choose, heldOut, 5);
    ResultTable table =
        ResultTable.titled(
                "Held-out tenth of the text, " + heldOut.ids().length + " characters", "model", "nats", "bits")
            .row("all characters alike", text(Math.log(all.size())), text(Math.log(all.size()) / Math.log(2)))
            .row("bigrams, Kneser-Ney", text(pairs), text(pairs / Math.log(2)))
            .row("5-grams, Kneser-Ney", text(five), text(five / Math.log(2)))
            .row("LSTM", text(loss), text(loss / Math.log(2)));
    LineChart curves =
        LineChart.titled("Cross-entropy by epoch")
            .axes("epoch", "nats a character")
            .line("training", byEpoch(outcome, true))
            .line("validation", byEpoch(outcome, false));
    return new Result()
        .with(Figure.of("LSTM: nats a character", Unit.NUMBER, loss).published(1.88).atMost(run.choose(five, pairs)))
        .with(Figure.of("bigrams: nats a character", Unit.NUMBER, pairs))
        .with(Figure.of("5-grams: nats a character", Unit.NUMBER, five))
        .with(table)
        .with(curves.picture("loss", "Training loss is the mean over an epoch, with dropout; validation after it."))
        .remark("Sample: " + write(run, network, all, "ROMEO:\n", run.choose(600, 100)));
  }

  private static Sequential network(int vocabulary, int units) {
    return new Sequential(
        new Embedding(vocabulary, 64), new Lstm(units).wholeSequence(), new Dropout(0.3f), new Dense(vocabulary));
  }

  /** The loss over a text read from beginning to end: the state goes on from window to window. */
  private static double loss(Run run, Network network, Characters text) {
    double sum = 0;
    int windows = 0;
    try (Tape tape = Tape.inference(run.engine()).remembering(true)) {
      for (var window : text.windows(STEPS).batches(1)) {
        try (Step step = tape.step()) {
          var logits = network.forward(step.input(window.x(), window.shape()));
          sum += new CrossEntropy().of(logits, step.input(window.y(), window.targetShape())).item();
        }
        windows++;
      }
    }
    return sum / windows;
  }

  /** Goes on from a beginning, one character at a time; each is drawn by its probability. */
  private static String write(Run run, Network network, Characters text, String beginning, int length) {
    Network one = Network.over(network.spec(), Shape.of(1), network.parameters().values());
    float[] draws = new float[length];
    new Randomness(run.seed(), 1, 0).uniforms(draws, 0, length);
    StringBuilder written = new StringBuilder(beginning);
    try (Tape tape = Tape.inference(run.engine()).remembering(true)) {
      for (int i = 0; written.length() < beginning.length() + length; i++) {
        try (Step step = tape.step()) {
          float[] id = {text.alphabet().indexOf(written.charAt(i))};
          float[] p = Softmax.of(one.forward(step.input(id, Shape.of(1, 1)))).copy();
          if (i + 1 == written.length()) {
            written.append(text.alphabet().charAt(draw(p, draws[i + 1 - beginning.length()])));
          }
        }
      }
    }
    return written.toString();
  }

  /** The first class up to which the probabilities sum to more than u. */
  private static int draw(float[] p, float u) {
    int c = 0;
    for (double sum = p[0]; sum <= u && c < p.length - 1; sum += p[c]) {
      c++;
    }
    return c;
  }

  /** The discount is the best one on the part that chooses. */
  private static double grams(Characters train, Characters choose, Characters heldOut, int order) {
    CharacterGrams counted = CharacterGrams.of(train.ids(), order, train.size());
    double best = Double.POSITIVE_INFINITY;
    CharacterGrams chosen = counted;
    for (double discount : DISCOUNTS) {
      CharacterGrams one = counted.withDiscount(discount);
      double loss = one.loss(choose.ids());
      if (loss < best) {
        best = loss;
        chosen = one;
      }
    }
    return chosen.loss(heldOut.ids());
  }

  private static double[] byEpoch(Outcome outcome, boolean training) {
    return outcome.history().epochs().stream()
        .mapToDouble(e -> training ? e.trainLoss() : e.validationLoss())
        .toArray();
  }

  private static String text(double value) {
    return Unit.NUMBER.text(value);
  }
}
