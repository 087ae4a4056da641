package hillock.cli;

import hillock.data.DataException;
import hillock.experiment.Experiment;
import hillock.experiment.TextInput;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How texts are read. */
final class TextOptions {
  @Option(names = "--text", paramLabel = "COL", description = "Learn from this column of texts alone, word by word.")
  @Nullable String text;

  @Option(names = "--characters", description = "Read the texts character by character.")
  boolean characters;

  @Option(names = "--tokens", paramLabel = "N", description = "Most words in the vocabulary. Default: 10000.")
  @Nullable Integer tokens;

  @Option(
      names = "--length",
      paramLabel = "N",
      description = "Words of a text that are read. Default: as many as 98%% of the texts have.")
  @Nullable Integer length;

  Experiment applyTo(Experiment experiment) {
    if (text == null) {
      String alone = characters ? "--characters" : tokens != null ? "--tokens" : "--length";
      if (characters || tokens != null || length != null) {
        throw new DataException(alone, "no --text", "a column of texts", "Add --text COL.");
      }
      return experiment;
    }
    if ((tokens != null && tokens < 1) || (length != null && length < 1)) {
      throw new DataException("--tokens and --length", "a number below 1", "whole numbers of at least 1", "");
    }
    TextInput input = TextInput.of(text);
    return experiment.text(
        (characters ? input.byCharacters() : input)
            .sized(tokens == null ? TextInput.TOKENS : tokens, length == null ? 0 : length));
  }
}
