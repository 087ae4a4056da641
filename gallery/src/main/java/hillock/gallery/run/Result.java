package hillock.gallery.run;

import hillock.gallery.picture.Picture;
import java.util.ArrayList;
import java.util.List;

/**
 * What an entry found. Immutable: each method returns a copy with one thing more.
 *
 * <pre>{@code
 * return new Result()
 *     .with(Figure.of("test accuracy", Unit.PERCENT, accuracy).published(0.984).atLeast(0.984))
 *     .with(chart.picture("errors", "Test error by epoch."))
 *     .remark("The test images were looked at once, after training.");
 * }</pre>
 *
 * @param figures the numbers that count, the most important first
 * @param tables further numbers
 * @param pictures to be written
 * @param remarks sentences that the reader needs to judge the figures
 */
public record Result(List<Figure> figures, List<ResultTable> tables, List<Picture> pictures, List<String> remarks) {
  /** Copies the lists. */
  public Result {
    figures = List.copyOf(figures);
    tables = List.copyOf(tables);
    pictures = List.copyOf(pictures);
    remarks = List.copyOf(remarks);
  }

  /** Nothing yet. */
  public Result() {
    this(List.of(), List.of(), List.of(), List.of());
  }

  /** With one more figure. */
  public Result with(Figure figure) {
    return new Result(plus(figures, figure), tables, pictures, remarks);
  }

  /** With one more table. */
  public Result with(ResultTable table) {
    return new Result(figures, plus(tables, table), pictures, remarks);
  }

  /** With one more picture. */
  public Result with(Picture picture) {
    return new Result(figures, tables, plus(pictures, picture), remarks);
  }

  /** With one more sentence. */
  public Result remark(String sentence) {
    return new Result(figures, tables, pictures, plus(remarks, sentence));
  }

  /** The figures that miss their bar. */
  public List<Figure> shortfalls() {
    return figures.stream().filter(f -> !f.holds()).toList();
  }

  private static <T> List<T> plus(List<T> list, T last) {
    List<T> longer = new ArrayList<>(list);
    longer.add(last);
    return longer;
  }
}
