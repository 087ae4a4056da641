package hillock.bench.kernel;

import hillock.kernel.Team;
import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The most fused multiply-adds that this machine does: independent chains that stay in registers and touch no memory.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-XX:+UseSerialGC"})
public class PeakBenchmark {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int REPEATS = 50_000;

  /** More than latency times throughput of any processor so far, and fewer than 16 registers. */
  private static final int CHAINS = 12;

  /** Size of the team. */
  @Param({"1", "2"})
  public int threads;

  private final float[] results = new float[64 * 64];
  private final Team.Task part = this::part;
  private Team team;

  /** Starts the team. */
  @Setup
  public void start() {
    team = Team.of(threads);
  }

  /** One part for each thread. */
  @Benchmark
  public float[] peak(Flops flops) {
    team.run(part, threads);
    flops.gflops += 2L * CHAINS * S.length() * REPEATS * threads;
    return results;
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

  /** Ends the team's threads. */
  @TearDown
  public void close() {
    team.close();
  }
}
