package hillock.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where data came from, for the provenance in a model file.
 *
 * @param name file, folder or embedded set
 * @param sha256 64 hexadecimal digits over the bytes of the files in the order they were read
 * @param rows number of rows or samples
 */
public record DataOrigin(String name, String sha256, int rows) {

  /** Plain texts and numbers, for a model file. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", name);
    map.put("sha256", sha256);
    map.put("rows", rows);
    return map;
  }

  /** The origin that {@link #toMap} described. */
  public static DataOrigin fromMap(Object map) {
    Fields f = new Fields("data origin", map);
    String hash = f.text("sha256");
    return new DataOrigin(
        f.text("name"),
        hash.matches("[0-9a-f]{64}") ? hash : f.fail("sha256", "64 hexadecimal digits"),
        f.integer("rows", 0, Integer.MAX_VALUE));
  }

  /** SHA-256 over the bytes of files, one after the other. */
  public static String sha256(List<Path> files) throws IOException {
    MessageDigest digest = digest();
    byte[] buffer = new byte[1 << 16];
    for (Path file : files) {
      try (InputStream in = Files.newInputStream(file)) {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          digest.update(buffer, 0, n);
        }
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** SHA-256 over bytes. */
  public static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(digest().digest(bytes));
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
