package hillock.cli;

import hillock.data.ArrayPreprocessor;
import hillock.data.Dataset;
import hillock.data.FeatureEncoding;
import hillock.data.Preprocessor;
import hillock.data.RawData;
import hillock.data.TablePreprocessor;
import hillock.experiment.RowErrors;
import hillock.model.Model;
import hillock.model.Prediction;
import hillock.model.Predictor;
import hillock.nn.Autoencoder;
import hillock.nn.Linear;
import hillock.nn.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What an autoencoder tells of rows: how far off it rebuilds each, and if wanted its code and the rebuilt inputs. */
final class RebuiltColumns {
  private final Preprocessor preprocessor;
  private final int inputs;
  private final float[] errors;
  private final float[] codes; // [n, code]; empty when not wanted
  private final float[] rebuilt; // [n, inputs]
  private final boolean values;

  RebuiltColumns(Model model, Preprocessor preprocessor, RawData rows, boolean withCode, boolean withValues) {
    this.preprocessor = preprocessor;
    values = withValues;
    Dataset encoded = preprocessor.transformInputs(rows);
    inputs = encoded.sampleShape().size();
    try (Predictor<Prediction> predictor = Predictor.of(model)) {
      rebuilt = predictor.outputs(rows);
    }
    errors = RowErrors.between(encoded, rebuilt).values();
    codes = withCode ? codes(model.network(), encoded) : new float[0];
    if (preprocessor instanceof ArrayPreprocessor arrays) {
      arrays.decode(rebuilt, rows.size());
    }
  }

  private static float[] codes(Network network, Dataset encoded) {
    try (Predictor<Prediction> encoder = Predictor.of(Model.of(Autoencoder.encoder(network), new Linear()))) {
      return encoder.outputs(encoded);
    }
  }

  private int codeSize() {
    return errors.length == 0 ? 0 : codes.length / errors.length;
  }

  /** Names of the columns. */
  List<String> names() {
    List<String> names = new ArrayList<>(List.of("error"));
    for (int i = 1; i <= codeSize(); i++) {
      names.add("code_" + i);
    }
    if (values && preprocessor instanceof TablePreprocessor table) {
      table.columnNames().forEach(name -> names.add("rebuilt_" + name));
    } else if (values) {
      IntStream.rangeClosed(1, inputs).forEach(i -> names.add("rebuilt_" + i));
    }
    return names;
  }

  /** The cells of a row, in the order of the names. */
  List<String> of(int row) {
    List<String> cells = new ArrayList<>(List.of(String.valueOf(errors[row])));
    int code = codeSize();
    for (int i = 0; i < code; i++) {
      cells.add(String.valueOf(codes[row * code + i]));
    }
    if (values && preprocessor instanceof TablePreprocessor table) {
      int at = row * inputs;
      for (FeatureEncoding encoding : table.encodings()) {
        cells.add(encoding.decode(rebuilt, at));
        at += encoding.width();
      }
    } else if (values) {
      for (int i = row * inputs; i < (row + 1) * inputs; i++) {
        cells.add(String.valueOf(rebuilt[i]));
      }
    }
    return cells;
  }
}
