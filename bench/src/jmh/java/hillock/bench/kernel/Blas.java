package hillock.bench.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;

/** The matrix product of a native library beside ours: {@code cblas_sgemm}, on memory of its own. */
final class Blas implements AutoCloseable {
  private static final int ROW_MAJOR = 101;
  private static final int PLAIN = 111;
  private static final int TRANSPOSED = 112;

  /** Bytes that matrices begin at a multiple of: a line of the cache, which is a vector of 512 bits. */
  private static final int ALIGNMENT = 64;

  private final Arena arena = Arena.ofShared();
  private final MethodHandle product;
  private final MemorySegment a;
  private final MemorySegment b;
  private final MemorySegment c;

  /**
   * Loads a library.
   *
   * @param library its file, or a name that the system finds, such as {@code libopenblas.so.0}
   */
  Blas(String library, float[] a, float[] b, int sizeOfC) {
    SymbolLookup symbols =
        Files.exists(Path.of(library))
            ? SymbolLookup.libraryLookup(Path.of(library), arena)
            : SymbolLookup.libraryLookup(library, arena);
    var number = ValueLayout.JAVA_INT;
    var real = ValueLayout.JAVA_FLOAT;
    var matrix = ValueLayout.ADDRESS;
    var signature =
        FunctionDescriptor.ofVoid(
            number, number, number, number, number, number, real, matrix, number, matrix, number, real, matrix, number);
    product = Linker.nativeLinker().downcallHandle(symbols.findOrThrow("cblas_sgemm"), signature);
    this.a = copy(a);
    this.b = copy(b);
    c = copy(new float[sizeOfC]);
  }

  private MemorySegment copy(float[] values) {
    MemorySegment copy = arena.allocate((long) Float.BYTES * values.length, ALIGNMENT);
    return copy.copyFrom(MemorySegment.ofArray(values));
  }

  /** C = A·B; see {@link hillock.kernel.Kernels#gemm}. */
  void gemm(boolean transposeA, boolean transposeB, int m, int n, int k) {
    int kindA = transposeA ? TRANSPOSED : PLAIN;
    int kindB = transposeB ? TRANSPOSED : PLAIN;
    try {
      product.invokeExact(ROW_MAJOR, kindA, kindB, m, n, k, 1f, a, transposeA ? m : k, b, transposeB ? k : n, 0f, c, n);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    arena.close();
  }
}
