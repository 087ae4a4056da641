package hillock.data;

import hillock.tensor.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Arrays standardised: {@code (x - mean) / deviation}. Images have one mean and one deviation over all pixels, because
 * a pixel that is nearly constant would otherwise be blown up to noise; rows of numbers have one for each place.
 * Missing values (NaN) become 0, the mean.
 */
public final class ArrayPreprocessor implements Preprocessor {
  static final String KIND = "array";

  private final Shape inputShape;
  private final @Nullable Shape imageShape;
  private final float[] mean;
  private final float[] deviation;
  private final TargetEncoder target;

  private ArrayPreprocessor(
      Shape inputShape, @Nullable Shape imageShape, float[] mean, float[] deviation, TargetEncoder target) {
    this.inputShape = inputShape;
    this.imageShape = imageShape;
    this.mean = mean;
    this.deviation = deviation;
    this.target = target;
  }

  static ArrayPreprocessor fit(Dataset data, Task task) {
    return fit(data, TargetEncoder.fit(data, task, data.sampleShape().size()));
  }

  static ArrayPreprocessor fit(Dataset data, TargetEncoder target) {
    if (data.size() == 0) {
      throw new DataException("training part", "no row", "at least one", "");
    }
    int width = data.sampleShape().size();
    boolean global = data.imageShape().isPresent() || data.sampleShape().rank() > 1;
    int groups = global ? 1 : width;
    double[] sum = new double[groups];
    double[] squares = new double[groups];
    long[] counts = new long[groups];
    float[] x = new float[width];
    // Sums about the first sample lose no digits when the mean is large.
    float[] origin = data.row(0);
    for (int i = 0; i < data.size(); i++) {
      data.gather(i, x, 0);
      for (int j = 0; j < width; j++) {
        int g = global ? 0 : j;
        double d = x[j] - (double) (Float.isNaN(origin[g]) ? 0 : origin[g]);
        if (!Double.isNaN(d)) {
          sum[g] += d;
          squares[g] += d * d;
          counts[g]++;
        }
      }
    }
    float[] mean = new float[groups];
    float[] deviation = new float[groups];
    for (int g = 0; g < groups; g++) {
      double m = counts[g] == 0 ? 0 : sum[g] / counts[g];
      double variance = counts[g] == 0 ? 0 : squares[g] / counts[g] - m * m;
      mean[g] = (float) (m + (Float.isNaN(origin[g]) ? 0 : origin[g]));
      deviation[g] = variance > 1e-20 * (1 + m * m) ? (float) Math.sqrt(variance) : 1;
    }
    return new ArrayPreprocessor(data.sampleShape(), data.imageShape().orElse(null), mean, deviation, target);
  }

  @Override
  public Shape inputShape() {
    return inputShape;
  }

  @Override
  public List<String> featureNames() {
    return List.of();
  }

  @Override
  public Optional<Shape> imageShape() {
    return Optional.ofNullable(imageShape);
  }

  @Override
  public TargetEncoder target() {
    return target;
  }

  @Override
  public List<String> notes() {
    return mean.length == 1
        ? List.of("All inputs are standardised together: mean " + mean[0] + ", deviation " + deviation[0] + ".")
        : List.of("Each of the " + mean.length + " inputs is standardised.");
  }

  @Override
  public Dataset transform(RawData data) {
    Dataset features = transformInputs(data);
    Dataset raw = (Dataset) data;
    boolean known =
        switch (target) {
          case NumberTarget _ -> raw.hasTargets();
          case ClassTarget _ -> raw.hasLabels();
          case InputsTarget _ -> true;
          case NoTarget _ -> false;
        };
    return known ? target.encode(features, raw) : features;
  }

  @Override
  public Dataset transformInputs(RawData data) {
    if (!(data instanceof Dataset raw)) {
      throw new DataException(
          "data",
          "a table of columns",
          "arrays of shape " + inputShape + " as in training",
          "Give images, idx or npz files like those the model was trained on.");
    }
    if (raw.sampleShape().size() != inputShape.size()) {
      throw new DataException(
          "data",
          "samples of shape " + raw.sampleShape(),
          inputShape + " as in training",
          imageShape == null ? "" : "Bring the images to the size of those in training.");
    }
    return raw.unlabelled().reshaped(inputShape).standardised(mean, deviation);
  }

  /** Turns encoded inputs [n, inputs], such as those that an autoencoder rebuilt, into values as given, in place. */
  public void decode(float[] x, int n) {
    int k = inputShape.size();
    for (int i = 0; i < n * k; i++) {
      int g = mean.length == 1 ? 0 : i % k;
      x[i] = mean[g] + deviation[g] * x[i];
    }
  }

  @Override
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("kind", KIND);
    map.put("inputShape", ShapeFields.toList(inputShape));
    if (imageShape != null) {
      map.put("imageShape", ShapeFields.toList(imageShape));
    }
    map.put("mean", toList(mean));
    map.put("deviation", toList(deviation));
    map.put("target", target.toMap());
    return map;
  }

  static ArrayPreprocessor fromMap(Fields f) {
    Shape input = ShapeFields.read(f, "inputShape");
    @Nullable Shape image = f.has("imageShape") ? ShapeFields.read(f, "imageShape") : null;
    if (image != null && (image.rank() != 3 || image.size() != input.size())) {
      f.fail("imageShape", "[height, width, channels] of " + input);
    }
    float[] mean = floats(f.numbers("mean"));
    float[] deviation = floats(f.numbers("deviation"));
    if (mean.length != 1 && mean.length != input.size()) {
      f.fail("mean", "1 number or " + input.size());
    }
    boolean positive = true;
    for (float d : deviation) {
      positive &= d > 0;
    }
    if (deviation.length != mean.length || !positive) {
      f.fail("deviation", mean.length + " numbers greater than 0");
    }
    return new ArrayPreprocessor(input, image, mean, deviation, TargetEncoder.fromMap(f.object("target")));
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  private static List<Double> toList(float[] values) {
    Double[] list = new Double[values.length];
    Arrays.setAll(list, i -> (double) values[i]);
    return List.of(list);
  }
}
