package hillock.io;

import hillock.data.DataException;
import hillock.data.DataOrigin;
import hillock.data.Dataset;
import hillock.data.RawData;
import hillock.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Images and labels in idx files: a folder like MNIST's, with {@code train-images-idx3-ubyte.gz}, {@code
 * train-labels-idx1-ubyte.gz} and perhaps the same with {@code t10k} or {@code test}, or one file of images, beside
 * which the file of labels is looked for.
 */
final class IdxData {
  private static final Pattern NAME =
      Pattern.compile("(?<part>.*?)(?<kind>images|labels)(?<rest>[-.]idx(?<axes>[1-4])-ubyte(\\.gz)?)");

  private IdxData() {}

  static boolean isIdx(Path file) {
    return matcher(file).matches();
  }

  /** Reads a folder of which some files are idx files. */
  static Source folder(Path folder, List<Path> files) throws IOException {
    List<Path> idx = files.stream().filter(IdxData::isIdx).sorted().toList();
    List<Path> images = idx.stream().filter(f -> kind(f).equals("images")).toList();
    @Nullable Path train = null;
    @Nullable Path test = null;
    for (Path file : images) {
      Matcher m = matcher(file);
      boolean isTest = m.matches() && m.group("part").toLowerCase(Locale.ROOT).matches(".*(t10k|test).*");
      if (isTest && test == null) {
        test = file;
      } else if (!isTest && train == null) {
        train = file;
      } else {
        throw new DataException(
            folder.toString(),
            "several files of images such as " + file.getFileName(),
            "one file of training images and at most one of test images",
            "Give the file itself.");
      }
    }
    Path main = train != null ? train : test;
    if (main == null) {
      throw new DataException(
          folder.toString(), "idx files without one of images", "a file such as train-images-idx3-ubyte.gz", "");
    }
    List<Path> read = new ArrayList<>();
    Dataset data = pair(main, idx, read);
    Optional<RawData> held = train == null || test == null ? Optional.empty() : Optional.of(pair(test, idx, read));
    if (held.isPresent() && !((Dataset) held.get()).sampleShape().equals(data.sampleShape())) {
      throw new DataException(
          folder.toString(),
          "test images of shape " + ((Dataset) held.get()).sampleShape(),
          data.sampleShape() + " as in training",
          "");
    }
    return source(folder, data, held, read);
  }

  /** Reads one file of images, and its labels when they are beside it. */
  static Source file(Path file, List<Path> beside) throws IOException {
    if (!kind(file).equals("images")) {
      throw new DataException(
          file.toString(), "a file of labels", "the file of images", "Give the images or the folder.");
    }
    List<Path> read = new ArrayList<>();
    return source(file, pair(file, beside.stream().filter(IdxData::isIdx).toList(), read), Optional.empty(), read);
  }

  private static Source source(Path path, Dataset data, Optional<RawData> test, List<Path> read) throws IOException {
    DataOrigin origin = new DataOrigin(path.getFileName().toString(), DataOrigin.sha256(read), data.size());
    return new Source(data, test, Optional.empty(), List.of(), origin, List.of());
  }

  private static Dataset pair(Path images, List<Path> idx, List<Path> read) throws IOException {
    IdxFile pixels = IdxFile.read(images);
    read.add(images);
    int[] dims = pixels.dims();
    if (dims.length < 3) {
      throw new DataException(
          images.toString(), dims.length + " axes", "3 axes: images, height and width, or 4 with channels", "");
    }
    Shape shape = Shape.of(dims[1], dims[2], dims.length > 3 ? dims[3] : 1);
    Dataset data = Dataset.ofBytes(shape, pixels.bytes()).withImageShape(shape);
    Optional<Path> labels =
        idx.stream().filter(f -> kind(f).equals("labels") && part(f).equals(part(images))).findFirst();
    if (labels.isEmpty()) {
      return data;
    }
    IdxFile classes = IdxFile.read(labels.get());
    read.add(labels.get());
    if (classes.dims().length != 1 || classes.dims()[0] != dims[0]) {
      throw new DataException(
          labels.get().toString(),
          "labels " + java.util.Arrays.toString(classes.dims()),
          "[" + dims[0] + "], one for each image of " + images.getFileName(),
          "These two files do not belong together.");
    }
    int[] values = IntStream.range(0, dims[0]).map(i -> classes.bytes()[i] & 0xff).toArray();
    int most = IntStream.of(values).max().orElse(0);
    // Classes are numbered from 0; one that no image has keeps its number.
    List<String> names = IntStream.rangeClosed(0, Math.max(most, 1)).mapToObj(Integer::toString).toList();
    return data.withLabels(values, names);
  }

  private static Matcher matcher(Path file) {
    return NAME.matcher(file.getFileName().toString().replace(".idx", "-idx"));
  }

  private static String kind(Path file) {
    Matcher m = matcher(file);
    return m.matches() ? m.group("kind") : "";
  }

  private static String part(Path file) {
    Matcher m = matcher(file);
    return m.matches() ? m.group("part") : "";
  }
}
