package hillock.gallery.run;

import hillock.data.DataException;
import hillock.data.Dataset;
import hillock.experiment.RunListener;
import hillock.io.Source;
import hillock.io.Sources;
import hillock.kernel.Engine;
import hillock.kernel.KernelChoice;
import hillock.kernel.Team;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * All that an entry needs from outside: its seed, an engine, real data, somebody to tell how it goes. What an entry
 * finds must depend on {@link #seed} and {@link #quick} alone, never on time, threads or kernels.
 */
public final class Run implements AutoCloseable {
  private final RunOptions options;
  private final View view;
  private final Team team;
  private final Engine engine;
  private volatile boolean stopped;

  /** A run with these options; to be closed. */
  public Run(RunOptions options, View view) {
    this.options = options;
    this.view = view;
    team = Team.of(options.threads());
    engine = Engine.of(options.kernels().kernels(), team);
  }

  /** Decides everything random; entries that need several seeds count up from it. */
  public long seed() {
    return options.seed();
  }

  /** Whether a result is wanted within ten seconds, from less data and fewer epochs. */
  public boolean quick() {
    return options.quick();
  }

  /** The first value in a full run, the second in a quick one. */
  public int choose(int full, int quick) {
    return quick() ? quick : full;
  }

  /** The first value in a full run, the second in a quick one. */
  public double choose(double full, double quick) {
    return quick() ? quick : full;
  }

  /** What computes; for {@code Supervised.engine} and {@code Tape.training}. */
  public Engine engine() {
    return engine;
  }

  /** Threads of the engine, for {@code Experiment.threads}. */
  public int threads() {
    return options.threads();
  }

  /** Kernels of the engine, for {@code Experiment.kernels}. */
  public KernelChoice kernels() {
    return options.kernels();
  }

  /** Tells something worth knowing in the middle of a run, such as a result of one of several seeds. */
  public void say(String sentence) {
    checkStop();
    view.say(sentence);
  }

  /**
   * Tells how far a loop of the entry's own has come; cheap, to be called in every round.
   *
   * @throws Stopped when the user has asked to stop
   */
  public void progress(String what, long done, long of) {
    checkStop();
    view.progress(what, done, of);
  }

  /**
   * A listener for {@code Trainer.with} or {@code PreparedExperiment.run}: shows the training, and lets it be stopped.
   */
  public RunListener training(String name) {
    checkStop();
    return new StoppableListener(view.training(name), this);
  }

  /** Asks the entry to stop at its next step; may be called from any thread. */
  public void stop() {
    stopped = true;
  }

  void checkStop() {
    if (stopped) {
      throw new Stopped();
    }
  }

  /**
   * A file or folder of the data folder, such as {@code timeseries/airline.csv}.
   *
   * @throws DataException when there is none, with a hint where the data folder is named
   */
  public Path file(String name) {
    Path file = options.data().resolve(name);
    if (!Files.exists(file)) {
      throw new DataException(
          file.toString(),
          "no such file or folder",
          "'" + name + "' in the folder of the data sets",
          "Name that folder with --data DIR or in the environment variable HILLOCK_DATA.");
    }
    return file;
  }

  /** A file or folder of the data folder, read; see {@link Sources}. */
  public Source open(String name) {
    return Sources.open(file(name));
  }

  /** The handwritten digits of MNIST. */
  public Images mnist() {
    return images("mnist");
  }

  /** The pieces of clothing of Fashion-MNIST. */
  public Images fashionMnist() {
    return images("fashion-mnist");
  }

  private Images images(String folder) {
    Source source = open(folder);
    return new Images((Dataset) source.data(), (Dataset) source.test().orElseThrow(() -> noTest(folder)));
  }

  private static DataException noTest(String folder) {
    return new DataException(folder, "no test images", "the four idx files, those that begin with t10k among them", "");
  }

  /** Ends the team. */
  @Override
  public void close() {
    team.close();
  }
}
