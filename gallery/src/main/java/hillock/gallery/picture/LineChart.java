package hillock.gallery.picture;

import java.awt.BasicStroke;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Curves and points over numbers.
 *
 * <pre>{@code
 * Picture errors = LineChart.titled("Error by epoch")
 *     .axes("epoch", "test error, %")
 *     .line("plain", plainErrors)
 *     .line("dropout", dropoutErrors)
 *     .picture("errors", "With dropout the error keeps falling.");
 * }</pre>
 */
public final class LineChart {
  private final XYChart chart;

  private LineChart(String title) {
    chart = new XYChartBuilder().width(ChartStyle.WIDTH).height(ChartStyle.HEIGHT).title(title).build();
    ChartStyle.apply(chart.getStyler());
    chart.getStyler().setMarkerSize(6);
  }

  /** An empty chart. */
  public static LineChart titled(String title) {
    return new LineChart(title);
  }

  /** Names both axes, units included. */
  public LineChart axes(String x, String y) {
    chart.setXAxisTitle(x);
    chart.setYAxisTitle(y);
    return this;
  }

  /** Shows powers of ten at equal distances on the vertical axis; all values must be greater than 0. */
  public LineChart logarithmicY() {
    chart.getStyler().setYAxisLogarithmic(true);
    return this;
  }

  /** Shows powers of ten at equal distances on the horizontal axis; all values must be greater than 0. */
  public LineChart logarithmicX() {
    chart.getStyler().setXAxisLogarithmic(true);
    return this;
  }

  /** Limits what is seen of the vertical axis. */
  public LineChart rangeY(double low, double high) {
    chart.getStyler().setYAxisMin(low);
    chart.getStyler().setYAxisMax(high);
    return this;
  }

  /** A curve through values at 1, 2, 3, ..., such as epochs. */
  public LineChart line(String name, double... y) {
    return line(name, IntStream.rangeClosed(1, y.length).asDoubleStream().toArray(), y);
  }

  /** A curve through points in the order given. */
  public LineChart line(String name, double[] x, double[] y) {
    XYSeries series = add(name, x, y);
    series.setMarker(y.length > 1 ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
    series.setLineStyle(new BasicStroke(2));
    return this;
  }

  /** A dashed curve, for what the others are compared with. */
  public LineChart dashed(String name, double[] x, double[] y) {
    XYSeries series = add(name, x, y);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(ChartStyle.DARK);
    series.setLineStyle(new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {6, 4}, 0));
    return this;
  }

  /** Points without a line between them. */
  public LineChart points(String name, double[] x, double[] y) {
    XYSeries series = add(name, x, y);
    series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    series.setMarker(SeriesMarkers.CIRCLE);
    return this;
  }

  /** The library refuses infinities; a gap says the same. */
  private XYSeries add(String name, double[] x, double[] y) {
    return chart.addSeries(name, x, Arrays.stream(y).map(v -> Double.isInfinite(v) ? Double.NaN : v).toArray());
  }

  /** Draws it. */
  public Picture picture(String name, String caption) {
    ChartStyle.legend(chart.getStyler(), chart.getSeriesMap().keySet());
    return new Picture(name, caption, BitmapEncoder.getBufferedImage(chart));
  }
}
