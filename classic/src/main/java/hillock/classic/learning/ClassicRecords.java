package hillock.classic.learning;

import hillock.classic.boltzmann.ClassificationRbm;
import hillock.classic.perceptron.Winner;
import hillock.model.RecordProvider;
import java.util.List;

/** The ways of learning and the layers of this module that commands and model files may name. */
public final class ClassicRecords implements RecordProvider {
  /** For the service loader. */
  public ClassicRecords() {}

  @Override
  public List<Class<? extends Record>> records() {
    return List.of(Perceptron.class, Rbm.class, Som.class, ClassificationRbm.class, LabelledMap.class, Winner.class);
  }
}
