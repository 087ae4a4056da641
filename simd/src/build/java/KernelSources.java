import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the innermost loops of the vector kernels, which are straight-line code that nobody wants to read or maintain:
 * the JIT compiler keeps vectors in registers only when each has a local variable of its own, so every tile size is a
 * method.
 *
 * <p>Usage: {@code java KernelSources.java FOLDER}; runs in the build's generate-sources phase.
 */
final class KernelSources {
  /** Heights of tiles; any number of rows is a sum of them. Few, since the JIT compiler takes long for each. */
  private static final int[] HEIGHTS = {1, 2, 4, 8, 12};

  private static final String PARAMETERS =
      "float[] a, int ao, int rowA, int stepA, float[] b, int bo, int ldb, int depth, float[] c, int co, int ldc,"
          + " boolean accumulate";
  private static final String ARGUMENTS = "a, ao, rowA, stepA, b, bo, ldb, depth, c, co, ldc, accumulate";

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

            import jdk.incubator.vector.FloatVector;
            import jdk.incubator.vector.VectorSpecies;

            /**
             * Tiles of matrix products: C = A·B or C + A·B. Element (i, k) of A is at {@code ao + i * rowA + k * stepA},
             * so one method serves A as it lies, transposed and packed. Written by KernelSources.
             */
            final class MicroKernels {
              private static final VectorSpecies<Float> S = Lanes.SPECIES;
              private static final int V = Lanes.COUNT;

              private MicroKernels() {}
            """);
    family(out, 1);
    family(out, 2);
    tile(out, "wide1", 1, 8);
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
      out.append("      case ")
          .append(rows)
          .append(" -> ")
          .append(name)
          .append("_")
          .append(rows)
          .append("(")
          .append(ARGUMENTS)
          .append(");\n");
    }
    out.append("      default -> throw new AssertionError(rows);\n    }\n  }\n");
    for (int rows : HEIGHTS) {
      tile(out, name + "_" + rows, rows, vectors);
    }
  }

  /** One tile: rows × vectors accumulators, which start from C, take the steps of k in order, and go back to C. */
  private static void tile(StringBuilder out, String name, int rows, int vectors) {
    out.append("\n  static void ").append(name).append("(").append(PARAMETERS).append(") {\n");
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < vectors; j++) {
        out.append("    FloatVector ").append(sum(i, j)).append(" = FloatVector.zero(S);\n");
      }
      if (i > 0) {
        out.append("    int c").append(i).append(" = co + ").append(i).append(" * ldc;\n");
        out.append("    int a").append(i).append(" = ao + ").append(i).append(" * rowA;\n");
      } else {
        out.append("    int c0 = co;\n    int a0 = ao;\n");
      }
    }
    out.append("    if (accumulate) {\n");
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < vectors; j++) {
        out.append("      ")
            .append(sum(i, j))
            .append(" = FloatVector.fromArray(S, c, c")
            .append(i)
            .append(at(j))
            .append(");\n");
      }
    }
    out.append("    }\n");
    out.append("    int p = 0;\n");
    out.append("    for (int k = 0; k < depth; k++, p += stepA, bo += ldb) {\n");
    for (int j = 0; j < vectors; j++) {
      out.append("      FloatVector b")
          .append(j)
          .append(" = FloatVector.fromArray(S, b, bo")
          .append(at(j))
          .append(");\n");
    }
    for (int i = 0; i < rows; i++) {
      out.append("      FloatVector x")
          .append(i)
          .append(" = FloatVector.broadcast(S, a[a")
          .append(i)
          .append(" + p]);\n");
      for (int j = 0; j < vectors; j++) {
        out.append("      ")
            .append(sum(i, j))
            .append(" = x")
            .append(i)
            .append(".fma(b")
            .append(j)
            .append(", ")
            .append(sum(i, j))
            .append(");\n");
      }
    }
    out.append("    }\n");
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < vectors; j++) {
        out.append("    ").append(sum(i, j)).append(".intoArray(c, c").append(i).append(at(j)).append(");\n");
      }
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
