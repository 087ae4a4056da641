package hillock.data;

import hillock.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Columns of a table, each with the {@link FeatureEncoding} of its type. Columns that cannot help are dropped, and the
 * notes say which and why: constant ones, identifiers, and texts so varied that few rows share one. Columns that are
 * the pixels of an image keep their places and have one mean and one deviation together.
 */
public final class TablePreprocessor implements Preprocessor {
  static final String KIND = "table";

  /** A text column with no more values than this is never too varied. */
  private static final int FEW_VALUES = 20;

  private final List<FeatureEncoding> encodings;
  private final @Nullable Shape imageShape;
  private final TargetEncoder target;
  private final List<String> notes;
  private final int width;

  private TablePreprocessor(
      List<FeatureEncoding> encodings, @Nullable Shape imageShape, TargetEncoder target, List<String> notes) {
    this.encodings = List.copyOf(encodings);
    this.imageShape = imageShape;
    this.target = target;
    this.notes = List.copyOf(notes);
    this.width = encodings.stream().mapToInt(FeatureEncoding::width).sum();
  }

  static TablePreprocessor fit(Table training, Task task) {
    boolean reconstruction = task.kind() == Task.Kind.RECONSTRUCTION;
    Table inputs = (Table) task.known(training);
    if (inputs.size() == 0) {
      throw new DataException(training.where(), "no row with a target", "at least one row to learn from", "");
    }
    List<Column> columns =
        inputs.columns().stream().filter(c -> reconstruction || !c.name().equals(task.target())).toList();
    List<String> notes = new ArrayList<>();
    @Nullable Shape image = image(inputs, columns);
    String beside = reconstruction ? "" : " beside the target '" + task.target() + "'";
    List<FeatureEncoding> encodings = encodings(inputs, columns, image, beside, notes);
    int width = encodings.stream().mapToInt(FeatureEncoding::width).sum();
    TargetEncoder target = TargetEncoder.fit(inputs, task, width);
    if (target instanceof NumberTarget numbers && numbers.parts().getFirst().logarithm()) {
      notes.add("The target '" + task.target() + "' is positive and strongly skewed: its logarithm is learned.");
    }
    return new TablePreprocessor(encodings, image, target, notes);
  }

  /**
   * Learns the users and items of ratings: two inputs, their numbers, and the rating as it is for a target.
   *
   * @param training of {@link RatingColumns#of(Table)}
   */
  public static TablePreprocessor ofRatings(Table training) {
    List<Column> columns = training.columns();
    List<FeatureEncoding> encodings = List.of(IndexFeature.fit(columns.get(0)), IndexFeature.fit(columns.get(1)));
    String rating = columns.get(2).name();
    return new TablePreprocessor(
        encodings,
        null,
        new NumberTarget(rating, List.of(new NumberTarget.Part(rating, false, 0, 1))),
        List.of(
            "Each row is a rating: '%s' that '%s' gives to '%s'."
                .formatted(rating, columns.get(0).name(), columns.get(1).name())));
  }

  static TablePreprocessor fit(Table training, NoTarget outputs) {
    if (training.size() == 0) {
      throw new DataException(training.where(), "no row", "at least one row to learn from", "");
    }
    List<String> notes = new ArrayList<>();
    @Nullable Shape image = image(training, training.columns());
    List<FeatureEncoding> encodings = encodings(training, training.columns(), image, "", notes);
    return new TablePreprocessor(encodings, image, outputs, notes);
  }

  private static @Nullable Shape image(Table inputs, List<Column> columns) {
    return inputs
        .imageShape()
        .filter(s -> s.size() == columns.size())
        .or(() -> PixelColumns.shape(columns))
        .orElse(null);
  }

  private static List<FeatureEncoding> encodings(
      Table inputs, List<Column> columns, @Nullable Shape image, String beside, List<String> notes) {
    List<FeatureEncoding> encodings =
        image == null ? encodings(columns, notes) : pixels(inputs.where(), columns, notes);
    if (encodings.isEmpty()) {
      throw new DataException(
          inputs.where(),
          "no column to learn from" + beside,
          "at least one column that varies and is no identifier",
          String.join(" ", notes));
    }
    return encodings;
  }

