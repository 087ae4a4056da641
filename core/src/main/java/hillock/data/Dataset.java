package hillock.data;

import hillock.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Arrays to train on: n samples of one shape, with class labels, or with k numeric targets each, or with none (for
 * prediction). Immutable; the arrays given are kept and must not change.
 *
 * <pre>{@code
 * Dataset xor = Dataset.of(Shape.of(2), new float[] {0, 0, 0, 1, 1, 0, 1, 1}).withLabels(new int[] {0, 1, 1, 0}, List.of("no", "yes"));
 * for (Batch batch : xor.shuffled(7).batches(2)) { ... batch.x(), batch.labels() ... }
 * }</pre>
 */
public final class Dataset implements RawData {
  private static final int[] NO_LABELS = {};
  private static final float[] NONE = {};

  private final Features features;
  private final Shape sampleShape;
  private final List<String> featureNames;
  private final @Nullable Shape imageShape;
  private final int[] labels;
  private final List<String> classNames;
  private final float[] targets;
  private final List<String> targetNames;
  private final float[] weights;

  private Dataset(
      Features features,
      Shape sampleShape,
      List<String> featureNames,
      @Nullable Shape imageShape,
      int[] labels,
      List<String> classNames,
      float[] targets,
      List<String> targetNames,
      float[] weights) {
    this.features = features;
    this.sampleShape = sampleShape;
    this.featureNames = featureNames;
    this.imageShape = imageShape;
    this.labels = labels;
    this.classNames = classNames;
    this.targets = targets;
    this.targetNames = targetNames;
    this.weights = weights;
  }

  /**
   * Samples stored as floats, row-major [n, sample...].
   *
   * @throws IllegalArgumentException when the array is not a whole number of samples
   */
  public static Dataset of(Shape sample, float[] x) {
    return of(new FloatFeatures(x, count(sample, x.length), sample.size()), sample);
  }

  /** Samples stored as unsigned bytes, read as 0..255, such as pixels; a quarter of the memory of floats. */
  public static Dataset ofBytes(Shape sample, byte[] x) {
    return of(new ByteFeatures(x, sample.size(), null, count(sample, x.length)), sample);
  }

  static Dataset of(Features features, Shape sample) {
    return new Dataset(features, sample, List.of(), null, NO_LABELS, List.of(), NONE, List.of(), NONE);
  }

  private static int count(Shape sample, int length) {
    if (sample.size() == 0 || length % sample.size() != 0) {
      throw new IllegalArgumentException("dataset: got " + length + " values, expected a multiple of " + sample);
    }
    return length / sample.size();
  }

  /** The same samples with a class each, an index into the names. */
  public Dataset withLabels(int[] newLabels, List<String> names) {
    sameSize("labels", newLabels.length);
    for (int label : newLabels) {
      Objects.checkIndex(label, names.size());
    }
    return new Dataset(
        features, sampleShape, featureNames, imageShape, newLabels, List.copyOf(names), NONE, List.of(), weights);
  }

  /**
   * The same samples, sequences, with a class for each of their time steps, row-major [n, steps]: the next character at
   * every place of a text, or the tag of every word. Where a sequence is padded, any class will do.
   *
   * @throws IllegalArgumentException when the labels are not a whole number of steps for each sample
   */
  public Dataset withStepLabels(int[] newLabels, List<String> names) {
    if (size() == 0 ? newLabels.length > 0 : newLabels.length % size() != 0 || newLabels.length == 0) {
      throw new IllegalArgumentException(
          "dataset: got " + newLabels.length + " labels, expected as many of each of " + size() + " samples");
    }
    for (int label : newLabels) {
      Objects.checkIndex(label, names.size());
    }
    return new Dataset(
        features, sampleShape, featureNames, imageShape, newLabels, List.copyOf(names), NONE, List.of(), weights);
  }

