package hillock.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What reader and writer of {@link Container} share. */
final class ContainerFormat {
  static final long MAGIC = 0x0A1A0A0D_4B4C4889L; // 89 'H' 'L' 'K' 0D 0A 1A 0A, little-endian
  static final int VERSION = 1;
  static final int PREAMBLE = 24;
  static final int CHECKSUM = 32;

  private ContainerFormat() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  /** A buffer to pass arrays through on their way to the disk and back. */
  static ByteBuffer buffer() {
    return ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Types of arrays that a file may hold. */
  enum ArrayType {
    FLOAT(Float.BYTES) {
      @Override
      Object allocate(int length) {
        return new float[length];
      }

      @Override
      int length(Object array) {
        return ((float[]) array).length;
      }

      @Override
      void store(Object array, int from, int count, ByteBuffer buffer) {
        buffer.asFloatBuffer().put((float[]) array, from, count);
      }

      @Override
      void load(ByteBuffer buffer, Object array, int from, int count) {
        buffer.asFloatBuffer().get((float[]) array, from, count);
      }
    },
    INT(Integer.BYTES) {
      @Override
      Object allocate(int length) {
        return new int[length];
      }

      @Override
      int length(Object array) {
        return ((int[]) array).length;
      }

      @Override
      void store(Object array, int from, int count, ByteBuffer buffer) {
        buffer.asIntBuffer().put((int[]) array, from, count);
      }

      @Override
      void load(ByteBuffer buffer, Object array, int from, int count) {
        buffer.asIntBuffer().get((int[]) array, from, count);
      }
    },
    BYTE(Byte.BYTES) {
      @Override
      Object allocate(int length) {
        return new byte[length];
      }

      @Override
      int length(Object array) {
        return ((byte[]) array).length;
      }

      @Override
      void store(Object array, int from, int count, ByteBuffer buffer) {
        buffer.duplicate().put((byte[]) array, from, count);
      }

      @Override
      void load(ByteBuffer buffer, Object array, int from, int count) {
        buffer.duplicate().get((byte[]) array, from, count);
      }
    };

    /** Bytes of an element. */
    final int width;

    ArrayType(int width) {
      this.width = width;
    }

    abstract Object allocate(int length);

    abstract int length(Object array);

    /** Copies elements into the buffer from its position on, which does not move. */
    abstract void store(Object array, int from, int count, ByteBuffer buffer);

    /** Copies elements out of the buffer from its position on, which does not move. */
    abstract void load(ByteBuffer buffer, Object array, int from, int count);

    static ArrayType of(Object array) {
      return switch (array) {
        case float[] floats -> FLOAT;
        case int[] ints -> INT;
        default -> BYTE;
      };
    }
  }
}
