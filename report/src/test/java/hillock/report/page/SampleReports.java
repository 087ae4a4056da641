package hillock.report.page;

import hillock.report.ClassPredictions;
import hillock.report.DataProfile;
import hillock.report.DataProfile.ColumnSummary;
import hillock.report.DataProfile.Count;
import hillock.report.Example;
import hillock.report.Fact;
import hillock.report.History;
import hillock.report.History.Epoch;
import hillock.report.NetworkOutline;
import hillock.report.NetworkOutline.LayerOutline;
import hillock.report.NumberPredictions;
import hillock.report.Picture;
import hillock.report.Predictions;
import hillock.report.Provenance;
import hillock.report.RateSearch;
import hillock.report.Repeats;
import hillock.report.Repeats.Run;
import hillock.report.Report;
import hillock.report.Score;
import hillock.report.Summary;
import hillock.report.Summary.Baseline;
import hillock.report.UntargetedRows;
import hillock.train.ExpectedCalibrationError;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Reports of made-up runs: the page is under test, not a network. */
final class SampleReports {
  /** The digits 0 to 9, three bits a row, five rows. */
  private static final int[] GLYPHS = {
    0b111_101_101_101_111, 0b010_110_010_010_111, 0b111_001_111_100_111, 0b111_001_111_001_111, 0b101_101_111_001_001,
    0b111_100_111_001_111, 0b111_100_111_101_111, 0b111_001_010_010_010, 0b111_101_111_101_111, 0b111_101_111_001_111
  };

  private SampleReports() {}

  /** Ten classes of pictures. */
  static Report digits() {
    List<String> names = IntStream.range(0, 10).mapToObj(Integer::toString).toList();
    ClassPredictions p = classes("digit", names, 360, 5, 7, i -> Example.of("row " + (1437 + i), glyph(i % 10, i)));
    double accuracy = accuracy(p);
    return new Report(
        new Summary(
            "digits",
            "'digit' holds only 10 different whole numbers",
            "test",
            1149,
            288,
            360,
            new Score("accuracy", accuracy, accuracy - 0.019, Math.min(1, accuracy + 0.012), true, true),
            Optional.of(Score.of("accuracy", 0.999, true, true)),
            List.of(
                new Score("F1 (macro)", accuracy - 0.002, accuracy - 0.02, accuracy + 0.011, true, true),
                new Score("log loss", 0.1123, 0.0711, 0.1609, false, false),
                Score.of("ECE", new ExpectedCalibrationError().of(p.rows()), false, true)),
            List.of(new Baseline("most frequent class", 0.1028), new Baseline("linear model", 0.9139)),
            "Stopped early after epoch 47: the validation loss has not become better since epoch 37.",
            47,
            1.83,
            61_250),
        Optional.of(history("accuracy", true, 47, 37)),
        p,
        mlp(List.of(64), 10),
        new DataProfile(
            1797,
            IntStream.range(0, 64).mapToObj(i -> number("pixel_" + i / 8 + "_" + i % 8, i)).toList(),
            List.of("The 64 input columns are the pixels of pictures of 8 × 8."),
            names.stream().map(n -> new Count(n, 174 + Integer.parseInt(n) * 7 % 10)).toList(),
            IntStream.range(0, 10).mapToObj(d -> Example.of(names.get(d), glyph(d, 90 + d))).toList()),
        Optional.of(rateSearch()),
        Optional.of(repeats("seed", 5, 0.957, true)),
        provenance("hillock train digits --hidden 64,64 --learning-rate find --seeds 5 --report digits.html"));
  }

