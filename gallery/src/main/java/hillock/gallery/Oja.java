package hillock.gallery;

import hillock.classic.hebb.HebbianLearning;
import hillock.classic.hebb.HebbianRule;
import hillock.classic.pca.PrincipalComponents;
import hillock.data.Dataset;
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
import hillock.nn.XavierNormal;
import hillock.train.Cosine;
import hillock.train.EpochReport;
import hillock.train.Listener;
import hillock.train.Progress;
import hillock.train.Trainer;
import java.util.ArrayList;
import java.util.List;

/** Neurons that learn by Hebb's rule with forgetting find the principal components. */
public record Oja() implements Entry {
  private static final int SEEDS = 5;
  private static final int UNITS = 8;

  @Override
  public String summary() {
    return "What fires together finds the components";
  }

  @Override
  public String canon() {
    return "A8";
  }

  @Override
  public String source() {
    return "Oja 1982; Sanger 1989";
  }

  @Override
  public List<String> data() {
    return List.of("mnist");
  }

  @Override
  public Result run(Run run) {
    Dataset flowers = flowers();
    PrincipalComponents ofFlowers = PrincipalComponents.of(flowers, run.engine());
    double[] degrees = new double[SEEDS];
    for (int i = 0; i < SEEDS; i++) {
      Network unit = learn(run, "iris", ofFlowers.centred(flowers), HebbianRule.OJA, 1, 0.02, 100, run.seed() + i);
      degrees[i] = ofFlowers.angle(0, weights(unit, 0));
    }
    Dataset digits = run.mnist().inUnitRange().flattened().train();
    digits = run.quick() ? digits.head(3_000) : digits;
    PrincipalComponents ofDigits = PrincipalComponents.of(digits, run.engine());
    Dataset centred = ofDigits.centred(digits);
    int epochs = run.choose(10, 4);
    double[] course = new double[epochs];
    Network one =
        learn(
            run,
            "digits, Oja",
            centred,
            HebbianRule.OJA,
            1,
            run.choose(0.001, 0.003),
            epochs,
            run.seed(),
            (network, epoch) -> course[epoch] = ofDigits.angle(0, weights(network, 0)));
    Result result =
        new Result()
            .with(Figure.of("iris: degrees from PCA", Unit.NUMBER, degrees).atMost(1))
            .with(
                Figure.of("digits: degrees from PCA", Unit.NUMBER, ofDigits.angle(0, weights(one, 0)))
                    .atMost(run.choose(1.0, 5.0)));
    return sanger(run, ofDigits, centred, epochs, result)
        .with(
            LineChart.titled("Oja's rule on the digits")
                .axes("epoch", "degrees from the first component")
                .line("angle", course)
                .picture("angle", "The angle to the first principal component falls as the rate does."))
        .with(growth(run, ofFlowers.centred(flowers)))
        .remark("The principal components are the eigenvectors of the covariance matrix, from a library.");
  }

  private static Dataset flowers() {
    Dataset scaled = SomIris.flowers();
    return scaled.unlabelled();
  }

  /** The first components of the digits, one unit each. */
  private static Result sanger(Run run, PrincipalComponents truth, Dataset centred, int epochs, Result result) {
    double rate = run.choose(0.001, 0.003);
    Network network = learn(run, "digits, Sanger", centred, HebbianRule.SANGER, UNITS, rate, epochs, run.seed());
    ResultTable table =
        ResultTable.titled("Sanger's rule on the digits", "unit", "share of variance", "degrees from PCA");
    List<float[]> found = new ArrayList<>();
    List<float[]> right = new ArrayList<>();
    for (int k = 0; k < UNITS; k++) {
      float[] w = weights(network, k);
      double share = truth.explained(k + 1) - truth.explained(k);
      table = table.row(k + 1, Unit.PERCENT.text(share), Unit.NUMBER.text(truth.angle(k, w)));
      float[] component = new float[w.length];
      double product = 0;
      for (int j = 0; j < w.length; j++) {
        component[j] = (float) truth.direction(k)[j];
        product += component[j] * w[j];
      }
      for (int j = 0; j < w.length && product < 0; j++) {
        component[j] = -component[j]; // either way is right; show the unit's own
      }
      found.add(w);
      right.add(component);
    }
    double caught = rebuilt(network, centred) / truth.explained(UNITS);
    return result
        .with(Figure.of("8 units' variance, of PCA's", Unit.PERCENT, caught).atLeast(run.choose(0.99, 0.95)))
        .with(table)
        .with(
            ImageGrid.of(28, 28, 1)
                .row("weights of the eight units", found)
                .row("the eight principal components", right)
                .picture("components", "What Sanger's rule finds is what the eigenvectors are."));
  }

  /** Share of the variance that the units can rebuild; no eight directions rebuild more than PCA's. */
  private static double rebuilt(Network network, Dataset centred) {
    double left =
        new HebbianLearning(network, HebbianRule.SANGER, 1).evaluate(centred.batches(500)).orElseThrow().loss();
    double all = 0;
    for (int r = 0; r < centred.size(); r++) {
      for (float v : centred.row(r)) {
        all += (double) v * v / centred.size();
      }
    }
    return 1 - left / all;
  }

  private interface Look {
    void at(Network network, int epoch);
  }

  private static Network learn(
      Run run, String what, Dataset data, HebbianRule rule, int units, double rate, int epochs, long seed) {
    return learn(run, what, data, rule, units, rate, epochs, seed, (network, epoch) -> {});
  }

  private static Network learn(
      Run run, String what, Dataset data, HebbianRule rule, int units, double rate, int epochs, long seed, Look look) {
    Network network = new Dense(units, false, new XavierNormal()).build(data.sampleShape(), seed);
    Trainer.of(new HebbianLearning(network, rule, rate))
        .schedule(new Cosine())
        .with(run.training(what))
        .with(
            new Listener() {
              @Override
              public void epochEnded(EpochReport report, Progress progress) {
                look.at(network, report.epoch());
              }
            })
        .fit(data.shuffled(seed).batches(100), epochs);
    return network;
  }

  private static float[] weights(Network network, int unit) {
    int units = network.output().size();
    float[] w = new float[network.input().size()];
    for (int j = 0; j < w.length; j++) {
      w[j] = network.parameters().values()[j * units + unit];
    }
    return w;
  }

  /** The length of the weights by plain Hebb and by Oja. */
  private static Picture growth(Run run, Dataset flowers) {
    LineChart chart = LineChart.titled("Length of the weights").axes("epoch", "length").logarithmicY();
    for (HebbianRule rule : List.of(HebbianRule.HEBB, HebbianRule.OJA)) {
      double[] lengths = new double[20];
      learn(
          run,
          "iris, " + rule,
          flowers,
          rule,
          1,
          0.001,
          lengths.length,
          run.seed(),
          (network, epoch) -> {
            float[] w = weights(network, 0);
            double sum = 0;
            for (float v : w) {
              sum += (double) v * v;
            }
            lengths[epoch] = Math.sqrt(sum);
          });
      chart.line(rule == HebbianRule.HEBB ? "Hebb" : "Oja", lengths);
    }
    return chart.picture("length", "Under Hebb's rule the weights grow without bound; Oja's keeps them at length 1.");
  }
}