  /** The same samples with numeric targets, row-major [n, names]. */
  public Dataset withTargets(float[] newTargets, List<String> names) {
    sameSize("targets / " + names.size(), names.isEmpty() ? -1 : newTargets.length / names.size());
    return new Dataset(
        features, sampleShape, featureNames, imageShape, NO_LABELS, List.of(), newTargets, List.copyOf(names), weights);
  }

  /** The same samples, each counting as often as its weight says in a loss; 1 is the usual weight. */
  public Dataset withWeights(float[] newWeights) {
    sameSize("weights", newWeights.length);
    return new Dataset(
        features, sampleShape, featureNames, imageShape, labels, classNames, targets, targetNames, newWeights);
  }

  /** The same samples with names for the values of one sample, in order. */
  public Dataset withFeatureNames(List<String> names) {
    if (names.size() != sampleShape.size()) {
      throw new IllegalArgumentException(
          "dataset: got " + names.size() + " feature names, expected " + sampleShape.size());
    }
    return new Dataset(
        features, sampleShape, List.copyOf(names), imageShape, labels, classNames, targets, targetNames, weights);
  }

  /** The same samples, declared to be images [height, width, channels]. */
  public Dataset withImageShape(Shape image) {
    if (image.rank() != 3 || image.size() != sampleShape.size()) {
      throw new IllegalArgumentException("dataset: got image " + image + ", expected [h, w, c] of " + sampleShape);
    }
    return new Dataset(features, sampleShape, featureNames, image, labels, classNames, targets, targetNames, weights);
  }

  /** The same values seen in another sample shape of equal size. */
  public Dataset reshaped(Shape sample) {
    if (sample.size() != sampleShape.size()) {
      throw new IllegalArgumentException("dataset: got sample " + sample + ", expected the size of " + sampleShape);
    }
    return new Dataset(features, sample, featureNames, imageShape, labels, classNames, targets, targetNames, weights);
  }

  /** Each sample as one row of numbers. */
  public Dataset flattened() {
    return reshaped(Shape.of(sampleShape.size()));
  }

  /** The values as {@code (x - mean) / deviation}, missing ones 0; arrays of length 1 serve every value. */
  Dataset standardised(float[] mean, float[] deviation) {
    return new Dataset(
        features.standardised(mean, deviation),
        sampleShape,
        featureNames,
        imageShape,
        labels,
        classNames,
        targets,
        targetNames,
        weights);
  }

  /** Windows [time, features] standardised by feature; see {@link ScaledWindows}. */
  Dataset scaledWindows(boolean logarithm, double[] mean, double[] deviation) {
    return of(new ScaledWindows(features, logarithm, mean, deviation), sampleShape);
  }

  /** The same samples without labels and targets. */
  public Dataset unlabelled() {
    return new Dataset(features, sampleShape, featureNames, imageShape, NO_LABELS, List.of(), NONE, List.of(), weights);
  }

  @Override
  public int size() {
    return features.rows();
  }

  /** Shape of one sample, such as [784] or [28, 28, 1]. */
  public Shape sampleShape() {
    return sampleShape;
  }

  /** Names of the values of one sample, in order; empty when they have none. */
  public List<String> featureNames() {
    return featureNames;
  }

  /** Height, width and channels when the samples are images. */
  public Optional<Shape> imageShape() {
    return Optional.ofNullable(imageShape);
  }

  /** Whether the samples have classes. */
  public boolean hasLabels() {
    return !classNames.isEmpty();
  }

  /** Whether the samples have numeric targets. */
  public boolean hasTargets() {
    return !targetNames.isEmpty();
  }

  /** Labels of each sample: 1, or the time steps of {@link #withStepLabels}; 0 without labels. */
  public int labelsPerSample() {
    return !hasLabels() ? 0 : size() == 0 ? 1 : labels.length / size();
  }

  /**
   * Class of each sample, an index into {@link #classNames}, or of each of its time steps; empty without labels. Not to
   * be changed.
   */
  public int[] labels() {
    return labels;
  }

