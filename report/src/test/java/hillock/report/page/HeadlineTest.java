package hillock.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import hillock.report.Report;
import hillock.report.Score;
import hillock.report.Summary;
import hillock.report.Summary.Baseline;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

class HeadlineTest {
  private static Report with(Score score, Baseline baseline, long testRows, String measuredOn) {
    Report r = SampleReports.houses(300);
    Summary s =
        new Summary(
            "a",
            "",
            measuredOn,
            1000,
            testRows,
            testRows,
            score,
            Optional.empty(),
            List.of(),
            List.of(baseline),
            "done",
            10,
            1,
            Double.NaN);
    return new Report(
        s, Optional.empty(), r.predictions(), r.network(), r.data(), r.rateSearch(), r.repeats(), r.provenance());
  }

  private static Document page(Report report) {
    return Jsoup.parse(Headline.of(report, new Charts()).html());
  }

  @Test
  void aClearGainIsSaidWithoutCaveats() {
    Document page =
        page(with(new Score("RMSE", 50, 45, 55, false, false), new Baseline("linear model", 80), 500, "test"));
    assertThat(page.select(".lead").text())
        .isEqualTo(
            "On 500 rows held back for the test, the network is off by 50 (root of the mean squared error), 95%"
                + " interval 45 to 55. For comparison: linear model 80.");
    assertThat(page.select(".verdict").text()).isEqualTo("✓ 37.5% lower RMSE than the linear model");
    assertThat(page.select(".caveats")).isEmpty();
  }

  @Test
  void aGainWithinTheIntervalIsCalledChance() {
    Document page =
        page(with(new Score("accuracy", 0.9, 0.85, 0.94, true, true), new Baseline("linear model", 0.88), 500, "test"));
    assertThat(page.select(".verdict").text())
        .isEqualTo("≈ 2 percentage points better than the linear model, not yet certain");
    assertThat(page.select(".caveats li").eachText())
        .containsExactly(
            "The gain of 2 percentage points over the linear model lies within the 95% interval: it could be chance.");
  }

  @Test
  void aNetworkThatLosesIsNotPraised() {
    Document page =
        page(with(new Score("RMSE", 90, 80, 99, false, false), new Baseline("linear model", 80), 500, "test"));
    assertThat(page.select(".verdict").text()).isEqualTo("✗ No better than the linear model");
    assertThat(page.select(".caveats li").text()).startsWith("The network is no better than the linear model (80)");
  }

  @Test
  void fewRowsAndAMissingTestPartAreSaid() {
    Document page =
        page(with(new Score("accuracy", 0.9, 0.8, 0.96, true, true), new Baseline("mean", 0.1), 40, "validation"));
    assertThat(page.select(".lead").text()).startsWith("On 40 rows held back for validation");
    assertThat(page.select(".caveats li").eachText())
        .satisfiesExactly(
            c -> assertThat(c).startsWith("There is no test part"),
            c ->
                assertThat(c)
                    .startsWith("Only 40 validation rows: a single one moves the accuracy by 2.5 percentage points."));
  }

  @Test
  void theBestBaselineIsTheOneToBeat() {
    assertThat(SampleReports.digits().summary().bestBaseline().orElseThrow().name()).isEqualTo("linear model");
    assertThat(SampleReports.houses(10).summary().bestBaseline().orElseThrow().name()).isEqualTo("linear model");
  }
}
