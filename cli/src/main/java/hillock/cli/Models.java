package hillock.cli;

import hillock.data.CategoryFeature;
import hillock.data.ClassTarget;
import hillock.data.Column;
import hillock.data.Dataset;
import hillock.data.FeatureEncoding;
import hillock.data.IndexFeature;
import hillock.data.InputsTarget;
import hillock.data.NoTarget;
import hillock.data.NumberTarget;
import hillock.data.Preprocessor;
import hillock.data.RawData;
import hillock.data.Table;
import hillock.data.TablePreprocessor;
import hillock.experiment.RowErrors;
import hillock.model.Model;
import hillock.model.ModelException;
import hillock.train.Predictions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What commands ask of an opened model. */
final class Models {
  private Models() {}

  /** The model's preprocessing, which a model trained by this command always has. */
  static Preprocessor preprocessor(Model model, String file) {
    return model
        .preprocessor()
        .orElseThrow(() ->
            new ModelException(
                file,
                "a model without preprocessing",
                "one that 'hillock train' wrote",
                "Use it from Java, with the arrays it was trained on."));
  }

  /** Predictions beside the truth, both in the target's unit; of an autoencoder the error of each row. */
  static Predictions predictions(Preprocessor preprocessor, Dataset truth, float[] outputs) {
    return switch (preprocessor.target()) {
      case ClassTarget classes -> Predictions.ofClasses(classes.width(), outputs, truth.labels());
      case InputsTarget _ -> RowErrors.between(truth, outputs);
      case NoTarget said -> Predictions.ofValues(said.width(), outputs, outputs); // of which nothing is true
      case NumberTarget numbers -> {
        float[] targets = truth.targets().clone();
        numbers.decode(targets, truth.size());
        yield Predictions.ofValues(numbers.width(), outputs, targets);
      }
    };
  }

  /** A sentence for each column with categories that training had not seen. */
  static List<String> unseen(Model model, RawData data) {
    List<String> notes = new ArrayList<>();
    if (data instanceof Table table && model.preprocessor().orElse(null) instanceof TablePreprocessor columns) {
      for (FeatureEncoding encoding : columns.encodings()) {
        if (encoding instanceof CategoryFeature category) {
          if (!category.other()) { // otherwise rare values were lumped together in training: those unseen join them
            note(table.column(category.column()), Set.copyOf(category.categories()), notes);
          }
        }
        if (encoding instanceof IndexFeature index) {
          note(table.column(index.column()), Set.copyOf(index.names()), notes);
        }
      }
    }
    return notes;
  }

  private static void note(Column column, Set<String> known, List<String> notes) {
    Set<String> unseen = new LinkedHashSet<>();
    int rows = 0;
    for (int i = 0; i < column.size(); i++) {
      String text = column.text(i);
      if (text != null && !known.contains(text)) {
        unseen.add(text);
        rows++;
      }
    }
    if (rows > 0) {
      notes.add(
          "Column '"
              + column.name()
              + "' has "
              + Figures.count(unseen.size(), "value")
              + " that training had not seen, in "
              + Figures.count(rows, "row")
              + ", such as '"
              + unseen.iterator().next()
              + "'.");
    }
  }
}
