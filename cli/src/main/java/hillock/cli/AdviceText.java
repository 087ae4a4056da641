package hillock.cli;

import hillock.experiment.ExperimentResult;
import hillock.experiment.Repetition;
import hillock.train.Advice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What seems to be wrong with a training, for people; nothing when nothing does. */
final class AdviceText {
  private static final String INDENT = "  ";

  private AdviceText() {}

  static void show(Terminal terminal, ExperimentResult result) {
    if (result.advice().isEmpty()) {
      return;
    }
    terminal.out().println(terminal.bold("Advice"));
    for (Advice advice : result.advice()) {
      terminal.out().println(INDENT + terminal.bold(advice.title()));
      lines(advice.text(), terminal.width()).forEach(terminal.out()::println);
    }
    terminal.out().println();
  }

  /** Of several runs, each symptom once, as the first run shows it, with the number of runs that do. */
  static void show(Terminal terminal, Repetition repetition) {
    Map<String, Advice> first = new LinkedHashMap<>();
    Map<String, Integer> runs = new LinkedHashMap<>();
    for (Repetition.Run run : repetition.runs()) {
      for (Advice advice : run.result().advice()) {
        first.putIfAbsent(advice.symptom(), advice);
        runs.merge(advice.symptom(), 1, Integer::sum);
      }
    }
    if (first.isEmpty()) {
      return;
    }
    terminal.out().println(terminal.bold("Advice"));
    first.forEach((symptom, advice) -> {
      String share = " (%d of %d runs)".formatted(runs.get(symptom), repetition.runs().size());
      terminal.out().println(INDENT + terminal.bold(advice.title()) + share);
      lines(advice.text(), terminal.width()).forEach(terminal.out()::println);
    });
    terminal.out().println();
  }

  private static List<String> lines(String text, int width) {
    return Wrapping.wrap(text, width - 2 * INDENT.length() - 1).stream().map(line -> INDENT + INDENT + line).toList();
  }
}
