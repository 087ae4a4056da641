package hillock.train;

import hillock.data.DataException;
import hillock.model.Container;
import hillock.model.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The checkpoint files of one folder. */
final class CheckpointFiles {
  private static final String KIND = "checkpoint";

  private final Path newest;
  private final Path previous;
  private final Path next;

  CheckpointFiles(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new DataException(
          folder.toString(),
          "a folder that cannot be made or written to",
          "a folder for checkpoints",
          "Choose a folder that can be written to.",
          e);
    }
    newest = folder.resolve("checkpoint.hillock");
    previous = folder.resolve("checkpoint.previous.hillock");
    next = folder.resolve("checkpoint.next.hillock");
  }

  /** Writes a state; at every moment the newest or the previous file is complete. */
  void write(State state) {
    // Not straight to its name: a complete new file must exist before the old one gives up its name.
    container(state).write(next, KIND);
    try {
      if (Files.exists(newest)) {
        Files.move(newest, previous, StandardCopyOption.ATOMIC_MOVE);
      }
      Files.move(next, newest, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new DataException(
          newest.toString(),
          "a file that cannot be renamed",
          "to write the checkpoint",
          "The last good checkpoint is kept.",
          e);
    }
  }

  /** The newest readable state; empty when there is none because none was ever written. */
  Optional<State> read(Consumer<String> warning) {
    if (!Files.exists(newest) && !Files.exists(previous)) {
      return Optional.empty();
    }
    try {
      return Optional.of(state(Container.read(newest, KIND)));
    } catch (ModelException damaged) {
      if (!Files.exists(previous)) {
        throw damaged;
      }
      State state = state(Container.read(previous, KIND));
      warning.accept(damaged.getMessage() + " Continuing from the checkpoint before it, " + previous + ".");
      return Optional.of(state);
    }
  }

  private static Container container(State state) {
    Map<String, Object> texts = new LinkedHashMap<>();
    List<Object> wide = new ArrayList<>();
    state
        .entries()
        .forEach((name, value) -> {
          if (value instanceof String) {
            texts.put(name, value);
          } else if (value instanceof long[]) {
            wide.add(name);
          }
        });
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("texts", texts);
    content.put("wide", wide);
    Container container = new Container(content);
    state
        .entries()
        .forEach((name, value) -> {
          if (value instanceof float[] floats) {
            container.put(name, floats);
          } else if (value instanceof long[] longs) {
            container.put(name, halves(longs));
          }
        });
    return container;
  }

  private static State state(Container container) {
    State state = new State();
    if (container.content().get("texts") instanceof Map<?, ?> texts) {
      texts.forEach((name, text) -> state.put(String.valueOf(name), String.valueOf(text)));
    }
    Object wide = container.content().get("wide");
    for (String name : container.names()) {
      if (wide instanceof List<?> names && names.contains(name)) {
        state.put(name, wholes(container.ints(name)));
      } else {
        state.put(name, container.floats(name));
      }
    }
    return state;
  }

  /** Containers hold 32-bit numbers: the lower half first. */
  private static int[] halves(long[] values) {
    int[] halves = new int[2 * values.length];
    for (int i = 0; i < values.length; i++) {
      halves[2 * i] = (int) values[i];
      halves[2 * i + 1] = (int) (values[i] >>> 32);
    }
    return halves;
  }

  private static long[] wholes(int[] halves) {
    long[] values = new long[halves.length / 2];
    for (int i = 0; i < values.length; i++) {
      values[i] = halves[2 * i] & 0xFFFFFFFFL | (long) halves[2 * i + 1] << 32;
    }
    return values;
  }
}
