package hillock.bench.race;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The class path of a contender's processes: what it needs and nothing else, from the list that the build left beside
 * its module. Two peers bring JavaCPP in versions that exclude each other.
 *
 * @param own classes of the race itself
 * @param jars those of the contender
 */
record ClassPath(List<Path> own, List<Path> jars) {
  /** Where the build unpacks MKL. */
  static final Path MKL = Path.of("bench/peers/mkl/target/mkl/org/bytedeco/mkl/linux-x86_64").toAbsolutePath();

  static ClassPath of(Peers peer) {
    Path built = Path.of(peer.folder, "target").toAbsolutePath();
    List<Path> own = new ArrayList<>(List.of(built.resolve("classes")));
    List<Path> jars = new ArrayList<>();
    for (String entry : lines(built.resolve("race.classpath"))) {
      if (entry.contains("hillock-bench")) {
        own.add(Path.of(entry));
      } else if (peer.jars.matcher(entry).matches()) {
        jars.add(Path.of(entry));
      }
    }
    return new ClassPath(own, jars);
  }

  private static List<String> lines(Path file) {
    try {
      return List.of(Files.readString(file).strip().split(File.pathSeparator));
    } catch (IOException e) {
      throw new IllegalStateException("race: " + file + " is missing; build first, without --no-build", e);
    }
  }

  /** As {@code java} takes it. */
  String text() {
    List<Path> all = new ArrayList<>(own);
    all.addAll(jars);
    return all.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  /** Size of the contender's jars with their native libraries, in MB (10⁶ bytes). */
  double megabytes() {
    return jars.stream().mapToLong(jar -> jar.toFile().length()).sum() / 1e6;
  }
}
