package hillock.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What may depend on what, between the packages of the core and between modules. */
class ArchitectureTest {
  /** The packages of the core; each may use only those before it. */
  private static final List<String> CORE =
      List.of("kernel", "tensor", "nn", "data", "model", "train", "experiment").stream()
          .map(name -> "hillock." + name)
          .toList();

  /** The packages of the other modules. */
  private static final List<String> OUTSIDE =
      List.of("hillock.simd", "hillock.io", "hillock.report", "hillock.classic", "hillock.gallery", "hillock.cli");

  private static final JavaClasses HILLOCK =
      new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("hillock");

  private static String[] andBelow(List<String> packages) {
    return packages.stream().map(name -> name + "..").toArray(String[]::new);
  }

  @Test
  void everyPackageIsKnownToTheseRules() {
    Stream<String> packages = HILLOCK.stream().map(JavaClass::getPackageName).distinct();
    assertThat(packages)
        .isNotEmpty()
        .allSatisfy(name ->
            assertThat(Stream.concat(CORE.stream(), OUTSIDE.stream()))
                .as("the package of which %s is part", name)
                .anyMatch(known -> name.equals(known) || name.startsWith(known + ".")));
  }

  @ParameterizedTest
  @MethodSource("corePackages")
  void aCorePackageUsesOnlyPackagesBeforeIt(String name) {
    List<String> after = CORE.subList(CORE.indexOf(name) + 1, CORE.size());
    noClasses()
        .that()
        .resideInAPackage(name + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(andBelow(Stream.concat(after.stream(), OUTSIDE.stream()).toList()))
        .check(HILLOCK);
  }

  static Stream<String> corePackages() {
    return CORE.stream().filter(name -> HILLOCK.stream().anyMatch(c -> c.getPackageName().startsWith(name)));
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("hillock.(**)").should().beFreeOfCycles().check(HILLOCK);
  }

  @Test
  void theCoreUsesTheJdkAlone() {
    classes()
        .that()
        .resideInAnyPackage(andBelow(CORE))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(andBelow(Stream.concat(CORE.stream(), Stream.of("java", "jdk", "org.jspecify")).toList()))
        .check(HILLOCK);
  }

  @Test
  void everyJarHasItsModuleDescriptor() throws Exception {
    Set<Path> places = new HashSet<>();
    for (JavaClass type : HILLOCK) {
      Class<?> loaded = Class.forName(type.getName(), false, getClass().getClassLoader());
      places.add(Path.of(loaded.getProtectionDomain().getCodeSource().getLocation().toURI()));
    }
    Set<ModuleReference> modules = ModuleFinder.of(places.toArray(Path[]::new)).findAll();
    assertThat(modules)
        .hasSameSizeAs(places)
        .noneMatch(module -> module.descriptor().isAutomatic())
        .extracting(module -> module.descriptor().name())
        .contains("hillock.core", "hillock.simd", "hillock.io", "hillock.gallery", "hillock.cli");
  }

  @Test
  void nothingUsesTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("hillock.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("hillock.cli..")
        .check(HILLOCK);
  }
}
