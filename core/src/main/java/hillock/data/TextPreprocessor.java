package hillock.data;

import hillock.tensor.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One column of texts as sequences of token ids [length], for an embedding: shorter texts are padded with 0 at their
 * end, longer ones cut off. The vocabulary is that of the training part; it is stored in the model file.
 */
public final class TextPreprocessor implements Preprocessor {
  static final String KIND = "text";

  /** Share of the training texts that are not cut when no length is given. */
  private static final double WHOLE = 0.98;

  private static final int LONGEST = 100_000;

  /** Words that are seen only once in training say nothing about others. */
  private static final int LEAST_WORD = 2;

  private final String column;
  private final Vocabulary vocabulary;
  private final int length;
  private final TargetEncoder target;

  private TextPreprocessor(String column, Vocabulary vocabulary, int length, TargetEncoder target) {
    this.column = column;
    this.vocabulary = vocabulary;
    this.length = length;
    this.target = target;
  }

  /**
   * Learns vocabulary and length.
   *
   * @param column of texts
   * @param most tokens in the vocabulary at most
   * @param length tokens of a text that are read; 0 for a length that cuts no more than one text in fifty
   * @throws DataException when the column is missing or holds no text
   */
  public static TextPreprocessor fit(
      Table training, Task task, String column, Vocabulary.Level level, int most, int length) {
    Table known = training.present(task.target());
    List<String> texts = texts(known, column);
    Vocabulary vocabulary = Vocabulary.of(level, texts, most, level == Vocabulary.Level.WORD ? LEAST_WORD : 1);
    int[] lengths = texts.stream().mapToInt(t -> vocabulary.ids(t).length).sorted().toArray();
    if (lengths.length == 0 || lengths[lengths.length - 1] == 0) {
      throw new DataException(
          training.where() + ", column '" + column + "'", "no text in any row", "texts", "Choose another column.");
    }
    int found = Math.max(1, lengths[(int) Math.min(lengths.length - 1.0, Math.ceil(WHOLE * lengths.length))]);
    int read = length > 0 ? length : found;
    return new TextPreprocessor(column, vocabulary, read, TargetEncoder.fit(known, task, read));
  }

  private static List<String> texts(Table table, String column) {
    Column texts = table.column(column);
    return IntStream.range(0, texts.size()).mapToObj(texts::asWritten).toList();
  }

  /** The column of texts. */
  public String column() {
    return column;
  }

  public Vocabulary vocabulary() {
    return vocabulary;
  }

  @Override
  public Shape inputShape() {
    return Shape.of(length);
  }

  @Override
  public List<String> featureNames() {
    return List.of();
  }

  @Override
  public Optional<Shape> imageShape() {
    return Optional.empty();
  }

  @Override
  public TargetEncoder target() {
    return target;
  }

  @Override
  public List<String> notes() {
    String what = vocabulary.level() == Vocabulary.Level.WORD ? "words and signs" : "characters";
    return List.of(
        "Of '"
            + column
            + "' the first "
            + length
            + " "
            + what
            + " are read; the vocabulary has "
            + vocabulary.tokens().size()
            + " of them, all others are one token.");
  }

  @Override
  public Dataset transform(RawData data) {
    Dataset features = transformInputs(data);
    Table table = (Table) data;
    return table.find(target.name()).map(c -> target.encode(features, table.where(), c)).orElse(features);
  }

  @Override
  public Dataset transformInputs(RawData data) {
    if (!(data instanceof Table table)) {
      throw new DataException("data", "arrays", "a table with the column '" + column + "'", "Give a CSV file.");
    }
    table.require(List.of(column));
    List<String> texts = texts(table, column);
    float[] x = new float[Math.multiplyExact(texts.size(), length)];
    Arrays.fill(x, Vocabulary.PADDING);
    for (int i = 0; i < texts.size(); i++) {
      int[] ids = vocabulary.ids(texts.get(i));
      for (int t = 0; t < Math.min(length, ids.length); t++) {
        x[i * length + t] = ids[t];
      }
      if (ids.length == 0) {
        x[i * length] = Vocabulary.UNKNOWN; // a sequence has at least one step
      }
    }
    return Dataset.of(inputShape(), x);
  }

  @Override
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("kind", KIND);
    map.put("column", column);
    map.put("length", length);
    map.put("vocabulary", vocabulary.toMap());
    map.put("target", target.toMap());
    return map;
  }

  static TextPreprocessor fromMap(Fields f) {
    return new TextPreprocessor(
        f.text("column"),
        Vocabulary.fromMap(f.object("vocabulary")),
        f.integer("length", 1, LONGEST),
        TargetEncoder.fromMap(f.object("target")));
  }
}
