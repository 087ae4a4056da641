package hillock.bench.kernel;

import hillock.kernel.Engine;
import hillock.kernel.KernelChoice;
import hillock.kernel.Team;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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
 * Matrix products at the sizes that networks use. Column {@code gemm:gflops} of the result is in GFLOP/s; compare it
 * with {@link PeakBenchmark} of the same run, which is what the machine could do at that moment.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-XX:+UseSerialGC"})
public class GemmBenchmark {
  /** Rows of C, columns of C and length of the inner products. */
  @Param({"512x512x512", "64x128x784", "64x10x128"})
  public String size;

  /** Whether A and B lie as they are (N) or transposed (T). */
  @Param({"NN", "NT", "TN"})
  public String kind;

  /** Size of the team. */
  @Param({"1", "2"})
  public int threads;

  private Team team;
  private Engine engine;
  private int m;
  private int n;
  private int k;
  private float[] a;
  private float[] b;
  private float[] c;

  /** Fills the matrices. */
  @Setup
  public void fill() {
    String[] lengths = size.split("x");
    m = Integer.parseInt(lengths[0]);
    n = Integer.parseInt(lengths[1]);
    k = Integer.parseInt(lengths[2]);
    Random random = new Random(1);
    a = random(m * k, random);
    b = random(k * n, random);
    c = new float[m * n];
    team = Team.of(threads);
    engine = Engine.of(KernelChoice.SIMD.kernels(), team);
  }

  private static float[] random(int size, Random random) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }

  /** One product. */
  @Benchmark
  public float[] gemm(Flops flops) {
    boolean transposeA = kind.charAt(0) == 'T';
    boolean transposeB = kind.charAt(1) == 'T';
    engine.gemm(transposeA, transposeB, m, n, k, a, 0, transposeA ? m : k, b, 0, transposeB ? k : n, false, c, 0, n);
    flops.gflops += 2L * m * n * k;
    return c;
  }

  /** Ends the team's threads. */
  @TearDown
  public void close() {
    team.close();
  }
}
