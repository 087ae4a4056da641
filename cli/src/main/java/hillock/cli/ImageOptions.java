package hillock.cli;

import hillock.data.DataException;
import hillock.io.ImageForm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How images in folders are read. */
final class ImageOptions {
  private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,3})x([1-9]\\d{0,3})");

  @Option(names = "--colour", description = "Read images as red, green and blue. Default: unless all of them are grey.")
  boolean colour;

  @Option(names = "--grey", description = "Read images as shades of grey.")
  boolean grey;

  @Option(
      names = "--size",
      paramLabel = "HxW",
      description = "Scale images to this height and width. Default: the smallest that occur.")
  @Nullable String size;

  /** The form that these options ask for. */
  ImageForm form(String data) {
    if (!colour && !grey && size == null) {
      return ImageForm.AS_FOUND;
    }
    String option = size != null ? "--size" : colour ? "--colour" : "--grey";
    if (colour && grey) {
      throw new DataException("--colour", "also --grey", "one of the two", "");
    }
    if (data.equals("-") || !Files.isDirectory(Path.of(data))) {
      throw new DataException(
          option, "data that is no folder of images", "a folder of images", "Leave out " + option + ".");
    }
    int channels = colour ? 3 : grey ? 1 : 0;
    if (size == null) {
      return new ImageForm(0, 0, channels);
    }
    Matcher m = SIZE.matcher(size);
    if (!m.matches()) {
      throw new DataException("--size", "'" + size + "'", "height and width in pixels, such as 64x48", "");
    }
    return new ImageForm(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)), channels);
  }
}
