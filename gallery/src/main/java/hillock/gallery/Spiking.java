package hillock.gallery;

import hillock.classic.spiking.CurrentCoding;
import hillock.classic.spiking.LatencyCoding;
import hillock.classic.spiking.LeakyIntegrateAndFire;
import hillock.classic.spiking.RateCoding;
import hillock.data.Batch;
import hillock.data.Batches;
import hillock.data.Dataset;
import hillock.data.Split;
import hillock.gallery.picture.LineChart;
import hillock.gallery.picture.Picture;
import hillock.gallery.run.Figure;
import hillock.gallery.run.Images;
import hillock.gallery.run.Result;
import hillock.gallery.run.ResultTable;
import hillock.gallery.run.Run;
import hillock.gallery.run.Unit;
import hillock.nn.CrossEntropy;
import hillock.nn.Dense;
import hillock.nn.GlobalAveragePool;
import hillock.nn.Network;
import hillock.nn.Sequential;
import hillock.nn.Spec;
import hillock.tensor.Op;
import hillock.tensor.Tape;
import hillock.train.Accuracy;
import hillock.train.Adam;
import hillock.train.Cosine;
import hillock.train.Monitor;
import hillock.train.Trainer;
import hillock.train.TrainingStep;
import java.util.ArrayList;
import java.util.List;

/** Neurons that fire read handwritten digits, coded as rates, as latencies or as currents. */
public record Spiking() implements Entry {
  private static final int STEPS = 20;
  private static final int HIDDEN = 256;
  private static final int BATCH = 128;

  /** How pixels enter, and the network after them. */
  private record Coding(String name, List<Spec> input) {}

  private static final List<Coding> CODINGS =
      List.of(
          new Coding("rate", List.of(new RateCoding(STEPS), new Dense(HIDDEN))),
          new Coding("current", List.of(new Dense(HIDDEN), new CurrentCoding(STEPS))),
          new Coding("latency", List.of(new LatencyCoding(STEPS), new Dense(HIDDEN))));

  @Override
  public String summary() {
    return "Neurons that fire read handwritten digits";
  }

  @Override
  public String canon() {
    return "D9";
  }

  @Override
  public String source() {
    return "Neftci, Mostafa and Zenke 2019 (method)";
  }

  @Override
  public List<String> data() {
    return List.of("mnist");
  }

  @Override
  public Result run(Run run) {
    Images mnist = (run.quick() ? run.mnist().head(3_600, 500) : run.mnist()).inUnitRange().flattened();
    Split parts = mnist.validation(1 / 6.0, run.seed());
    Dataset train = parts.train(mnist.train());
    Dataset validation = parts.heldOut(mnist.train());
    Result result = new Result();
    ResultTable table = ResultTable.titled("By coding", "coding", "validation", "test", "spikes in", "hidden spikes");
    LineChart early = LineChart.titled("Accuracy by the time that is waited").axes("time step", "test accuracy, %");
    for (Coding coding : run.quick() ? CODINGS.subList(0, 1) : CODINGS) {
      List<Spec> layers = new ArrayList<>(coding.input);
      layers.addAll(List.of(new LeakyIntegrateAndFire(0.9f), new Dense(10), new GlobalAveragePool()));
      Network network = new Sequential(layers).build(train.sampleShape(), run.seed());
      double validated = fit(run, network, train, validation, coding.name);
      Measured measured = measure(run, network, mnist.test());
      table = table.row(measured.row(coding.name, validated));
      early.line(coding.name, measured.percentByStep);
      Figure accuracy = Figure.of(coding.name + ": test accuracy", Unit.PERCENT, measured.accuracy);
      boolean main = coding.name.equals("rate");
      result = result.with(main ? accuracy.atLeast(run.choose(0.97, 0.85)) : accuracy);
      if (main) {
        result = result.with(raster(run, network, mnist.test()));
      }
    }
    return result
        .with(table)
        .with(early.picture("early", "How many digits are told right from what has reached the output so far."))
        .remark("The ten outputs do not fire: they add up the currents that the hidden spikes send.")
        .remark("The epoch that is kept was chosen on a sixth of the training images.");
  }

