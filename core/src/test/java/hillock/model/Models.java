package hillock.model;

import hillock.data.ClassTarget;
import hillock.data.Column;
import hillock.data.DataOrigin;
import hillock.data.Dataset;
import hillock.data.Preprocessor;
import hillock.data.Table;
import hillock.data.Task;
import hillock.nn.Dense;
import hillock.nn.Linear;
import hillock.nn.Relu;
import hillock.nn.Sequential;
import hillock.nn.Sigmoid;
import hillock.nn.Softmax;
import hillock.nn.Tanh;
import hillock.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Small models with random weights: what a model stores and predicts does not depend on training. */
final class Models {
  private Models() {}

  /** Rows of two numbers (one may be missing), a colour, a kind of three, and a price. */
  static Table table(int rows) {
    Random random = new Random(5);
    double[] width = random.doubles(rows, 0, 10).toArray();
    double[] height = random.doubles(rows, 0, 3).map(v -> v < 0.3 ? Double.NaN : v).toArray();
    String[] colour = new String[rows];
    Arrays.setAll(colour, i -> List.of("red", "green", "blue").get(random.nextInt(3)));
    String[] kind = new String[rows];
    Arrays.setAll(kind, i -> List.of("cat", "dog", "emu").get(random.nextInt(3)));
    double[] price = random.doubles(rows, 100, 200).toArray();
    return Table.of(
        Column.numbers("width", width),
        Column.numbers("height", height),
        Column.categories("colour", colour),
        Column.categories("kind", kind),
        Column.numbers("price", price));
  }

  /** Many classes from a table. */
  static Model classifier() {
    Table table = table(200).without("price");
    Preprocessor preprocessor = Preprocessor.fit(table, Task.infer(table, "kind"));
    var network = new Sequential(new Dense(8), new Tanh(), new Dense(3)).build(preprocessor.inputShape(), 1);
    return Model.of(network, new Softmax())
        .with(preprocessor)
        .withMetrics(Map.of("test", Map.of("accuracy", 0.5, "rocAuc", Double.NaN)))
        .with(
            new Provenance(
                Optional.of(new DataOrigin("pets.csv", "0".repeat(64), 200)),
                42,
                "0.1.0",
                Map.of("epochs", 7L),
                Optional.of("2026-11-21")));
  }

  /** A number from a table. */
  static Model regression() {
    Table table = table(200).without("kind");
    Preprocessor preprocessor = Preprocessor.fit(table, Task.of(Task.Kind.REGRESSION, table, "price"));
    var network = new Sequential(new Dense(4), new Relu(), new Dense(1)).build(preprocessor.inputShape(), 2);
    return Model.of(network, new Linear()).with(preprocessor);
  }

  /** Two classes from arrays, with one output. */
  static Model binary() {
    Dataset data =
        Dataset.of(Shape.of(2), new float[] {0, 0, 0, 1, 1, 0, 1, 1})
            .withLabels(new int[] {0, 1, 1, 0}, List.of("no", "yes"));
    Preprocessor preprocessor = Preprocessor.fit(data, Task.infer(data, "label"));
    return Model.of(new Dense(1).build(Shape.of(2), 3), new Sigmoid()).with(preprocessor);
  }

  /** Classes from images as they are, without preprocessing; large enough for several threads in batches. */
  static Model images() {
    var network = new Sequential(new Dense(300), new Relu(), new Dense(10)).build(Shape.of(64), 4);
    List<String> names = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    return Model.of(network, new Softmax()).with(new ClassTarget("digit", names));
  }

  static Dataset pixels(int rows) {
    float[] x = new float[64 * rows];
    Random random = new Random(9);
    for (int i = 0; i < x.length; i++) {
      x[i] = random.nextFloat();
    }
    return Dataset.of(Shape.of(64), x);
  }
}
