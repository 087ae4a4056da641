/** Writes the tiles of products with a gathered A, rows × vectors accumulators each. */
final class GatherSources {
  private static final String PARAMETERS =
      "float[] a, int ao, int[] rows, int ro, int[] steps, int so, float[] b, int bo, int ldb, int depth, float[] c,"
          + " int co, int[] cRows, int cro, boolean accumulate";
  private static final String ARGUMENTS =
      "a, ao, rows, ro, steps, so, b, bo, ldb, depth, c, co, cRows, cro, accumulate";

  private GatherSources() {}

  static void append(StringBuilder out, int[] heights) {
    for (int vectors = 1; vectors <= 2; vectors++) {
      String name = "gather" + vectors;
      out.append("\n  static void %s(int count, %s) {\n    switch (count) {\n".formatted(name, PARAMETERS));
      for (int count : heights) {
        out.append("      case %d -> %s_%d(%s);\n".formatted(count, name, count, ARGUMENTS));
      }
      out.append("      default -> throw new AssertionError(count);\n    }\n  }\n");
      for (int count : heights) {
        tile(out, name + "_" + count, count, vectors);
      }
    }
  }

  private static void tile(StringBuilder out, String name, int count, int vectors) {
    out.append("\n  static void %s(%s) {\n".formatted(name, PARAMETERS));
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < vectors; j++) {
        out.append("    FloatVector s%d_%d = FloatVector.zero(S);\n".formatted(i, j));
      }
      out.append("    int a%d = ao + rows[ro + %d];\n".formatted(i, i));
    }
    out.append("    if (accumulate) {\n");
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < vectors; j++) {
        out.append(
            "      s%d_%d = FloatVector.fromArray(S, c, co + cRows[cro + %d] + %d * V);\n".formatted(i, j, i, j));
      }
    }
    out.append("    }\n    for (int k = 0; k < depth; k++, bo += ldb) {\n      int at = steps[so + k];\n");
    for (int j = 0; j < vectors; j++) {
      out.append("      FloatVector b%d = FloatVector.fromArray(S, b, bo + %d * V);\n".formatted(j, j));
    }
    for (int i = 0; i < count; i++) {
      out.append("      FloatVector x%d = FloatVector.broadcast(S, a[a%d + at]);\n".formatted(i, i));
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
    out.append("  }\n");
  }
}
