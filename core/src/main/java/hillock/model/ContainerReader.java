package hillock.model;

import hillock.model.ContainerFormat.ArrayType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a {@link Container} from a file that may be damaged or made by an enemy. */
final class ContainerReader {
  private static final String CUT = "The file was cut off or added to; copy it again.";

  private final Path file;
  private final String where;
  private final ByteBuffer buffer = ContainerFormat.buffer();
  private long size;

  ContainerReader(Path file) {
    this.file = file;
    this.where = file.toString();
  }

  Container read(String kind) {
    if (Files.isDirectory(file)) {
      throw new ModelException(where, "a folder", "a file", "");
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      size = channel.size();
      int headerLength = preamble(channel);
      checksum(channel);
      channel.position(ContainerFormat.PREAMBLE);
      return contents(channel, header(channel, headerLength), headerLength, kind);
    } catch (NoSuchFileException e) {
      throw new ModelException(where, "no such file", "a file written by Hillock", "Is the name right?", e);
    } catch (IOException e) {
      throw new ModelException(where, "the failure '" + e.getMessage() + "'", "a readable file", "", e);
    }
  }

  /** Checks the fixed part and returns the length of the header. */
  private int preamble(FileChannel channel) throws IOException {
    ByteBuffer start = fill(channel, (int) Math.min(size, ContainerFormat.PREAMBLE));
    if (size >= 8 && start.getLong(0) != ContainerFormat.MAGIC) {
      throw new ModelException(
          where, "other first bytes", "those of a Hillock file", "Is it a model file, and was it copied as binary?");
    }
    if (size < ContainerFormat.PREAMBLE) {
      throw new ModelException(where, size + " bytes", "at least " + ContainerFormat.PREAMBLE, CUT);
    }
    int version = start.getInt(8);
    if (version != ContainerFormat.VERSION) {
      String hint = version > ContainerFormat.VERSION ? "The file was written by a newer Hillock: update." : "";
      throw new ModelException(where, "format version " + version, "version " + ContainerFormat.VERSION, hint);
    }
    int headerLength = start.getInt(12);
    if (headerLength < 0 || headerLength > Container.LONGEST_HEADER) {
      throw new ModelException(
          where,
          "a header of " + headerLength + " bytes",
          "at most " + Container.LONGEST_HEADER,
          "The file is damaged.");
    }
    long length = start.getLong(16);
    if (length != size) {
      throw new ModelException(where, size + " bytes", length + " as the file says itself", CUT);
    }
    if (headerLength + (long) ContainerFormat.PREAMBLE + ContainerFormat.CHECKSUM > size) {
      throw new ModelException(where, "a header of " + headerLength + " bytes", "less than the file's " + size, "");
    }
    return headerLength;
  }

  private void checksum(FileChannel channel) throws IOException {
    MessageDigest digest = ContainerFormat.sha256();
    channel.position(0);
    for (long rest = size - ContainerFormat.CHECKSUM; rest > 0; ) {
      ByteBuffer block = fill(channel, (int) Math.min(rest, buffer.capacity()));
      rest -= block.remaining();
      digest.update(block);
    }
    byte[] stored = new byte[ContainerFormat.CHECKSUM];
    fill(channel, stored.length).get(stored);
    if (!Arrays.equals(stored, digest.digest())) {
      throw new ModelException(
          where,
          "bytes that do not match the file's checksum",
          "the bytes as written",
          "The file is damaged; copy it again.");
    }
  }

  private Map<String, Object> header(FileChannel channel, int length) throws IOException {
    byte[] bytes = new byte[length];
    load(channel, ArrayType.BYTE, bytes);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return Json.parseObject(text, where + ", header");
    } catch (CharacterCodingException e) {
      throw new ModelException(where + ", header", "bytes that are not UTF-8", "JSON in UTF-8", "", e);
    }
  }

  private Container contents(FileChannel channel, Map<String, Object> header, int headerLength, String kind)
      throws IOException {
    if (!kind.equals(header.get("kind"))) {
      String got = "a file of kind " + ModelException.quoted(header.get("kind"));
      throw new ModelException(where, got, "kind '" + kind + "'", "Is it the right file?");
    }
    Container container = new Container(where, Json.object(header.get("content"), where + ", content"));
    long available = size - ContainerFormat.PREAMBLE - headerLength - ContainerFormat.CHECKSUM;
    for (Entry entry : table(header.get("arrays"), available)) {
      Object array = entry.type.allocate(entry.length);
      load(channel, entry.type, array);
      container.add(entry.name, array);
    }
    return container;
  }

  /** An array as the header announces it. */
  private record Entry(String name, ArrayType type, int length) {}

  /** All lengths are checked together, before the first array is allocated. */
  private List<Entry> table(@Nullable Object rows, long available) {
    String place = where + ", arrays";
    if (!(rows instanceof List<?> list)) {
      throw new ModelException(place, Json.kind(rows), "an array", "");
    }
    List<Entry> table = new ArrayList<>();
    Set<String> names = new HashSet<>();
    long claimed = 0;
    for (Object row : list) {
      Entry entry = entry(row, place + "[" + table.size() + "]");
      if (!names.add(entry.name)) {
        throw new ModelException(place, "two arrays " + ModelException.quoted(entry.name), "different names", "");
      }
      claimed += (long) entry.length * entry.type.width;
      table.add(entry);
    }
    if (claimed != available) {
      throw new ModelException(
          place, claimed + " bytes of arrays in the header", available + " as in the file", "The file is damaged.");
    }
    return table;
  }

  private static Entry entry(@Nullable Object row, String place) {
    Map<String, Object> members = Json.object(row, place);
    if (!(members.get("name") instanceof String name)) {
      throw new ModelException(place, "the name " + Json.kind(members.get("name")), "a text", "");
    }
    if (!(members.get("length") instanceof Long length) || length < 0 || length > Integer.MAX_VALUE - 8) {
      throw new ModelException(place, "the length " + Json.kind(members.get("length")), "0 to 2147483639", "");
    }
    for (ArrayType type : ArrayType.values()) {
      if (type.name().toLowerCase(Locale.ROOT).equals(members.get("type"))) {
        return new Entry(name, type, length.intValue());
      }
    }
    throw new ModelException(place, "the type " + Json.kind(members.get("type")), "float, int or byte", "");
  }

  private void load(FileChannel channel, ArrayType type, Object array) throws IOException {
    int most = buffer.capacity() / type.width;
    int total = type.length(array);
    for (int from = 0; from < total; from += most) {
      int count = Math.min(most, total - from);
      type.load(fill(channel, count * type.width), array, from, count);
    }
  }

  /** The next bytes of the file, exactly so many. */
  private ByteBuffer fill(FileChannel channel, int bytes) throws IOException {
    buffer.clear().limit(bytes);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new ModelException(where, "the end of the file", "more bytes", "The file changed while it was read.");
      }
    }
    return buffer.flip();
  }
}
