/**
 * The element-wise functions of {@code FloatMath}, operation for operation, as loops over arrays. Each loop holds the
 * whole of its formula: were exp a method that tanh calls, the JIT compiler would at times leave the call in place and
 * then allocate every vector that crosses it.
 */
final class UnarySources {
  private UnarySources() {}

  static String text() {
    var out =
        new StringBuilder(
            """
            package hillock.simd;

            import static hillock.kernel.FloatMath.*;
            import static jdk.incubator.vector.VectorOperators.ASHR;
            import static jdk.incubator.vector.VectorOperators.EQ;
            import static jdk.incubator.vector.VectorOperators.GT;
            import static jdk.incubator.vector.VectorOperators.I2F;
            import static jdk.incubator.vector.VectorOperators.LSHL;
            import static jdk.incubator.vector.VectorOperators.LT;

            import jdk.incubator.vector.FloatVector;
            import jdk.incubator.vector.IntVector;
            import jdk.incubator.vector.VectorMask;
            import jdk.incubator.vector.VectorSpecies;

            /** Element-wise functions over arrays. Written by UnarySources. */
            final class UnaryLoops {
              private static final VectorSpecies<Float> S = Lanes.SPECIES;
              private static final int SIGN = Integer.MIN_VALUE;
              private static final int ROUNDER_BITS = Float.floatToRawIntBits(ROUNDER);

              private UnaryLoops() {}
            """);
    function(out, "exp", exp("x", "y"));
    function(out, "log", log());
    function(out, "tanh", tanh());
    function(out, "sigmoid", sigmoid());
    function(out, "softplus", softplus());
    function(out, "erf", erf());
    return out.append("}\n").toString();
  }

  /**
   * A loop over whole vectors, and a method of its own for the rest, so that neither grows too large to compile well.
   */
  private static void function(StringBuilder out, String name, String body) {
    out.append(
        """

          static void NAME(float[] from, int fo, float[] to, int to0, int n) {
            int bound = S.loopBound(n);
            for (int i = 0; i < bound; i += Lanes.COUNT) {
              FloatVector x = FloatVector.fromArray(S, from, fo + i);
        BODY      y.intoArray(to, to0 + i);
            }
            if (bound < n) {
              NAMERest(from, fo + bound, to, to0 + bound, n - bound);
            }
          }

          private static void NAMERest(float[] from, int fo, float[] to, int to0, int n) {
            VectorMask<Float> rest = S.indexInRange(0, n);
            FloatVector x = FloatVector.fromArray(S, from, fo, rest);
        REST    y.intoArray(to, to0, rest);
          }
        """
            .replace("NAME", name)
            .replace("BODY", body.indent(6))
            .replace("REST", body.indent(4)));
  }

  /** Horner's scheme: {@code p = last·x + ... + first}, with constants named by letter and degree. */
  private static String polynomial(String p, String x, String letter, int degree) {
    var out = new StringBuilder();
    out.append(
        "FloatVector P = X.fma(FloatVector.broadcast(S, LD), FloatVector.broadcast(S, LE));\n"
            .replace("LD", letter + degree)
            .replace("LE", letter + (degree - 1))
            .replace("P =", p + " =")
            .replace("X.", x + "."));
    for (int i = degree - 2; i >= 0; i--) {
      out.append(p)
          .append(" = ")
          .append(p)
          .append(".fma(")
          .append(x)
          .append(", FloatVector.broadcast(S, ")
          .append(letter)
          .append(i)
          .append("));\n");
    }
    return out.toString();
  }

  private static String exp(String x, String y) {
    return """
    FloatVector cut = $x.blend(EXP_MAX, $x.compare(GT, EXP_MAX));
    cut = cut.blend(EXP_MIN, cut.compare(LT, EXP_MIN));
    FloatVector rounded = cut.fma(FloatVector.broadcast(S, LOG2_E), FloatVector.broadcast(S, ROUNDER));
    FloatVector n2 = rounded.sub(ROUNDER);
    FloatVector r = n2.fma(FloatVector.broadcast(S, -LN2_HIGH), cut);
    r = n2.fma(FloatVector.broadcast(S, -LN2_LOW), r);
    """
            .replace("$x", x)
        + polynomial("e", "r", "E", 4)
        + """
        e = e.fma(r.mul(r), r).add(1f);
        IntVector exponent = rounded.reinterpretAsInts().sub(ROUNDER_BITS);
        IntVector half = exponent.lanewise(ASHR, 1);
        IntVector other = exponent.sub(half);
        e = e.mul(half.add(127).lanewise(LSHL, 23).reinterpretAsFloats());
        FloatVector $y = e.mul(other.add(127).lanewise(LSHL, 23).reinterpretAsFloats());
        """
            .replace("$y", y);
  }

