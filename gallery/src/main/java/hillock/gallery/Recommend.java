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
import hillock.train.EpochReport;
import hillock.train.Progress;
import hillock.train.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** An autoencoder and a Boltzmann machine guess which films people like. */
public record Recommend() implements Entry {
  private static final String FOLDER = "recommend/movielens-100k";

  /** A recommender that can be trained for some epochs, anew for other ratings. */
  private interface Method {
    Recommender train(Run run, Ratings ratings, long seed, int epochs, RunListener listener);
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
    Split split = base.split(0.1, run.seed());
    Ratings train = base.subset(split.train());
    Ratings validation = base.subset(split.heldOut());
    double simple = new BaselineEstimates(base).rootMeanSquaredError(test);

    Method autoRec = Recommend::autoRec;
    Method rbm = Recommend::rbm;
    Curve ofAutoRec = curve(run, "AutoRec", autoRec, train, validation, run.choose(80, 6));
    Curve ofRbm = curve(run, "Boltzmann machine", rbm, train, validation, run.choose(60, 4));
    int seeds = run.choose(3, 1);
    List<Recommender> autoRecs = trained(run, autoRec, base, ofAutoRec.best(), seeds);
    List<Recommender> rbms = trained(run, rbm, base, ofRbm.best(), seeds);
    Figure figure = Figure.of("RMSE, AutoRec", Unit.NUMBER, errors(autoRecs, test));
    return new Result()
        .with(run.quick() ? figure.atMost(simple) : figure.published(0.92).atMost(0.93))
        .with(Figure.of("RMSE, Boltzmann machine", Unit.NUMBER, errors(rbms, test)))
        .with(Figure.of("RMSE, mean of all guesses", Unit.NUMBER, mean(autoRecs, rbms).rootMeanSquaredError(test)))
        .with(Figure.of("RMSE, baseline estimates", Unit.NUMBER, simple))
        .with(
            ResultTable.titled("Chosen on a tenth of the ratings of u1.base", "method", "epochs", "validation RMSE")
                .row("AutoRec", ofAutoRec.best(), Unit.NUMBER.text(ofAutoRec.least()))
                .row("Boltzmann machine", ofRbm.best(), Unit.NUMBER.text(ofRbm.least())))
        .with(films(autoRecs.getFirst(), base))
        .with(
            LineChart.titled("Error on ratings not learned from")
                .axes("epoch", "RMSE, stars")
                .line("AutoRec", ofAutoRec.epochs(), ofAutoRec.errors())
                .line("Boltzmann machine", ofRbm.epochs(), ofRbm.errors())
                .picture("validation-error", "Both overfit in the end, so the number of epochs is chosen here."))
        .remark("Published beside: SVD++ 0.92 and nearest neighbours 0.931 on this split.")
        .remark(
            "The test users have half of their ratings in the test, so that less is known of them than of the others.");
  }

  private static Recommender autoRec(Run run, Ratings ratings, long seed, int epochs, RunListener listener) {
    AutoRec model = AutoRec.of(ratings, run.choose(500, 100), 0, (float) run.choose(0.8, 0.5), seed);
    var step = model.training(new Adam(1e-3, 0.9, 0.999, 1e-8, 5e-4, 0), seed, run.engine());
    Supplier<Recommender> now = () -> model.recommender(run.engine());
    Trainer.of(step).with(listening(listener, now)).fit(model.data().shuffled(seed).batches(64), epochs);
    return now.get();
  }

  private static Recommender rbm(Run run, Ratings ratings, long seed, int epochs, RunListener listener) {
    RatingsRbm model = RatingsRbm.of(ratings, run.choose(100, 20), seed);
    var step = model.training(new Adam(5e-3), 1, seed, run.engine());
    Supplier<Recommender> now = () -> model.recommender(run.engine());
    Trainer.of(step).with(listening(listener, now)).fit(model.data().shuffled(seed).batches(50), epochs);
    return now.get();
  }

  private static RunListener listening(RunListener listener, Supplier<Recommender> now) {
    if (listener instanceof Curve curve) {
      curve.now = now;
    }
    return listener;
  }

  private static Curve curve(Run run, String what, Method method, Ratings train, Ratings validation, int epochs) {
    Curve curve = new Curve(run, what, validation);
    method.train(run, train, run.seed(), epochs, curve);
    return curve;
  }

  /** On all of u1.base, with one seed after the other. */
  private static List<Recommender> trained(Run run, Method method, Ratings base, int epochs, int seeds) {
    List<Recommender> all = new ArrayList<>();
    for (long seed = run.seed(); seed < run.seed() + seeds; seed++) {
      all.add(method.train(run, base, seed, epochs, run.training("all of u1.base, seed " + seed)));
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
    private Supplier<Recommender> now = () -> (user, item) -> Double.NaN;

    Curve(Run run, String what, Ratings validation) {
      this.run = run;
      this.what = what;
      this.validation = validation;
    }

    @Override
    public void epochEnded(EpochReport report, Progress progress) {
      run.progress(what, progress.epoch(), progress.epochs());
      if (progress.epoch() % 2 == 0) {
        epochs.add((double) progress.epoch());
        errors.add(now.get().rootMeanSquaredError(validation));
      }
    }

    int best() {
      return epochs.get(errors.indexOf(least())).intValue();
    }

    double least() {
      return errors.stream().mapToDouble(e -> e).min().orElseThrow();
    }

    double[] epochs() {
      return epochs.stream().mapToDouble(e -> e).toArray();
    }

    double[] errors() {
      return errors.stream().mapToDouble(e -> e).toArray();
    }
  }
}
