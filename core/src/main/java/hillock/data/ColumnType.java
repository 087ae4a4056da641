package hillock.data;

/** How the cells of a {@link Column} are read. */
public enum ColumnType {
  /** A quantity; NaN when missing. */
  NUMBER,
  /** One of a set of texts (also booleans, codes and free text); null when missing. */
  CATEGORY,
  /** A moment, in seconds since 1970-01-01T00:00 of the file's own clock; NaN when missing. */
  DATE
}
