package hillock.io;

import hillock.data.DataException;
import hillock.data.DataOrigin;
import hillock.data.Dataset;
import hillock.data.RawData;
import hillock.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Arrays saved with {@code numpy.savez}: the samples as x, X, x_train, data or images; the targets as y, y_train,
 * target or labels; perhaps a test part as x_test and y_test. Whole numbers as targets are classes when there are at
 * most 1000 of them.
 */
final class NpzData {
  private static final List<String> X =
      List.of("x", "x_train", "train_x", "data", "images", "train_images", "features", "arr_0");
  private static final List<String> Y =
      List.of("y", "y_train", "train_y", "target", "targets", "label", "labels", "train_labels", "arr_1");
  private static final List<String> X_TEST = List.of("x_test", "test_x", "test_images");
  private static final List<String> Y_TEST = List.of("y_test", "test_y", "test_labels");
  private static final int MOST_CLASSES = 1000;

  private NpzData() {}

  static Source open(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Map<String, ZipEntry> arrays = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (entry.getName().endsWith(".npy")) {
          arrays.put(entry.getName().substring(0, entry.getName().length() - 4), entry);
        }
      }
      NpyArray x = array(file, zip, arrays, X);
      if (x == null) {
        throw new DataException(
            file.toString(),
            arrays.isEmpty() ? "no array" : "the arrays " + String.join(", ", arrays.keySet()),
            "samples named x and targets named y",
            "Save them with numpy.savez(file, x=..., y=...).");
      }
      NpyArray y = array(file, zip, arrays, Y);
      NpyArray testX = array(file, zip, arrays, X_TEST);
      NpyArray testY = array(file, zip, arrays, Y_TEST);
      List<String> classes = y == null ? List.of() : classes(y, testY);
      Dataset data = dataset(x, y, classes);
      Optional<RawData> test = testX == null ? Optional.empty() : Optional.of(dataset(testX, testY, classes));
      DataOrigin origin = new DataOrigin(file.getFileName().toString(), DataOrigin.sha256(List.of(file)), data.size());
      return new Source(data, test, Optional.empty(), List.of(), origin, List.of());
    } catch (ZipException e) {
      throw new DataException(
          file.toString(),
          "a damaged zip archive (" + e.getMessage() + ")",
          "a file written by numpy.savez",
          "Copy or download it again.",
          e);
    }
  }

  private static @Nullable NpyArray array(Path file, ZipFile zip, Map<String, ZipEntry> arrays, List<String> names)
      throws IOException {
    for (String name : names) {
      ZipEntry entry = arrays.get(name);
      if (entry != null) {
        long most = FileInput.MOST_EXPANSION * Math.max(1, entry.getCompressedSize());
        try (var in = zip.getInputStream(entry)) {
          return NpyArray.read(file + ", array '" + name + "'", in, most);
        }
      }
    }
    return null;
  }

  private static Dataset dataset(NpyArray x, @Nullable NpyArray y, List<String> classes) {
    int[] dims = x.dims();
    if (dims.length == 0 || x.count() == 0) {
      throw new DataException(x.where(), "the shape " + Arrays.toString(dims), "samples along the first axis", "");
    }
    int[] sample = dims.length == 1 ? new int[] {1} : Arrays.copyOfRange(dims, 1, dims.length);
    boolean image = sample.length == 3 && (sample[2] == 1 || sample[2] == 3);
    if (sample.length == 2 && x.type().equals("u1")) {
      sample = new int[] {sample[0], sample[1], 1};
      image = true;
    }
    Shape shape = Shape.of(sample);
    Dataset data;
    if (x.type().equals("u1")) {
      data = Dataset.ofBytes(shape, x.data().array());
    } else {
      float[] values = new float[x.count()];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) x.number(i);
        if (Float.isInfinite(values[i])) {
          throw new DataException(x.where() + ", element " + i, x.number(i) + "", "a number a float can hold", "");
        }
      }
      data = Dataset.of(shape, values);
    }
    Dataset shaped = image ? data.withImageShape(shape) : data;
    return y == null ? shaped : withTargets(shaped, x, y, classes);
  }

  private static Dataset withTargets(Dataset data, NpyArray x, NpyArray y, List<String> classes) {
    int[] dims = y.dims();
    int k = dims.length == 2 ? dims[1] : 1;
    if (dims.length < 1 || dims.length > 2 || dims[0] != data.size() || k == 0) {
      throw new DataException(
          y.where(),
          "the shape " + Arrays.toString(dims),
          "[" + data.size() + "] or [" + data.size() + ", k], as x has the shape " + Arrays.toString(x.dims()),
          "");
    }
    if (!classes.isEmpty()) {
      Map<String, Integer> index = new LinkedHashMap<>();
      classes.forEach(c -> index.put(c, index.size()));
      int[] labels = new int[data.size()];
      for (int i = 0; i < labels.length; i++) {
        labels[i] = index.getOrDefault(Long.toString((long) y.number(i)), -1);
      }
      return data.withLabels(labels, classes);
    }
    float[] targets = new float[y.count()];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = (float) y.number(i);
      if (!Float.isFinite(targets[i])) {
        throw new DataException(
            y.where() + ", element " + i, y.number(i) + "", "a finite number", "Leave out such rows.");
      }
    }
    List<String> names = k == 1 ? List.of("y") : IntStream.rangeClosed(1, k).mapToObj(i -> "y" + i).toList();
    return data.withTargets(targets, names);
  }

  /** The different whole numbers of the targets in ascending order; empty when they are no classes. */
  private static List<String> classes(NpyArray y, @Nullable NpyArray testY) {
    boolean column = y.dims().length == 1 || (y.dims().length == 2 && y.dims()[1] == 1);
    if (!y.isWhole() || !column) {
      return List.of();
    }
    TreeSet<Long> values = new TreeSet<>();
    for (NpyArray part : testY == null ? List.of(y) : List.of(y, testY)) {
      for (int i = 0; i < part.count() && values.size() <= MOST_CLASSES; i++) {
        values.add((long) part.number(i));
      }
    }
    boolean classes = values.size() >= 2 && values.size() <= MOST_CLASSES;
    return classes ? values.stream().map(v -> Long.toString(v)).toList() : List.of();
  }
}
