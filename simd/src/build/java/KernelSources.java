import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes the innermost loops of the vector kernels, which are straight-line code that nobody wants to read or maintain:
 * the JIT compiler keeps vectors in registers only when each has a local variable of its own, so every tile size is a
 * method.
 *
 * <p>Usage: {@code java KernelSources.java FOLDER}; runs in the build's generate-sources phase.
 */
final class KernelSources {
  /** Heights of tiles; any number of rows is a sum of them. Few, since the JIT compiler takes long for each. */
  private static final int[] HEIGHTS = {1, 4, 12};

  private static final String PARAMETERS =
      "float[] a, int ao, int rowA, int stepA, float[] b, int bo, int ldb, int depth, float[] c, int co, int ldc,"
          + " boolean accumulate";
  private static final String ARGUMENTS = "a, ao, rowA, stepA, b, bo, ldb, depth, c, co, ldc, accumulate";

  /**
   * How a tile finds element (i, k) of A. A constant distance lets the JIT compiler check the bounds once for all rows
   * or once before the loop; any other costs a check for each element, about a third of the speed of a tall tile.
   */
  private enum Reach {
    /** {@code ao + i * rowA + k * stepA}. */
    ANY("", " = ao + ROW * rowA", "aROW + p"),
    /**
     * rowA is 1, A transposed or packed, and B is packed, so that its bounds are checked before the loop. Steps along A
     * begin at {@code ao}, which then needs no register of its own.
     */
    NEAR("Near", "", "p + ROW"),
    /** stepA is 1: A as it lies. */
    FAR("Far", " = ao + ROW * rowA", "aROW + k");

    final String suffix;
    final String begin;
    final String element;

    Reach(String suffix, String begin, String element) {
      this.suffix = suffix;
      this.begin = begin;
      this.element = element;
    }
  }

