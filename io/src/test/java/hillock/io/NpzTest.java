package hillock.io;

import static org.assertj.core.api.Assertions.assertThat;

import hillock.data.Dataset;
import hillock.data.Task;
import hillock.tensor.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzTest {
  @TempDir Path folder;

  /** An array in format version 1, its header padded as NumPy does. */
  static byte[] npy(String header, byte[] data) {
    String padded = header + " ".repeat(63 - (10 + header.length()) % 64) + "\n";
    ByteBuffer b = ByteBuffer.allocate(10 + padded.length() + data.length).order(ByteOrder.LITTLE_ENDIAN);
    b.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) 0);
    b.putShort((short) padded.length()).put(padded.getBytes(StandardCharsets.US_ASCII)).put(data);
    return b.array();
  }

  private static byte[] array(String type, String shape, ByteBuffer data) {
    return npy("{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + shape + "), }", data.array());
  }

  private Source open(Map<String, byte[]> arrays) throws IOException {
    Path file = folder.resolve("data.npz");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> entry : arrays.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey() + ".npy"));
        zip.write(entry.getValue());
      }
    }
    return Sources.open(file);
  }

  private static ByteBuffer floats(ByteOrder order, float... values) {
    ByteBuffer b = ByteBuffer.allocate(4 * values.length).order(order);
    b.asFloatBuffer().put(values);
    return b;
  }

  private static ByteBuffer longs(long... values) {
    ByteBuffer b = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    b.asLongBuffer().put(values);
    return b;
  }

  @Test
  void rowsWithWholeTargetsAreClasses() throws IOException {
    Source source =
        open(
            Map.of(
                "X", array("<f4", "3, 2", floats(ByteOrder.LITTLE_ENDIAN, 1, 2, 3, 4, 5, 6)),
                "y", array("<i8", "3,", longs(7, -1, 7))));
    Dataset data = (Dataset) source.data();
    assertThat(data.sampleShape()).isEqualTo(Shape.of(2));
    assertThat(data.row(2)).containsExactly(5, 6);
    assertThat(data.classNames()).containsExactly("-1", "7");
    assertThat(data.labels()).containsExactly(1, 0, 1);
    assertThat(Task.infer(data, "").kind()).isEqualTo(Task.Kind.BINARY);
  }

  @Test
  void brokenTargetsAreQuantities() throws IOException {
    ByteBuffer y = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putDouble(1.5).putDouble(-2);
    Dataset data =
        (Dataset)
            open(Map.of(
                    "x", array(">f4", "2, 1", floats(ByteOrder.BIG_ENDIAN, 1, 2)),
                    "y", array("<f8", "2,", y)))
                .data();
    assertThat(data.row(1)).containsExactly(2);
    assertThat(data.targets()).containsExactly(1.5f, -2);
    assertThat(Task.infer(data, "").kind()).isEqualTo(Task.Kind.REGRESSION);
  }

  @Test
  void bytesOfThreeAxesAreGreyImagesAndTheTestPartIsKeptApart() throws IOException {
    ByteBuffer pixels = ByteBuffer.wrap(new byte[] {0, 1, 2, (byte) 255});
    Source source =
        open(
            Map.of(
                "x_train", array("|u1", "1, 2, 2", pixels),
                "y_train", array("<i8", "1,", longs(0)),
                "x_test", array("|u1", "1, 2, 2", pixels),
                "y_test", array("<i8", "1,", longs(1))));
    Dataset data = (Dataset) source.data();
    assertThat(data.imageShape()).contains(Shape.of(2, 2, 1));
    assertThat(data.row(0)).containsExactly(0, 1, 2, 255);
    assertThat(data.classNames()).containsExactly("0", "1");
    assertThat(((Dataset) source.test().orElseThrow()).labels()).containsExactly(1);
  }
}
