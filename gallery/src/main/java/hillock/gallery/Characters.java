package hillock.gallery;

import hillock.data.DataException;
import hillock.data.Dataset;
import hillock.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A text as numbers: the characters that occur, in order, and the place of each among them.
 *
 * @param alphabet the characters
 * @param ids [length] places in the alphabet
 */
record Characters(String alphabet, byte[] ids) {
  static Characters read(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new DataException(file.toString(), String.valueOf(e.getMessage()), "a text", "", e);
    }
    int[] different = text.chars().sorted().distinct().toArray();
    if (different.length > Byte.MAX_VALUE) {
      throw new DataException(file.toString(), different.length + " different characters", "at most 127", "");
    }
    byte[] ids = new byte[text.length()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = (byte) Arrays.binarySearch(different, text.charAt(i));
    }
    return new Characters(new String(different, 0, different.length), ids);
  }

  /** Some of the characters. */
  Characters part(int from, int to) {
    return new Characters(alphabet, Arrays.copyOfRange(ids, from, to));
  }

  int size() {
    return alphabet.length();
  }

  /** Windows side by side, each with the character that follows at every step; a rest is left out. */
  Dataset windows(int steps) {
    int n = (ids.length - 1) / steps;
    float[] x = new float[n * steps];
    int[] next = new int[n * steps];
    for (int i = 0; i < x.length; i++) {
      x[i] = ids[i];
      next[i] = ids[i + 1];
    }
    List<String> names = alphabet.chars().mapToObj(Character::toString).toList();
    return Dataset.of(Shape.of(steps), x).withStepLabels(next, names);
  }
}
