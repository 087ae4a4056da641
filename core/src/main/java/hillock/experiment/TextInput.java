package hillock.experiment;

import hillock.data.DataException;
import hillock.data.Vocabulary;

/**
 * A column of texts as the only input.
 *
 * @param column of texts
 * @param level words or characters
 * @param tokens most tokens in the vocabulary, at least 1
 * @param length tokens of a text that are read, at least 1; 0 for a length that cuts one text in fifty
 */
public record TextInput(String column, Vocabulary.Level level, int tokens, int length) {
  /** Vocabulary when none is given. */
  public static final int TOKENS = 10_000;

  /** Checks the ranges. */
  public TextInput {
    if (tokens < 1 || length < 0) {
      throw new DataException(
          "text", tokens + " tokens and a length of " + length, "at least 1 token and a length of 0 or more", "");
    }
  }

  /** Words of this column. */
  public static TextInput of(String column) {
    return new TextInput(column, Vocabulary.Level.WORD, TOKENS, 0);
  }

  /** The same, read character by character. */
  public TextInput byCharacters() {
    return new TextInput(column, Vocabulary.Level.CHARACTER, tokens, length);
  }

  /** The same with another vocabulary and length. */
  public TextInput sized(int newTokens, int newLength) {
    return new TextInput(column, level, newTokens, newLength);
  }
}
