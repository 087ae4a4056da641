package hillock.io;

import hillock.data.DataException;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Opens files, unpacking those that start as gzip does whatever their names say, with a limit against bombs. */
final class FileInput {
  /** Deflate cannot make more than about 1032 bytes of one, so a header that promises more lies. */
  static final long MOST_EXPANSION = 1032;

  /** Text that shrinks to less than this part is not a table but an attempt to fill the memory. */
  private static final long MOST_TEXT_EXPANSION = 250;

  private static final long ALWAYS_ALLOWED = 100L << 20;

  private FileInput() {}

  /** The bytes of a file of text, unpacked. */
  static InputStream open(Path file) throws IOException {
    return open(file, MOST_TEXT_EXPANSION);
  }

  /** The bytes of a file, unpacked to at most so many times its size (small files may always be 100 MB). */
  static InputStream open(Path file, long mostExpansion) throws IOException {
    InputStream raw;
    try {
      raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    } catch (AccessDeniedException e) {
      throw new DataException(
          file.toString(), "no permission to read", "a readable file", "Change its permissions.", e);
    }
    try {
      return unpacked(file.toString(), raw, Math.max(ALWAYS_ALLOWED, mostExpansion * Files.size(file)));
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  /** A stream of text, unpacked when it is packed. */
  static InputStream ofBytes(String where, byte[] bytes) throws IOException {
    return unpacked(
        where, new ByteArrayInputStream(bytes), Math.max(ALWAYS_ALLOWED, MOST_TEXT_EXPANSION * bytes.length));
  }

  private static InputStream unpacked(String where, InputStream raw, long limit) throws IOException {
    byte[] magic = raw.readNBytes(2);
    InputStream whole = new SequenceInputStream(new ByteArrayInputStream(magic), raw);
    if (magic.length < 2 || (magic[0] & 0xff) != 0x1f || (magic[1] & 0xff) != 0x8b) {
      return new BufferedInputStream(whole, 1 << 16);
    }
    try {
      return new Limited(where, new GZIPInputStream(whole, 1 << 16), limit);
    } catch (ZipException | EOFException e) {
      throw damaged(where, e);
    }
  }

  static boolean isPacked(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] magic = in.readNBytes(2);
      return magic.length == 2 && (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b;
    }
  }

  private static DataException damaged(String where, IOException e) {
    boolean cut = e instanceof EOFException;
    return new DataException(
        where,
        cut ? "gzip data that end too early" : "damaged gzip data (" + e.getMessage() + ")",
        "a complete gzip file",
        "Copy or download it again.",
        e);
  }

  /** Turns the failures of unpacking into messages for people, and stops at the limit. */
  private static final class Limited extends FilterInputStream {
    private final String where;
    private final long limit;
    private long count;

    Limited(String where, InputStream in, long limit) {
      super(in);
      this.where = where;
      this.limit = limit;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
      int n;
      try {
        n = super.read(b, off, len);
      } catch (ZipException | EOFException e) {
        throw damaged(where, e);
      }
      count += Math.max(n, 0);
      if (count > limit) {
        throw new DataException(
            where,
            "more than " + (limit >> 20) + " MB of unpacked data",
            "no more from a packed file of its size",
            "Unpack it first if it is what you think it is.");
      }
      return n;
    }
  }
}
