package hillock.model;

import static org.assertj.core.api.Assertions.assertThat;

import hillock.nn.Spec;
import java.io.OutputStream;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalogue is the same wherever the classes come from. */
class PackageListingTest {
  private static final List<String> EXPECTED = Catalog.of(Spec.class).names();

  @TempDir Path folder;

  private static Path classes() throws Exception {
    return Path.of(Spec.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  /** A jar without entries for folders, as some tools make them. */
  private Path jar() throws Exception {
    Path jar = folder.resolve("core.jar");
    Path root = classes();
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out);
        var files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        entries.putNextEntry(new JarEntry(root.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, entries);
        entries.closeEntry();
      }
    }
    return jar;
  }

  /** The names that the classes of this loader list. */
  private static Object names(Function<String, Class<?>> load) throws ReflectiveOperationException {
    Object catalog =
        load.apply("hillock.model.Catalog").getMethod("of", Class.class).invoke(null, load.apply("hillock.nn.Spec"));
    return catalog.getClass().getMethod("names").invoke(catalog);
  }

  @Test
  void listsAFolderOfTheClassPath() {
    assertThat(EXPECTED).contains("dense", "relu", "leaky-relu", "sequential").doesNotContain("network", "spec");
  }

  @Test
  void listsAJarOfTheClassPath() throws Exception {
    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar().toUri().toURL()}, null)) {
      assertThat(names(name -> load(loader, name))).isEqualTo(EXPECTED);
    }
  }

  @Test
  void listsFoldersAndJarsOfTheModulePath() throws Exception {
    Assumptions.assumeTrue(Files.exists(classes().resolve("module-info.class")), "compiled without module-info");
    for (Path path : List.of(classes(), jar())) {
      Configuration configuration =
          ModuleLayer.boot().configuration().resolve(ModuleFinder.of(path), ModuleFinder.of(), Set.of("hillock.core"));
      ModuleLayer layer =
          ModuleLayer.boot().defineModulesWithOneLoader(configuration, ClassLoader.getPlatformClassLoader());
      ClassLoader loader = layer.findLoader("hillock.core");
      assertThat(load(loader, "hillock.nn.Spec").getModule().isNamed()).isTrue();
      assertThat(names(name -> load(loader, name))).as("%s", path).isEqualTo(EXPECTED);
    }
  }

  @Test
  void listsTheJavaImage() {
    assertThat(PackageListing.beside(java.util.function.Function.class)).contains("Function", "Supplier");
  }

  private static Class<?> load(ClassLoader loader, String name) {
    try {
      return loader.loadClass(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
