import java.util.Locale;

/**
 * Writes the tiles of products with a gathered A, rows × vectors accumulators each, in three kinds. {@code gather}
 * reads every element where the tables say, and the JVM checks every index. {@code run} knows that the terms are
 * neighbours, and {@code column} that the rows are: one check serves the run, or a column of A. Both want B in rows
 * that are a panel's width apart, so that its bounds are checked before the loop. Several runs are several calls: where
 * a loop over them held the other one, the JIT compiler kept a sum on the stack throughout, in every other compilation.
 */
final class GatherSources {
  private static final String PARAMETERS =
      "float[] a, int ao, int[] rows, int ro, int[] steps, int so, float[] b, int bo, int ldb, int depth, float[] c,"
          + " int co, int[] cRows, int cro";
  private static final String ARGUMENTS = "a, ao, rows, ro, steps, so, b, bo, ldb, depth, c, co, cRows, cro";

  private GatherSources() {}

  /** Heights that most of the work is done at, with 16 registers and with 32; few, since each has to be compiled. */
  private static final int[] TALL = {4, 12};

  private enum Kind {
    GATHER,
    RUN,
    COLUMN
  }

  static void append(StringBuilder out, int[] heights) {
    family(out, Kind.GATHER, heights, 1);
    family(out, Kind.GATHER, heights, 2);
    family(out, Kind.RUN, TALL, 2);
    family(out, Kind.COLUMN, TALL, 2);
  }

  private static void family(StringBuilder out, Kind kind, int[] heights, int vectors) {
    String name = kind.name().toLowerCase(Locale.ROOT) + vectors;
    String parameters = kind == Kind.GATHER ? PARAMETERS : PARAMETERS.replace(" int ldb,", "");
    String arguments = kind == Kind.GATHER ? ARGUMENTS : ARGUMENTS.replace(" ldb,", "");
    if (kind == Kind.RUN) {
      parameters = parameters.replace(" int[] steps, int so,", "");
      arguments = arguments.replace(" steps, so,", "");
    }
    out.append("\n  static void %s(int count, %s) {\n    switch (count) {\n".formatted(name, parameters));
    for (int count : heights) {
      out.append("      case %d -> %s_%d(%s);\n".formatted(count, name, count, arguments));
    }
    out.append("      default -> throw new AssertionError(count);\n    }\n  }\n");
    for (int count : heights) {
      out.append("\n  static void %s_%d(%s) {\n".formatted(name, count, parameters));
      tile(out, kind, count, vectors);
      out.append("  }\n");
    }
  }

  private static void tile(StringBuilder out, Kind kind, int count, int vectors) {
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < vectors; j++) {
        out.append(
            "    FloatVector s%d_%d = FloatVector.fromArray(S, c, co + cRows[cro + %d] + %d * V);\n"
                .formatted(i, j, i, j));
      }
      if (kind != Kind.COLUMN || i == 0) {
        out.append("    int a%d = ao + rows[ro + %d];\n".formatted(i, i));
      }
    }
    if (kind == Kind.RUN) {
      out.append("    for (int k = 0; k < depth; k++) {\n");
    } else {
      out.append(
          "    int end = so + depth;\n    for (int k = so; k < end; k++%s) {\n"
              .formatted(kind == Kind.GATHER ? ", bo += ldb" : ""));
      out.append("      int at = steps[k];\n");
    }
    String row =
        switch (kind) {
          case GATHER -> "bo";
          case RUN -> "bo + k * Kernels.PANEL";
          case COLUMN -> "bo + (k - so) * Kernels.PANEL";
        };
    out.append("      int place = %s;\n".formatted(row));
    for (int j = 0; j < vectors; j++) {
      out.append("      FloatVector b%d = FloatVector.fromArray(S, b, place + %d * V);\n".formatted(j, j));
    }
    for (int i = 0; i < count; i++) {
      String place =
          switch (kind) {
            case GATHER -> "a%d + at".formatted(i);
            case RUN -> "a%d + k".formatted(i);
            case COLUMN -> "a0 + at + %d".formatted(i);
          };
      out.append("      FloatVector x%d = FloatVector.broadcast(S, a[%s]);\n".formatted(i, place));
      for (int j = 0; j < vectors; j++) {
        out.append("      s%d_%d = x%d.fma(b%d, s%d_%d);\n".formatted(i, j, i, j, i, j));
      }
    }
    out.append("    }\n");
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < vectors; j++) {
        out.append("    s%d_%d.intoArray(c, co + cRows[cro + %d] + %d * V);\n".formatted(i, j, i, j));
      }
    }
  }
}
