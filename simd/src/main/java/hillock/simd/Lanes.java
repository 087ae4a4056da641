package hillock.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vector width of this machine, and the summation tree of {@link hillock.kernel.Kernels} for it. The sixteen lanes
 * of the tree are one, two or four vectors.
 */
final class Lanes {
  /** Static and final, or the JIT compiler makes no vector code at all. */
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  static final int COUNT = SPECIES.length();

  private static final VectorShuffle<Float> BY_8 = rotation(8);
  private static final VectorShuffle<Float> BY_4 = rotation(4);
  private static final VectorShuffle<Float> BY_2 = rotation(2);
  private static final VectorShuffle<Float> BY_1 = rotation(1);

  private Lanes() {}

  private static VectorShuffle<Float> rotation(int by) {
    return VectorShuffle.fromOp(SPECIES, lane -> (lane + by) % COUNT);
  }

  /** The tree over lanes v0, v1, v2, v3 in this order, of which a wider machine uses only the first one or two. */
  static float total(FloatVector v0, FloatVector v1, FloatVector v2, FloatVector v3) {
    FloatVector v = v0;
    if (COUNT == 16) {
      v = v.add(v.rearrange(BY_8));
      v = v.add(v.rearrange(BY_4));
    } else if (COUNT == 8) {
      v = v.add(v1);
      v = v.add(v.rearrange(BY_4));
    } else {
      v = v.add(v2).add(v1.add(v3));
    }
    v = v.add(v.rearrange(BY_2));
    v = v.add(v.rearrange(BY_1));
    return v.lane(0);
  }
}
