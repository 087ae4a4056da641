package hillock.io;

import static org.assertj.core.api.Assertions.assertThat;

import hillock.data.ColumnType;
import hillock.data.Table;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvInputTest {
  private static Table read(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Table read(byte[] bytes) {
    return (Table) Sources.read(new ByteArrayInputStream(bytes)).data();
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|", " "})
  void everyDelimiterIsFound(String d) {
    Table t = read("a" + d + "b\n1" + d + "2\n3" + d + "4\n");
    assertThat(t.names()).containsExactly("a", "b");
    assertThat(t.column("b").number(1)).isEqualTo(4);
  }

  @Test
  void semicolonsWinOverTheCommasInsideNumbers() {
    Table t = read("a;b\n1,5;2,25\n3,5;4,75\n");
    assertThat(t.column("b").number(1)).isEqualTo(4.75);
  }

  @Test
  void commasWinOverTheBlanksInsideTexts() {
    Table t = read("name,town\nAnn Lee,New York\nBo Li,San Jose\n");
    assertThat(t.column("town").text(1)).isEqualTo("San Jose");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void everyLineEndIsUnderstoodAndEmptyLinesAreSkipped(String end) {
    Table t = read("a,b" + end + "1,2" + end + end + "3,4");
    assertThat(t.size()).isEqualTo(2);
    assertThat(t.names()).containsExactly("a", "b");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstName() {
    assertThat(read("\uFEFFa,b\n1,2\n").names()).containsExactly("a", "b");
    assertThat(read("\uFEFF\"a\",b\n1,2\n").names()).containsExactly("a", "b");
  }

  @Test
  void quotedFieldsHoldDelimitersQuotesAndLineEnds() {
    Table t = read("name,x\n\"Lee, Ann\",1\n\"say \"\"hi\"\"\",2\n\"two\nlines\",3\n");
    assertThat(t.column("name").text(0)).isEqualTo("Lee, Ann");
    assertThat(t.column("name").text(1)).isEqualTo("say \"hi\"");
    assertThat(t.column("name").text(2)).isEqualTo("two\nlines");
  }

  @Test
  void withoutAHeaderColumnsAreNumbered() {
    Table t = read("5.1,3.5,setosa\n4.9,3.0,setosa\n");
    assertThat(t.size()).isEqualTo(2);
    assertThat(t.names()).containsExactly("c1", "c2", "c3");
    assertThat(t.notes()).containsExactly("The first line is taken for values, so the columns are called c1 to c3.");
  }

  @Test
  void oneColumnIsATable() {
    Table t = read("x\n1\n2\n");
    assertThat(t.names()).containsExactly("x");
    assertThat(t.size()).isEqualTo(2);
  }

  @Test
  void windows1252IsReadAndSaid() {
    Table t = read("name,x\nM\u00fcller,1\n\u20acuro,2\n".getBytes(Charset.forName("windows-1252")));
    assertThat(t.column("name").text(0)).isEqualTo("Müller");
    assertThat(t.column("name").text(1)).isEqualTo("€uro");
    assertThat(t.notes())
        .containsExactly("The file is not UTF-8 and is read as Windows-1252; save it as UTF-8 if letters look wrong.");
  }

  @Test
  void aForeignLetterFarIntoTheFileIsFoundToo() {
    StringBuilder text = new StringBuilder("name,x\n");
    for (int i = 0; i < 50_000; i++) {
      text.append("row,").append(i).append('\n');
    }
    text.append("M\u00fcller,1\n");
    Table t = read(text.toString().getBytes(StandardCharsets.ISO_8859_1));
    assertThat(t.size()).isEqualTo(50_001);
    assertThat(t.column("name").text(50_000)).isEqualTo("Müller");
    assertThat(t.notes()).hasSize(1);
  }

  @Test
  void utf16IsReadAndSaid() {
    Table t = read("\uFEFFa,b\n1,ü\n2,x\n".getBytes(StandardCharsets.UTF_16LE));
    assertThat(t.names()).containsExactly("a", "b");
    assertThat(t.column("b").text(0)).isEqualTo("ü");
    assertThat(t.notes()).containsExactly("The file is encoded in UTF-16.");
  }

  @Test
  void packedTextIsUnpacked() throws IOException {
    assertThat(read(gzip("a,b\n1,2\n")).names()).containsExactly("a", "b");
  }

  static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void theCountedFirstLineOfScikitLearnIsUnderstood() {
    Table t = read("3,2,red,blue\n1.5,2,0\n3,4,1\n5,6,1\n");
    assertThat(t.names()).containsExactly("c1", "c2", "target");
    assertThat(t.column("target").text(2)).isEqualTo("blue");
    assertThat(t.size()).isEqualTo(3);
  }

  @Test
  void aTitleLineIsLeftOutAndSaid() {
    Table t = read("506,13,,,,\na,b,c,d,e,f\n1,2,3,4,5,6\n7,8,9,1,2,3\n");
    assertThat(t.names()).containsExactly("a", "b", "c", "d", "e", "f");
    assertThat(t.notes())
        .hasSize(1)
        .first()
        .asString()
        .startsWith("The first line, [506, 13, , , , ], is taken for a title");
  }

  @Test
  void codesKeepTheirZeros() {
    Table t = read("zip,n\n01067,1\n10115,2\n");
    assertThat(t.column("zip").type()).isEqualTo(ColumnType.CATEGORY);
    assertThat(t.column("zip").text(0)).isEqualTo("01067");
  }
}
