package hillock.gallery.picture;

import java.awt.Color;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;

/** A table of numbers as colours, light for small and dark for large. */
public final class HeatMap {
  private static final Color[] LIGHT_TO_DARK = {
    new Color(247, 251, 255), new Color(158, 202, 225), new Color(33, 113, 181), new Color(8, 48, 107)
  };

  private final HeatMapChart chart;

  private HeatMap(String title) {
    chart = new HeatMapChartBuilder().width(ChartStyle.WIDTH).height(ChartStyle.HEIGHT).title(title).build();
    ChartStyle.apply(chart.getStyler());
    chart.getStyler().setRangeColors(LIGHT_TO_DARK);
    chart.getStyler().setLegendPosition(org.knowm.xchart.style.Styler.LegendPosition.OutsideE);
  }

  /** An empty chart. */
  public static HeatMap titled(String title) {
    return new HeatMap(title);
  }

  /** Names both axes, units included. */
  public HeatMap axes(String x, String y) {
    chart.setXAxisTitle(x);
    chart.setYAxisTitle(y);
    return this;
  }

  /**
   * The numbers, once.
   *
   * @param values [rows][columns]; the first row is drawn at the bottom
   */
  public HeatMap values(List<?> columns, List<?> rows, double[][] values) {
    int[] x = new int[columns.size()];
    int[] y = new int[rows.size()];
    List<Number[]> cells = new java.util.ArrayList<>();
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < y.length; j++) {
        cells.add(new Number[] {i, j, values[j][i]});
      }
    }
    chart.addSeries("values", columns, rows, cells);
    return this;
  }

  /** Draws it. */
  public Picture picture(String name, String caption) {
    return new Picture(name, caption, BitmapEncoder.getBufferedImage(chart));
  }
}
