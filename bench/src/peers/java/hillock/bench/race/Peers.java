package hillock.bench.race;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The contenders and the settings that make each fastest. No other variable of the calling shell reaches them: {@code
 * OPENBLAS_CORETYPE}, for one, can halve what rests on OpenBLAS.
 */
enum Peers {
  HILLOCK("hillock", "HillockContender", "bench", "(?!.*(bytedeco|encog)).*", ".*", List.of("I1x2")) {
    @Override
    List<String> jvm(String row) {
      // the last one: docs/performance.md
      List<String> options = new ArrayList<>(List.of("--add-modules=jdk.incubator.vector", "-XX:+UseSerialGC"));
      options.add("-XX:-UseFPUForSpilling");
      if (row.equals("cold")) {
        options.add("-XX:TieredStopAtLevel=1");
      }
      return options;
    }
  },
  LIBTORCH(
      "libtorch",
      "LibtorchContender",
      "bench",
      ".*bytedeco.*",
      ".*",
      List.of("T1", "T2", "T3", "I1", "I1x2", "M1", "cold")) {
    @Override
    List<String> jvm(String row) {
      List<String> options = new ArrayList<>(JAVACPP);
      options.add("-Drace.channelsLast=" + List.of("T8", "I3x64").contains(row));
      return options;
    }

    @Override
    Map<String, String> environment(String row) {
      return openBlas(row);
    }
  },
  /** The same with MKL's products, which recurrence gains from; big products are half as fast with it. */
  LIBTORCH_MKL("libtorch-mkl", "LibtorchContender", "bench", ".*bytedeco.*", "T7|T9|T10", List.of()) {
    @Override
    List<String> jvm(String row) {
      return JAVACPP;
    }

    @Override
    Map<String, String> environment(String row) {
      String folder = ClassPath.MKL.toString();
      Map<String, String> all = new LinkedHashMap<>(MALLOC);
      all.put("LD_PRELOAD", folder + "/libmkl_rt.so.2");
      all.put("LD_LIBRARY_PATH", folder);
      all.put("MKL_THREADING_LAYER", "GNU");
      all.put("MKL_INTERFACE_LAYER", "LP64");
      all.put("OMP_NUM_THREADS", Integer.toString(threads(row)));
      all.put("MKL_NUM_THREADS", Integer.toString(threads(row)));
      return all;
    }
  },
  /** The official build of PyTorch, with MKL. */
  DJL("djl", "DjlContender", "bench/peers/djl", ".*", ".*", List.of("T1", "T2", "T3", "I1", "I1x2")) {
    @Override
    List<String> jvm(String row) {
      return List.of(
          "-Dai.djl.offline=true",
          "-Dai.djl.pytorch.num_threads=" + threads(row),
          "-Dai.djl.pytorch.num_interop_threads=1",
          "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    }

    @Override
    Map<String, String> environment(String row) {
      Map<String, String> all = new LinkedHashMap<>(MALLOC);
      all.put("OMP_NUM_THREADS", Integer.toString(threads(row)));
      all.put("GOMP_SPINCOUNT", "10000");
      all.put("PYTORCH_VERSION", "2.7.1"); // it takes the newest that it knows otherwise, and downloads it
      return all;
    }
  },
  /** One thread runs small graphs on the caller's own. */
  TENSORFLOW(
      "tensorflow",
      "TensorFlowContender",
      "bench/peers/tensorflow",
      ".*",
      ".*",
      List.of("T1", "T2", "T3", "T4", "I1", "I1x2", "M1", "cold")) {
    @Override
    List<String> jvm(String row) {
      return JAVACPP;
    }

    @Override
    Map<String, String> environment(String row) {
      Map<String, String> all = new LinkedHashMap<>(MALLOC);
      all.put("TF_CPP_MIN_LOG_LEVEL", "2");
      return all;
    }
  },
  ONNX_RUNTIME("onnxruntime", "OnnxContender", "bench/peers/onnxruntime", ".*", "I.*|cold", List.of("I1x2")) {
    @Override
    List<String> jvm(String row) {
      return List.of();
    }
  },
  /** Left out of the rows in which it was more than five times as slow as the best peer. */
  DL4J(
      "dl4j",
      "Dl4jContender",
      "bench/peers/dl4j",
      "(?!.*nd4j-native-[^/]*-linux-x86_64.jar).*", // the build without AVX
      "T4|T5|T6|T11|I2|M1|cold",
      List.of("T4", "M1", "cold")) {
    @Override
    List<String> jvm(String row) {
      List<String> options = new ArrayList<>(JAVACPP);
      options.add("-Dorg.bytedeco.javacpp.platform.extension=-onednn-avx512");
      return options;
    }

    @Override
    Map<String, String> environment(String row) {
      Map<String, String> all = openBlas(row);
      // OpenBLAS 0.3.19 takes newer processors for one without AVX
      all.put("OPENBLAS_CORETYPE", "SkylakeX");
      return all;
    }
  },
  ENCOG("encog", "EncogContender", "bench", ".*encog.*", "T1|T2", List.of("T1", "T2")) {
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

  /** Folder of its module. */
  final String folder;

  /** Which jars of its module's class path it needs. */
  final Pattern jars;

  private final Pattern rows;
  private final List<String> singleThreaded;

  Peers(String title, String type, String folder, String jars, String rows, List<String> singleThreaded) {
    this.title = title;
    this.type = "hillock.bench.race." + type;
    this.folder = folder;
    this.jars = Pattern.compile(jars);
    this.rows = Pattern.compile(rows);
    this.singleThreaded = singleThreaded;
  }

  /** Whether it takes part in a row. */
  boolean races(String row) {
    return rows.matcher(row).matches();
  }

  /** Threads that serve it best on this row. */
  int threads(String row) {
    return singleThreaded.contains(row) ? 1 : Race.threads();
  }

  /** Otherwise the threads of OpenMP and those of OpenBLAS spin against each other: 60 times as slow. */
  Map<String, String> openBlas(String row) {
    Map<String, String> all = new LinkedHashMap<>(MALLOC);
    all.put("OMP_NUM_THREADS", Integer.toString(threads(row)));
    all.put("OPENBLAS_NUM_THREADS", Integer.toString(threads(row)));
    all.put("GOMP_SPINCOUNT", "1000");
    all.put("OPENBLAS_THREAD_TIMEOUT", "10");
    return all;
  }

  /** Options of the JVM. */
  abstract List<String> jvm(String row);

  /** Environment variables. */
  Map<String, String> environment(String row) {
    return Map.of();
  }
}
