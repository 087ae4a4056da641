package hillock.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import hillock.data.Column;
import hillock.data.DataOrigin;
import hillock.data.Table;
import hillock.experiment.Experiment;
import hillock.experiment.ExperimentResult;
import hillock.experiment.Repetition;
import hillock.experiment.RunListener;
import hillock.report.page.ReportPage;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

class ExperimentReportTest {
  private static final int ROWS = 120;
  private static final RunContext CONTEXT =
      new RunContext(
          new DataOrigin("people.csv", "0".repeat(64), ROWS),
          IntStream.range(0, ROWS).mapToObj(i -> "person " + i).toList(),
          "hillock train people.csv");

  private static double[] numbers(java.util.function.IntToDoubleFunction value) {
    return IntStream.range(0, ROWS).mapToDouble(value).toArray();
  }

  private static final Column HEIGHT = Column.numbers("height", numbers(i -> 1.5 + (i * 37 % 101) / 100.0));
  private static final Column AGE = Column.numbers("age", numbers(i -> 20 + i * 53 % 60));

  private static Report report(Table table) {
    ExperimentResult result = Experiment.on(table).hidden(8).epochs(5).threads(1).run();
    return ExperimentReport.of(result, CONTEXT);
  }

  private static Table classes(int k) {
    String[] names = IntStream.range(0, ROWS).mapToObj(i -> "class " + i * 37 % 101 * k / 101).toArray(String[]::new);
    return Table.of(HEIGHT, AGE, Column.categories("kind", names));
  }

  @Test
  void everyKindOfTaskHasAReport() {
    assertThat(report(classes(3)).predictions()).isInstanceOf(ClassPredictions.class);
    assertThat(((ClassPredictions) report(classes(2)).predictions()).classes()).containsExactly("class 0", "class 1");
    Table weights = Table.of(HEIGHT, AGE, Column.numbers("weight", numbers(i -> 30.5 + (i * 37 % 101) / 1.7)));
    assertThat(report(weights).predictions()).isInstanceOf(NumberPredictions.class);
  }

  @Test
  void theReportSaysWhatTheResultSays() {
    ExperimentResult result = Experiment.on(classes(3)).hidden(8).epochs(5).threads(1).run();
    Report report = ExperimentReport.of(result, CONTEXT);
    Summary s = report.summary();
    assertThat(s.score().metric()).isEqualTo("accuracy");
    assertThat(s.score().value()).isEqualTo(result.measured().value("accuracy"));
    assertThat(s.trainRows() + s.validationRows() + s.testRows()).isEqualTo(ROWS);
    assertThat(s.baselines()).hasSize(2);
    assertThat(report.network().parameters()).isEqualTo(result.parameters());
    assertThat(report.history().orElseThrow().epochs()).hasSize(result.epochs());
    assertThat(report.provenance().facts()).contains(new Fact("weights SHA-256", result.weightsSha256()));

    ClassPredictions p = (ClassPredictions) report.predictions();
    double right = IntStream.range(0, p.size()).filter(r -> p.predicted(r) == p.truth(r)).count();
    assertThat(right / p.size()).isEqualTo(s.score().value());
  }

  @Test
  void rowsHaveTheirNameInTheDataAndTheirValues() {
    Example first = report(classes(2)).predictions().examples().at(0);
    int row = Integer.parseInt(first.name().substring("person ".length()));
    assertThat(first.values())
        .containsExactly(
            new Fact("height", String.valueOf(HEIGHT.text(row))), new Fact("age", String.valueOf(AGE.text(row))));
  }

  @Test
  void rowsWithoutNamesAreNumberedFromOne() {
    ExperimentResult result = Experiment.on(classes(2)).hidden(8).epochs(5).threads(1).run();
    Report report = ExperimentReport.of(result, RunContext.of(new DataOrigin("people.csv", "0".repeat(64), ROWS)));
    int row = result.prepared().rows("test")[0];
    assertThat(report.predictions().examples().at(0).name()).isEqualTo("row " + (row + 1));
  }

  @Test
  void theSearchForALearningRateIsPictured() {
    ExperimentResult result = Experiment.on(classes(3)).hidden(8).epochs(5).threads(1).findLearningRate().run();
    RateSearch search = ExperimentReport.of(result, CONTEXT).rateSearch().orElseThrow();
    assertThat(search.chosen()).isEqualTo(result.rateSearch().orElseThrow().suggestion());
    assertThat(search.rates()).isSorted().contains(search.chosen()).hasSameSizeAs(search.losses());
  }

  @Test
  void otherSeedsStandBesideTheRunThatWasKept() {
    Repetition seeds = Experiment.on(classes(3)).hidden(8).epochs(5).threads(1).repeat(2, new RunListener() {});
    ExperimentResult kept = seeds.runs().getLast().result();
    Report report = ExperimentReport.of(kept, seeds, CONTEXT);
    assertThat(report.summary().score().value()).isEqualTo(kept.measured().value("accuracy"));
    assertThat(report.repeats().orElseThrow().runs()).extracting(Repeats.Run::name).containsExactly("1", "2");
  }

  @Test
  void aCrossValidationShowsEveryRowOnceAsTheNetworkThatHadNotSeenIt() {
    Repetition folds = Experiment.on(classes(3)).hidden(8).epochs(5).threads(1).crossValidate(3, new RunListener() {});
    Report report = ExperimentReport.ofFolds(folds, CONTEXT);
    ClassPredictions p = (ClassPredictions) report.predictions();
    assertThat(IntStream.range(0, p.size()).mapToObj(i -> p.examples().at(i).name()))
        .containsExactlyInAnyOrderElementsOf(CONTEXT.rowNames());
    assertThat(report.summary().measuredRows()).isEqualTo(ROWS);
    // The folds are equally large, so the mean over folds is the share of all rows.
    double right = IntStream.range(0, p.size()).filter(r -> p.predicted(r) == p.truth(r)).count();
    assertThat(report.summary().score().value()).isCloseTo(right / ROWS, within(1e-12));

    Document page = Jsoup.parse(ReportPage.html(report));
    assertThat(page.select("main > section").eachAttr("id"))
        .containsExactly("classes", "mistakes", "repeats", "network", "data", "reproduce");
    assertThat(page.select(".lead").text())
        .startsWith("On 120 rows, each held back once in a cross-validation, the network");
  }

  @Test
  void foldsOfNumbersStandTogetherToo() {
    Table weights = Table.of(HEIGHT, AGE, Column.numbers("weight", numbers(i -> 30.5 + (i * 37 % 101) / 1.7)));
    Repetition folds = Experiment.on(weights).hidden(8).epochs(5).threads(1).crossValidate(3, new RunListener() {});
    NumberPredictions p = (NumberPredictions) ExperimentReport.ofFolds(folds, CONTEXT).predictions();
    assertThat(p.size()).isEqualTo(ROWS);
    assertThat(IntStream.range(0, ROWS))
        .allSatisfy(i -> {
          int row = CONTEXT.rowNames().indexOf(p.examples().at(i).name());
          assertThat(p.truth()[i]).isCloseTo(30.5 + (row * 37 % 101) / 1.7, withinPercentage(1e-4));
        });
  }

  @Test
  void thePageHasAllOfIt() {
    Document page = Jsoup.parse(ReportPage.html(report(classes(3))));
    assertThat(page.select("main > section").eachAttr("id"))
        .containsExactly("classes", "mistakes", "curves", "diagnosis", "network", "data", "reproduce");
    assertThat(page.select("h1").text()).isEqualTo("people.csv: predicting kind");
  }
}
