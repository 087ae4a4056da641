package hillock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hillock.testing.RealData;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same seed gives the same weights, to the last bit, with any number of threads, with and without vectors, and with
 * vectors of any width. Each run is a JVM of its own, since the width is chosen when it starts.
 */
class ExactnessTest {
  /** Engines that are compiled and add and multiply in one instruction. */
  private static final Engine[] FAST = {
    new Engine(1, "scalar", "scalar"),
    new Engine(2, "scalar", "scalar"),
    new Engine(4, "scalar", "scalar"),
    new Engine(1, "simd", "simd-"),
    new Engine(2, "simd", "simd-"),
    new Engine(4, "simd", "simd-"),
    new Engine(2, "auto", "simd-"),
    new Engine(2, "simd", "simd-", "-XX:UseAVX=2"),
    new Engine(2, "simd", "simd-128", "-XX:MaxVectorSize=16"),
    new Engine(1, "simd", "simd-128", "-XX:UseAVX=1"),
  };

  /** Engines a hundred times slower and more: for small networks. */
  private static final Engine[] SLOW = {
    FAST[0],
    // Java rounds fused multiply-adds in software where the processor has none.
    new Engine(2, "scalar", "scalar", "-XX:UseAVX=0"),
    // Without compiled code, and so without anything a compiler might reorder or fuse.
    new Engine(1, "scalar", "scalar", "-Xint"),
  };

  /** One engine for each thing that may differ: kernels, threads, width, and code compiled while it runs. */
  private static final Engine[] SOME = {
    new Engine(1, "scalar", "scalar"),
    new Engine(2, "simd", "simd-"),
    new Engine(4, "simd", "simd-", "-XX:UseAVX=2"),
    new Engine(2, "auto", "simd-128", "-XX:MaxVectorSize=16"),
  };

  /** Batch and layer normalisation, all kinds of noise, sums over columns and rows of sizes that no vector divides. */
  private static final String[] EVERYTHING_RANDOM = {
    "digits",
    "--network",
    "dense(33) batch-norm noisy-relu dropout(0.2) dense(21) layer-norm randomized-relu dense(19) prelu dense(10)",
    "--class-weights",
    "balanced",
    "--l1",
    "1e-5",
    "--batch",
    "51"
  };

  /** An image as a sequence of its rows, read in both directions. */
  private static final String[] RECURRENT = {
    "digits",
    "--network",
    "reshape(8, 8) lstm(19, layers=2, bidirectional=true, sequence=true, recurrentDropout=0.2) gru(23) dense(10)"
  };

  private static final String[] SMALL_LBFGS = {
    "wine", "--optimizer", "lbfgs", "--hidden", "13,7", "--activation", "tanh", "--dropout", "0", "--batch", "1000"
  };

  @TempDir private Path folder;

  /**
   * What computes a run.
   *
   * @param kernels as the command line names them
   * @param reported how the kernels' name in the result begins
   * @param jvm options of the JVM
   */
  private record Engine(int threads, String kernels, String reported, String... jvm) {}

  @Test
  void digits() throws Exception {
    sameWeights(SOME, 3, "digits");
  }

  @Test
  void normalisationNoiseAndClassWeights() throws Exception {
    sameWeights(SOME, 2, EVERYTHING_RANDOM);
  }

  @Test
  void recurrentLayers() throws Exception {
    sameWeights(SOME, 1, RECURRENT);
  }

  @Test
  void lbfgs() throws Exception {
    sameWeights(SOME, 5, SMALL_LBFGS);
  }

  @Test
  void partOfMnist() throws Exception {
    sameWeights(SOME, 1, partOfMnist(2000).toString(), "--hidden", "64,32");
  }

  /** Convolutions with few and many channels, strided, in groups and depthwise, with odd sizes; both poolings. */
  private static final String CONVOLUTIONS =
      "conv2d(7, 5, padding=same) relu maxpool2d(2) conv2d(18, 3) batchnorm relu conv2d(18, 3, groups=18)"
          + " conv2d(34, size(3), size(2), explicit(1), groups=2) relu globalaveragepool dense(10)";

  @Test
  void convolutionsOnPartOfMnist() throws Exception {
    sameWeights(SOME, 1, partOfMnist(1000).toString(), "--network", CONVOLUTIONS);
  }

  @Test
  @Tag("long")
  void convolutionsOnEveryEngine() throws Exception {
    sameWeights(FAST, 1, partOfMnist(2000).toString(), "--network", CONVOLUTIONS);
  }

  @Test
  @Tag("long")
  void digitsWithDefaultsOnEveryEngine() throws Exception {
    sameWeights(FAST, 0, "digits");
    sameWeights(SLOW, 1, "digits", "--hidden", "16");
  }

  @Test
  @Tag("long")
  void normalisationNoiseAndClassWeightsOnEveryEngine() throws Exception {
    sameWeights(FAST, 10, EVERYTHING_RANDOM);
    sameWeights(SLOW, 1, EVERYTHING_RANDOM);
  }

  @Test
  @Tag("long")
  void recurrentLayersOnEveryEngine() throws Exception {
    sameWeights(FAST, 5, RECURRENT);
    sameWeights(SLOW, 1, RECURRENT);
  }

  @Test
  @Tag("long")
  void lbfgsOnEveryEngine() throws Exception {
    sameWeights(FAST, 30, SMALL_LBFGS);
    sameWeights(SLOW, 2, SMALL_LBFGS);
  }

  @Test
  @Tag("long")
  void wholeMnist() throws Exception {
    sameWeights(FAST, 2, RealData.file("mnist").toString(), "--hidden", "256,128");
  }

  /** With {@code epochs} 0 for the default. */
  private void sameWeights(Engine[] engines, int epochs, String... data) throws Exception {
    String expected = null;
    for (Engine engine : engines) {
      List<String> line = new ArrayList<>(List.of("train"));
      line.addAll(List.of(data));
      line.addAll(List.of("--threads", Integer.toString(engine.threads), "--kernels", engine.kernels));
      line.addAll(List.of("--no-report", "--quiet", "--json", "--model", "exact.hillock"));
      if (epochs > 0) {
        line.addAll(List.of("--epochs", Integer.toString(epochs)));
      }
      Map<String, Object> json = ForkedRun.start(folder, List.of(engine.jvm), line).json();
      assertThat(json.get("kernels")).asString().as(engine.toString()).startsWith(engine.reported);
      String got = String.valueOf(json.get("weightsSha256"));
      assertThat(got).as(String.join(" ", line) + " with " + String.join(" ", engine.jvm)).hasSize(64);
      if (expected != null) {
        assertThat(got).as(String.join(" ", line) + " with " + String.join(" ", engine.jvm)).isEqualTo(expected);
      }
      expected = got;
    }
  }

  /** The first images of each part of MNIST, as files of the same names. */
  private Path partOfMnist(int count) throws IOException {
    Path whole = RealData.file("mnist");
    Path part = Files.createDirectory(folder.resolve("mnist"));
    try (var files = Files.newDirectoryStream(whole, "*-ubyte.gz")) {
      for (Path file : files) {
        try (DataInputStream in = new DataInputStream(new GZIPInputStream(Files.newInputStream(file)));
            DataOutputStream out =
                new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(part.resolve(file.getFileName()))))) {
          int magic = in.readInt();
          in.readInt();
          out.writeInt(magic);
          out.writeInt(count);
          int bytes = count;
          for (int axis = 1; axis < (magic & 0xff); axis++) {
            int size = in.readInt();
            out.writeInt(size);
            bytes *= size;
          }
          out.write(in.readNBytes(bytes));
        }
      }
    }
    return part;
  }
}
