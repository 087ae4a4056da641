package hillock.data;

/** Reads a column of new rows with the type it had in training, whatever its own texts looked like. */
final class Coercion {
  private Coercion() {}

  static Column toNumbers(String where, Column column) {
    if (column.type() == ColumnType.NUMBER) {
      return column;
    }
    double[] values = new double[column.size()];
    for (int i = 0; i < values.length; i++) {
      String text = column.text(i);
      if (text == null || MissingValues.amongNumbers(text.strip())) {
        values[i] = Double.NaN;
      } else if (column.type() == ColumnType.CATEGORY && NumberStyle.PLAIN.matches(text.strip())) {
        double value = Double.parseDouble(text.strip());
        values[i] = Double.isInfinite(value) ? Double.NaN : value;
      } else {
        throw refused(where, column, i, "a number as in training");
      }
    }
    return Column.numbers(column.name(), values);
  }

  static Column toDates(String where, Column column) {
    if (column.type() == ColumnType.DATE) {
      return column;
    }
    double[] values = new double[column.size()];
    for (int i = 0; i < values.length; i++) {
      String text = column.text(i);
      values[i] = Double.NaN;
      if (text == null || MissingValues.amongNumbers(text.strip())) {
        continue;
      }
      for (DateStyle style : DateStyle.values()) {
        if (Double.isNaN(values[i])) {
          values[i] = style.parse(text.strip());
        }
      }
      if (Double.isNaN(values[i])) {
        throw refused(where, column, i, "a date as in training, such as 1999-12-31");
      }
    }
    return Column.dates(column.name(), values);
  }

  private static DataException refused(String where, Column column, int row, String expected) {
    return new DataException(
        where + ", column '" + column.name() + "', row " + (row + 1),
        "'" + column.text(row) + "'",
        expected,
        "Leave the cell empty when the value is not known.");
  }
}
