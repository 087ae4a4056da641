package hillock.experiment;

import hillock.data.DataException;
import hillock.data.Dataset;
import hillock.data.Preprocessor;
import hillock.data.TargetEncoder;
import hillock.data.TextPreprocessor;
import hillock.data.Vocabulary;
import hillock.model.Json;
import hillock.model.ModelException;
import hillock.model.Records;
import hillock.nn.Activation;
import hillock.nn.Anchored;
import hillock.nn.BinaryCrossEntropy;
import hillock.nn.CrossEntropy;
import hillock.nn.Dense;
import hillock.nn.Dropout;
import hillock.nn.Embedding;
import hillock.nn.Flatten;
import hillock.nn.Gru;
import hillock.nn.Linear;
import hillock.nn.Loss;
import hillock.nn.MeanSquaredError;
import hillock.nn.Relu;
import hillock.nn.Sequential;
import hillock.nn.Spec;
import hillock.train.AdamW;
import hillock.train.OneCycle;
import hillock.train.Optimizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The rules that fill what the user leaves open, functions of the number of training rows n and the task alone:
 *
 * <table>
 *   <caption>Defaults</caption>
 *   <tr><th>n</th><th>hidden</th><th>dropout</th><th>batch</th><th>epochs</th></tr>
 *   <tr><td>below 1,000</td><td>64, 32</td><td>0.1</td><td>16</td><td>200</td></tr>
 *   <tr><td>below 20,000</td><td>256, 128</td><td>0.1</td><td>64</td><td>60</td></tr>
 *   <tr><td>from 20,000</td><td>512, 256</td><td>0.2</td><td>128</td><td>20</td></tr>
 * </table>
 *
 * <p>Texts have an embedding and one GRU layer of 64, dropout 0.3, at most 20 epochs. Always: ReLU; AdamW with weight
 * decay 0.05; the learning rate rises to 0.003 and falls again in one cycle; cross-entropy for classes and mean squared
 * error for (standardised) numbers. From 1,000 rows on the epoch with the least validation loss is kept, and training
 * stops after a third of the epochs without a better one; below, a validation part has too few rows to tell epochs
 * apart, so all epochs are made and the last weights kept, which the falling learning rate has settled.
 */
public final class Defaults {
  /** Peak of the learning rate. */
  public static final double LEARNING_RATE = 3e-3;

  /** Weight decay of AdamW. */
  public static final double WEIGHT_DECAY = 0.05;

  private static final int FEW_ROWS = 1_000;
  private static final int MANY_ROWS = 20_000;

  private static final int TEXT_EPOCHS = 20;
  private static final int TEXT_UNITS = 64;
  private static final double TEXT_DROPOUT = 0.3;

  private Defaults() {}

  /** All choices for a training part. */
  static Recipe recipe(Settings s, Dataset train, Preprocessor preprocessor) {
    TargetEncoder target = preprocessor.target();
    if (s.method != null) {
      return MethodRecipe.of(s, s.method, train, target);
    }
    if (s.reconstructs()) {
      checkReconstruction(s);
    }
    int n = train.size();
    // A text has many tokens to learn from, and is soon known by heart.
    int epochs = s.epochs > 0 ? s.epochs : s.text == null ? epochs(n) : Math.min(TEXT_EPOCHS, epochs(n));
    Loss loss = s.loss == null ? loss(target) : s.loss;
    return new Recipe(
        network(s, train, preprocessor, outputs(loss, target)),
        s.balanced ? balanced(loss, train) : loss,
        optimizer(s),
        s.schedule == null ? new OneCycle() : s.schedule,
        s.batch > 0 ? s.batch : batch(n),
        epochs,
        s.earlyStopping >= 0 ? s.earlyStopping : patience(n, epochs));
  }

  /** Units of the hidden layers. */
  public static int[] hidden(int n) {
    return n < FEW_ROWS ? new int[] {64, 32} : n < MANY_ROWS ? new int[] {256, 128} : new int[] {512, 256};
  }

  /** Share of the hidden units left out in a step. */
  public static double dropout(int n) {
    return n < MANY_ROWS ? 0.1 : 0.2;
  }

  /** Rows in a step. */
  public static int batch(int n) {
    return n < FEW_ROWS ? 16 : n < MANY_ROWS ? 64 : 128;
  }

  /** Most epochs. */
  public static int epochs(int n) {
    return n < FEW_ROWS ? 200 : n < MANY_ROWS ? 60 : 20;
  }

  /** AdamW at its defaults here. */
  public static Optimizer optimizer() {
    return new AdamW(LEARNING_RATE, WEIGHT_DECAY);
  }

