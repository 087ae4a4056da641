package hillock.cli;

import hillock.io.ImageForm;
import hillock.io.Source;
import hillock.io.Sources;
import hillock.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** Opens what the user names as data; {@code -} is the command's own standard input. */
final class Inputs {
  private Inputs() {}

  static Source open(String data, Terminal terminal) {
    return open(data, terminal, ImageForm.AS_FOUND);
  }

  /** With images in folders brought to a form. */
  static Source open(String data, Terminal terminal, ImageForm images) {
    return data.equals("-") ? Sources.read(terminal.in()) : Sources.open(data, images);
  }

  /** For a model that wants images of one shape. */
  static Source open(String data, Terminal terminal, @Nullable Shape image) {
    return data.equals("-") ? Sources.read(terminal.in()) : Sources.open(data, image);
  }

  /** As above, with the cells of tables kept as they are written. */
  static Source openToCopy(String data, Terminal terminal, @Nullable Shape image) {
    return data.equals("-") ? Sources.read(terminal.in(), true) : Sources.openToCopy(data, image);
  }
}
