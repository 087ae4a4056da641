package hillock.classic.learning;

import hillock.classic.boltzmann.ClassificationRbm;
import hillock.classic.boltzmann.HiddenFeatures;
import hillock.classic.boltzmann.RestrictedBoltzmann;
import hillock.classic.map.MapPlace;
import hillock.classic.map.SelfOrganizingMap;
import hillock.classic.perceptron.Winner;
import hillock.classic.recommend.ConditionalRbm;
import hillock.classic.recommend.ItemAutoencoder;
import hillock.classic.spiking.CurrentCoding;
import hillock.classic.spiking.LatencyCoding;
import hillock.classic.spiking.LeakyIntegrateAndFire;
import hillock.classic.spiking.RateCoding;
import hillock.model.RecordProvider;
import java.util.List;

/** The ways of learning and the layers of this module that commands and model files may name. */
public final class ClassicRecords implements RecordProvider {
  /** For the service loader. */
  public ClassicRecords() {}

  @Override
  public List<Class<? extends Record>> records() {
    return List.of(
        Perceptron.class,
        Rbm.class,
        Som.class,
        AutoRec.class,
        RatingsRbm.class,
        RestrictedBoltzmann.class,
        ClassificationRbm.class,
        HiddenFeatures.class,
        LabelledMap.class,
        Winner.class,
        SelfOrganizingMap.class,
        MapPlace.class,
        ItemAutoencoder.class,
        ConditionalRbm.class,
        LeakyIntegrateAndFire.class,
        RateCoding.class,
        LatencyCoding.class,
        CurrentCoding.class);
  }
}
