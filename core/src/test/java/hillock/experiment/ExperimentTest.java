package hillock.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hillock.data.Column;
import hillock.data.Table;
import hillock.data.Task;
import hillock.nn.Dense;
import hillock.train.ConstantRate;
import hillock.train.Outcome;
import hillock.train.Sgd;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExperimentTest {
  private static final int ROWS = 120;

  /** Price is 3·area - 2·age + 10, exactly; a fifth of the rows has no price. */
  private static Table houses(boolean gaps) {
    SplittableRandom random = new SplittableRandom(5);
    double[] area = random.doubles(ROWS, 20, 200).toArray();
    double[] age = random.doubles(ROWS, 0, 80).toArray();
    double[] price = new double[ROWS];
    Arrays.setAll(price, i -> gaps && i % 5 == 0 ? Double.NaN : 3 * area[i] - 2 * age[i] + 10);
    return Table.of(Column.numbers("area", area), Column.numbers("age", age), Column.numbers("price", price));
  }

  /** Three classes, of which the third is rare. */
  private static Table flowers() {
    SplittableRandom random = new SplittableRandom(6);
    String[] kind = new String[ROWS];
    double[] size = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      int c = i % 12 == 0 ? 2 : i % 2;
      kind[i] = "abc".substring(c, c + 1);
      size[i] = 3 * c + random.nextDouble();
    }
    return Table.of(Column.numbers("size", size), Column.categories("kind", kind));
  }

  @Test
  void everyRowWithATargetIsInOnePart() {
    PreparedExperiment prepared = Experiment.on(houses(true)).target("price").prepare();
    int[] all =
        IntStream.concat(
                IntStream.of(prepared.rows("train")),
                IntStream.concat(IntStream.of(prepared.rows("validation")), IntStream.of(prepared.rows("test"))))
            .sorted()
            .toArray();
    assertThat(all).isEqualTo(IntStream.range(0, ROWS).filter(i -> i % 5 != 0).toArray());
    assertThat(prepared.rows("test")).hasSize(19); // a fifth of 96
    assertThat(prepared.rows("validation")).hasSize(15); // a fifth of the other 77
    assertThat(prepared.notes()).anyMatch(n -> n.contains("24 rows have no value for 'price'"));
  }

  @Test
  void classesKeepTheirProportions() {
    PreparedExperiment prepared = Experiment.on(flowers()).prepare();
    assertThat(prepared.task().kind()).isEqualTo(Task.Kind.MULTICLASS);
    assertThat(prepared.part("test").classCounts()).containsExactly(10, 12, 2);
    assertThat(prepared.part("validation").classCounts()[2]).isBetween(1, 2);
  }

  @Test
  void nothingIsLearnedFromTheTestRows() {
    Table table = houses(false);
    Experiment experiment = Experiment.on(table).target("price").epochs(2).threads(1);
    ExperimentResult result = experiment.run();
    double[] area = IntStream.range(0, ROWS).mapToDouble(table.column("area")::number).toArray();
    for (int row : result.prepared().rows("test")) {
      area[row] = 1e6;
    }
    Table other = Table.of(Column.numbers("area", area), table.column("age"), table.column("price"));

    ExperimentResult changed = Experiment.on(other).target("price").epochs(2).threads(1).run();

    assertThat(changed.weightsSha256()).isEqualTo(result.weightsSha256());
    assertThat(changed.prepared().preprocessor().toMap()).isEqualTo(result.prepared().preprocessor().toMap());
    assertThat(changed.test().orElseThrow().value("rmse")).isNotEqualTo(result.test().orElseThrow().value("rmse"));
  }

  @Test
  void regressionIsMeasuredInTheUnitOfTheTarget() {
    ExperimentResult result = Experiment.on(houses(false)).target("price").threads(1).run();
    Score test = result.test().orElseThrow();
    // Prices spread over some 160; standardised errors would be below 1 even for the mean.
    assertThat(result.baselines().getFirst().name()).isEqualTo("mean");
    assertThat(result.baselines().getFirst().score().value("rmse")).isBetween(100.0, 250.0);
    assertThat(test.value("rmse")).isLessThan(40);
    assertThat(test.value("r2")).isGreaterThan(0.95);
    assertThat(test.measures().get("rmse").low()).isLessThan(test.value("rmse"));
    assertThat(test.measures().get("rmse").high()).isGreaterThan(test.value("rmse"));
    double shown = result.outcome().history().last().metrics().get("rmse");
    assertThat(shown).isCloseTo(result.validation().orElseThrow().value("rmse"), within(1e-3 * shown));
  }

  @Test
  void theLinearBaselineFindsALineThatIsThere() {
    ExperimentResult result = Experiment.on(houses(false)).target("price").epochs(1).threads(1).run();
    Baseline linear = result.baselines().getLast();
    assertThat(linear.name()).isEqualTo("linear model");
    assertThat(linear.score().value("rmse")).isLessThan(0.01);
  }

  @Test
  void weightsDependOnTheSeedAloneAndNotOnThreads() {
    Experiment experiment = Experiment.on(flowers()).epochs(3).baselines(false);
    String one = experiment.threads(1).run().weightsSha256();
    assertThat(experiment.threads(3).run().weightsSha256()).isEqualTo(one);
    assertThat(experiment.seed(2).run().weightsSha256()).isNotEqualTo(one);
  }

  @Test
  void earlyStoppingKeepsTheBestEpochAndZeroTheLast() {
    Experiment experiment = Experiment.on(flowers()).epochs(6).baselines(false).threads(1);
    assertThat(experiment.earlyStopping(0).run().keptEpoch()).isEqualTo(5);
    ExperimentResult best = experiment.optimizer(new Sgd(1e-9)).earlyStopping(3).run();
    double kept = best.outcome().history().at(best.keptEpoch()).validationLoss();
    assertThat(best.outcome().history().epochs()).allMatch(e -> e.validationLoss() >= kept);
  }

  @Test
  void stopRulesEndTheTraining() {
    Experiment experiment = Experiment.on(flowers()).epochs(30).baselines(false).threads(1);
    assertThat(experiment.targetError(5).run().outcome()).isInstanceOf(Outcome.TargetReached.class);
    ExperimentResult gap = experiment.stopGap(100).run();
    assertThat(gap.outcome()).isInstanceOf(Outcome.GapReached.class);
    assertThat(gap.epochs()).isEqualTo(2);
  }

  @Test
  void aNetworkThatDoesNotFitTheTaskIsRefusedBeforeTraining() {
    assertThatThrownBy(() -> Experiment.on(flowers()).network(new Dense(2)).prepare())
        .hasMessageContaining("got 2 outputs, expected 3")
        .hasMessageContaining("dense(3)");
    assertThatThrownBy(() -> Experiment.on(houses(false)).target("price").balancedClasses().prepare())
        .hasMessageContaining("class weights: got a regression");
    assertThatThrownBy(() -> Experiment.on(flowers()).dropout(1)).hasMessageContaining("dropout: got 1.0");
  }

  @Test
  void balancedClassesWeighTheLoss() {
    Recipe recipe = Experiment.on(flowers()).balancedClasses().prepare().recipe();
    assertThat(recipe.loss().toString()).contains("classWeights=[").doesNotContain("classWeights=[]");
  }

  @Test
  void foldsMeasureEveryRowOnce() {
    Repetition folds = Experiment.on(flowers()).epochs(2).threads(1).crossValidate(4);
    int[] measured =
        folds.runs().stream().flatMapToInt(r -> IntStream.of(r.result().prepared().rows("test"))).sorted().toArray();
    assertThat(measured).isEqualTo(IntStream.range(0, ROWS).toArray());
    Repetition.Spread accuracy = folds.spreads().get("accuracy");
    double mean =
        folds.runs().stream().mapToDouble(r -> r.result().measured().value("accuracy")).average().orElseThrow();
    assertThat(accuracy.mean()).isCloseTo(mean, within(1e-12));
    assertThat(accuracy.high()).isLessThanOrEqualTo(1);
  }

  @Test
  void seedsTellWhichRunsFail() {
    Experiment experiment = Experiment.on(flowers()).epochs(4).threads(1);
    assertThat(experiment.learningRate(0.01).repeat(2).runs())
        .extracting(Repetition.Run::name)
        .containsExactly("1", "2");
    Repetition wild = experiment.optimizer(new Sgd(1e30)).schedule(new ConstantRate()).repeat(2);
    assertThat(wild.failures()).hasSize(2);
    assertThat(wild.spreads()).isEmpty();
  }

  @Test
  void theModelPredictsRawRows() {
    ExperimentResult result = Experiment.on(flowers()).threads(1).run();
    try (var predictor = hillock.model.Predictor.of(result.model(null))) {
      assertThat(predictor.predict(3.5f).label()).isEqualTo("b");
      assertThat(predictor.predict(0.5f).label()).isEqualTo("a");
    }
    assertThat(result.settings()).containsEntry("batch", 16).containsEntry("epochs", 200);
  }
}
