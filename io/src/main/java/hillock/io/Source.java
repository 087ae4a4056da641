package hillock.io;

import hillock.data.DataOrigin;
import hillock.data.RawData;
import java.util.List;
import java.util.Optional;

/**
 * Data as opened.
 *
 * @param data the rows to learn from, or to predict
 * @param test rows set apart by whoever made the data, such as the 10,000 test images of MNIST
 * @param target column to predict, when it is known; empty for arrays with labels, and for files, of which it can only
 *     be guessed
 * @param rowNames a name for each row, such as the file of an image; empty when rows have none
 * @param origin name, hash and size, for provenance
 * @param notes decisions made while reading, in sentences for people
 */
public record Source(
    RawData data,
    Optional<RawData> test,
    Optional<String> target,
    List<String> rowNames,
    DataOrigin origin,
    List<String> notes) {

  public Source {
    rowNames = List.copyOf(rowNames);
    notes = List.copyOf(notes);
  }
}
