package hillock.io;

import hillock.data.DataException;
import hillock.data.DataOrigin;
import hillock.data.Dataset;
import hillock.data.RawData;
import hillock.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of images with one subfolder a class, or folders {@code train} and {@code test} of that form, or images
 * without classes for prediction. Classes and files come in the order of their names.
 *
 * <p>When all images are grey there is one channel, otherwise three. When their sizes differ all are scaled to the
 * smallest height and the smallest width that occur, unless a shape is asked for, such as that of a trained model.
 */
final class ImageFolder {
  private ImageFolder() {}

  /** Whether a folder holds images, directly or up to two levels below. */
  static boolean holdsImages(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder, 3)) {
      return walk.anyMatch(ImageFile::isImage);
    }
  }

  /** The images below a folder, brought to a form; where it leaves something open, to a common one. */
  static Source open(Path folder, ImageForm wanted) throws IOException {
    Path train = folder.resolve("train");
    Path test = folder.resolve("test");
    boolean parts = Files.isDirectory(train) && Files.isDirectory(test);
    List<String> notes = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    Dataset data = read(parts ? train : folder, wanted, null, files, notes);
    int trainFiles = files.size();
    Optional<RawData> held =
        parts
            ? Optional.of(read(test, ImageForm.of(data.sampleShape()), data.classNames(), files, notes))
            : Optional.empty();
    Path base = parts ? train : folder;
    List<String> names = files.subList(0, trainFiles).stream().map(f -> base.relativize(f).toString()).toList();
    String name = folder.toAbsolutePath().normalize().getFileName().toString();
    DataOrigin origin = new DataOrigin(name, DataOrigin.sha256(files), data.size());
    return new Source(data, held, Optional.empty(), names, origin, notes);
  }

  /** One image, for prediction. */
  static Source file(Path file, ImageForm wanted) throws IOException {
    List<String> notes = new ArrayList<>();
    Dataset data = dataset(file, List.of(file), wanted, notes);
    String name = file.getFileName().toString();
    return new Source(
        data,
        Optional.empty(),
        Optional.empty(),
        List.of(name),
        new DataOrigin(name, DataOrigin.sha256(List.of(file)), 1),
        notes);
  }

  private static Dataset read(
      Path folder, ImageForm wanted, @Nullable List<String> knownClasses, List<Path> read, List<String> notes)
      throws IOException {
    List<Path> files = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    List<String> classes = new ArrayList<>(knownClasses == null ? List.of() : knownClasses);
    for (Path subfolder : children(folder, Files::isDirectory)) {
      List<Path> images = children(subfolder, ImageFile::isImage);
      if (images.isEmpty()) {
        continue;
      }
      String name = subfolder.getFileName().toString();
      if (knownClasses == null) {
        classes.add(name);
      } else if (!knownClasses.contains(name)) {
        throw new DataException(
            subfolder.toString(), "class '" + name + "'", "one of the classes of training " + knownClasses, "");
      }
      files.addAll(images);
      images.forEach(i -> labels.add(classes.indexOf(name)));
    }
    List<Path> loose = children(folder, ImageFile::isImage);
    if (!classes.isEmpty() && !loose.isEmpty()) {
      throw new DataException(
          folder.toString(),
          loose.size() + " images beside the folders of classes, such as " + loose.getFirst().getFileName(),
          "every image in the folder of its class",
          "Move or remove them.");
    }
    boolean known = !classes.isEmpty();
    if (classes.size() == 1) {
      throw new DataException(
          folder.toString(),
          "images of one class, '" + classes.getFirst() + "'",
          "a subfolder for each of two or more classes",
          "Give the folder above, or the folder of the images themselves to predict.");
    }
    List<Path> all = known ? files : loose;
    if (all.isEmpty()) {
      throw new DataException(
          folder.toString(), "no image", "files ending in " + String.join(", ", ImageFile.ENDINGS), "");
    }
    read.addAll(all);
    Dataset data = dataset(folder, all, wanted, notes);
    return known ? data.withLabels(labels.stream().mapToInt(i -> i).toArray(), classes) : data;
  }

  private static Dataset dataset(Path where, List<Path> files, ImageForm wanted, List<String> notes)
      throws IOException {
    Shape shape = shape(files, wanted, notes);
    long total = (long) files.size() * shape.size();
    if (total > Integer.MAX_VALUE - 8) {
      throw new DataException(
          where.toString(),
          files.size() + " images of " + shape,
          "less than 2 GB of pixels",
          "Make the images smaller.");
    }
    byte[] pixels = new byte[(int) total];
    IntStream.range(0, files.size()).forEach(i -> ImageFile.read(files.get(i)).scaled(shape, pixels, i * shape.size()));
    return Dataset.ofBytes(shape, pixels).withImageShape(shape);
  }

  private static Shape shape(List<Path> files, ImageForm wanted, List<String> notes) {
    boolean grey =
        wanted.channels() == 0 ? files.stream().allMatch(f -> ImageFile.read(f).isGrey()) : wanted.channels() == 1;
    int channels = grey ? 1 : 3;
    if (wanted.hasSize()) {
      return Shape.of(wanted.height(), wanted.width(), channels);
    }
    int low = Integer.MAX_VALUE;
    int narrow = Integer.MAX_VALUE;
    int high = 0;
    int wide = 0;
    for (Path file : files) {
      ImageFile.Size size = ImageFile.size(file);
      low = Math.min(low, size.height());
      high = Math.max(high, size.height());
      narrow = Math.min(narrow, size.width());
      wide = Math.max(wide, size.width());
    }
    if (low != high || narrow != wide) {
      notes.add(
          "The images differ in size, from "
              + low
              + "x"
              + narrow
              + " to "
              + high
              + "x"
              + wide
              + " (height x width): all are scaled to "
              + low
              + "x"
              + narrow
              + ", the smallest of each.");
    }
    return Shape.of(low, narrow, channels);
  }

  private static List<Path> children(Path folder, java.util.function.Predicate<Path> wanted) throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.filter(p -> !p.getFileName().toString().startsWith("."))
          .filter(wanted)
          .sorted(Comparator.comparing(p -> p.getFileName().toString()))
          .toList();
    }
  }
}
