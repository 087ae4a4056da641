package hillock.model;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A file of a JSON header and named arrays: model files and training checkpoints. All numbers are little-endian:
 *
 * <pre>
 *  8 bytes  89 'H' 'L' 'K' 0D 0A 1A 0A    damaged by transfers as text, and so recognised as damaged
 *  4 bytes  version of the format, 1
 *  4 bytes  length of the header, at most {@value #LONGEST_HEADER}
 *  8 bytes  length of the file
 *  n bytes  header, UTF-8: {"kind": "model", "content": {...}, "arrays": [{"name": "weights", "type": "float", "length": 7}]}
 *  n bytes  the arrays in the header's order, nothing between them
 * 32 bytes  SHA-256 of all before
 * </pre>
 *
 * <p>Arrays have no offsets, so that they cannot overlap. Reading checks all lengths against the length of the file
 * before it allocates, and the checksum before it interprets anything.
 */
public final class Container {
  /** Longest header in bytes. */
  public static final int LONGEST_HEADER = 1 << 24;

  private final String where;
  private final Map<String, Object> content;
  private final Map<String, Object> arrays = new LinkedHashMap<>();

  /** A container without arrays yet; content is what {@link Json} can write. */
  public Container(Map<String, Object> content) {
    this("container", content);
  }

  Container(String where, Map<String, Object> content) {
    this.where = where;
    this.content = content;
  }

  /**
   * Adds an array, which is not copied.
   *
   * @throws IllegalArgumentException when there is one of this name
   */
  public Container put(String name, float[] values) {
    return add(name, values);
  }

  /** Adds an array, which is not copied. */
  public Container put(String name, int[] values) {
    return add(name, values);
  }

  /** Adds an array, which is not copied. */
  public Container put(String name, byte[] values) {
    return add(name, values);
  }

  Container add(String name, Object array) {
    if (arrays.putIfAbsent(name, array) != null) {
      throw new IllegalArgumentException("container: there is an array '" + name + "' already");
    }
    return this;
  }

  /** The JSON part. */
  public Map<String, Object> content() {
    return content;
  }

  /** Names of the arrays, in order. */
  public Set<String> names() {
    return Collections.unmodifiableSet(arrays.keySet());
  }

  /** How errors name this container: its file. */
  public String where() {
    return where;
  }

  /**
   * An array of floats, not copied.
   *
   * @throws ModelException when there is none of this name and type
   */
  public float[] floats(String name) {
    return array(name, float[].class);
  }

  /** An array of ints, not copied. */
  public int[] ints(String name) {
    return array(name, int[].class);
  }

  /** An array of bytes, not copied. */
  public byte[] bytes(String name) {
    return array(name, byte[].class);
  }

  private <T> T array(String name, Class<T> type) {
    Object array = arrays.get(name);
    if (!type.isInstance(array)) {
      String got = array == null ? "no array " : array.getClass().getSimpleName() + " ";
      throw new ModelException(where, got + ModelException.quoted(name), type.getSimpleName() + " of that name", "");
    }
    return type.cast(array);
  }

  Map<String, Object> arrays() {
    return arrays;
  }

  /**
   * Writes the file: whole, or not at all; see {@link hillock.data.AtomicFile}.
   *
   * @param kind what the file is, such as {@code model}; {@link #read} asks for the same
   * @throws hillock.data.DataException when it cannot be written; what was there before stays
   * @throws IllegalArgumentException when the content has no JSON form
   */
  public void write(Path file, String kind) {
    new ContainerWriter(this, kind).write(file);
  }

  /**
   * Reads a file.
   *
   * @param kind what the file must be
   * @throws ModelException when it is not such a file, was written by a newer Hillock, or is damaged in any way
   */
  public static Container read(Path file, String kind) {
    return new ContainerReader(file).read(kind);
  }
}
