/**
 * Sums in the order that {@code Kernels} defines: sixteen lanes in one, two or four accumulators, then the tree.
 * Written out whole for each sum, because a vector that crosses a call may end up on the heap.
 */
final class ReductionSources {
  private ReductionSources() {}

  static String text() {
    var out =
        new StringBuilder(
            """
            package hillock.simd;

            import jdk.incubator.vector.FloatVector;
            import jdk.incubator.vector.VectorMask;
            import jdk.incubator.vector.VectorSpecies;

            /** Sums over arrays. Written by ReductionSources. */
            final class Sums {
              private static final VectorSpecies<Float> S = Lanes.SPECIES;
              private static final int V = Lanes.COUNT;

              private Sums() {}
            """);
    sum(
        out,
        "sum",
        "float[] x, int xo, int n",
        "FloatVector x$ = FloatVector.fromArray(S, x, xo + @MASK);\n",
        "s$.add(x$)");
    sum(
        out,
        "sumOfSquares",
        "float[] x, int xo, int n, float center",
        "FloatVector x$ = FloatVector.fromArray(S, x, xo + @MASK).sub(center);\n",
        "x$.fma(x$, s$)");
    sum(
        out,
        "dot",
        "float[] x, int xo, float[] y, int yo, int n",
        "FloatVector x$ = FloatVector.fromArray(S, x, xo + @MASK);\n"
            + "FloatVector y$ = FloatVector.fromArray(S, y, yo + @MASK);\n",
        "x$.fma(y$, s$)");
    return out.append("}\n").toString();
  }

  /** In the texts, $ is the number of the accumulator and @ the index of its first element. */
  private static void sum(StringBuilder out, String name, String parameters, String load, String add) {
    var whole = new StringBuilder();
    var rest = new StringBuilder();
    for (int part = 0; part < 4; part++) {
      String used = part == 0 ? "" : part == 1 ? "if (V < 16) " : "if (V < 8) ";
      whole.append(fill(used + "{\n" + (load + "s$ = " + add + ";\n").indent(2) + "}\n", part, ""));
      // lanes beyond the end keep what they have: adding zero instead would turn -0 into +0
      rest.append(
          fill(
              (part == 0 ? "" : used.replace(") ", " && @ < n) "))
                  + "{\nVectorMask<Float> mask = S.indexInRange(@, n);\n"
                  + load
                  + "s$ = s$.blend("
                  + add
                  + ", mask);\n}\n",
              part,
              ", mask"));
    }
    out.append(
        """

          static float NAME(PARAMETERS) {
            FloatVector s0 = FloatVector.zero(S);
            FloatVector s1 = FloatVector.zero(S);
            FloatVector s2 = FloatVector.zero(S);
            FloatVector s3 = FloatVector.zero(S);
            int i = 0;
            for (; i <= n - 16; i += 16) {
        WHOLE    }
            if (i < n) {
        REST    }
            if (V == 16) {
              s0 = s0.add(s0.rearrange(Lanes.BY_8));
              s0 = s0.add(s0.rearrange(Lanes.BY_4));
            } else if (V == 8) {
              s0 = s0.add(s1);
              s0 = s0.add(s0.rearrange(Lanes.BY_4));
            } else {
              s0 = s0.add(s2).add(s1.add(s3));
            }
            s0 = s0.add(s0.rearrange(Lanes.BY_2));
            s0 = s0.add(s0.rearrange(Lanes.BY_1));
            return s0.lane(0);
          }
        """
            .replace("NAME", name)
            .replace("PARAMETERS", parameters)
            .replace("WHOLE", whole.toString().indent(6))
            .replace("REST", rest.toString().indent(6)));
  }

  private static String fill(String text, int part, String mask) {
    return text.replace("$", "" + part).replace("@", part == 0 ? "i" : "i + " + part + " * V").replace("MASK", mask);
  }
}
