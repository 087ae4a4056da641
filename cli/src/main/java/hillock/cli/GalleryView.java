package hillock.cli;

import hillock.experiment.RunListener;
import hillock.gallery.run.View;

/** Shows on standard error how an entry of the gallery goes. */
final class GalleryView implements View {
  private final Terminal terminal;
  private final boolean quiet;
  private final ProgressLine line;

  GalleryView(Terminal terminal, boolean quiet) {
    this.terminal = terminal;
    this.quiet = quiet;
    line = new ProgressLine(terminal, quiet);
  }

  @Override
  public void say(String sentence) {
    line.clear();
    if (!quiet) {
      Wrapping.wrap(sentence, terminal.width()).forEach(terminal.err()::println);
    }
  }

  @Override
  public void progress(String what, long done, long of) {
    if (line.due()) {
      line.show(Figures.cut(what + "  " + Figures.count(done) + "/" + Figures.count(of), terminal.width() - 1));
    }
  }

  @Override
  public RunListener training(String name) {
    say(name);
    return new TrainingView(terminal, quiet);
  }

  /** Wipes what may be drawn, before results follow. */
  void clear() {
    line.clear();
  }
}
