package hillock.io;

import static org.assertj.core.api.Assertions.assertThat;

import hillock.data.Column;
import hillock.data.ColumnType;
import hillock.data.Dataset;
import hillock.data.NumberTarget;
import hillock.data.Preprocessor;
import hillock.data.RawData;
import hillock.data.Table;
import hillock.data.Task;
import hillock.tensor.Shape;
import hillock.testing.RealData;
import org.junit.jupiter.api.Test;

/** Files as they are found in the world, with all their oddities. */
class RealFilesTest {
  private static Table table(String name) {
    return (Table) Sources.open(RealData.file(name)).data();
  }

  @Test
  void californiaHousing() {
    Table t = table("tabular/housing.csv");
    assertThat(t.size()).isEqualTo(20640);
    assertThat(t.column("total_bedrooms").profile().missing()).isEqualTo(207);
    assertThat(t.column("ocean_proximity").type()).isEqualTo(ColumnType.CATEGORY);
    Task task = Task.infer(t, "median_house_value");
    assertThat(task.kind()).isEqualTo(Task.Kind.REGRESSION);
    Preprocessor p = Preprocessor.fit(t, task);
    Dataset data = p.transform(t);
    assertThat(data.size()).isEqualTo(20640);
    assertThat(p.featureNames())
        .contains("total_bedrooms missing", "ocean_proximity=NEAR BAY", "ocean_proximity other");
    for (int i = 0; i < data.size(); i++) {
      for (float v : data.row(i)) {
        assertThat(Float.isFinite(v)).isTrue();
      }
    }
  }

  @Test
  void amesHousing() {
    Table t = table("tabular/AmesHousing.csv");
    assertThat(t.size()).isEqualTo(2930);
    assertThat(t.columns()).hasSize(82);
    assertThat(t.names().getFirst()).as("without its byte order mark").isEqualTo("Order");
    assertThat(t.column("PID").text(0)).isEqualTo("0526301100");
    assertThat(t.column("MS SubClass").text(0)).isEqualTo("020");
    assertThat(t.column("Lot Frontage").profile().missing()).isEqualTo(490);
    Task task = Task.infer(t, "SalePrice");
    Preprocessor p = Preprocessor.fit(t, task);
    assertThat(p.notes())
        .contains(
            "Column 'Order' is left out: its 2930 different values look like names or numbers of the rows.",
            "Column 'PID' is left out: its 2930 different values look like names or numbers of the rows.",
            "The target 'SalePrice' is positive and strongly skewed: its logarithm is learned.");
    NumberTarget target = (NumberTarget) p.target();
    float[] y = p.transform(t).targets().clone();
    target.decode(y, y.length);
    assertThat(y[0]).isBetween(214999f, 215001f);
  }

  @Test
  void mammographyHasNoHeaderAndQuotedClasses() {
    Table t = table("tabular/mammography.csv");
    assertThat(t.size()).isEqualTo(11183);
    Task task = Task.infer(t, t.likelyTarget().name());
    assertThat(task.kind()).isEqualTo(Task.Kind.BINARY);
    assertThat(task.classNames()).containsExactly("-1", "1");
  }

  @Test
  void datesOfTimeSeries() {
    assertThat(table("timeseries/ETTh1.csv").column("date").type()).isEqualTo(ColumnType.DATE);
    Column compact = table("timeseries/co2.csv").column("date");
    assertThat(compact.text(0)).isEqualTo("1958-03-29T00:00");
    assertThat(table("timeseries/pollution.csv").column("pm2.5").profile().missing()).isEqualTo(2067);
  }

  @Test
  void blanksMayDelimit() {
    Table t = table("tabular/diabetes_data_raw.csv.gz");
    assertThat(t.size()).isEqualTo(442);
    assertThat(t.columns()).hasSize(10);
  }

  @Test
  void mnist() {
    Source source = Sources.open(RealData.file("mnist"));
    Dataset train = (Dataset) source.data();
    RawData test = source.test().orElseThrow();
    assertThat(train.size()).isEqualTo(60000);
    assertThat(test.size()).isEqualTo(10000);
    assertThat(train.imageShape()).contains(Shape.of(28, 28, 1));
    assertThat(train.labels()).startsWith(5, 0, 4, 1, 9, 2, 1, 3, 1, 4);
    assertThat(train.classCounts()).containsExactly(5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949);
    Preprocessor p = Preprocessor.fit(train, Task.infer(train, ""));
    // Mean 0.1307 and deviation 0.3081 of pixels in [0, 1] are the numbers everybody uses for this set.
    float black = (float) (-0.1307 / 0.3081);
    assertThat(p.transform(train).row(0)[0]).isBetween(black - 1e-3f, black + 1e-3f);
  }

  @Test
  void oneIdxFileFindsItsLabels() {
    Dataset data = (Dataset) Sources.open(RealData.file("fashion-mnist/t10k-images-idx3-ubyte.gz")).data();
    assertThat(data.size()).isEqualTo(10000);
    assertThat(data.labels()).startsWith(9, 2, 1, 1, 6);
  }
}
