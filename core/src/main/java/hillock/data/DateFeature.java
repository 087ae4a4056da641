package hillock.data;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * A moment as those of its parts that vary in training: year, month, day of the month, day of the week (Monday is 1)
 * and hour with its fraction, each encoded as a {@link NumberFeature}.
 */
public final class DateFeature implements FeatureEncoding {
  static final String KIND = "date";

  private static final Map<String, ToDoubleFunction<LocalDateTime>> PARTS = new LinkedHashMap<>();

  static {
    PARTS.put("year", LocalDateTime::getYear);
    PARTS.put("month", LocalDateTime::getMonthValue);
    PARTS.put("day", LocalDateTime::getDayOfMonth);
    PARTS.put("weekday", t -> t.getDayOfWeek().getValue());
    PARTS.put("hour", t -> t.getHour() + t.getMinute() / 60.0 + t.getSecond() / 3600.0);
  }

  private final String column;
  private final List<NumberFeature> parts;

  private DateFeature(String column, List<NumberFeature> parts) {
    this.column = column;
    this.parts = List.copyOf(parts);
  }

  /** Learns from a column of dates; without any feature when no part varies. */
  static DateFeature fit(Column column) {
    List<NumberFeature> parts = new ArrayList<>();
    for (String part : PARTS.keySet()) {
      Column values = part(column, part);
      if (!values.profile().constant()) {
        parts.add(NumberFeature.fit(values));
      }
    }
    return new DateFeature(column.name(), parts);
  }

  @Override
  public String column() {
    return column;
  }

  @Override
  public List<String> featureNames() {
    return parts.stream().flatMap(p -> p.featureNames().stream()).map(n -> column + " " + n).toList();
  }

  @Override
  public Column coerce(String where, Column given) {
    return Coercion.toDates(where, given);
  }

  @Override
  public void encode(Column given, int row, float[] x, int offset) {
    Column single = given.subset(new int[] {row});
    int at = offset;
    for (NumberFeature part : parts) {
      part.encode(part(single, part.column()), 0, x, at);
      at += part.width();
    }
  }

  /** The parts that vary, such as {@code year 2024 month 5}. */
  @Override
  public String decode(float[] x, int offset) {
    List<String> texts = new ArrayList<>();
    int at = offset;
    for (NumberFeature part : parts) {
      texts.add(part.column() + " " + Math.round(part.value(x[at])));
      at += part.width();
    }
    return String.join(" ", texts);
  }

  private static Column part(Column dates, String part) {
    ToDoubleFunction<LocalDateTime> of = Objects.requireNonNull(PARTS.get(part));
    double[] values = new double[dates.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          dates.missing(i)
              ? Double.NaN
              : of.applyAsDouble(LocalDateTime.ofEpochSecond((long) dates.number(i), 0, ZoneOffset.UTC));
    }
    return Column.numbers(part, values);
  }

  @Override
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("kind", KIND);
    map.put("column", column);
    map.put("parts", parts.stream().map(NumberFeature::toMap).toList());
    return map;
  }

  static DateFeature fromMap(Fields f) {
    List<NumberFeature> parts = new ArrayList<>();
    for (Fields part : f.objects("parts")) {
      NumberFeature feature = NumberFeature.fromMap(part);
      parts.add(PARTS.containsKey(feature.column()) ? feature : part.fail("column", "one of " + PARTS.keySet()));
    }
    return new DateFeature(f.text("column"), parts);
  }
}
