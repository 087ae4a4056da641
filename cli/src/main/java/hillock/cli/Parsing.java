package hillock.cli;

import hillock.data.DataException;
import hillock.data.augment.Augmentation;
import hillock.experiment.Defaults;
import hillock.model.Catalog;
import hillock.model.ModelException;
import hillock.train.AdamW;
import hillock.train.Optimizer;
import java.util.List;
import java.util.Locale;

/** Options that name a record of the library, such as {@code adamw} or {@code step-decay(10, 0.5)}. */
final class Parsing {
  /** Learning rate of optimisers that have none of their own, such as {@code sgd}. */
  private static final double PLAIN_RATE = 0.05;

  private Parsing() {}

  /** The record that an option names; errors name the option. */
  static <T> T record(Class<T> kind, String option, String text) {
    try {
      return Catalog.of(kind).parse(text);
    } catch (ModelException e) {
      throw new IllegalArgumentException(option + " " + e.getMessage(), e);
    }
  }

  /** The changes of images that an option names, at least one. */
  static Augmentation[] augmentations(String text) {
    try {
      List<Augmentation> changes = Catalog.of(Augmentation.class).parseAll(text);
      if (changes.isEmpty()) {
        throw new DataException("--augment", "nothing", "changes such as 'shift(2) flip'", "");
      }
      return changes.toArray(Augmentation[]::new);
    } catch (ModelException e) {
      throw new IllegalArgumentException("--augment " + e.getMessage(), e);
    }
  }

  /** The optimiser of a text; a bare name gets Hillock's learning rate where the method has none of its own. */
  static Optimizer optimizer(String text) {
    boolean bare = !text.contains("(");
    try {
      Optimizer optimizer = Catalog.of(Optimizer.class).parse(text);
      // The bare name of the default is the default.
      return bare && optimizer instanceof AdamW ? Defaults.optimizer() : optimizer;
    } catch (ModelException e) {
      String name = text.strip().toLowerCase(Locale.ROOT);
      if (bare && Catalog.of(Optimizer.class).names().contains(name)) {
        return record(Optimizer.class, "--optimizer", name + "(" + PLAIN_RATE + ")");
      }
      throw new IllegalArgumentException("--optimizer " + e.getMessage(), e);
    }
  }

  /** The path of an option. */
  static java.nio.file.Path path(String option, String text) {
    try {
      return java.nio.file.Path.of(text);
    } catch (java.nio.file.InvalidPathException e) {
      throw new DataException(option, "'" + text + "'", "the name of a file", "", e);
    }
  }
}
