package hillock.model;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleReader;
import java.lang.module.ResolvedModule;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** The names of the top-level classes that lie beside a class, in its module, folder or jar; no class is loaded. */
final class PackageListing {
  private PackageListing() {}

  /** Simple names in alphabetical order; empty when the class comes from nowhere that can be listed. */
  static List<String> beside(Class<?> type) {
    String folder = type.getPackageName().replace('.', '/') + "/";
    try {
      List<String> resources = type.getModule().isNamed() ? ofModule(type.getModule()) : ofClassPath(type, folder);
      return resources.stream()
          .filter(name -> name.startsWith(folder) && name.endsWith(".class"))
          .map(name -> name.substring(folder.length(), name.length() - ".class".length()))
          .filter(name -> name.indexOf('/') < 0 && name.indexOf('$') < 0 && name.indexOf('-') < 0)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the package of " + type.getName(), e);
    }
  }

  /** Works alike for jars, folders and the JDK's own image. */
  private static List<String> ofModule(Module module) throws IOException {
    ResolvedModule resolved =
        module.getLayer() == null ? null : module.getLayer().configuration().findModule(module.getName()).orElse(null);
    if (resolved == null) {
      return List.of();
    }
    try (ModuleReader reader = resolved.reference().open();
        Stream<String> names = reader.list()) {
      return names.toList();
    }
  }

  private static List<String> ofClassPath(Class<?> type, String folder) throws IOException {
    // The class itself is asked for, and not its folder: jars need not hold entries for folders.
    URL url = type.getResource(type.getSimpleName() + ".class");
    if (url == null) {
      return List.of();
    }
    if (url.getProtocol().equals("file")) {
      String[] files = new File(URI.create(url.toString())).getParentFile().list();
      return files == null ? List.of() : Stream.of(files).map(folder::concat).toList();
    }
    if (url.openConnection() instanceof JarURLConnection connection) {
      connection.setUseCaches(false);
      try (JarFile jar = connection.getJarFile()) {
        return jar.stream().map(ZipEntry::getName).toList();
      }
    }
    return List.of();
  }
}
