package hillock.cli;

import hillock.data.DataException;
import hillock.experiment.Experiment;
import hillock.model.Catalog;
import hillock.model.Json;
import hillock.model.Records;
import hillock.nn.Activation;
import hillock.nn.Loss;
import hillock.nn.Spec;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the network is and what its training makes small. */
final class NetworkOptions {
  /** No network of sense has a description longer than this. */
  private static final long LONGEST_FILE = 1 << 20;

  @Option(
      names = "--network",
      paramLabel = "SPEC|FILE",
      description =
          "The whole network, as text such as 'dense(64) relu dropout(0.2) dense(10)' or a file with such text or"
              + " JSON.")
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
      e = e.network(spec(network));
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

  private static Spec spec(String text) {
    Path file = file(text);
    if (file == null) {
      return Catalog.of(Spec.class).parse(text);
    }
    String content = read(file);
    return content.stripLeading().startsWith("{")
        ? Records.standard().decode(Spec.class, Json.parse(content, file.toString()), file.toString())
        : Catalog.of(Spec.class).parse(content);
  }

  /** The text as a file, when it can only mean one: it exists, or it ends like one. */
  private static @Nullable Path file(String text) {
    try {
      Path path = Path.of(text);
      return Files.exists(path) || text.endsWith(".json") || text.endsWith(".txt") ? path : null;
    } catch (InvalidPathException e) {
      return null; // a spec may hold characters that no file name has
    }
  }

  private static String read(Path file) {
    try {
      if (Files.isDirectory(file)) {
        throw new DataException("--network " + file, "a folder", "a file with a network", "");
      }
      if (Files.size(file) > LONGEST_FILE) {
        throw new DataException(
            "--network " + file,
            Files.size(file) + " bytes",
            "at most " + LONGEST_FILE,
            "Is it a description of a network?");
      }
      return Files.readString(file);
    } catch (MalformedInputException e) {
      throw new DataException("--network " + file, "bytes that are no text", "UTF-8 text or JSON", "", e);
    } catch (IOException e) {
      throw new DataException(
          "--network " + file,
          "no such file, or one that cannot be read",
          "a file with a network",
          "A network may also be given as text: --network 'dense(64) relu dense(10)'.");
    }
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
