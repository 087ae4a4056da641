package hillock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hillock.model.Json;
import hillock.model.Model;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of images and npz files, from training to prediction. */
class ImagesTest {
  private static final int EACH = 40;

  @TempDir Path folder;
  private Path images;

  /** Two classes of 10x8 pixels: red brightness at the top, or blue at the bottom, in noise. */
  @BeforeEach
  void images() throws IOException {
    images = folder.resolve("sky");
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 2 * EACH; i++) {
      boolean top = i % 2 == 0;
      BufferedImage image = new BufferedImage(8, 10, BufferedImage.TYPE_INT_RGB);
      for (int y = 0; y < 10; y++) {
        for (int x = 0; x < 8; x++) {
          int noise = random.nextInt(100);
          boolean bright = top == y < 5;
          int red = noise + (bright && top ? 150 : 0);
          int blue = noise + (bright && !top ? 150 : 0);
          image.setRGB(x, y, red << 16 | noise << 8 | blue);
        }
      }
      Path file = images.resolve(top ? "dawn" : "dusk").resolve("%03d.png".formatted(i));
      Files.createDirectories(file.getParent());
      assertThat(ImageIO.write(image, "png", file.toFile())).isTrue();
    }
  }

  private Map<String, Object> train(String model, String... options) {
    List<String> line =
        new ArrayList<>(
            List.of("train", images.toString(), "--json", "--no-report", "--epochs", "12", "--model", file(model)));
    line.addAll(List.of(options));
    CommandRun run = CommandRun.of(line.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isZero();
    return Json.parseObject(run.lastLine(), "json");
  }

  private static double accuracy(Map<String, Object> json) {
    return ((Number) ((Map<?, ?>) json.get("test")).get("accuracy")).doubleValue();
  }

  @Test
  void aFolderOfImagesIsLearnedEvaluatedAndPredicted() throws IOException {
    Map<String, Object> json = train("sky.hillock");
    assertThat(accuracy(json)).isGreaterThan(0.9);
    Model model = Model.open(folder.resolve("sky.hillock"));
    assertThat(model.network().input().toString()).isEqualTo("[10, 8, 3]");
    assertThat(model.preprocessor().orElseThrow().imageShape().orElseThrow().toString()).isEqualTo("[10, 8, 3]");

    CommandRun evaluated = CommandRun.of("evaluate", file("sky.hillock"), images.toString(), "--json");
    assertThat(evaluated.code()).as(evaluated.err()).isZero();
    assertThat(Json.parseObject(evaluated.lastLine(), "json")).containsEntry("n", 80L);

    // Images of any size and without classes: brought to the shape of the model.
    Path other = Files.createDirectories(folder.resolve("new"));
    BufferedImage dawn = new BufferedImage(40, 50, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 50; y++) {
      for (int x = 0; x < 40; x++) {
        dawn.setRGB(x, y, y < 25 ? 0xc83232 : 0x323232);
      }
    }
    assertThat(ImageIO.write(dawn, "png", other.resolve("a b.png").toFile())).isTrue();
    CommandRun predicted = CommandRun.of("predict", file("sky.hillock"), other.toString(), "--proba");
    assertThat(predicted.code()).as(predicted.err()).isZero();
    List<String> lines = predicted.out().lines().toList();
    assertThat(lines.getFirst()).isEqualTo("row,prediction,probability_dawn,probability_dusk");
    assertThat(lines.get(1)).startsWith("a b.png,dawn,");
    CommandRun one = CommandRun.of("predict", file("sky.hillock"), other.resolve("a b.png").toString());
    assertThat(one.out()).contains("a b.png,dawn");
  }

  @Test
  void greyAndSizeAreKeptForPrediction() {
    assertThat(accuracy(train("grey.hillock", "--grey", "--size", "5x4"))).isGreaterThan(0.8);
    assertThat(Model.open(folder.resolve("grey.hillock")).network().input().toString()).isEqualTo("[5, 4, 1]");
    CommandRun predicted = CommandRun.of("predict", file("grey.hillock"), images.toString());
    assertThat(predicted.code()).as(predicted.err()).isZero();
    assertThat(predicted.out().lines()).hasSize(81);
  }

  @Test
  void aNetworkTakesImagesInTheShapeItNeeds() {
    train("dense.hillock", "--network", "dense(8) relu dense(1)");
    assertThat(Model.open(folder.resolve("dense.hillock")).network().input().toString()).isEqualTo("[240]");
    train("flat.hillock", "--network", "flatten dense(1)");
    assertThat(Model.open(folder.resolve("flat.hillock")).network().input().toString()).isEqualTo("[10, 8, 3]");
    CommandRun predicted = CommandRun.of("predict", file("dense.hillock"), images.toString());
    assertThat(predicted.code()).as(predicted.err()).isZero();
  }

  @Test
  void aFolderTrainsAConvolutionalNetworkOfAName() {
    Map<String, Object> json =
        train("lenet.hillock", "--network", "lenet", "--grey", "--size", "28x28", "--augment", "shift(2)");
    assertThat(accuracy(json)).isGreaterThan(0.9);
    assertThat(Model.open(folder.resolve("lenet.hillock")).network().input().toString()).isEqualTo("[28, 28, 1]");
    CommandRun predicted = CommandRun.of("predict", file("lenet.hillock"), images.resolve("dawn").toString());
    assertThat(predicted.code()).as(predicted.err()).isZero();
    assertThat(predicted.out()).contains("000.png,dawn");
  }

  @Test
  void augmentationChangesTheWeightsIsStoredAndResumesExactly() {
    String plain = (String) train("p.hillock").get("weightsSha256");
    String[] augmented = {"--augment", "shift(1) flip cut-out(3)"};
    Map<String, Object> whole = train("a.hillock", augmented);
    assertThat(whole.get("weightsSha256")).isNotEqualTo(plain);
    assertThat(train("b.hillock", "--augment", "shift(1) flip cut-out(3)", "--threads", "3").get("weightsSha256"))
        .isEqualTo(whole.get("weightsSha256"));
    assertThat(Model.open(folder.resolve("a.hillock")).provenance().settings())
        .containsEntry("augmentation", "shift(1) flip cut-out(3)");
    // Validation and test are measured on images as they are.
    assertThat(accuracy(whole)).isGreaterThan(0.9);

    train("c.hillock", "--augment", "shift(1)", "--checkpoint", file("run"));
    CommandRun other =
        CommandRun.of(
            "train",
            images.toString(),
            "--no-report",
            "--epochs",
            "12",
            "--model",
            file("c.hillock"),
            "--checkpoint",
            file("run"),
            "--resume",
            "--augment",
            "shift(2)");
    assertThat(other.code()).isEqualTo(Main.WRONG_USE);
    assertThat(other.err()).contains("augmented by [Shift[pixels=1]]", "augmented by [Shift[pixels=2]]");
  }

  @Test
  void thePictureOfAugmentationShowsOriginalsAndChanges() throws IOException {
    CommandRun run =
        CommandRun.of(
            "data", "show", images.toString(), "--augment", "shift(2) flip noise(0.1)", "--picture", file("s.png"));
    assertThat(run.code()).as(run.err()).isZero();
    BufferedImage sheet = ImageIO.read(folder.resolve("s.png").toFile());
    // Two examples of 10x8 enlarged fivefold, nine columns, gaps of 2.
    assertThat(sheet.getHeight()).isEqualTo(2 * (50 + 2) + 2);
    assertThat(sheet.getWidth()).isEqualTo(9 * (40 + 2) + 6);
    assertThat(CommandRun.of("data", "show", "digits", "--augment", "rotate(10)", "--picture", file("d.png")).code())
        .isZero();
    assertThat(CommandRun.of("data", "show", "iris", "--picture", file("i.png")).err())
        .contains("picture: got samples of shape [4], expected images");
  }

  @Test
  void npzFilesAreLearnedAndPredicted() throws IOException {
    Path npz = folder.resolve("bars.npz");
    SplittableRandom random = new SplittableRandom(3);
    int n = 120;
    byte[] x = new byte[n * 36];
    byte[] y = new byte[n];
    for (int i = 0; i < n; i++) {
      y[i] = (byte) (i % 3);
      for (int p = 0; p < 36; p++) {
        x[i * 36 + p] = (byte) (random.nextInt(80) + (p / 12 == y[i] ? 150 : 0));
      }
    }
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(npz))) {
      array(zip, "x", "(" + n + ", 6, 6)", x);
      array(zip, "y", "(" + n + ",)", y);
    }
    CommandRun run =
        CommandRun.of(
            "train", npz.toString(), "--json", "--no-report", "--augment", "noise(0.2)", "--model", file("n"));
    assertThat(run.code()).as(run.err()).isZero();
    Map<String, Object> json = Json.parseObject(run.lastLine(), "json");
    assertThat(accuracy(json)).isGreaterThan(0.9);
    CommandRun predicted = CommandRun.of("predict", file("n"), npz.toString());
    assertThat(predicted.code()).as(predicted.err()).isZero();
    List<String> lines = predicted.out().lines().toList();
    assertThat(lines).hasSize(n + 1).first().isEqualTo("row,prediction");
    int right = 0;
    for (int i = 0; i < n; i++) {
      right += lines.get(i + 1).equals((i + 1) + "," + i % 3) ? 1 : 0;
    }
    assertThat(right).isGreaterThan(110);
  }

  private static void array(ZipOutputStream zip, String name, String shape, byte[] data) throws IOException {
    String header = "{'descr': '|u1', 'fortran_order': False, 'shape': %s, }".formatted(shape);
    header = header + " ".repeat(117 - header.length()) + "\n";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0});
    bytes.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
    bytes.writeBytes(data);
    zip.putNextEntry(new ZipEntry(name + ".npy"));
    zip.write(bytes.toByteArray());
  }

  @Test
  void badImagesAndOptionsAreNamed() throws IOException {
    Path corrupt = Files.write(images.resolve("dawn/zz.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 1, 2, 3});
    says("zz.png: got", "train", images.toString());
    Files.delete(corrupt);
    says("--size: got '64', expected height and width in pixels, such as 64x48", images, "--size", "64");
    says("--colour: got also --grey, expected one of the two", images, "--colour", "--grey");
    says("--augment", images, "--augment", "shfit(2)");
    says("Did you mean 'shift'?", images, "--augment", "shfit(2)");
    says("shift: got 9 pixels for images of 10x8", images, "--augment", "shift(9)");
    says("augmentation: got samples of shape [4], expected images", Path.of("iris"), "--augment", "flip");
    says("--grey: got data that is no folder of images", Path.of("iris"), "--grey");
    says("--augment: got no --picture", "data", "show", "digits", "--augment", "flip");
  }

  private void says(String message, Path data, String... options) {
    List<String> line = new ArrayList<>(List.of("train", data.toString(), "--no-report", "--model", file("bad")));
    line.addAll(List.of(options));
    says(message, line.toArray(String[]::new));
  }

  private static void says(String message, String... line) {
    CommandRun run = CommandRun.of(line);
    assertThat(run.err()).contains(message).doesNotContain("\tat ");
    assertThat(run.code()).isEqualTo(Main.WRONG_USE);
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }
}
