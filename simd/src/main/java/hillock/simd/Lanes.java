package hillock.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** The vector width of this machine, and the rotations that the summation tree of {@code Kernels} needs. */
final class Lanes {
  /** Static and final, or the JIT compiler makes no vector code at all. */
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  /** As many whole numbers. */
  static final VectorSpecies<Integer> INTS = SPECIES.withLanes(int.class);

  static final int COUNT = SPECIES.length();

  /** Lane i takes lane i + 8; the others likewise. */
  static final VectorShuffle<Float> BY_8 = rotation(8);

  static final VectorShuffle<Float> BY_4 = rotation(4);
  static final VectorShuffle<Float> BY_2 = rotation(2);
  static final VectorShuffle<Float> BY_1 = rotation(1);

  private Lanes() {}

  private static VectorShuffle<Float> rotation(int by) {
    return VectorShuffle.fromOp(SPECIES, lane -> (lane + by) % COUNT);
  }
}
