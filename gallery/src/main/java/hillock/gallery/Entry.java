package hillock.gallery;

import hillock.gallery.run.Result;
import hillock.gallery.run.Run;
import hillock.model.Catalog;
import java.util.List;

/**
 * One network of the literature as a short program. A public record without components in this package is found by
 * itself; it also needs a page {@code docs/gallery/NAME.md} that the index there links to.
 */
public interface Entry {
  /** How the command calls it: {@code relu-vs-tanh} for {@code ReluVsTanh}. */
  default String name() {
    return Catalog.name(getClass());
  }

  /** What it shows, in one line of at most 44 letters. */
  String summary();

  /** The row of {@code docs/canon.md} that it belongs to, such as {@code C10}. */
  String canon();

  /** The paper whose number the result is held against. */
  String source();

  /** Files and folders of the data folder that it reads, such as {@code mnist}. */
  default List<String> data() {
    return List.of();
  }

  /** Trains, measures and draws. A full run takes minutes, a quick one at most ten seconds on two cores. */
  Result run(Run run);
}
