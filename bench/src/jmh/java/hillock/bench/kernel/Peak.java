package hillock.bench.kernel;

import hillock.kernel.Team;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The most fused multiply-adds that this machine does: independent chains that stay in registers and touch no memory.
 */
final class Peak {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int REPEATS = 50_000;

  /** More than latency times throughput of any processor so far, and fewer than 16 registers. */
  private static final int CHAINS = 12;

  /** Runs of one measurement, some twenty milliseconds. */
  private static final int RUNS = 250;

  private final float[] results = new float[64 * 64];
  private final Team.Task part = this::part;

  /** One part for each thread; returns the floating-point operations, a fused multiply-add being two. */
  long run(Team team, int threads) {
    team.run(part, threads);
    return 2L * CHAINS * S.length() * REPEATS * threads;
  }

  /**
   * GFLOP/s now. A mean, as what is compared with it is one: what others take of the processor meanwhile counts in
   * both.
   */
  double now(Team team, int threads) {
    long operations = 0;
    long start = System.nanoTime();
    for (int i = 0; i < RUNS; i++) {
      operations += run(team, threads);
    }
    return (double) operations / (System.nanoTime() - start);
  }

  private void part(int index) {
    FloatVector x = FloatVector.broadcast(S, 0.999f);
    FloatVector y = FloatVector.broadcast(S, 0.001f);
    FloatVector s0 = y;
    FloatVector s1 = y;
    FloatVector s2 = y;
    FloatVector s3 = y;
    FloatVector s4 = y;
    FloatVector s5 = y;
    FloatVector s6 = y;
    FloatVector s7 = y;
    FloatVector s8 = y;
    FloatVector s9 = y;
    FloatVector s10 = y;
    FloatVector s11 = y;
    for (int i = 0; i < REPEATS; i++) {
      s0 = s0.fma(x, y);
      s1 = s1.fma(x, y);
      s2 = s2.fma(x, y);
      s3 = s3.fma(x, y);
      s4 = s4.fma(x, y);
      s5 = s5.fma(x, y);
      s6 = s6.fma(x, y);
      s7 = s7.fma(x, y);
      s8 = s8.fma(x, y);
      s9 = s9.fma(x, y);
      s10 = s10.fma(x, y);
      s11 = s11.fma(x, y);
    }
    FloatVector left = s0.add(s1).add(s2).add(s3).add(s4).add(s5);
    left.add(s6).add(s7).add(s8).add(s9).add(s10).add(s11).intoArray(results, index % 64 * 64);
  }
}
