package hillock.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The reports of all finished epochs of a run. */
public final class History {
  private final List<EpochReport> epochs = new ArrayList<>();
  private final List<EpochReport> view = Collections.unmodifiableList(epochs);

  /** Without any epoch. */
  public History() {}

  /** Of these epochs. */
  public static History of(List<EpochReport> reports) {
    History history = new History();
    reports.forEach(history::add);
    return history;
  }

  void add(EpochReport report) {
    epochs.add(report);
  }

  /** Number of finished epochs. */
  public int size() {
    return epochs.size();
  }

  /** The reports in order; grows during the run. */
  public List<EpochReport> epochs() {
    return view;
  }

  /** The report of this epoch, from 0. */
  public EpochReport at(int epoch) {
    return epochs.get(epoch);
  }

  /** The last report. */
  public EpochReport last() {
    return epochs.getLast();
  }

  /** The validation loss of an epoch when there is one, otherwise its training loss. */
  public double monitoredLoss(int epoch) {
    return epochs.get(epoch).monitoredLoss();
  }

  /** Seconds of all epochs together. */
  public double seconds() {
    double total = 0;
    for (EpochReport report : epochs) {
      total += report.seconds();
    }
    return total;
  }

  void save(State state) {
    state.put("history.size", epochs.size());
    if (epochs.isEmpty()) {
      return;
    }
    state.put("history.metrics", String.join("\n", epochs.getFirst().metrics().keySet()));
    int width = 4 + epochs.getFirst().metrics().size();
    double[] table = new double[epochs.size() * width];
    int at = 0;
    for (EpochReport report : epochs) {
      table[at++] = report.trainLoss();
      table[at++] = report.validationLoss();
      table[at++] = report.learningRate();
      table[at++] = report.seconds();
      for (double metric : report.metrics().values()) {
        table[at++] = metric;
      }
    }
    state.put("history.table", table);
  }

  static History restore(State state) {
    History history = new History();
    int size = Math.toIntExact(state.number("history.size"));
    if (size == 0) {
      return history;
    }
    String text = state.text("history.metrics");
    String[] names = text.isEmpty() ? new String[0] : text.split("\n");
    double[] table = state.reals("history.table");
    int at = 0;
    for (int epoch = 0; epoch < size; epoch++) {
      int row = at;
      at += 4;
      Map<String, Double> metrics = new LinkedHashMap<>();
      for (String name : names) {
        metrics.put(name, table[at++]);
      }
      history.add(
          new EpochReport(
              epoch, table[row], table[row + 1], Collections.unmodifiableMap(metrics), table[row + 2], table[row + 3]));
    }
    return history;
  }
}