  private static List<FeatureEncoding> encodings(List<Column> columns, List<String> notes) {
    List<FeatureEncoding> encodings = new ArrayList<>();
    for (Column column : columns) {
      ColumnProfile profile = column.profile();
      String reason = dropped(column, profile);
      if (reason != null) {
        notes.add("Column '" + column.name() + "' is left out: " + reason + ".");
        continue;
      }
      FeatureEncoding encoding =
          switch (column.type()) {
            case NUMBER -> NumberFeature.fit(column);
            case DATE -> DateFeature.fit(column);
            case CATEGORY -> CategoryFeature.fit(column);
          };
      encodings.add(encoding);
      note(encoding, profile, notes);
    }
    return encodings;
  }

  private static void note(FeatureEncoding encoding, ColumnProfile profile, List<String> notes) {
    String name = "Column '" + encoding.column() + "'";
    switch (encoding) {
      case NumberFeature number -> {
        if (number.logarithm()) {
          notes.add(name + " is strongly skewed: its logarithm is used.");
        }
        if (number.indicator()) {
          notes.add(
              name
                  + " lacks "
                  + profile.missing()
                  + " of "
                  + profile.rows()
                  + " values: the median "
                  + Column.canonical(number.median())
                  + " stands in, and a second input marks them.");
        }
      }
      case CategoryFeature category -> {
        if (category.other()) {
          notes.add(
              name
                  + " has "
                  + profile.distinct()
                  + " values: the "
                  + category.categories().size()
                  + " frequent ones have an input each, the others share one.");
        }
      }
      case DateFeature date -> notes.add(name + " is a date: " + String.join(", ", date.featureNames()) + " are used.");
      case IndexFeature index -> notes.add(name + " has " + index.names().size() + " different names.");
    }
  }

  /** Why a column cannot help, or null. */
  private static @Nullable String dropped(Column column, ColumnProfile profile) {
    if (profile.distinct() == 0) {
      return "it has no value in any training row";
    }
    if (profile.constant() && profile.missing() == 0) {
      return "it is '" + profile.mostFrequent().getFirst().value() + "' in every training row";
    }
    if (profile.idLike()) {
      return "its " + profile.distinct() + " different values look like names or numbers of the rows";
    }
    if (column.type() == ColumnType.DATE && DateFeature.fit(column).width() == 0) {
      return "its dates do not vary";
    }
    if (column.type() == ColumnType.CATEGORY) {
      CategoryFeature feature = CategoryFeature.fit(column);
      Map<String, Integer> counts = CategoryFeature.counts(column);
      long covered = feature.categories().stream().mapToLong(counts::get).sum();
      if (profile.distinct() > FEW_VALUES && 2 * covered < column.size() - profile.missing()) {
        return "it is text with " + profile.distinct() + " different values, too varied to learn from";
      }
      if (feature.categories().isEmpty() && profile.missing() == 0) {
        return "each of its values is rare";
      }
    }
    return null;
  }

  private static List<FeatureEncoding> pixels(String where, List<Column> columns, List<String> notes) {
    List<Column> numbers = columns.stream().map(c -> Coercion.toNumbers(where, c)).toList();
    double[] all =
        numbers.stream()
            .flatMapToDouble(c -> java.util.stream.IntStream.range(0, c.size()).mapToDouble(c::number))
            .filter(v -> !Double.isNaN(v))
            .toArray();
    double mean = all.length == 0 ? 0 : Statistics.mean(all);
    double deviation = all.length == 0 ? 0 : Math.sqrt(Statistics.variance(all, mean));
    notes.add("The columns are the pixels of images: one mean and one deviation standardise them all.");
    return numbers.stream()
        .<FeatureEncoding>map(c -> new NumberFeature(c.name(), mean, false, false, mean, deviation > 0 ? deviation : 1))
        .toList();
  }