  public List<String> classNames() {
    return classNames;
  }

  /** Targets, row-major [n, targetNames]; empty without targets. Not to be changed. */
  public float[] targets() {
    return targets;
  }

  public List<String> targetNames() {
    return targetNames;
  }

  /** Weight of each sample; empty when all weigh 1. Not to be changed. */
  public float[] weights() {
    return weights;
  }

  /** Copies one sample to {@code x[offset .. offset + sampleShape().size())}. */
  public void gather(int row, float[] x, int offset) {
    features.gather(row, x, offset);
  }

  /** A copy of one sample. */
  public float[] row(int row) {
    float[] x = new float[sampleShape.size()];
    gather(Objects.checkIndex(row, size()), x, 0);
    return x;
  }

  @Override
  public Dataset subset(int[] rows) {
    for (int row : rows) {
      Objects.checkIndex(row, size());
    }
    int k = targetNames.size();
    float[] y = hasTargets() ? new float[rows.length * k] : NONE;
    for (int i = 0; i < rows.length && hasTargets(); i++) {
      System.arraycopy(targets, rows[i] * k, y, i * k, k);
    }
    float[] w = weights.length == 0 ? NONE : new float[rows.length];
    for (int i = 0; i < w.length; i++) {
      w[i] = weights[rows[i]];
    }
    int steps = labelsPerSample();
    int[] c = new int[rows.length * steps];
    for (int i = 0; i < c.length; i++) {
      c[i] = labels[rows[i / steps] * steps + i % steps];
    }
    return new Dataset(features.subset(rows), sampleShape, featureNames, imageShape, c, classNames, y, targetNames, w);
  }

  /** The first samples, at most n. */
  public Dataset head(int n) {
    return subset(IntStream.range(0, Math.min(n, size())).toArray());
  }

  /** A held-out fraction of the samples, of each class alike when stratified; see {@link Split#holdOut}. */
  public Split split(double fraction, long seed, boolean stratified) {
    return Split.holdOut(stratified && labelsPerSample() == 1 ? labels : new int[size()], fraction, seed);
  }

  /** Folds for cross-validation, with the classes alike in each when stratified; see {@link Split#folds}. */
  public List<Split> folds(int k, long seed, boolean stratified) {
    return Split.folds(stratified && labelsPerSample() == 1 ? labels : new int[size()], k, seed);
  }

  /**
   * Weights that make every class count alike: {@code labels / (classes present * labels of the class)}.
   *
   * @throws IllegalStateException without labels
   */
  public float[] balancedClassWeights() {
    if (!hasLabels()) {
      throw new IllegalStateException("balanced class weights need classes; this dataset has numeric targets or none");
    }
    int[] counts = classCounts();
    long present = Arrays.stream(counts).filter(c -> c > 0).count();
    float[] balanced = new float[counts.length];
    for (int c = 0; c < counts.length; c++) {
      balanced[c] = counts[c] == 0 ? 1 : (float) ((double) labels.length / (present * (double) counts[c]));
    }
    return balanced;
  }

  /** Labels of each class. */
  public int[] classCounts() {
    int[] counts = new int[classNames.size()];
    for (int label : labels) {
      counts[label]++;
    }
    return counts;
  }

  /** Batches in the order of the rows. */
  public Batches batches(int size) {
    return new Batches(this, size, null);
  }

  /** This dataset in a new random order each epoch, a pure function of the seed and the epoch. */
  public Shuffled shuffled(long seed) {
    return new Shuffled(this, seed);
  }

  /** A dataset with the seed of its order. */
  public record Shuffled(Dataset dataset, long seed) {
    /** Batches in random order; the last one of an epoch may be smaller. */
    public Batches batches(int size) {
      return new Batches(dataset, size, seed);
    }
  }

  private void sameSize(String what, int n) {
    if (n != size()) {
      throw new IllegalArgumentException("dataset: got " + n + " " + what + ", expected " + size() + ", one a sample");
    }
  }
}