  /** Two classes of table rows; few of them, and a baseline within the interval. */
  static Report tumours() {
    ClassPredictions p =
        classes(
            "diagnosis",
            List.of("benign", "malignant"),
            114,
            3,
            11,
            i -> Example.of("row " + (i + 2), facts(i, "mean radius", "mean texture", "mean area", "worst symmetry")));
    double accuracy = accuracy(p);
    return new Report(
        new Summary(
            "breast-cancer",
            "'diagnosis' holds text with 2 different values",
            "test",
            364,
            91,
            114,
            new Score("accuracy", accuracy, accuracy - 0.045, accuracy + 0.03, true, true),
            Optional.empty(),
            List.of(new Score("ROC AUC", 0.989, 0.967, 0.999, true, false)),
            List.of(new Baseline("most frequent class", 0.6316), new Baseline("linear model", accuracy - 0.009)),
            "Completed all 30 epochs.",
            30,
            0.41,
            38_000),
        Optional.of(history("log loss", false, 30, 30)),
        p,
        mlp(List.of(30), 1),
        new DataProfile(
            569,
            List.of(
                number("mean radius", 1),
                number("mean texture", 2),
                new ColumnSummary(
                    "diagnosis",
                    "category",
                    "target",
                    0,
                    2,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    List.of(),
                    List.of(new Count("benign", 357), new Count("malignant", 212)))),
            List.of(),
            List.of(new Count("benign", 357), new Count("malignant", 212)),
            List.of()),
        Optional.empty(),
        Optional.of(repeats("fold", 10, 0.963, true)),
        provenance("hillock train breast-cancer --cross-validate 10 --report cancer.html"));
  }

  /** Numbers; many rows when asked for. */
  static Report houses(int n) {
    Random random = new Random(5);
    double[] truth =
        IntStream.range(0, n).mapToDouble(i -> 60_000 * Math.exp(0.6 * random.nextGaussian() + 0.9)).toArray();
    double[] predicted = Arrays.stream(truth).map(t -> t * Math.exp(0.22 * random.nextGaussian())).toArray();
    Predictions p =
        new NumberPredictions(
            "median_house_value",
            truth,
            predicted,
            i -> Example.of("row " + (i + 2), facts(i, "longitude", "latitude", "total_rooms", "median_income")));
    return new Report(
        new Summary(
            "housing.csv",
            "'median_house_value' holds 3842 different numbers: a quantity",
            "test",
            13_210,
            3302,
            n,
            new Score("RMSE", 48_213, 46_870, 49_655, false, false),
            Optional.of(Score.of("RMSE", 43_790, false, false)),
            List.of(
                new Score("MAE", 31_920, 31_300, 32_540, false, false),
                new Score("R²", 0.823, 0.812, 0.833, true, false)),
            List.of(new Baseline("mean of the target", 115_300), new Baseline("linear model", 68_940)),
            "Stopped early after epoch 82: the validation loss has not become better since epoch 72.",
            82,
            74.6,
            17_800),
        Optional.of(history("RMSE", false, 82, 72)),
        p,
        mlp(List.of(13), 1),
        new DataProfile(
            20_640,
            List.of(
                number("longitude", 3),
                number("total_bedrooms", 207),
                number("median_income", 4),
                new ColumnSummary("version", "number", "dropped: constant", 0, 1, 2, 2, 2, List.of(20_640), List.of()),
                new ColumnSummary(
                    "ocean_proximity",
                    "category",
                    "input, 5 columns",
                    0,
                    5,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    List.of(),
                    List.of(new Count("<1H OCEAN", 9136), new Count("INLAND", 6551), new Count("ISLAND", 5)))),
            List.of("Missing numbers become the median of the training rows."),
            List.of(),
            List.of()),
        Optional.empty(),
        Optional.empty(),
        provenance("hillock train housing.csv --target median_house_value --report housing.html"));
  }

