package hillock.cli;

import hillock.data.DataException;
import hillock.gallery.Entry;
import hillock.gallery.Gallery;
import hillock.gallery.run.Result;
import hillock.gallery.run.Run;
import hillock.gallery.run.RunOptions;
import hillock.gallery.run.Stopped;
import hillock.model.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists and runs the networks of the literature. */
@Command(
    name = "gallery",
    mixinStandardHelpOptions = true,
    description = "Run networks of the literature and compare with what was published.",
    subcommands = {GalleryCommand.ListCommand.class, GalleryCommand.RunCommand.class},
    footer = {
      "",
      "Examples:",
      "  hillock gallery",
      "  hillock gallery run universal-approximation --quick",
      "  hillock gallery run mnist-mlp --data DIR"
    })
final class GalleryCommand implements Callable<Integer> {
  private final Terminal terminal;

  GalleryCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    return list(terminal);
  }

  private static int list(Terminal terminal) {
    TextTable table = new TextTable("lll").row("name", "canon", "");
    for (Entry entry : Gallery.entries()) {
      table.row(entry.name(), entry.canon(), entry.summary());
    }
    table.lines().forEach(line -> terminal.out().println(Figures.cut(line, terminal.width())));
    return Main.DONE;
  }

  /** All entries. */
  @Command(name = "list", mixinStandardHelpOptions = true, description = "List the entries.")
  static final class ListCommand implements Callable<Integer> {
    private final Terminal terminal;

    ListCommand(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      return list(terminal);
    }
  }

  /** One entry. */
  @Command(
      name = "run",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = "Run an entry: print its figures beside the published ones, write its pictures.")
  static final class RunCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "An entry; see 'hillock gallery list'.")
    private String name;

    @Option(names = "--quick", description = "Less data and fewer epochs: seconds instead of minutes.")
    private boolean quick;

    @Option(names = "--seed", paramLabel = "N", description = "Decides everything random. Default: 1.")
    private long seed = 1;

    @Option(
        names = "--out",
        paramLabel = "DIR",
        description = "Where pictures and result.json go. Default: gallery-out/NAME.")
    private @Nullable String out;

    @Option(
        names = "--data",
        paramLabel = "DIR",
        description = "The folder of the data sets, such as mnist/. Default: $HILLOCK_DATA, else ./data.")
    private @Nullable String data;

    @Mixin private EngineOptions engine;

    @Option(names = "--json", description = "Print one JSON object as the last line; all else goes to standard error.")
    private boolean json;

    @Option(
        names = {"-q", "--quiet"},
        description = "Only results and errors.")
    private boolean quiet;

    @Option(names = "--verbose", description = "Show where in the program an error arose.")
    boolean verbose; // read from the arguments, as an error may come before they are parsed

    private final Terminal outer;

    RunCommand(Terminal terminal) {
      this.outer = terminal;
    }

    @Override
    public Integer call() {
      Terminal terminal = json ? outer.resultsOnly() : outer;
      Entry entry = Gallery.entry(name);
      Path folder = out == null ? Path.of("gallery-out", name) : Parsing.path("--out", out);
      checkFolder(folder);
      System.setProperty("java.awt.headless", "true"); // pictures are files: no window, no icon in a dock
      RunOptions options = new RunOptions(seed, quick, engine.threads(), engine.kernels(), dataFolder());
      if (!quiet) {
        GalleryText.title(terminal, entry);
      }
      GalleryView view = new GalleryView(terminal, quiet);
      // Open until all is written and said: the JVM ends as soon as it closes.
      try (Run run = new Run(options, view);
          Interruption _ = new Interruption(terminal, run::stop)) {
        return run(terminal, entry, run, view, folder);
      }
    }

    private int run(Terminal terminal, Entry entry, Run run, GalleryView view, Path folder) {
      try {
        long start = System.nanoTime();
        Result result = Gallery.run(entry, run);
        double seconds = (System.nanoTime() - start) / 1e9;
        view.clear();
        List<Path> files = Gallery.write(entry, run, result, folder);
        GalleryText.show(terminal, result, quick, seconds, files);
        if (json) {
          outer.out().println(Json.write(Gallery.toMap(entry, run, result)));
        }
        return Main.DONE;
      } catch (Stopped e) {
        view.clear();
        terminal.err().println("Stopped. Nothing was written.");
        return Main.INTERRUPTED;
      }
    }

    private Path dataFolder() {
      String named = System.getenv("HILLOCK_DATA");
      return data != null ? Parsing.path("--data", data) : Path.of(named == null || named.isEmpty() ? "data" : named);
    }

    /** Now, and not after minutes of work. */
    private static void checkFolder(Path folder) {
      if (Files.exists(folder) && !Files.isDirectory(folder)) {
        throw new DataException("--out", folder + ", which is a file", "a folder", "Choose another name.");
      }
    }
  }
}
