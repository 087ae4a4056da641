package hillock.io;

import hillock.data.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * One file in the idx format of MNIST: two zero bytes, the element type (only 0x08, unsigned byte, is used in practice
 * and read here), the number of axes, a big-endian 32-bit length for each, then the elements, row-major.
 *
 * @param dims lengths of the axes, each at least 1
 * @param bytes the elements, unsigned
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record IdxFile(int[] dims, byte[] bytes) {
  private static final int UNSIGNED_BYTE = 8;

  /** Reads a file, packed or not. The length is checked against the size of the file before memory is asked for. */
  static IdxFile read(Path file) throws IOException {
    String where = file.toString();
    try (InputStream in = FileInput.open(file, FileInput.MOST_EXPANSION)) {
      byte[] magic = in.readNBytes(4);
      if (magic.length < 4
          || magic[0] != 0
          || magic[1] != 0
          || magic[2] != UNSIGNED_BYTE
          || magic[3] < 1
          || magic[3] > 4) {
        throw new DataException(
            where,
            "a start of " + hex(magic),
            "an idx file of unsigned bytes, 00 00 08 and 1 to 4 axes",
            "Other element types are not supported.");
      }
      int[] dims = new int[magic[3]];
      long total = 1;
      for (int i = 0; i < dims.length; i++) {
        byte[] length = in.readNBytes(4);
        if (length.length < 4) {
          throw cutOff(where, 4 + 4L * i + length.length, 4 + 4L * dims.length, "header");
        }
        dims[i] = (length[0] & 0xff) << 24 | (length[1] & 0xff) << 16 | (length[2] & 0xff) << 8 | (length[3] & 0xff);
        boolean tooLong = dims[i] < 1 || total > Integer.MAX_VALUE / dims[i];
        total = tooLong ? Long.MAX_VALUE : total * dims[i];
        if (tooLong) {
          throw new DataException(
              where,
              "a header with axis " + (i + 1) + " of length " + Integer.toUnsignedLong(dims[i]),
              "lengths from 1 on and less than 2 GB in all",
              "The file is damaged or no idx file.");
        }
      }
      long most = Files.size(file) * (FileInput.isPacked(file) ? FileInput.MOST_EXPANSION : 1);
      if (total > most) {
        throw new DataException(
            where,
            "a header that promises " + total + " bytes " + Arrays.toString(dims),
            "at most " + most + ", all that a file of " + Files.size(file) + " bytes can hold",
            "Copy or download it again.");
      }
      byte[] bytes = new byte[(int) total];
      int n = in.readNBytes(bytes, 0, bytes.length);
      if (n < bytes.length) {
        throw cutOff(where, n, total, "data " + Arrays.toString(dims));
      }
      if (in.read() >= 0) {
        throw new DataException(
            where,
            "more bytes than the header says",
            total + " bytes of data " + Arrays.toString(dims),
            "The file is damaged.");
      }
      return new IdxFile(dims, bytes);
    }
  }

  private static DataException cutOff(String where, long got, long expected, String what) {
    return new DataException(
        where,
        "only " + got + " bytes of " + what,
        expected + " bytes",
        "The file is cut off: copy or download it again.");
  }

  private static String hex(byte[] bytes) {
    return bytes.length == 0 ? "nothing" : java.util.HexFormat.ofDelimiter(" ").formatHex(bytes);
  }
}
