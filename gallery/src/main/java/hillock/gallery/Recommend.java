package hillock.gallery;

import hillock.classic.recommend.AutoRec;
import hillock.classic.recommend.BaselineEstimates;
import hillock.classic.recommend.Ratings;
import hillock.classic.recommend.RatingsRbm;
import hillock.classic.recommend.Recommender;
import hillock.data.Split;
import hillock.data.Table;
import hillock.experiment.RunListener;
import hillock.gallery.picture.LineChart;
import hillock.gallery.run.Figure;
import hillock.gallery.run.Result;
import hillock.gallery.run.ResultTable;
import hillock.gallery.run.Run;
import hillock.gallery.run.Unit;
import hillock.train.Adam;
import hillock.train.Cosine;
import hillock.train.EpochReport;
import hillock.train.Momentum;
import hillock.train.Progress;
import hillock.train.Trainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** An autoencoder and a Boltzmann machine guess which films people like. */
public record Recommend() implements Entry {
  private static final String FOLDER = "recommend/movielens-100k";

  /** A recommender that can be trained, anew for other ratings. */
  private interface Method {
    Recommender train(Run run, Ratings ratings, long seed, RunListener listener);
  }

  @Override
  public String summary() {
    return "Guesses which films people will like";
  }

  @Override
  public String canon() {
    return "E7";
  }

  @Override
  public String source() {
    return "Sedhain et al. 2015; Salakhutdinov, Mnih and Hinton 2007";
  }

  @Override
  public List<String> data() {
    return List.of(FOLDER + "/u1.base.gz", FOLDER + "/u1.test.gz");
  }

  @Override
  public Result run(Run run) {
    Ratings base = Ratings.of((Table) run.open(FOLDER + "/u1.base.gz").data());
    Ratings test = Ratings.of((Table) run.open(FOLDER + "/u1.test.gz").data(), base);
    Split split = likeTheTest(base, run.seed());
    Ratings train = base.subset(split.train());
    Ratings validation = base.subset(split.heldOut());
    double simple = new BaselineEstimates(base).rootMeanSquaredError(test);

    Method autoRec = Recommend::autoRec;
    Method rbm = Recommend::rbm;
    Curve ofAutoRec = curve(run, "AutoRec", autoRec, train, validation);
    Curve ofRbm = curve(run, "Boltzmann machine", rbm, train, validation);
    int seeds = run.choose(3, 1);
    List<Recommender> autoRecs = trained(run, autoRec, base, seeds);
    List<Recommender> rbms = trained(run, rbm, base, seeds);
    Figure figure = Figure.of("RMSE, AutoRec", Unit.NUMBER, errors(autoRecs, test));
    return new Result()
        .with(run.quick() ? figure.atMost(simple) : figure.published(0.92).atMost(0.93))
        .with(Figure.of("RMSE, Boltzmann machine", Unit.NUMBER, errors(rbms, test)))
        .with(Figure.of("RMSE, mean of all guesses", Unit.NUMBER, mean(autoRecs, rbms).rootMeanSquaredError(test)))
        .with(Figure.of("RMSE, baseline estimates", Unit.NUMBER, simple))
        .with(
            ResultTable.titled("On half of the ratings of half of the users of u1.base", "method", "validation RMSE")
                .row("AutoRec", Unit.NUMBER.text(ofAutoRec.last()))
                .row("Boltzmann machine", Unit.NUMBER.text(ofRbm.last()))
                .row(
                    "baseline estimates",
                    Unit.NUMBER.text(new BaselineEstimates(train).rootMeanSquaredError(validation))))
        .with(films(autoRecs.getFirst(), base))
        .with(
            LineChart.titled("Error on ratings not learned from")
                .axes("epoch", "RMSE, stars")
                .line("AutoRec", ofAutoRec.epochs(), ofAutoRec.errors())
                .line("Boltzmann machine", ofRbm.epochs(), ofRbm.errors())
                .picture("validation-error", "On half of the ratings of half of the users, drawn like the test."))
        .remark("Published beside: SVD++ 0.92 and nearest neighbours 0.931 on this split.")
        .remark(
            "The test users have half of their ratings in the test, so that less is known of them than of the others.");
  }

