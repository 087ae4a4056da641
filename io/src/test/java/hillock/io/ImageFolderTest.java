package hillock.io;

import static org.assertj.core.api.Assertions.assertThat;

import hillock.data.Dataset;
import hillock.tensor.Shape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
  @TempDir Path folder;

  /** Writes an image of one colour in the format of the name's ending. */
  static void write(Path file, int height, int width, int rgb) throws IOException {
    Files.createDirectories(file.getParent());
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < height * width; i++) {
      image.setRGB(i % width, i / width, rgb);
    }
    String name = file.getFileName().toString();
    assertThat(ImageIO.write(image, name.substring(name.lastIndexOf('.') + 1), file.toFile())).isTrue();
  }

  @Test
  void subfoldersAreClassesInTheOrderOfTheirNames() throws IOException {
    write(folder.resolve("dogs/b.png"), 2, 3, 0x0a0a0a);
    write(folder.resolve("cats/z.bmp"), 2, 3, 0x141414);
    write(folder.resolve("cats/a.gif"), 2, 3, 0xffffff);
    Files.writeString(folder.resolve("cats/notes.txt"), "no image");
    Source source = Sources.open(folder);
    Dataset data = (Dataset) source.data();
    assertThat(data.sampleShape()).as("grey").isEqualTo(Shape.of(2, 3, 1));
    assertThat(data.classNames()).containsExactly("cats", "dogs");
    assertThat(data.labels()).containsExactly(0, 0, 1);
    assertThat(data.row(0)).containsOnly(255);
    assertThat(data.row(1)).containsOnly(20);
    assertThat(data.row(2)).containsOnly(10);
    assertThat(source.rowNames()).hasSize(3).first().isEqualTo(Path.of("cats", "a.gif").toString());
  }

  @Test
  void oneColouredImageMakesThreeChannels() throws IOException {
    write(folder.resolve("a/1.png"), 1, 1, 0x808080);
    write(folder.resolve("b/1.png"), 1, 1, 0x102030);
    Dataset data = (Dataset) Sources.open(folder).data();
    assertThat(data.imageShape()).contains(Shape.of(1, 1, 3));
    assertThat(data.row(1)).containsExactly(16, 32, 48);
  }

  @Test
  void differentSizesAreScaledToTheSmallestAndSaid() throws IOException {
    write(folder.resolve("a/1.png"), 8, 40, 0x808080);
    write(folder.resolve("b/1.png"), 16, 10, 0x202020);
    Source source = Sources.open(folder);
    Dataset data = (Dataset) source.data();
    assertThat(data.sampleShape()).isEqualTo(Shape.of(8, 10, 1));
    assertThat(data.row(0)).containsOnly(0x80);
    assertThat(data.row(1)).containsOnly(0x20);
    assertThat(source.notes())
        .containsExactly(
            "The images differ in size, from 8x10 to 16x40 (height x width): all are scaled to 8x10, the smallest of"
                + " each.");
  }

  @Test
  void imagesAreBroughtToTheShapeOfAModel() throws IOException {
    write(folder.resolve("a.png"), 8, 8, 0xff0000);
    Dataset grey = (Dataset) Sources.open(folder.toString(), Shape.of(2, 2, 1)).data();
    assertThat(grey.hasLabels()).isFalse();
    assertThat(grey.row(0)).containsOnly(76);
    Dataset one = (Dataset) Sources.open(folder.resolve("a.png").toString(), Shape.of(1, 1, 3)).data();
    assertThat(one.row(0)).containsExactly(255, 0, 0);
  }

  @Test
  void transparentPixelsAreWhite() throws IOException {
    BufferedImage clear = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
    assertThat(ImageIO.write(clear, "png", folder.resolve("a.png").toFile())).isTrue();
    assertThat(((Dataset) Sources.open(folder).data()).row(0)).containsExactly(255);
  }

  @Test
  void trainAndTestFoldersAreKeptApart() throws IOException {
    write(folder.resolve("train/a/1.png"), 2, 2, 0x010101);
    write(folder.resolve("train/b/1.png"), 2, 2, 0x020202);
    write(folder.resolve("test/b/1.png"), 4, 4, 0x030303);
    Source source = Sources.open(folder);
    Dataset test = (Dataset) source.test().orElseThrow();
    assertThat(source.data().size()).isEqualTo(2);
    assertThat(test.labels()).containsExactly(1);
    assertThat(test.sampleShape()).isEqualTo(Shape.of(2, 2, 1));
  }
}