  /** Epochs without a better validation loss after which training stops; 0 for keeping the last weights. */
  public static int patience(int n, int epochs) {
    return n < FEW_ROWS ? 0 : Math.max(10, epochs / 3);
  }

  private static void checkReconstruction(Settings s) {
    if (s.loss != null && (s.loss.classes() || !s.loss.link().equals(new Linear()))) {
      throw new DataException(
          "loss",
          s.loss.getClass().getSimpleName() + " for an autoencoder, whose inputs are standardised numbers",
          "a loss of numbers, such as MeanSquaredError, MeanAbsoluteError or Huber",
          "Leave it out for the mean squared error.");
    }
    if (s.hidden != null || s.activation != null || !Double.isNaN(s.dropout)) {
      throw new DataException(
          "hidden layers",
          "given for an autoencoder",
          "its encoder and decoder whole",
          "Write it as autoencoder(ENCODER, DECODER).");
    }
  }

  static Loss loss(TargetEncoder target) {
    return switch (target.kind()) {
      case REGRESSION, RECONSTRUCTION -> new MeanSquaredError();
      case BINARY -> new BinaryCrossEntropy();
      case MULTICLASS -> new CrossEntropy();
      case NONE -> throw new IllegalStateException("a network without a target brings a loss of its own");
    };
  }

  /** Raw outputs that a loss needs: one logit serves two classes when the loss is of yes or no. */
  static int outputs(Loss loss, TargetEncoder target) {
    return loss instanceof BinaryCrossEntropy && target.width() == 2 ? 1 : target.width();
  }

  private static Spec network(Settings s, Dataset train, Preprocessor preprocessor, int outputs) {
    if (s.network != null) {
      return s.network;
    }
    if (s.preset != null) {
      return s.preset.spec(train.imageShape().orElse(train.sampleShape()), outputs);
    }
    int n = train.size();
    int[] hidden = s.hidden == null ? s.text == null ? hidden(n) : new int[] {TEXT_UNITS} : s.hidden;
    Activation activation = s.activation == null ? new Relu() : s.activation;
    double dropout = Double.isNaN(s.dropout) ? s.text == null ? dropout(n) : TEXT_DROPOUT : s.dropout;
    List<Spec> layers = new ArrayList<>();
    if (preprocessor instanceof TextPreprocessor text) {
      int dimension = hidden.length == 0 ? TEXT_UNITS : hidden[0];
      layers.add(new Embedding(text.vocabulary().size(), dimension, Vocabulary.PADDING));
      layers.add(new Gru(dimension));
      if (dropout > 0) {
        layers.add(new Dropout((float) dropout));
      }
      layers.add(new Dense(outputs));
      return new Sequential(layers);
    }
    if (train.sampleShape().rank() > 1 || s.forecast != null) {
      layers.add(new Flatten());
    }
    for (int units : hidden) {
      layers.add(new Dense(units));
      layers.add(activation);
      if (dropout > 0) {
        layers.add(new Dropout((float) dropout));
      }
    }
    layers.add(new Dense(outputs));
    return s.forecast == null ? new Sequential(layers) : new Anchored(layers);
  }

  private static Optimizer optimizer(Settings s) {
    Optimizer optimizer = s.optimizer == null ? optimizer() : s.optimizer;
    if (!Double.isNaN(s.learningRate)) {
      optimizer = optimizer.withLearningRate(s.learningRate);
    }
    optimizer = changed(Optimizer.class, optimizer, "weightDecay", s.weightDecay, "weight decay");
    return changed(Optimizer.class, optimizer, "l1", s.l1, "l1");
  }

  private static Optimizer changed(
      Class<Optimizer> kind, Optimizer record, String component, double value, String what) {
    return Double.isNaN(value) ? record : replaced(kind, record, component, value, what);
  }

  private static Loss balanced(Loss loss, Dataset train) {
    if (!train.hasLabels()) {
      throw new ModelException("class weights", "a regression", "a task with classes", "Leave out the class weights.");
    }
    List<Float> weights = new ArrayList<>();
    for (float weight : train.balancedClassWeights()) {
      weights.add(weight);
    }
    return replaced(Loss.class, loss, "classWeights", weights, "class weights");
  }

  /** The record with one component of another value, whatever its class. */
  private static <T> T replaced(Class<T> kind, T record, String component, Object value, String what) {
    Map<String, Object> members = Records.standard().encode(record);
    if (!members.containsKey(component)) {
      throw new ModelException(
          what,
          String.valueOf(value),
          "another " + kind.getSimpleName().toLowerCase(java.util.Locale.ROOT),
          record.getClass().getSimpleName() + " has none.");
    }
    members.put(component, value);
    // Through the text: records are read from what JSON has, which knows no float.
    return Records.standard().decode(kind, Json.parse(Json.write(members), what), what);
  }
}
