package hillock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TextTest {
  @Test
  void numbersKeepFourDigits() {
    assertThat(Figures.number(0.034215)).isEqualTo("0.0342");
    assertThat(Figures.number(51204.4)).isEqualTo("51,204");
    assertThat(Figures.number(1.2e-7)).isEqualTo("1.20e-07");
    assertThat(Figures.number(Double.NaN)).isEqualTo("-");
    assertThat(Figures.duration(0.84)).isEqualTo("0.8s");
    assertThat(Figures.duration(125)).isEqualTo("2:05");
    assertThat(Figures.duration(3725)).isEqualTo("1:02:05");
    assertThat(Figures.cut("abcdef", 4)).isEqualTo("ab..");
  }

  @Test
  void curvesReachFromLowestToHighest() {
    assertThat(Sparkline.of(new double[] {3, 2, 1}, 10, Ink.UNICODE)).isEqualTo("█▅▁");
    assertThat(Sparkline.of(new double[] {1, 1, Double.NaN}, 10, Ink.UNICODE)).isEqualTo("▁▁ ");
    assertThat(Sparkline.of(new double[100], 50, Ink.UNICODE)).hasSize(50);
  }

  @Test
  void curvesAndPicturesAreAsciiWhereTheLocaleIsNotUtf8() {
    assertThat(Ink.of(Map.of("LC_ALL", "C", "LANG", "en_US.UTF-8"), "UTF-8")).isEqualTo(Ink.ASCII);
    assertThat(Ink.of(Map.of("LANG", "de_DE.ISO-8859-1"), "")).isEqualTo(Ink.ASCII);
    assertThat(Ink.of(Map.of("LANG", "C.UTF-8"), "")).isEqualTo(Ink.UNICODE);
    assertThat(Ink.of(Map.of("LC_CTYPE", "en_US.utf8"), "")).isEqualTo(Ink.UNICODE);
    assertThat(Ink.of(Map.of(), "ANSI_X3.4-1968")).isEqualTo(Ink.UNICODE);
    assertThat(Ink.of(Map.of("SystemRoot", "C:\\Windows"), "Cp850")).isEqualTo(Ink.ASCII);
    assertThat(Sparkline.of(new double[] {3, 2, 1}, 10, Ink.ASCII)).isEqualTo("#+_");
    assertThat(Blocks.of(new float[] {1, 0, 1, 0, 1, 1}, 3, 2, 1, Ink.ASCII)).containsExactly("# ", "''");
  }

  @Test
  void columnsSetTheWidthWithinReason() {
    assertThat(Terminal.width(null)).isEqualTo(80);
    assertThat(Terminal.width("132")).isEqualTo(132);
    assertThat(Terminal.width("7")).isEqualTo(40);
    assertThat(Terminal.width("99999")).isEqualTo(200);
    assertThat(Terminal.width("wide")).isEqualTo(80);
  }

  @Test
  void picturesTakeTwoRowsALine() {
    assertThat(Blocks.of(new float[] {1, 0, 1, 0, 1, 1}, 3, 2, 1, Ink.UNICODE)).containsExactly("█ ", "▀▀");
    assertThat(Blocks.sideBySide(List.of(List.of("█"), List.of("▀")), List.of("ab", "c")))
        .containsExactly("  ab  c", "  █   ▀");
  }

  @Test
  void theProgressLineRedrawsOnATerminalOnly() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    ProgressLine.State state = new ProgressLine.State(3, 40, 0.5, "accuracy", 0.9, 12000, 75);
    new ProgressLine(Terminal.piped(InputStream.nullInputStream(), err, err), false).show(state);
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo("epoch  3/40  loss 0.5000  accuracy 0.9000  12,000 rows/s  1:15 left" + System.lineSeparator());

    bytes.reset();
    ProgressLine line =
        new ProgressLine(
            new Terminal(InputStream.nullInputStream(), err, err, true, true, true, Terminal.WIDTH, Ink.UNICODE),
            false);
    line.show(state);
    line.clear();
    assertThat(bytes.toString(StandardCharsets.UTF_8)).startsWith("\repoch  3/40").endsWith("\r").doesNotContain("\n");

    bytes.reset();
    new ProgressLine(Terminal.piped(InputStream.nullInputStream(), err, err), true).show(state);
    assertThat(bytes.size()).isZero();
  }

  @Test
  void commandLinesAreQuotedForAShell() {
    assertThat(Quoting.quoted("a b")).isEqualTo("'a b'");
    assertThat(Quoting.quoted("it's")).isEqualTo("'it'\\''s'");
    assertThat(Quoting.quoted("data/x-1.csv")).isEqualTo("data/x-1.csv");
  }

  @Test
  void resultsAreNamedAfterTheData() {
    assertThat(Destination.name("digits")).isEqualTo("digits");
    assertThat(Destination.name("data/housing.csv.gz")).isEqualTo("housing");
    assertThat(Destination.name("mnist/")).isEqualTo("mnist");
    assertThat(Destination.name("-")).isEqualTo("model");
  }
}
