package hillock.gallery;

import hillock.data.AtomicFile;
import hillock.data.DataException;
import hillock.data.Spelling;
import hillock.gallery.picture.Picture;
import hillock.gallery.run.Figure;
import hillock.gallery.run.Result;
import hillock.gallery.run.ResultTable;
import hillock.gallery.run.Run;
import hillock.model.Catalog;
import hillock.model.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All entries, and the files that their results go to. */
public final class Gallery {
  private Gallery() {}

  /** All entries by name. */
  public static List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    for (Class<? extends Entry> type : Catalog.of(Entry.class).types()) {
      try {
        entries.add(type.getDeclaredConstructor().newInstance());
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(type + ": an entry is a public record without components", e);
      }
    }
    entries.sort(java.util.Comparator.comparing(Entry::name));
    return List.copyOf(entries);
  }

  /**
   * The entry of this name.
   *
   * @throws DataException when there is none
   */
  public static Entry entry(String name) {
    List<Entry> entries = entries();
    return entries.stream()
        .filter(e -> e.name().equals(name))
        .findFirst()
        .orElseThrow(() -> {
          List<String> names = entries.stream().map(Entry::name).toList();
          String guess = Spelling.closest(name, names).map(n -> "Did you mean '" + n + "'? ").orElse("");
          return new DataException(
              "gallery", "'" + name + "'", "the name of an entry", guess + "See them with: hillock gallery list");
        });
  }

  /** Runs an entry once all data it needs is known to be there. */
  public static Result run(Entry entry, Run run) {
    entry.data().forEach(run::file);
    return entry.run(run);
  }

  /**
   * Writes the pictures and then {@code result.json}, each file whole or not at all.
   *
   * @param folder made when it does not exist
   * @return the files written, the pictures in their order first
   */
  public static List<Path> write(Entry entry, Run run, Result result, Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new DataException(
          folder.toString(), "no folder that could be made", "a folder to write to", "Name one with --out DIR.", e);
    }
    List<Path> files = new ArrayList<>();
    for (Picture picture : result.pictures()) {
      Path file = folder.resolve(picture.name() + ".png");
      byte[] png = picture.png();
      AtomicFile.write(file, out -> out.write(png));
      files.add(file);
    }
    Path file = folder.resolve("result.json");
    AtomicFile.write(file, Json.pretty(toMap(entry, run, result)) + "\n");
    files.add(file);
    return List.copyOf(files);
  }

  /** The result as plain maps and lists; the same for the same seed, whenever and wherever it is run. */
  public static Map<String, Object> toMap(Entry entry, Run run, Result result) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("entry", entry.name());
    map.put("summary", entry.summary());
    map.put("canon", entry.canon());
    map.put("source", entry.source());
    map.put("seed", run.seed());
    map.put("quick", run.quick());
    map.put("figures", result.figures().stream().map(Gallery::figure).toList());
    map.put("tables", result.tables().stream().map(Gallery::table).toList());
    map.put("pictures", result.pictures().stream().map(Gallery::picture).toList());
    map.put("remarks", result.remarks());
    return map;
  }

  private static Map<String, @Nullable Object> figure(Figure figure) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("name", figure.name());
    map.put("unit", figure.unit().toString().toLowerCase(java.util.Locale.ROOT));
    map.put("values", figure.values().stream().map(Gallery::finite).toList());
    map.put("mean", finite(figure.mean()));
    map.put("deviation", finite(figure.deviation()));
    map.put("published", finite(figure.published()));
    map.put("atLeast", finite(figure.low()));
    map.put("atMost", finite(figure.high()));
    map.put("holds", figure.judged() ? figure.holds() : null);
    return map;
  }

  /** JSON knows no NaN and no infinity. */
  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  private static Map<String, Object> table(ResultTable table) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("title", table.title());
    map.put("header", table.header());
    map.put("rows", table.rows());
    return map;
  }

  private static Map<String, Object> picture(Picture picture) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("file", picture.name() + ".png");
    map.put("caption", picture.caption());
    return map;
  }
}
