package hillock.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import hillock.report.History;
import hillock.report.NumberPredictions;
import hillock.report.Report;
import hillock.report.Score;
import hillock.report.Summary;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportPageTest {
  static Stream<Report> reports() {
    return Stream.of(
        SampleReports.digits(), SampleReports.tumours(), SampleReports.houses(500), SampleReports.withoutTarget());
  }

  private static Document parse(Report report) {
    return Jsoup.parse(ReportPage.html(report));
  }

  private static List<String> sections(Report report) {
    return parse(report).select("main > section").eachAttr("id");
  }

  private static JsonNode charts(Document page) {
    return JsonMapper.shared().readTree(page.select("script#charts").first().data());
  }

  @Test
  void eachKindOfTaskHasItsSections() {
    assertThat(sections(SampleReports.digits()))
        .containsExactly("classes", "mistakes", "curves", "rate", "repeats", "network", "data", "reproduce");
    assertThat(sections(SampleReports.tumours()))
        .containsExactly("classes", "mistakes", "curves", "repeats", "network", "data", "reproduce");
    assertThat(sections(SampleReports.houses(50)))
        .containsExactly("residuals", "mistakes", "curves", "network", "data", "reproduce");
    assertThat(sections(SampleReports.withoutTarget()))
        .containsExactly("errors", "mistakes", "curves", "network", "data", "reproduce");
  }

  @Test
  void eachKindOfTaskHasItsFigures() {
    assertThat(parse(SampleReports.digits()).select("figure h3").eachText())
        .containsExactly(
            "Accuracy against the baselines",
            "Can its confidence be believed?",
            "How confident it is",
            "Loss",
            "Validation accuracy",
            "Learning rate",
            "Loss by learning rate",
            "Accuracy of each seed",
            "Rows of each class");
    assertThat(parse(SampleReports.tumours()).select("#classes figure h3").eachText())
        .containsExactly("ROC curve of ‘malignant’", "Can its confidence be believed?", "How confident it is");
    assertThat(parse(SampleReports.houses(50)).select("#residuals figure h3").eachText())
        .containsExactly("True and predicted", "Residual by prediction", "Residuals");
    assertThat(parse(SampleReports.withoutTarget()).select("#errors figure h3").eachText())
        .containsExactly("Distance of the rows");
  }

  @Test
  void withoutATargetNothingIsCalledAMistakeOrAMetric() {
    Document page = parse(SampleReports.withoutTarget());
    assertThat(page.select("#mistakes h2").text()).isEqualTo("Rows that fit worst");
    assertThat(page.select("#mistakes th[scope=col]").eachText())
        .containsExactly("Row", "Distance", "petal length", "petal width");
    assertThat(page.select("#curves th[scope=col]").eachText())
        .containsExactly("Epoch", "Training loss", "Validation loss", "Learning rate");
  }

  @ParameterizedTest
  @MethodSource("reports")
  void nothingIsLoadedFromElsewhere(Report report) {
    Document page = parse(report);
    for (Element e : page.select("[src]")) {
      assertThat(e.attr("src")).startsWith("data:image/png;base64,");
    }
    for (Element e : page.select("[href]")) {
      assertThat(e.attr("href")).startsWith("#");
      assertThat(page.getElementById(e.attr("href").substring(1))).isNotNull();
    }
    assertThat(page.select("link, iframe, object, embed, form, base")).isEmpty();
    assertThat(page.select("style").first().data()).doesNotContain("url(").doesNotContain("@import");
    assertThat(page.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
        .startsWith("default-src 'none'; img-src data:; ");
  }

  @ParameterizedTest
  @MethodSource("reports")
  void peopleWithoutSightOrAMouseCanReadIt(Report report) {
    Document page = parse(report);
    assertThat(page.select("html").attr("lang")).isEqualTo("en");
    assertThat(page.select("h1")).hasSize(1);
    assertThat(page.select("title").text()).isEqualTo(page.select("h1").text());
    assertThat(page.select("img:not([alt]), img[alt=''], table:not(:has(caption)), th:not([scope])")).isEmpty();
    assertThat(page.select("canvas"))
        .isNotEmpty()
        .allSatisfy(c -> {
          assertThat(c.attr("role")).isEqualTo("img");
          assertThat(c.attr("aria-label")).isNotBlank();
        });
    assertThat(page.select("main > section > h2").size()).isEqualTo(page.select("main > section").size());
    assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("reports")
  void everyChartHasItsPlaceAndEveryPlaceItsChart(Report report) {
    Document page = parse(report);
    List<String> ids = charts(page).valueStream().map(c -> c.get("id").asString()).toList();
    assertThat(ids).isEqualTo(page.select("canvas").eachAttr("id"));
  }

  @ParameterizedTest
  @MethodSource("reports")
  void rowsOfATableAreAsLongAsItsHead(Report report) {
    for (Element table : parse(report).select("table:has(thead)")) {
      int columns = table.select("thead th").size();
      assertThat(table.select("tbody tr")).allSatisfy(row -> assertThat(row.children()).hasSize(columns));
    }
  }

  @Test
  void theChartOfTheBaselinesRoundsAsTheText() {
    Document page = parse(SampleReports.digits());
    String inChart = charts(page).get(0).get("texts").get(0).asString();
    assertThat(page.select(".lead strong").text()).isEqualTo(inChart);
  }

  @Test
  void theSameReportGivesTheSameBytes() {
    assertThat(ReportPage.html(SampleReports.digits())).isEqualTo(ReportPage.html(SampleReports.digits()));
  }

  @Test
  void sixtyThousandRowsStayUnderTwoMegabytes() {
    String page = ReportPage.html(SampleReports.houses(60_000));
    assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThan(2_000_000);
    assertThat(page).contains("2,000 of 60,000 rows are drawn, evenly spaced.").contains("All 60,000 rows.");
  }

  @Test
  void hostileTextStaysText() {
    String hostile =
        "</script></style></title><script>alert(1)</script><img src=x onerror=alert(2)>\"'`&amp;<!--\u2028\u0000";
    String html = ReportPage.html(SampleReports.saying(hostile));
    Document page = Jsoup.parse(html);
    assertThat(page.select("script")).hasSize(3);
    assertThat(page.select("img").eachAttr("src")).allMatch(src -> src.startsWith("data:image/png;base64,"));
    assertThat(page.getAllElements())
        .allSatisfy(e -> assertThat(e.attributes().asList()).noneMatch(a -> a.getKey().startsWith("on")));
    // It is shown as it was written, but for the control character, which HTML does not allow.
    String shown = hostile.replace('\u0000', '\uFFFD');
    assertThat(page.select("h1").first().wholeText()).isEqualTo(shown + ": predicting " + shown);
    assertThat(page.select("#classes .matrix tbody th").first().wholeText()).isEqualTo(shown + "1");
    assertThat(page.select("pre.command").first().wholeText()).isEqualTo(shown);
    // In the charts' JSON as well, where the control character is allowed as an escape.
    JsonNode balance =
        charts(page).valueStream().filter(c -> c.path("xTitle").asString("").equals("class")).findFirst().orElseThrow();
    assertThat(balance.get("labels").get(0).asString()).isEqualTo(hostile);
    assertThat(html).doesNotContain("alert(1)</script><img");
  }

  @Test
  void holesInTextAreNotFilled() {
    Document page = parse(SampleReports.saying("{} $1 \\ {0} #{}"));
    assertThat(page.select("pre.command").text()).isEqualTo("{} $1 \\ {0} #{}");
  }

  @Test
  void longTextIsCutAndTheCommandIsNot() {
    String text = "x".repeat(100_000);
    Document page = parse(SampleReports.saying(text));
    assertThat(page.select("pre.command").text()).isEqualTo(text);
    assertThat(page.select("#network tbody th").first().text()).hasSize(201).endsWith("x…");
  }

  @Test
  void theInlinedScriptsAreTheOnlyOnesThePolicyAllows() throws Exception {
    Document page = parse(SampleReports.tumours());
    String policy = page.select("meta[http-equiv=Content-Security-Policy]").attr("content");
    List<Element> scripts = page.select("script:not([type])");
    assertThat(scripts).hasSize(2);
    for (Element script : scripts) {
      var digest = MessageDigest.getInstance("SHA-256");
      byte[] hash = digest.digest(script.data().getBytes(StandardCharsets.UTF_8));
      assertThat(policy).contains("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
    }
    assertThat(Pattern.compile("sha256-").matcher(policy).results().count()).isEqualTo(2);
  }

  @Test
  void picturesOfMistakesAreSharpPng() throws Exception {
    Element image = parse(SampleReports.digits()).select("#mistakes img").first();
    byte[] png = Base64.getDecoder().decode(image.attr("src").substring("data:image/png;base64,".length()));
    var decoded = ImageIO.read(new ByteArrayInputStream(png));
    assertThat(decoded.getWidth()).isEqualTo(8);
    assertThat(image.attr("alt")).matches("row \\d+: true \\d, predicted \\d, confidence .*%");
  }

  @Test
  void aDivergedRunStillHasAPage() {
    Report r = SampleReports.houses(20);
    double[] none = new double[20];
    Arrays.fill(none, Double.NaN);
    double[] truth = ((NumberPredictions) r.predictions()).truth();
    Summary s = r.summary();
    Summary diverged =
        new Summary(
            s.data(),
            s.reason(),
            "test",
            s.trainRows(),
            s.validationRows(),
            20,
            Score.of("RMSE", Double.NaN, false, false),
            Optional.empty(),
            List.of(),
            s.baselines(),
            "Diverged at step 3 of epoch 1.",
            1,
            0.1,
            Double.NaN);
    History history =
        new History("RMSE", false, 0, List.of(new History.Epoch(1, Double.NaN, Double.NaN, Double.NaN, 0.1)));
    Document page =
        parse(
            new Report(
                diverged,
                Optional.of(history),
                new NumberPredictions("price", truth, none, r.predictions().examples()),
                r.network(),
                r.data(),
                Optional.empty(),
                Optional.empty(),
                r.provenance()));
    assertThat(page.select(".verdict").text()).isEqualTo("✗ No better than the linear model");
    assertThat(page.select("#curves").text()).contains("Diverged at step 3");
    assertThat(page.text()).doesNotContain("NaN");
  }
}