  /** A network that learned without a target, with no metric beside its loss. */
  static Report withoutTarget() {
    Random random = new Random(9);
    double[] distances = IntStream.range(0, 40).mapToDouble(i -> Math.abs(random.nextGaussian())).toArray();
    return new Report(
        new Summary(
            "flowers.csv",
            "no target is named",
            "test",
            100,
            20,
            40,
            new Score("quantisation error", 0.61, 0.55, 0.68, false, false),
            Optional.of(Score.of("quantisation error", 0.55, false, false)),
            List.of(new Score("topographic error", 0.1, 0.02, 0.21, false, true)),
            List.of(new Baseline("mean", 1.83)),
            "Completed all 50 epochs.",
            50,
            0.2,
            9000),
        Optional.of(history("", false, 50, 0)),
        new UntargetedRows(
            "distance", distances, i -> Example.of("row " + (i + 2), facts(i, "petal length", "petal width"))),
        mlp(List.of(2), 4),
        new DataProfile(
            160, List.of(number("petal length", 1), number("petal width", 2)), List.of(), List.of(), List.of()),
        Optional.empty(),
        Optional.empty(),
        provenance("hillock train flowers.csv --network som"));
  }

  /** Every text that comes from the user is the given one. */
  static Report saying(String text) {
    ClassPredictions p =
        classes(
            text,
            List.of(text + "1", text + "2", text + "3"),
            90,
            2,
            3,
            i -> Example.of(text, List.of(new Fact(text, text), new Fact("#" + text, text))));
    return new Report(
        new Summary(
            text,
            text,
            "test",
            60,
            0,
            90,
            Score.of(text, 0.8, true, true),
            Optional.empty(),
            List.of(Score.of(text, 0.7, true, true)),
            List.of(new Baseline(text, 0.5)),
            text,
            3,
            0.1,
            Double.NaN),
        Optional.of(history(text, true, 3, 2)),
        p,
        new NetworkOutline(List.of(4), List.of(new LayerOutline(text, text, List.of(3), 15))),
        new DataProfile(
            150,
            List.of(
                new ColumnSummary(
                    text,
                    text,
                    text,
                    0,
                    2,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    List.of(),
                    List.of(new Count(text, 80), new Count(text + "b", 70)))),
            List.of(text),
            List.of(new Count(text, 150)),
            List.of(Example.of(text, glyph(1, 1)))),
        Optional.of(rateSearch()),
        Optional.of(new Repeats(text, Score.of(text, 0.8, true, true), 0.01, List.of(new Run(text, 90, 0.8)))),
        new Provenance(text, List.of(new Fact(text, text)), List.of(new Fact(text, text))));
  }

  private static ClassPredictions classes(
      String target, List<String> names, int n, double sharpness, int seed, IntFunction<Example> examples) {
    Random random = new Random(seed);
    int k = names.size();
    int[] truth = IntStream.range(0, n).map(i -> i % k).toArray();
    float[] probabilities = new float[n * k];
    for (int row = 0; row < n; row++) {
      double[] logits = new double[k];
      Arrays.setAll(logits, c -> 1.4 * random.nextGaussian());
      logits[truth[row]] += sharpness;
      double[] scaled = Arrays.stream(logits).map(l -> 1.7 * l).toArray();
      double sum = Arrays.stream(scaled).map(Math::exp).sum();
      for (int c = 0; c < k; c++) {
        probabilities[row * k + c] = (float) (Math.exp(scaled[c]) / sum);
      }
    }
    return new ClassPredictions(
        target, names, hillock.train.Predictions.ofClasses(k, probabilities, truth), examples::apply);
  }

  private static double accuracy(ClassPredictions p) {
    return IntStream.range(0, p.size()).filter(r -> p.predicted(r) == p.truth(r)).count() / (double) p.size();
  }

