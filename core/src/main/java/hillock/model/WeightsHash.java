package hillock.model;

import hillock.tensor.Parameters;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;

/** One number for all weights of a network, to tell whether two runs made the same bits. */
public final class WeightsHash {
  private WeightsHash() {}

  /** SHA-256, in hexadecimal, over the little-endian bytes of all values in order. */
  public static String of(Parameters parameters) {
    MessageDigest digest = ContainerFormat.sha256();
    ByteBuffer buffer = ContainerFormat.buffer();
    int most = buffer.capacity() / Float.BYTES;
    for (int from = 0; from < parameters.size(); from += most) {
      int count = Math.min(most, parameters.size() - from);
      ContainerFormat.ArrayType.FLOAT.store(parameters.values(), from, count, buffer);
      digest.update(buffer.array(), buffer.arrayOffset(), count * Float.BYTES);
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
