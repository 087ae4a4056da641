package hillock.gallery.picture;

import java.awt.Color;
import java.awt.Font;
import java.util.Collection;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;

/** How all charts look: quiet lines on white, colours that colour-blind readers tell apart (Okabe and Ito 2008). */
final class ChartStyle {
  static final int WIDTH = 640;
  static final int HEIGHT = 400;

  /** Of what the others are compared with. */
  static final Color DARK = new Color(60, 60, 60);

  static final Color[] COLOURS = {
    new Color(0, 114, 178),
    new Color(213, 94, 0),
    new Color(0, 158, 115),
    new Color(204, 121, 167),
    new Color(230, 159, 0),
    new Color(86, 180, 233),
    DARK,
    // Three more, since digits are ten; they can be told from the others, though not by everybody.
    new Color(240, 228, 66),
    new Color(128, 64, 32),
    new Color(170, 170, 170),
  };

  /** Letters of a legend that fit on one line, and those that the sample of each series takes. */
  private static final int LEGEND_LETTERS = 80;

  private static final int LEGEND_GAP = 7;

  private static final Color GRID = new Color(225, 225, 225);

  private ChartStyle() {}

  static void apply(Styler styler) {
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setPlotBorderVisible(false);
    styler.setSeriesColors(COLOURS);
    styler.setChartTitleFont(font(Font.BOLD, 15));
    styler.setChartTitleBoxVisible(false);
    styler.setLegendFont(font(Font.PLAIN, 12));
    styler.setLegendBorderColor(Color.WHITE);
    styler.setLegendPosition(Styler.LegendPosition.OutsideS);
    styler.setChartPadding(10);
  }

  static void apply(AxesChartStyler styler) {
    apply((Styler) styler);
    styler.setAxisTitleFont(font(Font.PLAIN, 12));
    styler.setAxisTickLabelsFont(font(Font.PLAIN, 12));
    styler.setXAxisMaxLabelCount(12);
    styler.setPlotGridLinesColor(GRID);
    styler.setPlotGridLinesStroke(new java.awt.BasicStroke(1));
  }

  /** The legend below the plot: none for one series, on one line when there is room, otherwise a line for each. */
  static void legend(Styler styler, Collection<String> names) {
    int letters = names.stream().mapToInt(name -> name.length() + LEGEND_GAP).sum();
    styler.setLegendVisible(names.size() > 1);
    styler.setLegendLayout(letters > LEGEND_LETTERS ? Styler.LegendLayout.Vertical : Styler.LegendLayout.Horizontal);
  }

  private static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }
}
