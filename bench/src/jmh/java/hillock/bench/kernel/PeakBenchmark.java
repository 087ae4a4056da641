package hillock.bench.kernel;

import hillock.kernel.Team;
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

/** The most fused multiply-adds that this machine does, see {@link Peak}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-XX:+UseSerialGC"})
public class PeakBenchmark {
  /** Size of the team. */
  @Param({"1", "2"})
  public int threads;

  private final Peak peak = new Peak();
  private Team team;

  /** Starts the team. */
  @Setup
  public void start() {
    team = Team.of(threads);
  }

  /** One part for each thread. */
  @Benchmark
  public Peak peak(Flops flops) {
    flops.gflops += peak.run(team, threads);
    return peak;
  }

  /** Ends the team's threads. */
  @TearDown
  public void close() {
    team.close();
  }
}