  /** Half of the ratings of half of the users are held out: in u1, too, the test has half of its users' ratings. */
  private static Split likeTheTest(Ratings base, long seed) {
    int[] some = Split.holdOut(new int[base.userCount()], 0.5, seed).heldOut();
    int[] rows = IntStream.range(0, base.size()).filter(r -> Arrays.binarySearch(some, base.user(r)) >= 0).toArray();
    int[] users = Arrays.stream(rows).map(base::user).toArray();
    int[] held = Arrays.stream(Split.holdOut(users, 0.5, seed).heldOut()).map(i -> rows[i]).sorted().toArray();
    int[] rest = IntStream.range(0, base.size()).filter(r -> Arrays.binarySearch(held, r) < 0).toArray();
    return new Split(rest, held);
  }

  /** The rate falls to 0, so that the noise of so much dropout settles. */
  private static Recommender autoRec(Run run, Ratings ratings, long seed, RunListener listener) {
    AutoRec model = AutoRec.of(ratings, run.choose(500, 100), (float) run.choose(0.9, 0.5), seed);
    var step = model.training(new Adam(2e-3, 0.9, 0.999, 1e-8, 2.5e-4, 0), seed, run.engine());
    Trainer.of(step)
        .schedule(new Cosine())
        .with(listening(listener, model.recommender(run.engine())))
        .fit(model.data().shuffled(seed).batches(64), run.choose(120, 6));
    return model.recommender(run.engine());
  }

  private static Recommender rbm(Run run, Ratings ratings, long seed, RunListener listener) {
    RatingsRbm model = RatingsRbm.of(ratings, run.choose(100, 20), seed);
    Trainer.of(model.training(new Momentum(0.05, 0.9, 0.003, 0), 1, seed, run.engine()))
        .with(listening(listener, model.recommender(run.engine())))
        .fit(model.data().shuffled(seed).batches(64), run.choose(40, 4));
    return model.recommender(run.engine());
  }

  private static RunListener listening(RunListener listener, Recommender guesses) {
    if (listener instanceof Curve curve) {
      curve.guesses = guesses;
    }
    return listener;
  }

  private static Curve curve(Run run, String what, Method method, Ratings train, Ratings validation) {
    Curve curve = new Curve(run, what, validation);
    method.train(run, train, run.seed(), curve);
    return curve;
  }

  /** On all of u1.base, with one seed after the other. */
  private static List<Recommender> trained(Run run, Method method, Ratings base, int seeds) {
    List<Recommender> all = new ArrayList<>();
    for (long seed = run.seed(); seed < run.seed() + seeds; seed++) {
      all.add(method.train(run, base, seed, run.training("all of u1.base, seed " + seed)));
    }
    return all;
  }

  private static double[] errors(List<Recommender> recommenders, Ratings test) {
    return recommenders.stream().mapToDouble(r -> r.rootMeanSquaredError(test)).toArray();
  }

  private static Recommender mean(List<Recommender> some, List<Recommender> others) {
    List<Recommender> all = new ArrayList<>(some);
    all.addAll(others);
    return (user, item) -> all.stream().mapToDouble(r -> r.rating(user, item)).average().orElseThrow();
  }

  /** What the first AutoRec expects of films that one user has not rated. */
  private static ResultTable films(Recommender recommender, Ratings base) {
    ResultTable table = ResultTable.titled("What user 1 might like best", "film (number in u.item)", "expected rating");
    for (var film : recommender.top(base.user("1"), 5, base)) {
      table = table.row(film.item(), Unit.NUMBER.text(film.rating()));
    }
    return table;
  }

  /** The error on held-out ratings after some of the epochs. */
  private static final class Curve implements RunListener {
    private final Run run;
    private final String what;
    private final Ratings validation;
    private final List<Double> epochs = new ArrayList<>();
    private final List<Double> errors = new ArrayList<>();
    private Recommender guesses = (user, item) -> Double.NaN;

    Curve(Run run, String what, Ratings validation) {
      this.run = run;
      this.what = what;
      this.validation = validation;
    }

    @Override
    public void epochEnded(EpochReport report, Progress progress) {
      run.progress(what, progress.epoch(), progress.epochs());
      if (progress.epoch() % 4 == 0 || progress.epoch() == progress.epochs()) {
        epochs.add((double) progress.epoch());
        errors.add(guesses.rootMeanSquaredError(validation));
      }
    }

    double last() {
      return errors.getLast();
    }

    double[] epochs() {
      return epochs.stream().mapToDouble(e -> e).toArray();
    }

    double[] errors() {
      return errors.stream().mapToDouble(e -> e).toArray();
    }
  }
}
