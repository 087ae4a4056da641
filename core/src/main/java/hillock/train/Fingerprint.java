package hillock.train;

import hillock.data.Dataset;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of numbers, to tell whether two data sets or two networks are the same bit for bit. */
public final class Fingerprint {
  private final MessageDigest digest;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);

  private Fingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  /** Of the bits of all values, little-endian, in hexadecimal. */
  public static String of(float[] values) {
    Fingerprint print = new Fingerprint();
    print.add(values);
    return print.hex();
  }

  /** Of all samples, their labels, targets and weights. */
  public static String of(Dataset data) {
    Fingerprint print = new Fingerprint();
    float[] row = new float[data.sampleShape().size()];
    for (int r = 0; r < data.size(); r++) {
      data.gather(r, row, 0);
      print.add(row);
    }
    for (int label : data.labels()) {
      print.add(label);
    }
    print.add(data.targets());
    print.add(data.weights());
    return print.hex();
  }

  private void add(float[] values) {
    for (float value : values) {
      add(Float.floatToRawIntBits(value));
    }
  }

  private void add(int word) {
    if (!buffer.hasRemaining()) {
      drain();
    }
    buffer.putInt(word);
  }

  private void drain() {
    digest.update(buffer.flip());
    buffer.clear();
  }

  private String hex() {
    drain();
    return HexFormat.of().formatHex(digest.digest());
  }
}
