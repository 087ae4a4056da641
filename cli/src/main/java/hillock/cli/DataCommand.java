package hillock.cli;

import hillock.data.ColumnProfile;
import hillock.data.ColumnType;
import hillock.data.DataException;
import hillock.data.Dataset;
import hillock.data.Preprocessor;
import hillock.data.Table;
import hillock.data.Task;
import hillock.data.augment.Augmentation;
import hillock.io.ContactSheet;
import hillock.io.EmbeddedSet;
import hillock.io.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the built-in data sets and profiles any data. */
@Command(
    name = "data",
    mixinStandardHelpOptions = true,
    description = "List the built-in data sets, or show what some data holds.",
    subcommands = {DataCommand.ListCommand.class, DataCommand.ShowCommand.class},
    footer = {
      "",
      "Examples:",
      "  hillock data",
      "  hillock data show iris",
      "  hillock data show houses.csv",
      "  hillock data show digits --augment 'shift(1) rotate(10)' --picture digits.png"
    })
final class DataCommand implements Callable<Integer> {
  private final Terminal terminal;

  DataCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    return list(terminal);
  }

  private static int list(Terminal terminal) {
    TextTable table = new TextTable("lrrrl").row("name", "rows", "inputs", "classes", "");
    for (EmbeddedSet set : EmbeddedSet.all()) {
      table.row(set.name(), Figures.count(set.rows()), set.features(), set.classes().size(), set.title());
    }
    table.lines().forEach(line -> terminal.out().println(Figures.cut(line, terminal.width())));
    return Main.DONE;
  }

  /** The built-in sets. */
  @Command(name = "list", mixinStandardHelpOptions = true, description = "List the built-in data sets.")
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

  /** What some data holds. */
  @Command(name = "show", mixinStandardHelpOptions = true, description = "Show what some data holds.")
  static final class ShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "A built-in set, a file, a folder, or - for CSV on standard input.")
    private String name;

    @CommandLine.Option(
        names = "--augment",
        paramLabel = "CHANGES",
        description = "Random changes of images, as in 'hillock train', for --picture.")
    private @Nullable String augment;

    @CommandLine.Option(
        names = "--picture",
        paramLabel = "FILE.png",
        description = "Draw some images, and beside each what --augment makes of it.")
    private @Nullable String picture;

    @CommandLine.Option(names = "--verbose", description = "Show where in the program an error arose.")
    boolean verbose; // read from the arguments, as an error may come before they are parsed

    private final Terminal terminal;

    ShowCommand(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      Source source = Inputs.open(name, terminal);
      if (picture != null) {
        return draw(source, Parsing.path("--picture", picture));
      }
      if (augment != null) {
        throw new DataException("--augment", "no --picture", "a file to draw to", "Add --picture FILE.png.");
      }
      terminal.out().println(source.origin().name() + ": " + DataText.shape(source.data()));
      EmbeddedSet.find(name)
          .ifPresent(set -> {
            Wrapping.wrap(set.description(), terminal.width()).forEach(terminal.out()::println);
            Wrapping.wrap("Citation: " + set.citation(), terminal.width()).forEach(terminal.out()::println);
            Wrapping.wrap("Terms: " + set.terms(), terminal.width()).forEach(terminal.out()::println);
          });
      source.notes().forEach(note -> Wrapping.wrap(note, terminal.width()).forEach(terminal.out()::println));
      target(source).ifPresent(t -> terminal.out().println("Likely target: " + t));
      switch (source.data()) {
        case Table table -> columns(table);
        case Dataset data -> classes(data);
      }
      return Main.DONE;
    }

    private static Optional<String> target(Source source) {
      return source
          .target()
          .or(() -> source.data() instanceof Table table ? Optional.of(table.likelyTarget().name()) : Optional.empty());
    }

    private int draw(Source source, Path file) {
      Destination.checkPicture(file);
      List<Augmentation> changes = augment == null ? List.of() : List.of(Parsing.augmentations(augment));
      Dataset images =
          switch (source.data()) {
            case Dataset data -> data;
            case Table table -> pixels(table, target(source).orElse(""));
          };
      ContactSheet.write(file, images, changes, 1);
      terminal.out().println("Picture  " + file);
      return Main.DONE;
    }

    /** The images of a table that holds pixels, such as the built-in digits. */
    private static Dataset pixels(Table table, String target) {
      return Preprocessor.fit(table, Task.infer(table, target)).transform(table);
    }

    private void columns(Table table) {
      TextTable text = new TextTable("llrrrrr").row("column", "type", "missing", "distinct", "least", "median", "most");
      for (ColumnProfile p : table.profile()) {
        boolean numbers = p.type() == ColumnType.NUMBER;
        String frequent = p.mostFrequent().isEmpty() ? "" : Figures.cut(p.mostFrequent().getFirst().value(), 12);
        text.row(
            Figures.cut(p.name(), 24),
            p.type().toString().toLowerCase(java.util.Locale.ROOT),
            Figures.count(p.missing()),
            Figures.count(p.distinct()),
            numbers ? Figures.number(p.min()) : "",
            numbers ? Figures.number(p.median()) : frequent,
            numbers ? Figures.number(p.max()) : "");
      }
      text.lines().forEach(terminal.out()::println);
    }

    private void classes(Dataset data) {
      if (data.hasLabels()) {
        TextTable text = new TextTable("lr").row("class", "rows");
        int[] counts = data.classCounts();
        for (int c = 0; c < counts.length; c++) {
          text.row(data.classNames().get(c), Figures.count(counts[c]));
        }
        text.lines().forEach(terminal.out()::println);
      }
    }
  }
}
