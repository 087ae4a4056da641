package hillock.cli;

import hillock.data.DataException;
import hillock.data.Spelling;
import hillock.experiment.Experiment;
import hillock.train.Schedule;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the network learns and when it stops. */
final class LearningOptions {
  @Option(
      names = "--optimizer",
      paramLabel = "NAME",
      description = "Such as sgd, momentum, adam, adamw, lbfgs or rms-prop. Default: adamw.")
  @Nullable String optimizer;

  @Option(
      names = "--learning-rate",
      paramLabel = "X|find",
      description = "The schedule's peak; 'find' searches it before training. Default: 0.003.")
  @Nullable String learningRate;

  @Option(
      names = "--schedule",
      paramLabel = "NAME",
      description = "Such as constant-rate, cosine, step-decay(10) or one-cycle. Default: one-cycle.")
  @Nullable String schedule;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Rows in a step. Default: 16 to 128, by the number of rows.")
  @Nullable Integer batch;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Most passes over the rows. Default: 20 to 200, fewer for more rows.")
  @Nullable Integer epochs;

  @Option(names = "--weight-decay", paramLabel = "X", description = "0 or more. Default: 0.05.")
  @Nullable Double weightDecay;

  @Option(names = "--l1", paramLabel = "X", description = "0 or more; drives weights not needed to 0. Default: 0.")
  @Nullable Double l1;

  @Option(
      names = "--early-stopping",
      paramLabel = "N",
      description =
          "Stop after N epochs without a better validation loss and keep the best epoch's weights; 0: keep the last"
              + " ones. Default: a third of the epochs from 1,000 training rows on, else 0.")
  @Nullable Integer earlyStopping;

  @Option(names = "--target-error", paramLabel = "X", description = "Stop once the training loss is at most X.")
  @Nullable Double targetError;

  @Option(
      names = "--stop-gap",
      paramLabel = "X",
      description = "Stop once the validation loss exceeds the training loss by more than X.")
  @Nullable Double stopGap;

  @Option(
      names = "--augment",
      paramLabel = "CHANGES",
      description =
          "Random changes of the training images, such as 'shift(2) flip'; also vertical-flip, rotate(10), scale(0.1),"
              + " crop(0.8), elastic, cut-out(8), noise(0.1).")
  @Nullable String augment;

  Experiment applyTo(Experiment experiment) {
    Experiment e = experiment;
    if (optimizer != null) {
      e = e.optimizer(Parsing.optimizer(optimizer));
    }
    if (learningRate != null) {
      e = learningRate.equals("find") ? e.findLearningRate() : e.learningRate(rate(learningRate));
    }
    if (schedule != null) {
      e = e.schedule(Parsing.record(Schedule.class, "--schedule", schedule));
    }
    e = augment == null ? e : e.augment(Parsing.augmentations(augment));
    e = batch == null ? e : e.batch(batch);
    e = epochs == null ? e : e.epochs(epochs);
    e = weightDecay == null ? e : e.weightDecay(weightDecay);
    e = l1 == null ? e : e.l1(l1);
    e = earlyStopping == null ? e : e.earlyStopping(earlyStopping);
    e = targetError == null ? e : e.targetError(targetError);
    return stopGap == null ? e : e.stopGap(stopGap);
  }

  private static double rate(String text) {
    boolean meantFind = Spelling.closest(text, List.of("find")).isPresent();
    String hint = meantFind ? "Did you mean 'find'?" : "";
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new DataException("--learning-rate", "'" + text + "'", "a number greater than 0, or find", hint, e);
    }
  }
}
