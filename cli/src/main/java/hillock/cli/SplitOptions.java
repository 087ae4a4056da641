package hillock.cli;

import hillock.data.DataException;
import hillock.data.Task;
import hillock.experiment.Experiment;
import hillock.io.EmbeddedSet;
import hillock.io.Source;
import hillock.io.Sources;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is learned from which rows. */
final class SplitOptions {
  @Option(
      names = "--target",
      paramLabel = "COL",
      description =
          "The column to predict. Default: one named target, label, class, y or output, otherwise the last; none for an"
              + " autoencoder; for som and rbm such a column if it holds classes, otherwise none.")
  @Nullable String target;

  @Option(
      names = "--task",
      paramLabel = "KIND",
      description =
          "regression, binary or classes; none lets som and rbm learn how the rows are, without their target column."
              + " Default: inferred from the target.")
  @Nullable String task;

  @Mixin ForecastOptions forecast;
  @Mixin TextOptions text;
  @Mixin RatingsOptions ratings;

  @Option(names = "--drop", paramLabel = "COL,...", split = ",", description = "Columns to leave out.")
  @Nullable List<String> drop;

  @Option(
      names = "--validation",
      paramLabel = "P",
      description = "Share of the rows that are not for the test to choose the best epoch with. Default: 0.2.")
  @Nullable Double validation;

  @Option(names = "--test", paramLabel = "P", description = "Share of all rows to measure the result on. Default: 0.2.")
  @Nullable Double test;

  @Option(names = "--test-data", paramLabel = "PATH", description = "Other data to measure the result on.")
  @Nullable String testData;

  @Option(names = "--seed", paramLabel = "N", description = "Decides everything random. Default: 1.")
  @Nullable Long seed;

  /**
   * The experiment on these rows.
   *
   * @param reconstructs whether the inputs themselves are learned, so that the target of a built-in set is left out
   * @param ofRatings whether ratings are learned, whose columns have usual names of their own
   */
  Experiment applyTo(Source source, boolean reconstructs, boolean ofRatings) {
    Experiment e = Experiment.on(source.data());
    List<String> dropped = drop == null ? new ArrayList<>() : new ArrayList<>(drop);
    e = ratings.applyTo(text.applyTo(forecast.applyTo(e)), target);
    if (target != null && forecast.wanted()) {
      throw new DataException("--forecast", "also --target", "one of the two", "Leave out --target.");
    }
    if (forecast.wanted()) {
      e = e.target(forecast.column());
    } else if (target != null) {
      e = e.target(target);
    } else if (reconstructs) {
      // Of other data the target is but a guess, and its column an input like all others.
      EmbeddedSet.find(source.origin().name()).ifPresent(set -> dropped.add(set.target()));
    } else if (source.target().isPresent() && !ofRatings) {
      e = e.target(source.target().get());
    }
    e = task == null ? e : e.task(kind(task));
    e = dropped.isEmpty() ? e : e.without(dropped.toArray(String[]::new));
    e = validation == null ? e : e.validation(validation);
    e = seed == null ? e : e.seed(seed);
    if (testData != null) {
      if (test != null) {
        throw new DataException("--test-data", "also --test", "one of the two", "Leave out --test.");
      }
      return e.testData(Sources.open(testData).data());
    }
    if (test != null) {
      return e.test(test);
    }
    return source.test().isPresent() ? e.testData(source.test().get()) : e;
  }

  private static Task.Kind kind(String text) {
    return switch (text) {
      case "regression" -> Task.Kind.REGRESSION;
      case "binary" -> Task.Kind.BINARY;
      case "classes", "multiclass" -> Task.Kind.MULTICLASS;
      case "none" -> Task.Kind.NONE;
      default ->
          throw new DataException(
              "--task", "'" + text + "'", "regression, binary, classes or none", "Leave it out to infer it.");
    };
  }
}
