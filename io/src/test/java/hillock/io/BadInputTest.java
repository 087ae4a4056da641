package hillock.io;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hillock.data.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each mistake ends in a message that says where, what was got, what was expected and, where there is one, a remedy.
 */
class BadInputTest {
  @TempDir Path folder;

  private Path file(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes);
  }

  private Path file(String name, String text) throws IOException {
    return file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void refused(Path path, String message) {
    assertThatThrownBy(() -> Sources.open(path.toString())).isInstanceOf(DataException.class).hasMessage(message);
  }

  private static void refusedWith(Path path, String... parts) {
    assertThatThrownBy(() -> Sources.open(path.toString()))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(path.toString())
        .hasMessageContainingAll(parts);
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  // ---- names

  @Test
  void aWrongFileNameGetsTheNearestOne() throws IOException {
    file("housing.csv", "a\n1\n");
    Path wrong = folder.resolve("houseing.csv");
    refused(
        wrong,
        wrong
            + ": got no such file, folder or data set, expected an existing one. Did you mean '"
            + folder.resolve("housing.csv")
            + "'? The data sets that come along are: digits, iris, wine, breast-cancer.");
  }

  @Test
  void aWrongDataSetGetsTheNearestOne() {
    assertThatThrownBy(() -> Sources.open("brest-cancer"))
        .hasMessage(
            "brest-cancer: got no such file, folder or data set, expected an existing one. Did you mean"
                + " 'breast-cancer'? The data sets that come along are: digits, iris, wine, breast-cancer.");
  }

  @Test
  void aWrongFolderIsSaid() {
    Path wrong = folder.resolve("none/a.csv");
    refused(
        wrong,
        wrong
            + ": got no such file, and no folder "
            + wrong.getParent()
            + ", expected an existing file or folder. Check the path.");
  }

  @Test
  void unknownEndingsAreRefusedWithAdvice() throws IOException {
    refusedWith(file("a.xlsx", "x"), "got a file ending in '.xlsx'", "expected .csv, .tsv", "Export the table as CSV.");
    refusedWith(file("a.npy", "x"), "numpy.savez");
    refusedWith(file("a.zip", "x"), "Unpack it first.");
    refusedWith(file("a.foo", "x"), "rename it to end in .csv");
  }

  // ---- text

  @Test
  void emptyFiles() throws IOException {
    Path empty = file("empty.csv", "");
    refused(empty, empty + ": got an empty file, expected rows of values. Check that the file was written completely.");
    Path blank = file("blank.csv", "\n\n\r\n");
    refused(blank, blank + ": got nothing but empty lines, expected rows of values.");
    Path mark = file("mark.csv", "\uFEFF");
    refused(mark, mark + ": got nothing but empty lines, expected rows of values.");
  }

  @Test
  void aHeaderWithoutRows() throws IOException {
    refusedWith(file("header.csv", "a,b,c\n"), "got a header without rows, expected at least one row of values.");
  }

  @Test
  void raggedRowsAreNamedByTheirLine() throws IOException {
    Path file = file("ragged.csv", "a,b\n1,2\n\"x\ny\",3\n4,5,6\n");
    refused(
        file,
        file
            + ", line 5: got 3 fields, expected 2 as in the rows before. Put double quotes around fields that contain"
            + " the delimiter or a line break, and check for a cut-off line.");
    refusedWith(file("cut.csv", "a,b,c\n1,2,3\n4,5"), ", line 3: got 2 fields, expected 3");
  }

  @Test
  void aQuoteThatIsNeverClosed() throws IOException {
    refusedWith(file("quote.csv", "a,b\n1,2\n3,\"4\n" + "5,6\n".repeat(10)), "double quote that is not closed");
  }

  @Test
  void binaryFilesAreRecognised() throws IOException {
    refusedWith(file("a.csv", "PK\u0003\u0004rest"), "got a zip archive, such as an Excel workbook (export it as CSV)");
    refusedWith(file("b.csv", bytes(0x89, 'P', 'N', 'G', 13, 10)), "got a PNG image (give the folder");
    refusedWith(file("c.csv", bytes(0, 1, 2, 3, 0, 0)), "got binary data, expected text with one row a line (CSV).");
    refusedWith(file("d.csv", "PAR1...."), "got a Parquet file (export it as CSV)");
    refusedWith(file("e.csv", "%PDF-1.7"), "got a PDF document");
    refusedWith(file("f.csv", "SQLite format 3"), "got an SQLite database");
  }

  @Test
  void damagedGzip() throws IOException {
    byte[] whole = CsvInputTest.gzip("a,b\n" + "1,2\n3,4\n5,61\n".repeat(1000));
    refusedWith(
        file("cut.csv.gz", Arrays.copyOf(whole, whole.length / 2)),
        "got gzip data that end too early, expected a complete gzip file. Copy or download it again.");
    refusedWith(file("short.csv.gz", Arrays.copyOf(whole, 5)), "got gzip data that end too early");
    byte[] broken = whole.clone();
    broken[20] ^= 0x55;
    broken[21] ^= 0x55;
    refusedWith(file("broken.csv.gz", broken), "gzip");
    refusedWith(file("fake.csv.gz", bytes(0x1f, 0x8b, 0x77, 1, 2, 3, 4, 5, 6, 7, 8)), "got damaged gzip data");
    refusedWith(file("twice.csv.gz", gzip(whole)), "got gzip data inside gzip data (unpack it)");
  }

  @Test
  void aGzipBombIsStopped() throws IOException {
    Path bomb = folder.resolve("bomb.csv.gz");
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
      byte[] chunk = ("a".repeat(1023) + "\n").repeat(256).getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < 420; i++) {
        out.write(chunk);
      }
    }
    refusedWith(bomb, "got more than 10", "MB of unpacked data", "Unpack it first if it is what you think it is.");
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    var out = new java.io.ByteArrayOutputStream();
    try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
      packed.write(bytes);
    }
    return out.toByteArray();
  }

  @Test
  void aCountedFirstLineThatDoesNotFit() throws IOException {
    refusedWith(
        file("count.csv", "4,2,red,blue\n1,2,0\n3,4,1\n5,6,1\n"), "got 3 rows, expected 4 as the first line says");
  }

  // ---- idx

  private static byte[] idx(int dimensions, int[] dims, int data) {
    ByteBuffer b = ByteBuffer.allocate(4 + 4 * dims.length + data);
    b.put((byte) 0).put((byte) 0).put((byte) 8).put((byte) dimensions);
    Arrays.stream(dims).forEach(b::putInt);
    return b.array();
  }

  @Test
  void idxHeadersThatLie() throws IOException {
    refusedWith(
        file("a/train-images-idx3-ubyte", idx(3, new int[] {Integer.MAX_VALUE, 1, 1}, 100)),
        "got a header that promises 2147483647 bytes",
        "all that a file of 116 bytes can hold");
    refusedWith(
        file("b/train-images-idx3-ubyte", idx(3, new int[] {65536, 65536, 65536}, 100)),
        "got a header with axis 2 of length 65536, expected lengths from 1 on and less than 2 GB in all");
    refusedWith(
        file("c/train-images-idx3-ubyte", idx(3, new int[] {-1, 28, 28}, 100)),
        "got a header with axis 1 of length 4294967295");
    refusedWith(
        file("d/train-images-idx3-ubyte.gz", gzip(idx(3, new int[] {60000, 28, 28}, 100))),
        "got a header that promises 47040000 bytes");
  }

  @Test
  void idxFilesThatAreCutOffOrTooLong() throws IOException {
    refusedWith(
        file("a/train-images-idx3-ubyte", idx(3, new int[] {2, 4, 4}, 31)),
        "got only 31 bytes of data [2, 4, 4], expected 32 bytes",
        "The file is cut off");
    refusedWith(
        file("b/train-images-idx3-ubyte", Arrays.copyOf(idx(3, new int[] {2, 4, 4}, 32), 10)),
        "got only 10 bytes of header, expected 16 bytes");
    refusedWith(
        file("c/train-images-idx3-ubyte", idx(3, new int[] {2, 4, 4}, 33)),
        "got more bytes than the header says, expected 32 bytes of data [2, 4, 4]");
    refusedWith(
        file("d/train-images-idx3-ubyte", "<html>not found</html>"),
        "got a start of 3c 68 74 6d, expected an idx file of unsigned bytes");
    refusedWith(file("e/train-images-idx3-ubyte", ""), "got a start of nothing");
    byte[] whole = gzip(idx(3, new int[] {100, 28, 28}, 78400));
    refusedWith(
        file("f/train-images-idx3-ubyte.gz", Arrays.copyOf(whole, whole.length - 40)),
        "got gzip data that end too early");
  }

  @Test
  void idxFilesThatDoNotBelongTogether() throws IOException {
    file("train-images-idx3-ubyte", idx(3, new int[] {2, 4, 4}, 32));
    Path labels = file("train-labels-idx1-ubyte", idx(1, new int[] {3}, 3));
    refusedLabels(labels, "got labels [3], expected [2], one for each image of train-images-idx3-ubyte.");
    refusedWith(labels, "got a file of labels, expected the file of images");
  }

  private void refusedLabels(Path labels, String part) {
    assertThatThrownBy(() -> Sources.open(folder)).hasMessageStartingWith(labels + ": ").hasMessageContaining(part);
  }

  // ---- npz

  private Path npz(String name, String header, byte[] data) throws IOException {
    Path file = folder.resolve(name);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("x.npy"));
      zip.write(NpzTest.npy(header, data));
    }
    return file;
  }

  private static String header(String type, boolean fortran, String shape) {
    return "{'descr': '"
        + type
        + "', 'fortran_order': "
        + (fortran ? "True" : "False")
        + ", 'shape': ("
        + shape
        + "), }";
  }

  @Test
  void npzArraysThatLieOrCannotBeRead() throws IOException {
    refusedWith(
        npz("a.npz", header("<f4", false, "100000, 100000"), new byte[8]),
        "array 'x': got a header that promises the shape [100000, 100000] of f4");
    refusedWith(
        npz("b.npz", header("<f4", false, "50000, 100"), new byte[8]),
        "array 'x': got a header that promises the shape [50000, 100] of f4",
        "no more than the file can hold");
    refusedWith(npz("c.npz", header("<f4", false, "3, 1"), new byte[8]), "got only 8 bytes of data, expected 12 bytes");
    refusedWith(
        npz("d.npz", header("|O", false, "3,"), new byte[8]), "got Python objects, expected numbers", "may run code");
    refusedWith(npz("e.npz", header("<U5", false, "3,"), new byte[60]), "got elements of type U5");
    refusedWith(
        npz("f.npz", header("<f4", true, "1, 2"), new byte[8]), "got an array in Fortran order", "ascontiguousarray");
    refusedWith(npz("g.npz", "{'descr': 1}", new byte[8]), "expected type, order and shape of numbers");
    refusedWith(npz("h.npz", header("<f4", false, "99999999999"), new byte[8]), "got the shape (99999999999)");
    refusedWith(npz("i.npz", header("<f4", false, "0, 4"), new byte[0]), "got the shape [0, 4]");
  }

  @Test
  void npzFilesThatAreNone() throws IOException {
    refusedWith(file("a.npz", "no zip at all, really"), "got a damaged zip archive", "numpy.savez");
    Path other = folder.resolve("b.npz");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(other))) {
      zip.putNextEntry(new ZipEntry("weights.npy"));
      zip.write(1);
    }
    refusedWith(other, "got the arrays weights, expected samples named x and targets named y");
    Path text = folder.resolve("c.npz");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(text))) {
      zip.putNextEntry(new ZipEntry("x.npy"));
      zip.write("hello".getBytes(StandardCharsets.UTF_8));
    }
    refusedWith(text, "got no array of NumPy's npy format");
  }

  // ---- folders

  @Test
  void foldersWithoutDataAreSaid() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    refused(
        empty,
        empty
            + ": got an empty folder, expected subfolders of images, one a class, or idx files such as"
            + " train-images-idx3-ubyte.gz.");
    Path table = file("tables/a.csv", "a\n1\n");
    refusedWith(
        table.getParent(), "got a folder without images and idx files", "Give one of its files, such as " + table);
  }

  @Test
  void foldersOfImagesThatAreNoClasses() throws IOException {
    ImageFolderTest.write(folder.resolve("one/cats/a.png"), 4, 4, 0x808080);
    refusedWith(folder.resolve("one"), "got images of one class, 'cats'");
    ImageFolderTest.write(folder.resolve("two/cats/a.png"), 4, 4, 0x808080);
    ImageFolderTest.write(folder.resolve("two/dogs/a.png"), 4, 4, 0x808080);
    ImageFolderTest.write(folder.resolve("two/loose.png"), 4, 4, 0x808080);
    refusedWith(folder.resolve("two"), "got 1 images beside the folders of classes, such as loose.png");
  }

  @Test
  void damagedImages() throws IOException {
    ImageFolderTest.write(folder.resolve("a/cats/a.png"), 4, 4, 0x808080);
    Path text = file("a/dogs/b.png", "no picture");
    assertThatThrownBy(() -> Sources.open(folder.resolve("a")))
        .hasMessage(
            text
                + ": got no image the JDK can read, expected a PNG, JPEG, BMP or GIF image. Remove it or save it"
                + " again.");
    byte[] whole = Files.readAllBytes(folder.resolve("a/cats/a.png"));
    Files.write(text, Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> Sources.open(folder.resolve("a")))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(text + ": got a damaged image");
  }

  @Test
  void anImageWhoseHeaderPromisesTooMuchIsNotUnpacked() throws IOException {
    Path file = folder.resolve("big.png");
    ImageFolderTest.write(file, 4, 4, 0x808080);
    byte[] png = Files.readAllBytes(file);
    ByteBuffer.wrap(png).putInt(16, 60000).putInt(20, 60000);
    var crc = new java.util.zip.CRC32();
    crc.update(png, 12, 17);
    ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
    Files.write(file, png);
    refusedWith(file, "got an image of 60000x60000 pixels, expected at most 64 million pixels. Make it smaller.");
  }
}
