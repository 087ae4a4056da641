package hillock.model;

import hillock.data.AtomicFile;
import hillock.model.ContainerFormat.ArrayType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes a {@link Container}. */
final class ContainerWriter {
  private final Container container;
  private final byte[] header;
  private final long length;
  private final MessageDigest digest = ContainerFormat.sha256();
  private final ByteBuffer buffer = ContainerFormat.buffer();

  ContainerWriter(Container container, String kind) {
    this.container = container;
    List<Object> table = new ArrayList<>();
    long bytes = 0;
    for (Map.Entry<String, Object> entry : container.arrays().entrySet()) {
      ArrayType type = ArrayType.of(entry.getValue());
      int count = type.length(entry.getValue());
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("name", entry.getKey());
      row.put("type", type.name().toLowerCase(Locale.ROOT));
      row.put("length", count);
      table.add(row);
      bytes += (long) count * type.width;
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("kind", kind);
    all.put("content", container.content());
    all.put("arrays", table);
    header = Json.write(all).getBytes(StandardCharsets.UTF_8);
    if (header.length > Container.LONGEST_HEADER) {
      throw new IllegalArgumentException(
          "container: the header has %d bytes, at most %d fit".formatted(header.length, Container.LONGEST_HEADER));
    }
    length = ContainerFormat.PREAMBLE + header.length + bytes + ContainerFormat.CHECKSUM;
  }

  void write(Path file) {
    AtomicFile.write(file, this::write);
  }

  private void write(OutputStream out) throws IOException {
    buffer.putLong(ContainerFormat.MAGIC).putInt(ContainerFormat.VERSION).putInt(header.length).putLong(length);
    drain(out);
    array(out, ArrayType.BYTE, header);
    for (Object array : container.arrays().values()) {
      array(out, ArrayType.of(array), array);
    }
    buffer.put(digest.digest());
    drain(out);
  }

  private void array(OutputStream out, ArrayType type, Object array) throws IOException {
    int most = buffer.capacity() / type.width;
    int total = type.length(array);
    for (int from = 0; from < total; from += most) {
      int count = Math.min(most, total - from);
      type.store(array, from, count, buffer);
      buffer.position(count * type.width);
      drain(out);
    }
  }

  private void drain(OutputStream out) throws IOException {
    byte[] bytes = buffer.array();
    digest.update(bytes, buffer.arrayOffset(), buffer.position());
    out.write(bytes, buffer.arrayOffset(), buffer.position());
    buffer.clear();
  }
}
