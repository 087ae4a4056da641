package hillock.cli;

import hillock.experiment.ExperimentResult;
import hillock.train.Advice;
import hillock.train.EpochStatistics;
import hillock.train.LayerStatistics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * How the layers fared and what seems wrong, as programs read it: {@code advice}, the {@code epochs} that were looked
 * at (numbers from 1), and for each of the {@code layers} one list over these epochs for each figure.
 */
final class DiagnosisJson {
  /** Of more epochs, evenly spaced ones: all output is one line. */
  private static final int MOST_EPOCHS = 100;

  private DiagnosisJson() {}

  /** Null when nobody watched. */
  static @Nullable Map<String, @Nullable Object> of(ExperimentResult result) {
    List<EpochStatistics> epochs = thinned(result.layers());
    if (epochs.isEmpty() && result.advice().isEmpty()) {
      return null;
    }
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("advice", advice(result));
    json.put("epochs", epochs.stream().map(e -> e.epoch() + 1).toList());
    List<Object> layers = new ArrayList<>();
    for (int i = 0; !epochs.isEmpty() && i < epochs.getFirst().layers().size(); i++) {
      layers.add(layer(epochs, i));
    }
    json.put("layers", layers);
    return json;
  }

  static List<Map<String, @Nullable Object>> advice(ExperimentResult result) {
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    for (Advice advice : result.advice()) {
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      json.put("symptom", advice.symptom());
      json.put("layer", advice.layer().isEmpty() ? null : advice.layer());
      json.put("value", ResultJson.number(advice.value()));
      json.put("observed", advice.observed());
      json.put("matters", advice.matters());
      json.put("remedy", advice.remedy());
      all.add(json);
    }
    return all;
  }

  private static List<EpochStatistics> thinned(List<EpochStatistics> epochs) {
    int n = Math.min(MOST_EPOCHS, epochs.size());
    List<EpochStatistics> some = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      some.add(epochs.get(n == 1 ? 0 : (int) ((long) i * (epochs.size() - 1) / (n - 1))));
    }
    return some;
  }

  private static Map<String, @Nullable Object> layer(List<EpochStatistics> epochs, int layer) {
    LayerStatistics first = epochs.getFirst().layers().get(layer);
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("layer", first.path());
    json.put("parameters", first.parameters());
    put(json, "gradientNorm", epochs, layer, LayerStatistics::gradientNorm);
    put(json, "weightNorm", epochs, layer, LayerStatistics::weightNorm);
    put(json, "updateNorm", epochs, layer, LayerStatistics::updateNorm);
    put(json, "activationMean", epochs, layer, LayerStatistics::activationMean);
    put(json, "activationSpread", epochs, layer, LayerStatistics::activationSpread);
    put(json, "dead", epochs, layer, LayerStatistics::dead);
    put(json, "saturated", epochs, layer, LayerStatistics::saturated);
    return json;
  }

  /** What a layer does not have at all is left out. */
  private static void put(
      Map<String, @Nullable Object> json,
      String name,
      List<EpochStatistics> epochs,
      int layer,
      ToDoubleFunction<LayerStatistics> figure) {
    List<@Nullable Double> values = new ArrayList<>();
    boolean known = false;
    for (EpochStatistics epoch : epochs) {
      Double value = ResultJson.number((float) figure.applyAsDouble(epoch.layers().get(layer)));
      known |= value != null;
      values.add(value);
    }
    if (known) {
      json.put(name, values);
    }
  }
}
