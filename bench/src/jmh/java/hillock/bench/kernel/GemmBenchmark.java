package hillock.bench.kernel;

import hillock.kernel.Engine;
import hillock.kernel.KernelChoice;
import hillock.kernel.Team;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/**
 * Matrix products at the sizes that networks use. Column {@code gemm:gflops} of the result is in GFLOP/s. Each
 * measurement stands between two short ones of the {@link Peak}; the share of it that products reach, which a busy
 * machine moves less than either, is printed for each size.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {
      "--add-modules=jdk.incubator.vector",
      "-XX:+UseSerialGC",
      "-XX:-UseFPUForSpilling",
      "--enable-native-access=ALL-UNNAMED"
    })
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

  /** Ours, or a file or name of a library with {@code cblas_sgemm}, whose threads are to be set by its own means. */
  @Param("hillock")
  public String library;

  private @Nullable Blas blas;
  private Team team;
  private Engine engine;
  private int m;
  private int n;
  private int k;
  private float[] a;
  private float[] b;
  private float[] c;
  private final Peak peak = new Peak();
  private final List<Double> shares = new ArrayList<>();
  private double peakBefore;
  private long operations;
  private long start;

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
    blas = library.equals("hillock") ? null : new Blas(library, a, b, m * n);
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
    if (blas != null) {
      blas.gemm(transposeA, transposeB, m, n, k);
    } else {
      engine.gemm(transposeA, transposeB, m, n, k, a, 0, transposeA ? m : k, b, 0, transposeB ? k : n, false, c, 0, n);
    }
    flops.gflops += 2L * m * n * k;
    operations += 2L * m * n * k;
    return c;
  }

  /** The peak beforehand. */
  @Setup(Level.Iteration)
  public void begin() {
    peakBefore = peak.now(team, threads);
    operations = 0;
    start = System.nanoTime();
  }

  /** The peak afterwards, and the share of the mean of both. */
  @TearDown(Level.Iteration)
  public void end(IterationParams iteration) {
    double rate = (double) operations / (System.nanoTime() - start);
    double peakAfter = peak.now(team, threads);
    if (iteration.getType() == IterationType.MEASUREMENT) {
      shares.add(rate / ((peakBefore + peakAfter) / 2));
    }
  }

  /** Prints the shares and ends the team's threads. */
  @TearDown
  public void close() {
    Collections.sort(shares);
    System.out.printf(
        Locale.ROOT,
        "%n%s, %s %s, threads %d: %.2f of the peak (median of %d, %.2f to %.2f)%n",
        library,
        kind,
        size,
        threads,
        shares.get(shares.size() / 2),
        shares.size(),
        shares.getFirst(),
        shares.getLast());
    team.close();
    if (blas != null) {
      blas.close();
    }
  }
}
