package hillock.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hillock.data.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("x.hillock");
  }

  private byte[] small() throws IOException {
    new Container(Map.of("answer", 42))
        .put("weights", new float[] {1, -0f, Float.NaN})
        .put("counts", new int[] {7})
        .put("bits", new byte[] {1, 2, 3})
        .write(file(), "test");
    return Files.readAllBytes(file());
  }

  /** A file with this header and these bytes for arrays, all lengths and the checksum right. */
  private Path forged(String header, int arrayBytes) throws IOException {
    byte[] text = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    int length = ContainerFormat.PREAMBLE + text.length + arrayBytes + ContainerFormat.CHECKSUM;
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(ContainerFormat.MAGIC).putInt(ContainerFormat.VERSION).putInt(text.length).putLong(length).put(text);
    return Files.write(file(), signed(bytes.array()));
  }

  static byte[] signed(byte[] bytes) {
    var digest = ContainerFormat.sha256();
    digest.update(bytes, 0, bytes.length - ContainerFormat.CHECKSUM);
    System.arraycopy(digest.digest(), 0, bytes, bytes.length - ContainerFormat.CHECKSUM, ContainerFormat.CHECKSUM);
    return bytes;
  }

  private void refused(String... parts) {
    assertThatThrownBy(() -> Container.read(file(), "test"))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith(file().toString())
        .satisfies(e -> assertThat(e.getMessage()).contains(parts));
  }

  @Test
  void givesBackWhatWasWrittenBitForBit() throws IOException {
    float[] floats = new float[100_003];
    Random random = new Random(1);
    Arrays.setAll(new Object[floats.length], i -> floats[i] = Float.intBitsToFloat(random.nextInt()));
    int[] ints = random.ints(50_001).toArray();
    byte[] bytes = new byte[70_000];
    random.nextBytes(bytes);
    new Container(Map.of("é", List.of(1L, "x")))
        .put("f", floats)
        .put("i", ints)
        .put("b", bytes)
        .put("empty", new float[0])
        .write(file(), "test");
    Container read = Container.read(file(), "test");
    assertThat(read.content()).isEqualTo(Map.of("é", List.of(1L, "x")));
    assertThat(read.names()).containsExactly("f", "i", "b", "empty");
    for (int i = 0; i < floats.length; i++) {
      assertThat(Float.floatToRawIntBits(read.floats("f")[i])).isEqualTo(Float.floatToRawIntBits(floats[i]));
    }
    assertThat(read.ints("i")).isEqualTo(ints);
    assertThat(read.bytes("b")).isEqualTo(bytes);
    assertThat(read.floats("empty")).isEmpty();
  }

  @Test
  void theBytesAreLittleEndianAsDocumented() throws IOException {
    byte[] bytes = small();
    assertThat(Arrays.copyOf(bytes, 12)).containsExactly(0x89, 'H', 'L', 'K', 0x0D, 0x0A, 0x1A, 0x0A, 1, 0, 0, 0);
    int header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(12);
    assertThat(new String(bytes, 24, header, StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {"kind":"test","content":{"answer":42},"arrays":[{"name":"weights","type":"float","length":3},\
            {"name":"counts","type":"int","length":1},{"name":"bits","type":"byte","length":3}]}\
            """);
    assertThat(Arrays.copyOfRange(bytes, 24 + header, 24 + header + 8))
        .containsExactly(0, 0, 0x80, 0x3F, 0, 0, 0, 0x80);
    assertThat(bytes).hasSize(24 + header + 12 + 4 + 3 + 32);
  }

  @Test
  void theSameContentGivesTheSameFile() throws IOException {
    assertThat(small()).isEqualTo(small());
  }

  @Test
  void refusesToReadAnArrayUnderAnotherNameOrType() throws IOException {
    small();
    Container read = Container.read(file(), "test");
    assertThatThrownBy(() -> read.floats("bias"))
        .hasMessage(file() + ": got no array 'bias', expected float[] of that name.");
    assertThatThrownBy(() -> read.floats("counts")).hasMessageContaining("got int[] 'counts', expected float[]");
    assertThatThrownBy(() -> read.put("counts", new int[0]))
        .hasMessage("container: there is an array 'counts' already");
  }

  @Test
  void refusesTheFileCutOffAtEveryLength() throws IOException {
    byte[] bytes = small();
    for (int length = 0; length < bytes.length; length++) {
      Files.write(file(), Arrays.copyOf(bytes, length));
      refused("got " + length + " bytes", "The file was cut off or added to; copy it again.");
    }
  }

  @Test
  void refusesJunkAtTheEnd() throws IOException {
    byte[] bytes = small();
    Files.write(file(), Arrays.copyOf(bytes, bytes.length + 1));
    refused("got " + (bytes.length + 1) + " bytes, expected " + bytes.length + " as the file says itself");
  }

  @Test
  void refusesEveryFlippedBit() throws IOException {
    byte[] bytes = small();
    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      byte[] damaged = bytes.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(file(), damaged);
      refused(": got ", ", expected ");
    }
  }

  @Test
  void damageWithTheRightChecksumIsRefusedOrHarmless() throws IOException {
    byte[] bytes = small();
    Random random = new Random(3);
    int refusals = 0;
    for (int i = 0; i < 5_000; i++) {
      byte[] forged = bytes.clone();
      for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
        forged[8 + random.nextInt(bytes.length - 40)] = (byte) random.nextInt();
      }
      Files.write(file(), signed(forged));
      try {
        Container.read(file(), "test");
      } catch (ModelException e) {
        refusals++;
        assertThat(e.getMessage()).startsWith(file().toString()).contains(": got ", ", expected ");
      }
    }
    assertThat(refusals).isGreaterThan(4_000);
  }

  @Test
  void refusesOtherFilesByTheirFirstBytes() throws IOException {
    Files.writeString(file(), "{\"kind\": \"not a container\", \"padding\": \"----------------------------------\"}");
    refused("got other first bytes, expected those of a Hillock file. Is it a model file");
  }

  @Test
  void saysWhenTheFileIsNewer() throws IOException {
    byte[] bytes = small();
    bytes[8] = 2;
    Files.write(file(), signed(bytes));
    refused("got format version 2, expected version 1. The file was written by a newer Hillock: update.");
  }

  @Test
  void refusesHeadersLongerThanTheLimitOrTheFile() throws IOException {
    byte[] bytes = small();
    for (int lie : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, Container.LONGEST_HEADER + 1}) {
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(12, lie);
      Files.write(file(), signed(bytes));
      refused("got a header of " + lie + " bytes, expected at most 16777216.");
    }
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(12, bytes.length - 55);
    Files.write(file(), signed(bytes));
    refused("got a header of " + (bytes.length - 55) + " bytes, expected less than the file's " + bytes.length);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'kind':'test','content':{}} | arrays: got null, expected an array.",
        "{'kind':'test','content':{},'arrays':7} | arrays: got 7, expected an array.",
        "{'kind':'test','content':[],'arrays':[]} | content: got an array, expected an object.",
        "{'kind':'test','arrays':[]} | content: got null, expected an object.",
        "{'content':{},'arrays':[]} | got a file of kind 'null', expected kind 'test'.",
        "{'kind':'model','content':{},'arrays':[]} | got a file of kind 'model', expected kind 'test'.",
        "[] | header: got an array, expected an object.",
        "{'kind':'test' | header, line 1, column 15: got the end of the text, expected '}'.",
        "{'kind':'test','content':{},'arrays':[7]} | arrays[0]: got 7, expected an object.",
        "{'kind':'test','content':{},'arrays':[{'type':'int','length':0}]} | arrays[0]: got the name null",
        "{'kind':'test','content':{},'arrays':[{'name':'a','type':'int','length':1},{'name':'a','type':'int','length':1}]}"
            + " | arrays: got two arrays 'a', expected different names.",
        "{'kind':'test','content':{},'arrays':[{'name':'a','type':'int','length':-1}]} | got the length -1",
        "{'kind':'test','content':{},'arrays':[{'name':'a','type':'int','length':2.0}]} | got the length 2.0",
        "{'kind':'test','content':{},'arrays':[{'name':'a','type':'int','length':9999999999}]} | length 9999999999",
        "{'kind':'test','content':{},'arrays':[{'name':'a','type':'long','length':1}]} | expected float, int or byte.",
        "{'kind':'test','content':{},'arrays':[{'name':'a','type':'int','length':3}]}"
            + " | got 12 bytes of arrays in the header, expected 8 as in the file.",
        "{'kind':'test','content':{},'arrays':[{'name':'a','type':'int','length':1}]}"
            + " | got 4 bytes of arrays in the header, expected 8 as in the file.",
        "{'kind':'test','content':{},'arrays':[{'name':'a','type':'int','length':2000000000},{'name':'b','type':'int','length':2000000000}]}"
            + " | got 16000000000 bytes of arrays in the header, expected 8 as in the file.",
      })
  void refusesHeadersThatLie(String header, String message) throws IOException {
    forged(header, 8);
    refused(message);
  }

  @Test
  void refusesDeepHeadersAndOtherEncodings() throws IOException {
    forged("{'a':".repeat(1_000_000), 0);
    refused("expected at most 100 levels of nesting");
    byte[] bytes = small();
    bytes[30] = (byte) 0xFF;
    Files.write(file(), signed(bytes));
    refused("header: got bytes that are not UTF-8, expected JSON in UTF-8.");
  }

  @Test
  void saysWhenThereIsNoFile() throws IOException {
    refused("got no such file");
    Files.createDirectory(file());
    refused("got a folder, expected a file.");
  }

  @Test
  void aFailureLeavesTheOldFileAndNothingElse() throws IOException {
    byte[] before = small();
    Container unwritable = new Container(Map.of("bad", Double.NaN)).put("a", new float[1]);
    assertThatThrownBy(() -> unwritable.write(file(), "test")).isInstanceOf(IllegalArgumentException.class);
    assertThat(Files.readAllBytes(file())).isEqualTo(before);
    assertThatThrownBy(() -> new Container(Map.of()).write(folder.resolve("none/x"), "test"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("that does not exist");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file());
    }
  }
}
