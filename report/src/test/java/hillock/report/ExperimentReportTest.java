package hillock.report;

import static org.assertj.core.api.Assertions.assertThat;

import hillock.data.Column;
import hillock.data.DataOrigin;
import hillock.data.Table;
import hillock.experiment.Experiment;
import hillock.experiment.ExperimentResult;
import hillock.report.page.ReportPage;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

class ExperimentReportTest {
  private static final int ROWS = 120;

  private static double[] numbers(java.util.function.IntToDoubleFunction value) {
    return IntStream.range(0, ROWS).mapToDouble(value).toArray();
  }

  private static final Column HEIGHT = Column.numbers("height", numbers(i -> 1.5 + (i * 37 % 101) / 100.0));
  private static final Column AGE = Column.numbers("age", numbers(i -> 20 + i * 53 % 60));

  private static Report report(Table table) {
    ExperimentResult result = Experiment.on(table).hidden(8).epochs(5).threads(1).run();
    RunContext context =
        new RunContext(new DataOrigin("people.csv", "0".repeat(64), ROWS), "hillock train people.csv", "1");
    return ExperimentReport.of(result, context, Optional.empty(), Optional.empty());
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
    RunContext context = new RunContext(new DataOrigin("people.csv", "0".repeat(64), ROWS), "", "1");
    Report report = ExperimentReport.of(result, context, Optional.empty(), Optional.empty());
    Summary s = report.summary();
    assertThat(s.score().metric()).isEqualTo("accuracy");
    assertThat(s.score().value()).isEqualTo(result.measured().value("accuracy"));
    assertThat(s.trainRows() + s.validationRows() + s.testRows()).isEqualTo(ROWS);
    assertThat(s.baselines()).hasSize(2);
    assertThat(report.network().parameters()).isEqualTo(result.parameters());
    assertThat(report.history().orElseThrow().epochs()).hasSize(result.epochs());
    assertThat(report.provenance().facts()).contains(new Fact("weights SHA-256", result.weightsSha256()));

    ClassPredictions p = (ClassPredictions) report.predictions();
    double right = IntStream.range(0, p.size()).filter(r -> p.predicted(r) == p.truth()[r]).count();
    assertThat(right / p.size()).isEqualTo(s.score().value());
  }

  @Test
  void rowsHaveTheirNumberInTheDataAndTheirValues() {
    Report report = report(classes(2));
    Example first = report.predictions().examples().at(0);
    int row = Integer.parseInt(first.name().substring("row ".length())) - 1;
    assertThat(first.values())
        .containsExactly(
            new Fact("height", String.valueOf(HEIGHT.text(row))), new Fact("age", String.valueOf(AGE.text(row))));
  }

  @Test
  void thePageHasAllOfIt() {
    Document page = Jsoup.parse(ReportPage.html(report(classes(3))));
    assertThat(page.select("main > section").eachAttr("id"))
        .containsExactly("classes", "mistakes", "curves", "network", "data", "reproduce");
    assertThat(page.select("h1").text()).isEqualTo("people.csv: predicting kind");
  }
}
