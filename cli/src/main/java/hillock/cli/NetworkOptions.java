package hillock.cli;

import hillock.data.DataException;
import hillock.experiment.Experiment;
import hillock.experiment.LearningMethod;
import hillock.experiment.RatingsMethod;
import hillock.nn.Activation;
import hillock.nn.Autoencoder;
import hillock.nn.Loss;
import hillock.nn.Preset;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the network is and what its training makes small. */
final class NetworkOptions {
  @Option(
      names = "--network",
      paramLabel = "NAME|SPEC|FILE",
      completionCandidates = NetworkDescription.Names.class,
      description =
          "The whole network: text such as 'dense(64) relu dropout(0.2) dense(10)', a file with such text or JSON, or a"
              + " name (${COMPLETION-CANDIDATES}). Those that learn by a rule of their own take their settings in"
              + " parentheses, by name. An autoencoder, also written 'autoencoder(ENCODER, DECODER)', rebuilds its"
              + " inputs: no column is a target.")
  @Nullable String network;

  @Option(
      names = "--hidden",
      paramLabel = "N,N,...",
      description = "Units of each hidden layer, such as 64,64; 0 for a linear model. Default: by the number of rows.")
  @Nullable String hidden;

  @Option(names = "--activation", paramLabel = "NAME", description = "After each hidden layer. Default: relu.")
  @Nullable String activation;

  @Option(
      names = "--loss",
      paramLabel = "NAME",
      description = "Such as huber or cross-entropy(0.1). Default: by the kind of task.")
  @Nullable String loss;

  @Option(
      names = "--dropout",
      paramLabel = "P",
      description = "Share of hidden units left out in each step, from 0 to below 1. Default: 0.1 or 0.2.")
  @Nullable Double dropout;

  @Option(
      names = "--class-weights",
      paramLabel = "balanced",
      description = "'balanced' lets every class count alike, however rare.")
  @Nullable String classWeights;

  /** Whether the network is an autoencoder, so that no column is a target. */
  boolean reconstructs() {
    if (network == null) {
      return false;
    }
    Optional<Preset> preset = NetworkDescription.preset(network);
    return preset.isPresent()
        ? preset.get().reconstructs()
        : NetworkDescription.method("--network", network).isEmpty()
            && NetworkDescription.spec("--network", network) instanceof Autoencoder;
  }

  /** Whether the data of this network are ratings. */
  boolean learnsRatings() {
    return network != null
        && NetworkDescription.method("--network", network).filter(RatingsMethod.class::isInstance).isPresent();
  }

  Experiment applyTo(Experiment experiment) {
    Experiment e = experiment;
    if (network != null) {
      if (hidden != null || activation != null || dropout != null) {
        throw new DataException(
            "--network",
            "also --hidden, --activation or --dropout",
            "a network given whole, or the parts",
            "Write layers and dropout into the network itself.");
      }
      Optional<Preset> preset = NetworkDescription.preset(network);
      Optional<LearningMethod> method = NetworkDescription.method("--network", network);
      e =
          preset.isPresent()
              ? e.network(preset.get())
              : method.isPresent() ? e.network(method.get()) : e.network(NetworkDescription.spec("--network", network));
    }
    if (hidden != null) {
      e = e.hidden(units(hidden));
    }
    if (activation != null) {
      e = e.activation(Parsing.record(Activation.class, "--activation", activation));
    }
    if (loss != null) {
      e = e.loss(Parsing.record(Loss.class, "--loss", loss));
    }
    if (dropout != null) {
      e = e.dropout(dropout);
    }
    if (classWeights != null) {
      if (!classWeights.equals("balanced")) {
        throw new DataException(
            "--class-weights", "'" + classWeights + "'", "balanced", "Leave it out for equal weights.");
      }
      e = e.balancedClasses();
    }
    return e;
  }

  private static int[] units(String text) {
    if (text.strip().equals("0")) {
      return new int[0];
    }
    try {
      int[] units = Arrays.stream(text.split(",", -1)).mapToInt(u -> Integer.parseInt(u.strip())).toArray();
      if (Arrays.stream(units).allMatch(u -> u >= 1)) {
        return units;
      }
    } catch (NumberFormatException e) {
      // Told below, as for numbers out of range.
    }
    throw new DataException(
        "--hidden", "'" + text + "'", "whole numbers of at least 1, such as 64,64", "0 alone means no hidden layer.");
  }
}
