package hillock.experiment;

import hillock.data.DataException;
import hillock.data.Dataset;
import hillock.data.TargetEncoder;
import java.util.Optional;

/** The recipe of a {@link LearningMethod}: its plan, the user's batch and epochs, and no choice of backpropagation. */
final class MethodRecipe {
  private MethodRecipe() {}

  static Recipe of(Settings s, LearningMethod method, Dataset train, TargetEncoder target) {
    refuse(s.optimizer != null, method, "optimizer");
    refuse(!Double.isNaN(s.learningRate) || s.findLearningRate, method, "learning rate");
    refuse(s.schedule != null, method, "schedule");
    refuse(s.loss != null, method, "loss");
    refuse(!Double.isNaN(s.weightDecay), method, "weight decay");
    refuse(!Double.isNaN(s.l1), method, "l1");
    refuse(s.balanced, method, "class weights");
    refuse(s.hidden != null || s.activation != null || !Double.isNaN(s.dropout), method, "hidden layers");
    if (s.text != null || s.forecast != null) {
      throw new DataException(
          "network",
          "'" + method.name() + "' for " + (s.text != null ? "a text" : "a forecast"),
          "rows of numbers and categories",
          "Leave the network out, or train it on such columns.");
    }
    LearningMethod.Plan plan = method.plan(train, target);
    return new Recipe(
        plan.network(),
        plan.loss(),
        Optional.empty(),
        plan.schedule(),
        s.batch > 0 ? s.batch : plan.batch(),
        s.epochs > 0 ? s.epochs : plan.epochs(),
        s.earlyStopping >= 0 ? s.earlyStopping : plan.patience(),
        Optional.of(method));
  }

  private static void refuse(boolean given, LearningMethod method, String what) {
    if (given) {
      throw new DataException(
          what,
          "given for '" + method.name() + "'",
          "a network that learns by backpropagation",
          "Leave it out: " + method.name() + " learns by a rule of its own.");
    }
  }
}