  /** Trains, keeps the best epoch by validation and tells its accuracy there. */
  private static double fit(Run run, Network network, Dataset train, Dataset validation, String name) {
    Accuracy accuracy = new Accuracy();
    Monitor best = Monitor.of(accuracy);
    return Trainer.of(
            TrainingStep.supervised(network, new CrossEntropy(), new Adam(2e-3)).seed(run.seed()).engine(run.engine()))
        .validate(validation.batches(BATCH), accuracy)
        .schedule(new Cosine())
        .keepBest(best)
        .with(run.training("784-" + HIDDEN + "-10, " + STEPS + " steps, " + name))
        .fit(train.shuffled(run.seed()).batches(BATCH), run.choose(6, 4))
        .history()
        .epochs()
        .stream()
        .mapToDouble(e -> e.metrics().get(accuracy.name()))
        .max()
        .orElseThrow();
  }

  /** What the network does on the test images. */
  private record Measured(double accuracy, double[] percentByStep, double in, double hidden) {
    Object[] row(String name, double validated) {
      return new Object[] {
        name, Unit.PERCENT.text(validated), Unit.PERCENT.text(accuracy), Unit.NUMBER.text(in), Unit.NUMBER.text(hidden)
      };
    }
  }

  private static Measured measure(Run run, Network network, Dataset test) {
    int[] right = new int[STEPS];
    double[] spikes = new double[2];
    Batches batches = test.batches(500);
    try (Tape tape = Tape.inference(run.engine())) {
      for (int b = 0; b < batches.count(); b++) {
        Batch batch = batches.at(0, b);
        try (var step = tape.step()) {
          network.forward(step.input(batch.x(), batch.shape()));
        }
        float[] currents = tape.op(tape.ops() - 2).result().data(); // of which the last op takes the mean
        for (int r = 0; r < batch.size(); r++) {
          float[] gathered = new float[10];
          for (int t = 0; t < STEPS; t++) {
            for (int c = 0; c < 10; c++) {
              gathered[c] += currents[(r * STEPS + t) * 10 + c];
            }
            right[t] += largest(gathered) == batch.labels()[r] ? 1 : 0;
          }
        }
        List<Op> trains = trains(tape);
        for (int k = 0; k < trains.size(); k++) {
          spikes[2 - trains.size() + k] += total(trains.get(k));
        }
      }
    }
    double n = test.size();
    double[] percent = new double[STEPS];
    java.util.Arrays.setAll(percent, t -> 100 * right[t] / n);
    return new Measured(right[STEPS - 1] / n, percent, spikes[0] / n, spikes[1] / n);
  }

  /** The ops of the last step that made spikes, the input's first when it has some. */
  private static List<Op> trains(Tape tape) {
    List<Op> all = new ArrayList<>();
    for (int i = 0; i < tape.ops(); i++) {
      String layer = tape.op(i).layer();
      if (layer.endsWith("rateCoding") || layer.endsWith("latencyCoding") || layer.endsWith("leakyIntegrateAndFire")) {
        all.add(tape.op(i));
      }
    }
    return all;
  }

  private static double total(Op op) {
    double sum = 0;
    for (int i = 0; i < op.result().size(); i++) {
      sum += op.result().data()[i];
    }
    return sum;
  }

  private static int largest(float[] scores) {
    int best = 0;
    for (int c = 1; c < scores.length; c++) {
      best = scores[c] > scores[best] ? c : best;
    }
    return best;
  }

  /** The spikes that one digit makes. */
  private static Picture raster(Run run, Network network, Dataset test) {
    LineChart chart = LineChart.titled("Spikes while a " + test.labels()[0] + " is seen").axes("time step", "neuron");
    try (Tape tape = Tape.inference(run.engine())) {
      try (var step = tape.step()) {
        network.forward(step.input(test.row(0), test.sampleShape().batch(1)));
      }
      List<Op> trains = trains(tape);
      String[] names = {"every 4th pixel", "every 4th hidden neuron"};
      int from = 0;
      for (int k = 0; k < trains.size(); k++) {
        List<double[]> points = new ArrayList<>();
        int n = trains.get(k).result().size() / STEPS;
        for (int t = 0; t < STEPS; t++) {
          for (int j = 0; j < n; j += 4) {
            if (trains.get(k).result().data()[t * n + j] > 0) {
              points.add(new double[] {t + 1, from + j / 4});
            }
          }
        }
        chart.points(
            names[k],
            points.stream().mapToDouble(p -> p[0]).toArray(),
            points.stream().mapToDouble(p -> p[1]).toArray());
        from += n / 4 + 10;
      }
    }
    return chart.picture("raster", "Pixels fire as often as they are bright; the hidden neurons above them answer.");
  }
}
