package hillock.kernel;

import java.util.Locale;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Which kernels to use: the fastest available, or one kind by name. */
public enum KernelChoice {
  /**
   * The vector kernels when the machine and the launch allow, otherwise the scalar ones. A run begins on the scalar
   * ones and changes over, with the same bits, once the JVM has compiled the vector ones.
   */
  AUTO,
  /** Plain loops. */
  SCALAR,
  /** The vector kernels of module {@code hillock.simd} from the first call on, or an error that says why not. */
  SIMD;

  /** The flag that makes the vector kernels work on the class path; on the module path none is needed. */
  public static final String FLAG = "--add-modules jdk.incubator.vector";

  /**
   * The choice of this name: {@code auto}, {@code scalar} or {@code simd}.
   *
   * @throws IllegalArgumentException for any other name
   */
  public static KernelChoice of(String name) {
    for (KernelChoice choice : values()) {
      if (choice.toString().equals(name)) {
        return choice;
      }
    }
    throw new IllegalArgumentException("kernels: got '" + name + "', expected auto, scalar or simd");
  }

  /**
   * The kernels of this choice, the same object each time.
   *
   * @throws IllegalStateException when vector kernels are demanded but cannot run
   */
  public Kernels kernels() {
    return switch (this) {
      case SCALAR -> Found.SCALAR;
      case SIMD -> {
        try {
          yield Vectors.kernels();
        } catch (IllegalStateException e) {
          throw new IllegalStateException("kernels: simd was demanded, but " + e.getMessage(), e);
        }
      }
      case AUTO -> {
        Found.explainOnce();
        yield Found.AUTO;
      }
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Looked for when first needed, once. */
  private static final class Found {
    static final Kernels SCALAR = new ScalarKernels();
    static final @Nullable KernelProvider PROVIDER;
    static final String REASON;
    static final Kernels AUTO;
    private static boolean explained;

    static {
      KernelProvider found = null;
      String reason =
          "hillock-simd is not among the modules or jars of this program. Add it, and on the class path also "
              + "start java with: "
              + FLAG;
      try {
        found = ServiceLoader.load(KernelProvider.class).findFirst().orElse(null);
      } catch (ServiceConfigurationError | LinkageError e) {
        reason = "the vector kernels failed to start: " + e;
      }
      if (found != null && ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
        found = null;
        reason = "the JDK's vector module is not loaded. Start java with: " + FLAG;
      }
      PROVIDER = found;
      REASON = reason;
      AUTO = found == null ? SCALAR : new WarmingKernels(SCALAR, Vectors::kernels);
    }

    static synchronized void explainOnce() {
      if (PROVIDER == null && !explained) {
        explained = true;
        System.getLogger("hillock.kernel").log(System.Logger.Level.INFO, "Using the scalar kernels: " + REASON);
      }
    }
  }

  /** Made when first needed, and apart from what is {@link Found}: to start the vectors takes a tenth of a second. */
  private static final class Vectors {
    private static final @Nullable Kernels KERNELS;
    private static final String REASON;

    static {
      Kernels made = null;
      String reason = Found.REASON;
      try {
        made = Found.PROVIDER == null ? null : Found.PROVIDER.kernels();
      } catch (LinkageError | RuntimeException e) {
        reason = "the vector kernels failed to start: " + e;
      }
      KERNELS = made;
      REASON = reason;
    }

    static Kernels kernels() {
      if (KERNELS == null) {
        throw new IllegalStateException(REASON);
      }
      return KERNELS;
    }
  }
}
