package hillock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong use and bad input end in a message that helps, the right exit code, and no file left behind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {
  private static final int MOST_LINES = 4;

  @TempDir static Path folder;
  private byte[] model;

  /**
   * A command line that must fail.
   *
   * @param arguments where {@code @} stands for the folder of files
   * @param expected parts of the message
   */
  record Case(String name, List<String> arguments, List<String> expected) {
    @Override
    public String toString() {
      return name;
    }
  }

  @BeforeAll
  void makeFiles() throws IOException {
    write("good.csv", "a,b,y\n" + rows(60, "%d,%d,%s"));
    CommandRun run =
        CommandRun.of("train", path("good.csv"), "--epochs", "1", "--no-report", "-q", "--model", path("good.hillock"));
    assertThat(run.code()).as(run.err()).isZero();
    model = Files.readAllBytes(folder.resolve("good.hillock"));
    write("empty.csv", "");
    write("header.csv", "a,b,y\n");
    write("one.csv", "a,b,y\n1,2,x\n");
    write("ragged.csv", "a,b,y\n1,2,x\n1,2\n1,2,y\n");
    write("quote.csv", "a,b,y\n1,\"2,x\n1,2,y\n");
    write("constant.csv", "a,y\n" + "1,5\n2,5\n3,5\n".repeat(20));
    write("constant-features.csv", "a,b,y\n" + "1,2,x\n1,2,z\n".repeat(30));
    write("numbers.csv", "a,b,y\n" + rows(60, "%d,%d.5,%d.25"));
    write("names.csv", "a,y\n" + rows(400, "%d,name%d"));
    write("notarget.csv", "a,b\n1,2\n3,4\n");
    write("texts.csv", "a,b,y\n1,red,p\n2,blue,q\n");
    write("no-value.csv", "a,y\n1,\n2,\n3,\n");
    write("dates.csv", "a,y\n" + "1,2024-01-02\n2,2024-02-03\n3,2024-05-06\n".repeat(10));
    write("picture.xlsx", "PK");
    write("notes.hillock", "these are my notes");
    write("mine.html", "<p>my own page");
    write("broken.json", "{\"type\": \"Dense\"");
    write("unknown.json", "{\"type\": \"Denze\", \"units\": 3}");
    Files.write(folder.resolve("binary.csv"), new byte[] {0, 1, 2, (byte) 0xff, 0, 0, 9, 8, 0});
    Files.write(folder.resolve("cut.csv.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0});
    Files.write(folder.resolve("bad.npz"), "PK no zip at all".getBytes(StandardCharsets.UTF_8));
    Files.write(
        folder.resolve("train-images-idx3-ubyte"), new byte[] {0, 0, 8, 3, 0, 0, 0, 9, 0, 0, 0, 28, 0, 0, 0, 28});
    Files.createDirectories(folder.resolve("nothing"));
    Files.createDirectories(folder.resolve("pictures/cat"));
    Files.createDirectories(folder.resolve("pictures/dog"));
    write("pictures/cat/a.png", "no picture");
    write("pictures/dog/b.png", "no picture");
    Files.createDirectories(folder.resolve("folder.hillock"));
    damagedModels();
  }

  private static String rows(int n, String format) {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < n; i++) {
      Object last = format.endsWith("%s") ? i % 2 == 0 ? "yes" : "no" : i;
      Object[] values = {i, i * 7 % 11, last};
      boolean two = format.chars().filter(c -> c == '%').count() == 2;
      rows.append(format.formatted(two ? new Object[] {i, last} : values)).append('\n');
    }
    return rows.toString();
  }

  /** Cut at every tenth, one bit flipped in every tenth, and headers that lie about lengths. */
  private void damagedModels() throws IOException {
    for (int tenth = 0; tenth < 10; tenth++) {
      int at = model.length * tenth / 10;
      Files.write(folder.resolve("cut" + tenth + ".hillock"), Arrays.copyOf(model, at));
      byte[] flipped = model.clone();
      flipped[at + tenth % 3] ^= 0x10;
      Files.write(folder.resolve("flip" + tenth + ".hillock"), flipped);
    }
    for (int lie = 0; lie < 4; lie++) {
      byte[] lying = model.clone();
      ByteBuffer.wrap(lying).order(ByteOrder.LITTLE_ENDIAN).putInt(8 + 4 * lie, lie % 2 == 0 ? Integer.MAX_VALUE : -1);
      Files.write(folder.resolve("lie" + lie + ".hillock"), lying);
    }
    Files.write(folder.resolve("longer.hillock"), Arrays.copyOf(model, model.length + 100));
    byte[] noise = new byte[1000];
    new Random(1).nextBytes(noise);
    Files.write(folder.resolve("noise.hillock"), noise);
  }

  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    // Commands and options.
    add(cases, "unknown command", "trian digits", "train");
    add(cases, "unknown option", "train digits --epoch 3", "--epoch", "--help");
    add(cases, "misspelt option", "train digits --optimiser sgd", "--optimizer");
    add(cases, "no data", "train", "DATA");
    add(cases, "two data", "train digits iris", "iris");
    add(cases, "option without value", "train digits --epochs", "--epochs");
    add(cases, "epochs no number", "train digits --epochs many", "--epochs", "many");
    add(cases, "epochs zero", "train digits --epochs 0", "epochs", "at least 1");
    add(cases, "batch negative", "train digits --batch -5", "batch", "at least 1");
    add(cases, "dropout too large", "train digits --dropout 1.5", "dropout", "1.5");
    add(cases, "dropout no number", "train digits --dropout half", "--dropout", "half");
    add(cases, "learning rate no number", "train digits --learning-rate fidn", "fidn", "find");
    add(cases, "learning rate negative", "train digits --learning-rate=-1", "learning rate", "-1");
    add(cases, "learning rate infinite", "train digits --learning-rate Infinity", "learning rate");
    add(cases, "weight decay negative", "train digits --weight-decay=-1", "weight decay");
    add(cases, "l1 not a number", "train digits --l1 NaN", "l1");
    add(cases, "validation whole", "train digits --validation 1", "validation");
    add(cases, "test share above one", "train digits --test 20", "test", "20");
    add(cases, "test share and data", "train digits --test 0.1 --test-data iris", "--test-data", "--test");
    add(cases, "unknown optimiser", "train digits --optimizer adamm", "adamm", "adam");
    add(cases, "unknown schedule", "train digits --schedule cosin", "cosin", "cosine");
    add(cases, "unknown loss", "train digits --loss crossentropi", "crossentropi", "cross-entropy");
    add(cases, "unknown activation", "train digits --activation rulu", "rulu", "relu");
    add(cases, "optimiser out of range", "train digits --optimizer adam(-1)", "adam", "greater than 0");
    add(cases, "hidden no numbers", "train digits --hidden a,b", "--hidden", "64,64");
    add(cases, "hidden negative", "train digits --hidden=-3", "--hidden");
    add(cases, "network misspelt", "train digits --network denze(3)", "denze", "dense");
    add(cases, "network unclosed", "train digits --network dense(3", "dense(3");
    add(cases, "network of wrong width", "train digits --network dense(7) --epochs 1", "7", "10");
    add(cases, "network file missing", "train digits --network @/net.json", "net.json", "no such file");
    add(cases, "network file broken", "train digits --network @/broken.json", "broken.json", "line 1");
    add(cases, "network file of unknown layer", "train digits --network @/unknown.json", "Denze", "dense");
    add(cases, "network and hidden", "train digits --network dense(10) --hidden 3", "--network", "--hidden");
    add(cases, "perceptron for numbers", "train @/numbers.csv --network perceptron", "perceptron", "classes");
    add(cases, "perceptron misspelt", "train iris --network perceptorn", "Did you mean 'perceptron'?");
    add(cases, "perceptron of a setting unknown", "train iris --network perceptron(rate=1)", "rate", "keep");
    add(cases, "perceptron of a value unknown", "train iris --network perceptron(first)", "first", "POCKET");
    add(cases, "perceptron and optimiser", "train iris --network perceptron --optimizer sgd", "optimizer", "its own");
    add(cases, "perceptron and rate", "train iris --network perceptron --learning-rate 1", "learning rate");
    add(cases, "perceptron and hidden", "train iris --network perceptron --hidden 3", "--network", "--hidden");
    add(cases, "perceptron and loss", "train iris --network perceptron --loss huber", "loss", "perceptron");
    add(cases, "perceptron for a forecast", "train @/numbers.csv --forecast y --network perceptron", "forecast");
    add(cases, "perceptron inspected without data", "inspect perceptron --input 4", "perceptron", "hillock train");
    add(cases, "machine for numbers", "train @/numbers.csv --target y --network rbm", "rbm", "classes");
    add(cases, "machine of no units", "train iris --network rbm(hidden=0)", "hidden units", "at least 1");
    add(cases, "map for numbers", "train @/numbers.csv --target y --network som", "som", "classes");
    add(cases, "map of half a size", "train iris --network som(rows=3)", "3 rows of 0");
    add(cases, "map of no lattice", "train iris --network som(3,3,cubic)", "cubic", "HEXAGONAL");
    add(cases, "threads zero", "train digits --threads 0", "--threads");
    add(cases, "unknown kernels", "train digits --kernels gpu", "gpu", "scalar");
    add(cases, "seed no number", "train digits --seed one", "--seed", "one");
    add(cases, "seeds one", "train digits --seeds 1", "seeds", "at least 2");
    add(cases, "folds one", "train iris --cross-validate 1", "cross-validation", "2");
    add(cases, "more folds than rows", "train iris --cross-validate 151", "151", "150");
    add(cases, "folds and a model", "train iris --cross-validate 3 --model m.hillock", "--cross-validate", "--model");
    add(cases, "a set misspelt", "train irsi", "Did you mean 'iris'?");
    add(cases, "horizon without forecast", "train iris --horizon 3", "--horizon", "--forecast");
    add(cases, "folds and seeds", "train iris --cross-validate 3 --seeds 3", "--cross-validate", "--seeds");
    add(cases, "class weights unknown", "train digits --class-weights equal", "--class-weights", "balanced");
    add(cases, "class weights of a regression", "train @/numbers.csv --class-weights balanced", "class weights");
    add(cases, "task unknown", "train iris --task clustering", "--task", "regression");
    add(cases, "task does not fit", "train iris --task binary", "3 classes", "2");
    add(cases, "resume without checkpoint", "train iris --resume", "--checkpoint");
    add(cases, "report and no report", "train iris --report a.html --no-report", "--no-report");
    // Files and columns.
    add(cases, "no such file", "train @/goood.csv", "goood.csv", "Did you mean", "good.csv");
    add(cases, "no such set", "train digit", "digit", "Did you mean 'digits'");
    add(cases, "empty file", "train @/empty.csv", "empty.csv");
    add(cases, "header only", "train @/header.csv", "header.csv");
    add(cases, "one row", "train @/one.csv", "one.csv");
    add(cases, "ragged rows", "train @/ragged.csv", "ragged.csv", "line 3");
    add(cases, "unclosed quote", "train @/quote.csv", "quote.csv");
    add(cases, "binary file", "train @/binary.csv", "binary.csv");
    add(cases, "cut gzip", "train @/cut.csv.gz", "cut.csv.gz");
    add(cases, "bad npz", "train @/bad.npz", "bad.npz");
    add(cases, "idx without labels", "train @/train-images-idx3-ubyte", "idx");
    add(cases, "spreadsheet", "train @/picture.xlsx", "xlsx", "CSV");
    add(cases, "empty folder", "train @/nothing", "nothing", "empty folder");
    add(cases, "broken image", "train @/pictures", "a.png");
    add(cases, "wrong target", "train @/good.csv --target z", "'z'", "columns");
    add(cases, "misspelt target", "train iris --target specis", "Did you mean 'species'");
    add(cases, "constant target", "train @/constant.csv", "'y'", "5");
    add(cases, "target of names", "train @/names.csv", "'y'", "400", "identifier");
    add(cases, "target of dates", "train @/dates.csv", "'y'", "dates");
    add(cases, "target without values", "train @/no-value.csv", "'y'");
    add(cases, "nothing to learn from", "train @/constant-features.csv", "no column to learn from");
    add(cases, "drop the target", "train @/good.csv --drop y --target y", "target 'y'");
    add(cases, "drop an unknown column", "train @/good.csv --drop c", "'c'");
    add(cases, "empty standard input", "train -", "standard input");
    add(cases, "test data of other columns", "train @/good.csv --test-data iris", "iris", "'y'");
    // Where results go.
    add(cases, "model over another file", "train iris --model @/notes.hillock", "notes.hillock", "another name");
    add(cases, "model over a folder", "train iris --model @/folder.hillock", "folder.hillock", "a folder");
    add(cases, "model into no folder", "train iris --model @/none/m.hillock", "does not exist");
    add(cases, "report over another file", "train iris --model @/new.hillock --report @/mine.html", "mine.html");
    // Using models.
    add(cases, "evaluate without the target", "evaluate @/good.hillock @/notarget.csv", "'y'", "predict");
    add(cases, "predict without a column", "predict @/good.hillock @/header.csv", "header.csv");
    add(cases, "predict other data", "predict @/good.hillock iris", "iris", "'b'");
    add(cases, "predict with text for numbers", "predict @/good.hillock @/texts.csv", "'b'", "red");
    add(cases, "predict into no folder", "predict @/good.hillock @/good.csv -o @/none/out.csv", "does not exist");
    add(cases, "predict without a model", "predict @/nope.hillock @/good.csv", "nope.hillock");
    add(cases, "a table is no model", "inspect @/good.csv", "good.csv", "Hillock");
    add(cases, "an empty file is no model", "inspect @/empty.csv", "empty.csv");
    add(cases, "a folder is no model", "inspect @/nothing", "nothing");
    add(cases, "noise is no model", "inspect @/noise.hillock", "noise.hillock");
    add(cases, "a longer model", "inspect @/longer.hillock", "longer.hillock");
    for (int i = 0; i < 10; i++) {
      add(cases, "model cut at " + i + " tenths", "predict @/cut" + i + ".hillock @/good.csv -o @/out.csv", "cut" + i);
      add(
          cases,
          "model with a flipped bit at " + i + " tenths",
          "evaluate @/flip" + i + ".hillock @/good.csv",
          "flip" + i);
    }
    for (int i = 0; i < 4; i++) {
      add(cases, "model with lying header " + i, "inspect @/lie" + i + ".hillock", "lie" + i);
    }
    add(cases, "unknown data to show", "data show irys", "Did you mean 'iris'");
    return cases.stream();
  }

  private static void add(List<Case> cases, String name, String line, String... expected) {
    cases.add(new Case(name, List.of(line.split(" ")), List.of(expected)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void endsInAHelpfulMessage(Case wrong) throws IOException {
    List<Path> before = files();
    List<String> arguments =
        new ArrayList<>(wrong.arguments.stream().map(a -> a.replace("@", folder.toString())).toList());
    boolean saves = arguments.getFirst().equals("train") && !arguments.contains("--cross-validate");
    if (saves && !wrong.arguments.contains("--model")) {
      arguments.addAll(List.of("--model", path("out.hillock")));
    }

    CommandRun run = CommandRun.of(arguments.toArray(String[]::new));

    assertThat(run.code()).as(run.err()).isIn(Main.FAILED, Main.WRONG_USE);
    List<String> message = run.err().lines().filter(l -> !l.isBlank()).toList();
    assertThat(message).as("message").isNotEmpty().hasSizeLessThanOrEqualTo(MOST_LINES);
    assertThat(message.getFirst()).startsWith("hillock: ");
    assertThat(run.err()).contains(wrong.expected).doesNotContain("Exception", "\tat ", "failed unexpectedly");
    assertThat(files()).as("files left behind").isEqualTo(before);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.sorted().toList();
    }
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }
}