  private KernelSources() {}

  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0], "hillock", "simd");
    Files.createDirectories(folder);
    write(folder.resolve("MicroKernels.java"), microKernels());
    for (int lanes : new int[] {4, 8, 16}) {
      write(folder.resolve("Transpose" + lanes + ".java"), transpose(lanes));
    }
    write(folder.resolve("UnaryLoops.java"), UnarySources.text());
    write(folder.resolve("Sums.java"), ReductionSources.text());
  }

  /** Leaves an unchanged file alone, so that nothing is compiled again. */
  private static void write(Path file, String text) throws IOException {
    if (!Files.exists(file) || !Files.readString(file).equals(text)) {
      Files.writeString(file, text);
    }
  }

  private static String microKernels() {
    var out =
        new StringBuilder(
            """
            package hillock.simd;

            import hillock.kernel.Kernels;
            import jdk.incubator.vector.FloatVector;
            import jdk.incubator.vector.VectorSpecies;

            /**
             * Tiles of matrix products: C = A·B or C + A·B. Element (i, k) of A is at {@code ao + i * rowA + k * stepA},
             * so one method serves A as it lies, transposed and packed; of several rows, two do, of which one wants rowA
             * to be 1, and panels of B as wide as the tile, and the other stepA. Written by KernelSources.
             */
            final class MicroKernels {
              private static final VectorSpecies<Float> S = Lanes.SPECIES;
              private static final int V = Lanes.COUNT;

              private MicroKernels() {}
            """);
    family(out, 1);
    family(out, 2);
    tile(out, "wide1", 1, 8, Reach.ANY, false);
    tile(out, "half1", 1, 4, Reach.ANY, false);
    tile(out, "packing4_4", 4, 4, Reach.ANY, true);
    GatherSources.append(out, HEIGHTS);
    return out.append("}\n").toString();
  }

  /** Tiles of all heights. */
  private static void family(StringBuilder out, int vectors) {
    String name = "tile" + vectors;
    out.append("\n  static void ")
        .append(name)
        .append("(int rows, ")
        .append(PARAMETERS)
        .append(") {\n    switch (rows) {\n");
    for (int rows : HEIGHTS) {
      String call = rows == 1 ? "%1$s(%2$s);" : "{ if (stepA == 1) %1$sFar(%2$s); else %1$sNear(%2$s); }";
      out.append("      case %d -> ".formatted(rows)).append(call.formatted(name + "_" + rows, ARGUMENTS)).append("\n");
    }
    out.append("      default -> throw new AssertionError(rows);\n    }\n  }\n");
    for (int rows : HEIGHTS) {
      for (Reach reach : rows == 1 ? List.of(Reach.ANY) : List.of(Reach.NEAR, Reach.FAR)) {
        tile(out, name + "_" + rows, rows, vectors, reach, false);
      }
    }
  }

  /**
   * One tile: rows × vectors accumulators, which start from C, take the steps of k in order, and go back to C. A
   * packing one leaves its part of B behind, row after row in {@code y} from {@code yo} on.
   */
  private static void tile(StringBuilder out, String name, int rows, int vectors, Reach reach, boolean packing) {
    String parameters = PARAMETERS + (packing ? ", float[] y, int yo" : "");
    out.append("\n  static void %s%s(%s) {\n".formatted(name, reach.suffix, parameters));
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < vectors; j++) {
        out.append("    FloatVector %s = FloatVector.zero(S);\n".formatted(sum(i, j)));
      }
      if (!reach.begin.isEmpty()) {
        out.append("    int a%d%s;\n".formatted(i, reach.begin.replace("ROW", "" + i)));
      }
    }
    out.append("    if (accumulate) {\n");
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < vectors; j++) {
        out.append("      %s = FloatVector.fromArray(S, c, co + %d * ldc%s);\n".formatted(sum(i, j), i, at(j)));
      }
    }
    out.append("    }\n");
    out.append(packing ? "    int second = yo + 2 * V * depth;\n" : "");
    out.append(reach == Reach.FAR ? "" : "    int p = %s;\n".formatted(reach == Reach.NEAR ? "ao" : "0"));
    out.append("    for (int k = 0; k < depth; k++%s) {\n".formatted(reach == Reach.FAR ? "" : ", p += stepA"));
    // no place in B that moves along: it would have no register, and wait for memory in every round
    out.append("      int at = bo + k * %s;\n".formatted(reach == Reach.NEAR ? vectors + " * V" : "ldb"));
    for (int j = 0; j < vectors; j++) {
      out.append("      FloatVector b%d = FloatVector.fromArray(S, b, at%s);\n".formatted(j, at(j)));
      String to = (j < 2 ? "yo" : "second") + " + k * 2 * V" + at(j % 2);
      out.append(packing ? "      b%d.intoArray(y, %s);\n".formatted(j, to) : "");
    }
    for (int i = 0; i < rows; i++) {
      String element = reach.element.replace("ROW", "" + i);
      out.append("      FloatVector x%d = FloatVector.broadcast(S, a[%s]);\n".formatted(i, element));
      for (int j = 0; j < vectors; j++) {
        out.append("      %1$s = x%2$d.fma(b%3$d, %1$s);\n".formatted(sum(i, j), i, j));
      }
    }
    out.append("    }\n");
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < vectors; j++) {
        out.append("    %s.intoArray(c, co%s);\n".formatted(sum(i, j), at(j)));
      }
      // as a sum: a product as above would be made once, and occupy registers during the loop
      out.append(i < rows - 1 ? "    co += ldc;\n" : "");
    }
    out.append("  }\n");
  }

  private static String sum(int row, int vector) {
    return "s" + row + "_" + vector;
  }

  private static String at(int vector) {
    return vector == 0 ? "" : " + " + vector + " * V";
  }

  /** A square transpose in registers: log2(lanes) rounds, each exchanging blocks between pairs of vectors. */
  private static String transpose(int lanes) {
    var out =
        new StringBuilder(
            """
            package hillock.simd;

            import jdk.incubator.vector.FloatVector;
            import jdk.incubator.vector.IntVector;
            import jdk.incubator.vector.VectorSpecies;

            /** Transposes LANES rows at a time. Written by KernelSources. */
            final class TransposeLANES {
              private static final VectorSpecies<Float> S = Lanes.SPECIES;
            """
                .replace("LANES", "" + lanes));
    for (int half = lanes / 2; half > 0; half /= 2) {
      var low = new StringBuilder();
      var high = new StringBuilder();
      for (int i = 0; i < lanes; i++) {
        boolean second = (i & half) != 0;
        low.append(i == 0 ? "" : ", ").append(second ? lanes + i - half : i);
        high.append(i == 0 ? "" : ", ").append(second ? lanes + i : i + half);
      }
      out.append("  private static final IntVector LOW").append(half).append(" = indices(").append(low).append(");\n");
      out.append("  private static final IntVector HIGH")
          .append(half)
          .append(" = indices(")
          .append(high)
          .append(");\n");
    }
    out.append(
        """

          private TransposeLANES() {}

          private static IntVector indices(int... indices) {
            return IntVector.fromArray(Lanes.INTS, indices, 0);
          }

          /**
           * y[yo + k*ldy + i] = x[xo + i*ldx + k] for i below rows, k ascending to a multiple of LANES, which is returned.
           * Lanes from rows on get junk, so y is to be filled in ascending order and needs LANES spare elements.
           */
          static int blocks(float[] x, int xo, int ldx, int rows, int depth, float[] y, int yo, int ldy) {
            int top = rows - 1;
        """
            .replace("LANES", "" + lanes));
    for (int i = 0; i < lanes; i++) {
      out.append("    int x").append(i).append(" = xo + Math.min(").append(i).append(", top) * ldx;\n");
    }
    out.append("    int k = 0;\n    for (; k + ")
        .append(lanes)
        .append(" <= depth; k += ")
        .append(lanes)
        .append(") {\n");
    for (int i = 0; i < lanes; i++) {
      out.append("      IntVector v")
          .append(i)
          .append(" = FloatVector.fromArray(S, x, x")
          .append(i)
          .append(" + k).reinterpretAsInts();\n");
    }
    out.append("      IntVector t;\n");
    for (int half = lanes / 2; half > 0; half /= 2) {
      for (int i = 0; i < lanes; i++) {
        if ((i & half) == 0) {
          String other = "v" + (i + half);
          out.append("      t = LOW")
              .append(half)
              .append(".selectFrom(v")
              .append(i)
              .append(", ")
              .append(other)
              .append(");\n      ")
              .append(other)
              .append(" = HIGH")
              .append(half)
              .append(".selectFrom(v")
              .append(i)
              .append(", ")
              .append(other)
              .append(");\n      v")
              .append(i)
              .append(" = t;\n");
        }
      }
    }
    out.append("      int to = yo + k * ldy;\n");
    for (int i = 0; i < lanes; i++) {
      out.append("      v").append(i).append(".reinterpretAsFloats().intoArray(y, to);\n      to += ldy;\n");
    }
    return out.append("    }\n    return k;\n  }\n}\n").toString();
  }
}