  private static Picture glyph(int digit, int seed) {
    Random random = new Random(seed);
    float[] pixels = new float[64];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) Math.max(0, 1.5 + 1.5 * random.nextGaussian());
    }
    for (int bit = 0; bit < 15; bit++) {
      if ((GLYPHS[digit] >> (14 - bit) & 1) == 1) {
        int y = 1 + bit / 3;
        int x = 2 + bit % 3;
        pixels[8 * y + x] += 9 + 3 * random.nextFloat();
        pixels[8 * y + x + 1] += 3 * random.nextFloat();
      }
    }
    return Picture.of(8, 8, 1, pixels, 0, 16);
  }

  private static History history(String metric, boolean fraction, int epochs, int best) {
    List<Epoch> list =
        IntStream.rangeClosed(1, epochs)
            .mapToObj(e -> {
              double wave = 0.02 * Math.sin(e * 1.7);
              double validation = 0.1 + 1.7 * Math.exp(-e / 6.0) + 0.002 * e + wave * Math.exp(-e / 20.0);
              double score = fraction ? 0.975 - 0.6 * Math.exp(-e / 4.0) + wave / 6 : validation * 1.3;
              double rate = 1e-3 * (0.5 + 0.5 * Math.cos(Math.PI * e / epochs));
              return new Epoch(e, 2 * Math.exp(-e / 7.0) + 0.01, validation, score, rate);
            })
            .toList();
    return new History(metric, fraction, best, list);
  }

  private static NetworkOutline mlp(List<Integer> input, int outputs) {
    int n = input.getFirst();
    return new NetworkOutline(
        input,
        List.of(
            new LayerOutline("0", "Dense(64)", List.of(64), 64L * (n + 1)),
            new LayerOutline("1", "Relu", List.of(64), 0),
            new LayerOutline("2", "Dropout(0.1)", List.of(64), 0),
            new LayerOutline("3", "Dense(64)", List.of(64), 64L * 65),
            new LayerOutline("4", "Relu", List.of(64), 0),
            new LayerOutline("5", "Dense(" + outputs + ")", List.of(outputs), outputs * 65L)));
  }

  private static ColumnSummary number(String name, int missing) {
    List<Integer> bins =
        IntStream.range(0, 16).mapToObj(b -> (int) (400 * Math.exp(-(b - 5) * (b - 5) / 9.0))).toList();
    return new ColumnSummary(name, "number", "input", missing, 812, -12.5, 3.25, 61.75, bins, List.of());
  }

  private static List<Fact> facts(int i, String... names) {
    return IntStream.range(0, names.length)
        .mapToObj(c -> new Fact(names[c], Notation.number(3.7 * c + (i * 37 % 100) / 10.0)))
        .toList();
  }

  private static RateSearch rateSearch() {
    double[] rates = IntStream.range(0, 100).mapToDouble(i -> 1e-6 * Math.pow(10, i / 14.0)).toArray();
    double[] losses =
        Arrays.stream(rates).map(r -> 2.3 / (1 + Math.pow(r / 2e-3, 1.2)) + Math.pow(r / 0.4, 2)).toArray();
    return new RateSearch(rates, losses, 4.6e-3);
  }

  private static Repeats repeats(String kind, int runs, double mean, boolean fraction) {
    List<Run> list =
        IntStream.rangeClosed(1, runs)
            .mapToObj(i -> new Run(Integer.toString(i), 57, mean + 0.01 * Math.sin(i * 2.3)))
            .toList();
    return new Repeats(kind, new Score("accuracy", mean, mean - 0.006, mean + 0.006, true, fraction), 0.0071, list);
  }

  private static Provenance provenance(String command) {
    return new Provenance(
        command,
        List.of(
            new Fact("seed", "42"),
            new Fact("threads", "2"),
            new Fact("kernels", "simd, 512 bit"),
            new Fact("Hillock", "0.1.0"),
            new Fact("JDK", "25.0.1+8"),
            new Fact("data SHA-256", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
            new Fact("weights SHA-256", "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752")),
        List.of(
            new Fact("optimizer", "AdamW(learning rate 0.001, weight decay 0.01)"),
            new Fact("batch", "64"),
            new Fact("schedule", "cosine"),
            new Fact("dropout", "0.1"),
            new Fact("early stopping", "10 epochs")));
  }
}
