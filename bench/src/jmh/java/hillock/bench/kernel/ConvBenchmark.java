package hillock.bench.kernel;

import hillock.kernel.Engine;
import hillock.kernel.KernelChoice;
import hillock.kernel.Team;
import hillock.nn.Conv2d;
import hillock.nn.Network;
import hillock.nn.Same;
import hillock.nn.Sequential;
import hillock.nn.Spec;
import hillock.nn.Valid;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
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
 * Convolutions at the sizes of small networks, batch 64, with a layer before them, so that {@link #all} has all three
 * products. Column {@code :gflops} counts the products of the measured layer, in GFLOP/s; the layer before is a 1x1
 * convolution and costs little.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-XX:+UseSerialGC", "-XX:-UseFPUForSpilling"})
public class ConvBenchmark {
  private static final int BATCH = 64;

  /** Side and channels of the images, side of the kernel, filters, distance of windows, padding. */
  @Param({"28,1,5,32,1,valid", "12,32,5,64,1,valid", "32,32,3,32,1,same", "32,32,3,64,2,same", "16,64,3,64,1,same"})
  public String shape;

  /** Size of the team. */
  @Param({"1", "2"})
  public int threads;

  private Team team;
  private Tape tape;
  private Network network;
  private Shape input;
  private float[] x;
  private long flops;

  /** Builds the network and its batch. */
  @Setup
  public void build() {
    String[] part = shape.split(",");
    int side = Integer.parseInt(part[0]);
    int channels = Integer.parseInt(part[1]);
    int kernel = Integer.parseInt(part[2]);
    Conv2d conv =
        new Conv2d(Integer.parseInt(part[3]), kernel)
            .withStride(Integer.parseInt(part[4]))
            .withPadding(part[5].equals("same") ? new Same() : new Valid());
    Spec before = new Conv2d(channels, 1).withGroups(channels).withoutBias();
    network = new Sequential(before, conv).build(Shape.of(side, side, channels), 1);
    input = network.input().batch(BATCH);
    x = new float[input.size()];
    Random random = new Random(1);
    for (int i = 0; i < x.length; i++) {
      x[i] = random.nextFloat() - 0.5f;
    }
    flops = 2L * BATCH * network.output().size() * kernel * kernel * channels;
    team = Team.of(threads);
    tape = Tape.training(1, Engine.of(KernelChoice.AUTO.kernels(), team));
  }

  /** The result alone. */
  @Benchmark
  public float forward(Flops counted) {
    try (var step = tape.step()) {
      counted.gflops += flops;
      return network.forward(step.input(x, input)).data()[0];
    }
  }

  /** The result and the derivatives by weights and images. */
  @Benchmark
  public float all(Flops counted) {
    try (var step = tape.step()) {
      Tensor y = network.forward(step.input(x, input));
      counted.gflops += 3 * flops;
      return step.gradients(y, network.parameters()).values()[0];
    }
  }

  /** Ends the team's threads. */
  @TearDown
  public void close() {
    tape.close();
    team.close();
  }
}
