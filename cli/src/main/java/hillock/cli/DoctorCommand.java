package hillock.cli;

import hillock.kernel.Engine;
import hillock.kernel.KernelChoice;
import hillock.kernel.Kernels;
import hillock.kernel.Team;
import hillock.model.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says what Hillock runs on, whether it computes right, and how fast. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Say what Hillock runs on, whether it computes right, and how fast.")
final class DoctorCommand implements Callable<Integer> {
  private static final int SIZE = 512;
  private static final double MEASURED_SECONDS = 1;
  private static final long LITTLE_MEMORY = 1L << 30;

  @Option(names = "--json", description = "Print one JSON object as the last line; all else goes to standard error.")
  private boolean json;

  private final Terminal outer;

  DoctorCommand(Terminal terminal) {
    this.outer = terminal;
  }

  @Override
  public Integer call() {
    Terminal terminal = json ? outer.resultsOnly() : outer;
    Kernels scalar = KernelChoice.SCALAR.kernels();
    Kernels fastest = KernelChoice.AUTO.kernels();
    List<String> hints = new ArrayList<>();
    boolean vector = !fastest.name().equals(scalar.name());
    if (!vector) {
      hints.add(reason());
    }
    boolean equal = sameBits(scalar, fastest);
    if (!equal) {
      hints.add(
          "The vector kernels compute other bits than the scalar ones: use --kernels scalar and report this machine.");
    }
    int threads = Runtime.getRuntime().availableProcessors();
    double one = gigaflops(fastest, 1);
    double all = gigaflops(fastest, threads);
    long memory = Runtime.getRuntime().maxMemory();
    if (memory < LITTLE_MEMORY) {
      hints.add("Java may use little memory; HILLOCK_JAVA_OPTIONS=-Xmx4g gives it more.");
    }
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("hillock", Version.number());
    facts.put("java", Runtime.version().toString());
    facts.put("vm", System.getProperty("java.vm.name") + ", " + System.getProperty("java.vm.vendor"));
    facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    facts.put("threads", threads);
    facts.put("memoryMb", memory >> 20);
    facts.put("kernels", fastest.name());
    facts.put("selfTest", equal ? "passed" : "failed");
    facts.put("gigaflopsOneThread", Math.round(one * 10) / 10.0);
    facts.put("gigaflops", Math.round(all * 10) / 10.0);
    TextTable table = new TextTable("ll");
    facts.forEach((name, value) -> table.row(label(name), value));
    table.lines().forEach(terminal.out()::println);
    hints.forEach(hint -> Wrapping.wrap("Hint: " + hint, terminal.width()).forEach(terminal.out()::println));
    if (json) {
      facts.put("hints", hints);
      outer.out().println(Json.write(facts));
    }
    return equal ? Main.DONE : Main.FAILED;
  }

  private static String label(String fact) {
    return switch (fact) {
      case "memoryMb" -> "memory (MB)";
      case "selfTest" -> "self-test (vector = scalar, bit for bit)";
      case "gigaflopsOneThread" -> "GFLOP/s, one thread";
      case "gigaflops" -> "GFLOP/s, all threads";
      default -> fact;
    };
  }

  private static String reason() {
    try {
      KernelChoice.SIMD.kernels();
      return "";
    } catch (IllegalStateException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** Whether two kernels agree on a product of awkward sizes and on the functions that networks use most. */
  static boolean sameBits(Kernels a, Kernels b) {
    int m = 37;
    int n = 45;
    int k = 53;
    float[] x = random(m * k, 1);
    float[] y = random(k * n, 2);
    float[] first = new float[m * n];
    float[] second = new float[m * n];
    a.gemm(false, false, m, n, k, x, 0, k, y, 0, n, false, first, 0, n);
    b.gemm(false, false, m, n, k, x, 0, k, y, 0, n, false, second, 0, n);
    boolean same = Arrays.equals(first, second) && a.sum(first, 0, m * n) == b.sum(first, 0, m * n);
    a.exp(x, 0, first, 0, m * n);
    b.exp(x, 0, second, 0, m * n);
    same &= Arrays.equals(first, second);
    a.tanh(x, 0, first, 0, m * n);
    b.tanh(x, 0, second, 0, m * n);
    return same && Arrays.equals(first, second);
  }

  private static float[] random(int n, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) random.nextDouble(-2, 2);
    }
    return values;
  }

  /** Billions of floating-point operations a second in square products, the first half of the time being warm-up. */
  private static double gigaflops(Kernels kernels, int threads) {
    float[] a = random(SIZE * SIZE, 1);
    float[] b = random(SIZE * SIZE, 2);
    float[] c = new float[SIZE * SIZE];
    try (Team team = Team.of(threads)) {
      Engine engine = Engine.of(kernels, team);
      double best = 0;
      long start = System.nanoTime();
      while (System.nanoTime() - start < 2 * MEASURED_SECONDS * 1e9) {
        long before = System.nanoTime();
        engine.gemm(false, false, SIZE, SIZE, SIZE, a, 0, SIZE, b, 0, SIZE, false, c, 0, SIZE);
        best = Math.max(best, 2.0 * SIZE * SIZE * SIZE / (System.nanoTime() - before));
      }
      return best;
    }
  }
}
