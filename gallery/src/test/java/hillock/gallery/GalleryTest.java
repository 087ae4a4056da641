package hillock.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import hillock.gallery.picture.Picture;
import hillock.gallery.run.Figure;
import hillock.gallery.run.Result;
import hillock.gallery.run.Run;
import hillock.gallery.run.RunOptions;
import hillock.gallery.run.View;
import hillock.kernel.KernelChoice;
import hillock.model.Json;
import hillock.testing.RealData;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every entry runs quickly, finds what it claims, and has its page. */
class GalleryTest {
  private static final Path ROOT = Path.of(System.getProperty("hillock.root", "..")).toAbsolutePath().normalize();
  private static final Path PAGES = ROOT.resolve("docs/gallery");
  private static final long LARGEST_PICTURE = 100_000;

  static List<Entry> entries() {
    return Gallery.entries();
  }

  @Test
  void entriesAreFoundByTheirPackage() {
    assertThat(entries())
        .extracting(Entry::name)
        .contains("universal-approximation", "mnist-mlp")
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("entries")
  void aQuickRunHoldsWhatItClaims(Entry entry, @TempDir Path folder) throws IOException {
    Path data = entry.data().stream().map(RealData::file).toList().isEmpty() ? folder : RealData.file(".");
    RunOptions options = new RunOptions(1, true, Runtime.getRuntime().availableProcessors(), KernelChoice.AUTO, data);
    try (Run run = new Run(options, new View() {})) {
      Result result = Gallery.run(entry, run);
      assertThat(result.figures()).as("figures").isNotEmpty();
      assertThat(result.figures()).as("figures with a bar").anyMatch(Figure::judged);
      assertThat(result.figures()).extracting(Figure::name).as("names of figures").doesNotHaveDuplicates();
      assertThat(result.figures()).allSatisfy(f -> assertThat(f.values()).as(f.name()).allMatch(Double::isFinite));
      assertThat(result.shortfalls()).as("figures that miss their quick bar").isEmpty();
      assertThat(result.pictures()).as("pictures").isNotEmpty();

      List<Path> written = Gallery.write(entry, run, result, folder.resolve("out/there"));
      for (int i = 0; i < result.pictures().size(); i++) {
        Picture picture = result.pictures().get(i);
        BufferedImage read = ImageIO.read(written.get(i).toFile());
        assertThat(read).as("what %s reads as", written.get(i)).isNotNull();
        assertThat(read.getWidth()).isEqualTo(picture.image().getWidth());
        assertThat(colours(read)).as("colours of %s", picture.name()).hasSizeGreaterThan(1);
        assertThat(picture.caption()).as("caption of %s", picture.name()).endsWith(".");
      }
      assertThat(Json.parseObject(Files.readString(written.getLast()), "result.json"))
          .containsEntry("entry", entry.name())
          .containsEntry("quick", true);
    }
  }

  private static Set<Integer> colours(BufferedImage image) {
    Set<Integer> colours = new HashSet<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        colours.add(image.getRGB(x, y));
      }
    }
    return colours;
  }

  @ParameterizedTest
  @MethodSource("entries")
  void anEntryIntroducesItself(Entry entry) {
    assertThat(entry.summary()).hasSizeBetween(10, 44).doesNotEndWith(".");
    assertThat(entry.canon()).matches("[A-E]\\d{1,2}(, [A-E]\\d{1,2})*");
    assertThat(entry.source()).isNotBlank();
  }

  @ParameterizedTest
  @MethodSource("entries")
  void anEntryHasItsPage(Entry entry) throws IOException {
    Path page = PAGES.resolve(entry.name() + ".md");
    assertThat(page).exists();
    String text = Files.readString(page);
    assertThat(text).contains("hillock gallery run " + entry.name());
    assertThat(Files.readString(PAGES.resolve("README.md"))).contains("(" + entry.name() + ".md)");
    assertThat(pictures(text))
        .as("pictures of the page")
        .isNotEmpty()
        .allSatisfy(name -> {
          Path file = PAGES.resolve(name).normalize();
          assertThat(file).exists();
          assertThat(Files.size(file)).as("size of %s in bytes", name).isLessThan(LARGEST_PICTURE);
          assertThat(ImageIO.read(file.toFile())).as("what %s reads as", name).isNotNull();
        });
  }

  private static List<String> pictures(String markdown) {
    return java.util.regex.Pattern.compile("!\\[[^\\]]+\\]\\(([^)]+)\\)")
        .matcher(markdown)
        .results()
        .map(m -> m.group(1))
        .toList();
  }

  @Test
  void noPageIsLeftOver() throws IOException {
    try (Stream<Path> pages = Files.list(PAGES)) {
      assertThat(pages.map(p -> p.getFileName().toString()).filter(n -> !n.equals("README.md")))
          .containsExactlyInAnyOrderElementsOf(entries().stream().map(e -> e.name() + ".md").toList());
    }
  }
}