  private static String log() {
    return """
    VectorMask<Float> denormal = x.compare(LT, Float.MIN_NORMAL);
    FloatVector normal = x.mul(FloatVector.broadcast(S, 1f).blend(0x1p23f, denormal));
    IntVector bits = normal.reinterpretAsInts().sub(SQRT_HALF_BITS);
    FloatVector n2 = (FloatVector) bits.lanewise(ASHR, 23).convertShape(I2F, S, 0);
    n2 = n2.sub(FloatVector.zero(S).blend(23f, denormal));
    FloatVector f = bits.and(0x7fffff).add(SQRT_HALF_BITS).reinterpretAsFloats().sub(1f);
    """
        + polynomial("p", "f", "L", 7)
        + """
        FloatVector square = f.mul(f);
        FloatVector z = n2.fma(FloatVector.broadcast(S, LN2_LOW), p.mul(square.mul(f)));
        z = square.fma(FloatVector.broadcast(S, -0.5f), z).add(f);
        z = n2.fma(FloatVector.broadcast(S, LN2_HIGH), z);
        z = z.blend(Float.NEGATIVE_INFINITY, x.compare(EQ, 0f));
        z = z.blend(Float.NaN, x.compare(LT, 0f));
        FloatVector y = x.blend(z, x.compare(LT, Float.POSITIVE_INFINITY));
        """;
  }

  private static String size() {
    return "FloatVector size = x.reinterpretAsInts().and(~SIGN).reinterpretAsFloats();\n";
  }

  private static String minusSize() {
    return "FloatVector minus = x.reinterpretAsInts().or(SIGN).reinterpretAsFloats();\n";
  }

  private static String withSign(String z) {
    return "FloatVector y = Z.reinterpretAsInts().or(x.reinterpretAsInts().and(SIGN)).reinterpretAsFloats();\n"
        .replace("Z", z);
  }

  private static String softplus() {
    return minusSize()
        + exp("minus", "u")
        + polynomial("p", "u", "P", 8)
        + """
        p = p.fma(u.mul(u), u);
        FloatVector y = x.blend(0f, x.compare(LT, 0f)).add(p);
        """;
  }

  private static String sigmoid() {
    return minusSize()
        + exp("minus", "u")
        + """
        FloatVector z = FloatVector.broadcast(S, 1f).div(u.add(1f));
        FloatVector y = z.blend(u.mul(z), x.compare(LT, 0f));
        """;
  }

  private static String tanh() {
    return size()
        + "FloatVector square = x.mul(x);\n"
        + polynomial("p", "square", "T", 4)
        + """
        FloatVector small = p.fma(square.mul(size), size);
        FloatVector twice = size.add(size);
        """
        + exp("twice", "u")
        + """
        FloatVector large = FloatVector.broadcast(S, 1f).sub(FloatVector.broadcast(S, 2f).div(u.add(1f)));
        FloatVector z = small.blend(large, size.compare(GT, TANH_SMALL));
        """
        + withSign("z");
  }

  private static String erf() {
    return size()
        + "FloatVector square = x.mul(x);\n"
        + polynomial("p", "square", "R", 6)
        + """
        FloatVector small = p.fma(size, size);
        FloatVector least = size.blend(ERF_MAX, size.compare(GT, ERF_MAX));
        """
        + polynomial("q", "least", "C", 6)
        + exp("q", "u")
        + """
        FloatVector large = FloatVector.broadcast(S, 1f).sub(u);
        FloatVector z = small.blend(large, size.compare(GT, ERF_SMALL));
        """
        + withSign("z");
  }
}
