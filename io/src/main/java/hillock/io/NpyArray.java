package hillock.io;

import hillock.data.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One array in NumPy's npy format, versions 1 to 3: numbers and booleans in C order. Nothing that would need Python to
 * read (objects, which are pickles and may run code) is accepted.
 *
 * @param dims lengths of the axes
 * @param type the letter and size of NumPy's type, such as {@code f4} or {@code u1}
 * @param data the elements, in the order that {@link ByteBuffer#order} of it says
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record NpyArray(String where, int[] dims, String type, ByteBuffer data) {
  private static final int LONGEST_HEADER = 1 << 16;
  private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([<>|=]?)([a-zA-Z])(\\d*)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([\\d,\\s]*)\\)");

  /**
   * Reads one array.
   *
   * @param most bytes that the file can hold; a header that promises more is refused before memory is asked for
   */
  static NpyArray read(String where, InputStream in, long most) throws IOException {
    byte[] magic = in.readNBytes(8);
    boolean known = magic.length == 8 && new String(magic, 0, 6, StandardCharsets.ISO_8859_1).equals("\u0093NUMPY");
    if (!known || magic[6] < 1 || magic[6] > 3) {
      throw new DataException(
          where, "no array of NumPy's npy format, version 1 to 3", "one", "Save it with numpy.savez.");
    }
    byte[] lengthBytes = in.readNBytes(magic[6] == 1 ? 2 : 4);
    long length = 0;
    for (int i = lengthBytes.length - 1; i >= 0; i--) {
      length = (length << 8) | (lengthBytes[i] & 0xff);
    }
    if (length > LONGEST_HEADER) {
      throw new DataException(
          where, "a header of " + length + " bytes", "at most " + LONGEST_HEADER, "The file is damaged.");
    }
    String header = new String(in.readNBytes((int) length), StandardCharsets.UTF_8);
    Matcher type = TYPE.matcher(header);
    Matcher order = ORDER.matcher(header);
    Matcher shape = SHAPE.matcher(header);
    if (header.contains("'|O'")) {
      throw new DataException(
          where,
          "Python objects",
          "numbers",
          "Objects may run code when read. Save with dtype=float or as class numbers.");
    }
    if (!type.find() || !order.find() || !shape.find()) {
      throw new DataException(where, "the header " + header.strip(), "type, order and shape of numbers", "");
    }
    int[] dims = dims(where, shape.group(1));
    String name = type.group(2) + type.group(3);
    int bytes = size(where, name);
    if (order.group(1).equals("True") && dims.length > 1) {
      throw new DataException(
          where, "an array in Fortran order", "C order", "Save numpy.ascontiguousarray(x) instead.");
    }
    long total = bytes;
    for (int d : dims) {
      total = d != 0 && total > Integer.MAX_VALUE / d ? Long.MAX_VALUE : total * d;
      if (total == Long.MAX_VALUE) {
        break;
      }
    }
    if (total > Integer.MAX_VALUE - 8 || total > most) {
      throw new DataException(
          where,
          "a header that promises the shape " + Arrays.toString(dims) + " of " + name,
          "less than 2 GB and no more than the file can hold",
          "The file is damaged.");
    }
    byte[] data = in.readNBytes((int) total);
    if (data.length < total) {
      throw new DataException(
          where, "only " + data.length + " bytes of data", total + " bytes", "The file is cut off.");
    }
    ByteOrder byteOrder = type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    return new NpyArray(where, dims, name, ByteBuffer.wrap(data).order(byteOrder));
  }

  private static int[] dims(String where, String text) {
    String[] parts = text.isBlank() ? new String[0] : text.strip().split("\\s*,\\s*");
    int[] dims = new int[parts.length];
    for (int i = 0; i < parts.length; i++) {
      if (!parts[i].matches("\\d{1,9}") || parts.length > 8) {
        throw new DataException(where, "the shape (" + text + ")", "at most 8 lengths below 1000000000", "");
      }
      dims[i] = Integer.parseInt(parts[i]);
    }
    return dims;
  }

  private static int size(String where, String type) {
    return switch (type) {
      case "b1", "i1", "u1" -> 1;
      case "i2", "u2" -> 2;
      case "i4", "u4", "f4" -> 4;
      case "i8", "u8", "f8" -> 8;
      default ->
          throw new DataException(
              where,
              "elements of type " + type,
              "float 32 or 64, integers, or booleans",
              "Convert it with x.astype('float32'); give classes as numbers.");
    };
  }

  int count() {
    return data.capacity() / size(where, type);
  }

  boolean isWhole() {
    return type.charAt(0) != 'f';
  }

  /** Element i of the array in C order. */
  double number(int i) {
    return switch (type) {
      case "i1" -> data.get(i);
      case "b1", "u1" -> data.get(i) & 0xff;
      case "i2" -> data.getShort(2 * i);
      case "u2" -> data.getShort(2 * i) & 0xffff;
      case "i4" -> data.getInt(4 * i);
      case "u4" -> data.getInt(4 * i) & 0xffffffffL;
      case "f4" -> data.getFloat(4 * i);
      case "f8" -> data.getDouble(8 * i);
      default -> data.getLong(8 * i);
    };
  }
}
