package hillock.bench.race;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The contenders and the settings that make each fastest. No other variable of the calling shell reaches them: {@code
 * OPENBLAS_CORETYPE}, for one, can halve what rests on OpenBLAS.
 */
enum Peers {
  HILLOCK("hillock", HillockContender.class.getName(), List.of()) {
    @Override
    List<String> jvm(String row) {
      List<String> options = new ArrayList<>(List.of("--add-modules=jdk.incubator.vector", "-XX:+UseSerialGC"));
      if (row.equals("cold")) {
        options.add("-XX:TieredStopAtLevel=1");
      }
      return options;
    }
  },
  LIBTORCH("libtorch", "hillock.bench.race.LibtorchContender", List.of("T1", "T2", "T3", "I1", "I1x2", "M1", "cold")) {
    @Override
    List<String> jvm(String row) {
      List<String> options = new ArrayList<>(JAVACPP);
      options.add("-Drace.threads=" + threads(row));
      return options;
    }

    @Override
    Map<String, String> environment(String row) {
      Map<String, String> all = new LinkedHashMap<>(MALLOC);
      all.put("OMP_NUM_THREADS", Integer.toString(threads(row)));
      all.put("OPENBLAS_NUM_THREADS", Integer.toString(threads(row)));
      // otherwise the threads of OpenMP and those of OpenBLAS spin against each other: 60 times as slow
      all.put("GOMP_SPINCOUNT", "1000");
      all.put("OPENBLAS_THREAD_TIMEOUT", "10");
      return all;
    }
  },
  ENCOG("encog", "hillock.bench.race.EncogContender", List.of()) {
    @Override
    List<String> jvm(String row) {
      return List.of("-XX:+UseSerialGC");
    }
  };

  /** Large buffers go back to the kernel at each step otherwise; worth up to a third. */
  private static final Map<String, String> MALLOC =
      Map.of(
          "MALLOC_TRIM_THRESHOLD_", "4000000000",
          "MALLOC_MMAP_THRESHOLD_", "33554432",
          "MALLOC_TOP_PAD_", "67108864");

  private static final List<String> JAVACPP =
      List.of(
          "-Dorg.bytedeco.javacpp.nopointergc=true",
          "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
          "-Dorg.bytedeco.javacpp.maxbytes=0");

  /** What the table calls it. */
  final String title;

  /** Class of the {@link Contender}. */
  final String type;

  private final List<String> singleThreaded;

  Peers(String title, String type, List<String> singleThreaded) {
    this.title = title;
    this.type = type;
    this.singleThreaded = singleThreaded;
  }

  /** Threads that serve it best on this row. */
  int threads(String row) {
    return singleThreaded.contains(row) ? 1 : Race.THREADS;
  }

  /** Options of the JVM. */
  abstract List<String> jvm(String row);

  /** Environment variables. */
  Map<String, String> environment(String row) {
    return Map.of();
  }
}
