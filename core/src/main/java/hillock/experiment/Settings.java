package hillock.experiment;

import hillock.data.RawData;
import hillock.data.Task;
import hillock.data.augment.Augmentation;
import hillock.kernel.KernelChoice;
import hillock.nn.Activation;
import hillock.nn.Autoencoder;
import hillock.nn.Loss;
import hillock.nn.Preset;
import hillock.nn.Spec;
import hillock.train.Optimizer;
import hillock.train.Schedule;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The wishes of an {@link Experiment}; null or NaN means that {@link Defaults} decide. Each experiment owns its copy.
 */
final class Settings implements Cloneable {
  RawData data;
  @Nullable String target;
  Task.@Nullable Kind kind;
  List<String> dropped = List.of();
  @Nullable Forecast forecast;
  @Nullable TextInput text;
  @Nullable RatingsInput ratings;
  @Nullable RawData testData;
  double validation = 0.2;
  double test = 0.2;
  @Nullable Spec network;
  @Nullable Preset preset;
  @Nullable LearningMethod method;
  int @Nullable [] hidden;
  @Nullable Activation activation;
  double dropout = Double.NaN;
  @Nullable Loss loss;
  @Nullable Optimizer optimizer;
  double learningRate = Double.NaN;
  boolean findLearningRate;
  @Nullable Schedule schedule;
  double weightDecay = Double.NaN;
  double l1 = Double.NaN;
  int batch;
  int epochs;
  int earlyStopping = -1;
  double targetError = Double.NaN;
  double stopGap = Double.NaN;
  boolean balanced;
  List<Augmentation> augmentations = List.of();
  long seed = 1;
  int threads = Runtime.getRuntime().availableProcessors();
  KernelChoice kernels = KernelChoice.AUTO;
  @Nullable Path checkpoint;
  boolean resume;
  boolean baselines = true;
  boolean diagnosis = true;

  Settings(RawData data) {
    this.data = data;
  }

  /** Whether the inputs themselves are learned: the network is an autoencoder. */
  boolean reconstructs() {
    return network instanceof Autoencoder || preset != null && preset.reconstructs();
  }

  Settings copy() {
    try {
      return (Settings) clone();
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e); // this class is Cloneable
    }
  }
}