  /** The encodings in the order of the inputs. */
  public List<FeatureEncoding> encodings() {
    return encodings;
  }

  @Override
  public Shape inputShape() {
    return Shape.of(width);
  }

  @Override
  public List<String> featureNames() {
    return encodings.stream().flatMap(e -> e.featureNames().stream()).toList();
  }

  @Override
  public Optional<Shape> imageShape() {
    return Optional.ofNullable(imageShape);
  }

  @Override
  public TargetEncoder target() {
    return target;
  }

  @Override
  public List<String> notes() {
    return notes;
  }

  @Override
  public Dataset transform(RawData data) {
    Dataset features = transformInputs(data);
    Table table = (Table) data;
    return target instanceof InputsTarget || target instanceof NoTarget
        ? features
        : table.find(target.name()).map(c -> target.encode(features, table.where(), c)).orElse(features);
  }

  @Override
  public Dataset transformInputs(RawData data) {
    if (!(data instanceof Table table)) {
      throw new DataException(
          "data", "arrays", "a table with the columns " + columnNames(), "Give a CSV file like the one of training.");
    }
    table.require(columnNames());
    if ((long) table.size() * width > Integer.MAX_VALUE - 8) {
      throw new DataException(
          table.where(),
          table.size() + " rows that become " + width + " numbers each",
          "less than 2^31 numbers in all",
          "Use fewer rows, or leave out columns of text.");
    }
    float[] x = new float[table.size() * width];
    int at = 0;
    for (FeatureEncoding encoding : encodings) {
      Column column = encoding.coerce(table.where(), table.column(encoding.column()));
      for (int row = 0; row < table.size(); row++) {
        encoding.encode(column, row, x, row * width + at);
      }
      at += encoding.width();
    }
    Dataset dataset = Dataset.of(inputShape(), x).withFeatureNames(featureNames());
    return imageShape == null ? dataset : dataset.withImageShape(imageShape);
  }

  /** Rows given as texts by column name; absent columns and columns that are null count as missing values. */
  public Dataset transformRows(List<? extends Map<String, String>> rows) {
    List<Column> columns = new ArrayList<>();
    for (String name : columnNames()) {
      String[] texts = rows.stream().map(r -> r.get(name)).map(TablePreprocessor::present).toArray(String[]::new);
      columns.add(Column.categories(name, texts));
    }
    return transformInputs(new Table("rows", columns, List.of()));
  }

  private static @Nullable String present(@Nullable String text) {
    return text == null || MissingValues.anywhere(text.strip()) ? null : text.strip();
  }

  /** Names of the columns that are read, in the order of the inputs. */
  public List<String> columnNames() {
    return encodings.stream().map(FeatureEncoding::column).toList();
  }

  @Override
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("kind", KIND);
    map.put("columns", encodings.stream().map(FeatureEncoding::toMap).toList());
    if (imageShape != null) {
      map.put("imageShape", ShapeFields.toList(imageShape));
    }
    map.put("target", target.toMap());
    map.put("notes", notes);
    return map;
  }

  static TablePreprocessor fromMap(Fields f) {
    List<FeatureEncoding> encodings = f.objects("columns").stream().map(FeatureEncoding::fromMap).toList();
    int width = encodings.stream().mapToInt(FeatureEncoding::width).sum();
    long names = encodings.stream().map(FeatureEncoding::column).distinct().count();
    if (width == 0 || names != encodings.size()) {
      f.fail("columns", "at least one column, each with another name");
    }
    @Nullable Shape image = f.has("imageShape") ? ShapeFields.read(f, "imageShape") : null;
    if (image != null && (image.rank() != 3 || image.size() != width)) {
      f.fail("imageShape", "[height, width, channels] of " + width + " inputs");
    }
    return new TablePreprocessor(encodings, image, TargetEncoder.fromMap(f.object("target")), f.texts("notes"));
  }
}
