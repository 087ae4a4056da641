package hillock.gradcheck;

import hillock.nn.Network;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the classes of the retyped core, so that a new activation or loss is checked without being listed anywhere. */
final class Formulas {
  private Formulas() {}

  /** All classes that can be made and are of this kind. */
  static <T> List<Class<? extends T>> allOf(Class<T> kind) {
    return classes()
        .filter(kind::isAssignableFrom)
        .filter(type -> !type.isInterface() && !Modifier.isAbstract(type.getModifiers()))
        .<Class<? extends T>>map(type -> type.asSubclass(kind))
        .sorted(Comparator.comparing(Class::getName))
        .toList();
  }

  /** One object of each public class of this kind that has a constructor without arguments: its defaults. */
  static <T> Stream<T> withDefaults(Class<T> kind) {
    return allOf(kind).stream()
        .filter(type -> Modifier.isPublic(type.getModifiers()))
        .flatMap(type -> Formulas.<T>withDefaults(type, kind).stream());
  }

  private static <T> Optional<T> withDefaults(Class<?> type, Class<T> kind) {
    try {
      Constructor<?> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return Optional.of(kind.cast(constructor.newInstance()));
    } catch (NoSuchMethodException e) {
      return Optional.empty();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be made with its defaults", e);
    }
  }

  private static Stream<Class<?>> classes() {
    try {
      Path root = Path.of(Network.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      try (Stream<Path> files = Files.walk(root)) {
        return files
            .filter(file -> file.toString().endsWith(".class"))
            .map(file ->
                root.relativize(file)
                    .toString()
                    .replace(".class", "")
                    .replace(file.getFileSystem().getSeparator(), "."))
            .<Class<?>>map(Formulas::named)
            .toList()
            .stream();
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Class<?> named(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
