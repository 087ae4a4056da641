package hillock.bench.race;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** One row of one contender, in this process; prints one line of JSON. */
final class Lap {
  /** The line with the result starts with this: libraries print, too. */
  static final String MARK = "LAP ";

  private static final int LEAST_STEPS = 200;

  /** Seconds that the peers need to settle. */
  private static final double LEAST_WARM_UP = 5;

  /** Seconds that the JIT compiler gets at most on a slow machine. */
  private static final double MOST_WARM_UP = 20;

  /** Seconds in a row without progress that end the warm-up. */
  private static final int STEADY = 2;

  private final double warmUp;
  private final double least;
  private final double most;

  private Lap(double seconds) {
    warmUp = Math.max(LEAST_WARM_UP, 2 * seconds);
    least = seconds;
    most = 4 * seconds;
  }

  /** Arguments: class of the contender, row, folder of data sets, seconds to measure, folder for a saved network. */
  public static void main(String[] args) throws Exception {
    Contender contender = (Contender) Class.forName(args[0]).getDeclaredConstructor().newInstance();
    Path data = Path.of(args[2]);
    String fields;
    try {
      fields =
          switch (args[1]) {
            case "save" -> save(contender, Path.of(args[4]));
            case "cold" -> cold(contender, Path.of(args[4]));
            case "M1" -> field("accuracy", contender.wholeTask(data.resolve("mnist")));
            default -> new Lap(Double.parseDouble(args[3])).timed(contender, Workload.of(args[1]), data);
          };
    } catch (UnsupportedOperationException e) {
      fields = "\"none\":true";
    }
    // not for a cold start: to tell the width of our vectors starts them
    String about = args[1].equals("cold") ? "" : contender.about();
    System.out.println(
        "%s{%s,%s,%s,\"about\":\"%s\"}"
            .formatted(MARK, fields, field("rssMB", peakResident()), field("heapMB", peakHeap()), about));
    System.out.flush();
    Runtime.getRuntime().halt(0); // pools of native threads would keep some contenders alive
  }

  private static String save(Contender contender, Path folder) throws Exception {
    contender.save(Workload.of("cold"), folder);
    return "\"saved\":true";
  }

  private static String cold(Contender contender, Path folder) throws Exception {
    float[] image = new float[784];
    for (int i = 0; i < image.length; i++) {
      image[i] = i % 28 / 28f;
    }
    return array("check", contender.firstPrediction(folder, image), 10);
  }

  private String timed(Contender contender, Workload row, Path data) throws Exception {
    Batches8 batches = Batches8.of(row, data);
    if (row.trains()) {
      return training(contender, row, contender.training(row, batches));
    }
    Contender.Inference first = contender.inference(row, batches);
    float[] outputs = first.call(0).clone();
    String check = array("check", outputs, 10) + ",\"sane\":" + !Arrays.equals(outputs, first.call(1));
    if (!row.id().equals("I1x2")) {
      return statistics(measure(first::call)) + "," + check;
    }
    Contender.Inference second = first.second();
    long[][] times = new long[2][];
    Thread other =
        new Thread(() -> {
          try {
            times[1] = measure(second::call);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
    other.start();
    times[0] = measure(first::call);
    other.join();
    long[] all = Arrays.copyOf(times[0], times[0].length + times[1].length);
    System.arraycopy(times[1], 0, all, times[0].length, times[1].length);
    return statistics(all) + "," + check;
  }

  private String training(Contender contender, Workload row, Contender.Training training) throws Exception {
    float[] first = new float[Batches8.COUNT];
    double before = 0;
    for (int k = 0; k < first.length; k++) {
      first[k] = (float) training.step(k);
      before += first[k] / first.length;
    }
    long[] times = measure(training::step);
    double after = 0;
    for (int k = 0; k < first.length; k++) {
      after += training.step(k) / first.length;
    }
    int comparable = contender.comparable(row);
    return statistics(times)
        + ","
        + (comparable > 0 ? array("check", first, comparable) + "," : "")
        + "%s,%s,\"sane\":%b".formatted(field("before", before), field("after", after), after < before);
  }

  private interface Work {
    Object run(int batch) throws Exception;
  }

  /** Nanoseconds of each call after the warm-up. */
  private long[] measure(Work work) throws Exception {
    int i = warmUp(work);
    long[] times = new long[1 << 16];
    int n = 0;
    for (long start = System.nanoTime(); since(start) < least || n < LEAST_STEPS && since(start) < most; ) {
      if (n == times.length) {
        times = Arrays.copyOf(times, 2 * n);
      }
      long before = System.nanoTime();
      work.run(i++ & 7);
      times[n++] = System.nanoTime() - before;
    }
    return Arrays.copyOf(times, n);
  }

  /** Calls until no second brings more calls than the best before it, by a twentieth; returns how many there were. */
  private int warmUp(Work work) throws Exception {
    int i = 0;
    double best = 0;
    int steady = 0;
    for (long start = System.nanoTime();
        since(start) < warmUp || i < 10 || steady < STEADY && since(start) < MOST_WARM_UP; ) {
      long second = System.nanoTime();
      int before = i;
      do {
        work.run(i++ & 7);
      } while (since(second) < 1);
      double rate = (i - before) / since(second);
      steady = rate > 1.05 * best ? 0 : steady + 1;
      best = Math.max(best, rate);
    }
    return i;
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static String statistics(long[] times) {
    Arrays.sort(times);
    int n = times.length;
    return "%s,%s,%s,\"steps\":%d"
        .formatted(
            field("us", times[n / 2] / 1e3),
            field("p10", times[n / 10] / 1e3),
            field("p90", times[(int) (n * 0.9)] / 1e3),
            n);
  }

  private static String field(String name, double value) {
    return String.format(Locale.ROOT, "\"%s\":%.6g", name, value);
  }

  private static String array(String name, float[] values, int most) {
    return "\"" + name + "\":" + Arrays.toString(Arrays.copyOf(values, Math.min(most, values.length)));
  }

  /** Megabytes that the process had resident at most; -1 where the system does not tell. */
  private static double peakResident() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return -1;
    }
    String line = Files.readAllLines(status).stream().filter(l -> l.startsWith("VmHWM")).findFirst().orElse("VmHWM 0");
    return Double.parseDouble(line.replaceAll("\\D", "")) / 1024;
  }

  /** Megabytes in use on the Java heap at most, garbage included: its pools' peaks, summed. */
  private static double peakHeap() {
    long bytes = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      bytes += pool.getType() == MemoryType.HEAP ? pool.getPeakUsage().getUsed() : 0;
    }
    return bytes / 1048576.0;
  }
}
