package hillock.kernel;

import java.util.Locale;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

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
        if (Found.SIMD == null) {
          throw new IllegalStateException("kernels: simd was demanded, but " + Found.REASON);
        }
        yield Found.SIMD;
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
    static final Kernels SIMD;
    static final Kernels AUTO;
    static final String REASON;
    private static boolean explained;

    static {
      Kernels found = null;
      String reason =
          "hillock-simd is not among the modules or jars of this program. Add it, and on the class path also "
              + "start java with: "
              + FLAG;
      try {
        KernelProvider provider = ServiceLoader.load(KernelProvider.class).findFirst().orElse(null);
        found = provider == null ? null : provider.kernels();
      } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
        boolean vectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        reason =
            vectors
                ? "the vector kernels failed to start: " + e
                : "the JDK's vector module is not loaded. Start java with: " + FLAG;
      }
      SIMD = found;
      AUTO = found == null ? SCALAR : new WarmingKernels(SCALAR, found);
      REASON = reason;
    }

    static synchronized void explainOnce() {
      if (SIMD == null && !explained) {
        explained = true;
        System.getLogger("hillock.kernel").log(System.Logger.Level.INFO, "Using the scalar kernels: " + REASON);
      }
    }
  }
}
