package hillock.simd;

import static hillock.kernel.FloatMath.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The functions of {@link hillock.kernel.FloatMath}, operation for operation, lane by lane. */
final class VectorMath {
  private static final VectorSpecies<Float> S = Lanes.SPECIES;
  private static final int SIGN = Integer.MIN_VALUE;

  private VectorMath() {}

  private static FloatVector all(float value) {
    return FloatVector.broadcast(S, value);
  }

  static FloatVector exp(FloatVector x) {
    x = x.blend(EXP_MAX, x.compare(VectorOperators.GT, EXP_MAX));
    x = x.blend(EXP_MIN, x.compare(VectorOperators.LT, EXP_MIN));
    FloatVector rounded = x.fma(all(LOG2_E), all(ROUNDER));
    FloatVector n = rounded.sub(ROUNDER);
    FloatVector r = n.fma(all(-LN2_LOW), n.fma(all(-LN2_HIGH), x));
    FloatVector p = r.fma(all(E4), all(E3));
    p = p.fma(r, all(E2));
    p = p.fma(r, all(E1));
    p = p.fma(r, all(E0));
    p = p.fma(r.mul(r), r).add(1f);
    IntVector exponent = rounded.reinterpretAsInts().sub(Float.floatToRawIntBits(ROUNDER));
    IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
    return p.mul(power(half)).mul(power(exponent.sub(half)));
  }

  private static FloatVector power(IntVector exponent) {
    return exponent.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
  }

  static FloatVector log(FloatVector x) {
    VectorMask<Float> denormal = x.compare(VectorOperators.LT, Float.MIN_NORMAL);
    FloatVector normal = x.mul(all(1f).blend(0x1p23f, denormal));
    IntVector bits = normal.reinterpretAsInts().sub(SQRT_HALF_BITS);
    FloatVector n = (FloatVector) bits.lanewise(VectorOperators.ASHR, 23).convertShape(VectorOperators.I2F, S, 0);
    n = n.sub(all(0f).blend(23f, denormal));
    FloatVector f = bits.and(0x7fffff).add(SQRT_HALF_BITS).reinterpretAsFloats().sub(1f);
    FloatVector p = f.fma(all(L7), all(L6));
    p = p.fma(f, all(L5));
    p = p.fma(f, all(L4));
    p = p.fma(f, all(L3));
    p = p.fma(f, all(L2));
    p = p.fma(f, all(L1));
    p = p.fma(f, all(L0));
    FloatVector square = f.mul(f);
    FloatVector y = n.fma(all(LN2_LOW), p.mul(square.mul(f)));
    y = square.fma(all(-0.5f), y).add(f);
    y = n.fma(all(LN2_HIGH), y);
    y = y.blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0f));
    y = y.blend(Float.NaN, x.compare(VectorOperators.LT, 0f));
    return x.blend(y, x.compare(VectorOperators.LT, Float.POSITIVE_INFINITY));
  }

  static FloatVector softplus(FloatVector x) {
    FloatVector u = exp(minusSize(x));
    FloatVector p = u.fma(all(P8), all(P7));
    p = p.fma(u, all(P6));
    p = p.fma(u, all(P5));
    p = p.fma(u, all(P4));
    p = p.fma(u, all(P3));
    p = p.fma(u, all(P2));
    p = p.fma(u, all(P1));
    p = p.fma(u, all(P0));
    FloatVector y = p.fma(u.mul(u), u);
    return x.blend(0f, x.compare(VectorOperators.LT, 0f)).add(y);
  }

  static FloatVector sigmoid(FloatVector x) {
    FloatVector e = exp(minusSize(x));
    FloatVector y = all(1f).div(e.add(1f));
    return y.blend(e.mul(y), x.compare(VectorOperators.LT, 0f));
  }

  static FloatVector tanh(FloatVector x) {
    FloatVector size = size(x);
    FloatVector square = x.mul(x);
    FloatVector p = square.fma(all(T4), all(T3));
    p = p.fma(square, all(T2));
    p = p.fma(square, all(T1));
    p = p.fma(square, all(T0));
    FloatVector small = p.fma(square.mul(size), size);
    FloatVector large = all(1f).sub(all(2f).div(exp(size.add(size)).add(1f)));
    return withSign(small.blend(large, size.compare(VectorOperators.GT, TANH_SMALL)), x);
  }

  static FloatVector erf(FloatVector x) {
    FloatVector square = x.mul(x);
    FloatVector p = square.fma(all(R6), all(R5));
    p = p.fma(square, all(R4));
    p = p.fma(square, all(R3));
    p = p.fma(square, all(R2));
    p = p.fma(square, all(R1));
    p = p.fma(square, all(R0));
    FloatVector size = size(x);
    FloatVector small = p.fma(size, size);
    size = size.blend(ERF_MAX, size.compare(VectorOperators.GT, ERF_MAX));
    FloatVector q = size.fma(all(C6), all(C5));
    q = q.fma(size, all(C4));
    q = q.fma(size, all(C3));
    q = q.fma(size, all(C2));
    q = q.fma(size, all(C1));
    q = q.fma(size, all(C0));
    FloatVector large = all(1f).sub(exp(q));
    return withSign(small.blend(large, size.compare(VectorOperators.GT, ERF_SMALL)), x);
  }

  private static FloatVector size(FloatVector x) {
    return x.reinterpretAsInts().and(~SIGN).reinterpretAsFloats();
  }

  private static FloatVector minusSize(FloatVector x) {
    return x.reinterpretAsInts().or(SIGN).reinterpretAsFloats();
  }

  /** The size of a vector that is not negative, with the sign of x. */
  private static FloatVector withSign(FloatVector size, FloatVector x) {
    return size.reinterpretAsInts().or(x.reinterpretAsInts().and(SIGN)).reinterpretAsFloats();
  }
}
