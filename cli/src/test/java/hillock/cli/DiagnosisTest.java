package hillock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hillock.data.Dataset;
import hillock.experiment.Experiment;
import hillock.experiment.ExperimentResult;
import hillock.experiment.RunListener;
import hillock.io.Sources;
import hillock.nn.Activation;
import hillock.nn.BatchNorm;
import hillock.nn.Constant;
import hillock.nn.Dense;
import hillock.nn.Dropout;
import hillock.nn.Elu;
import hillock.nn.Gelu;
import hillock.nn.HeUniform;
import hillock.nn.Initializer;
import hillock.nn.LayerNorm;
import hillock.nn.Normal;
import hillock.nn.Relu;
import hillock.nn.Residual;
import hillock.nn.Sequential;
import hillock.nn.Sigmoid;
import hillock.nn.Spec;
import hillock.nn.Tanh;
import hillock.nn.XavierUniform;
import hillock.testing.RealData;
import hillock.train.Adam;
import hillock.train.AdamW;
import hillock.train.Advice;
import hillock.train.ConstantRate;
import hillock.train.Momentum;
import hillock.train.RmsProp;
import hillock.train.Sgd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sound trainings stay without advice, sick ones get the one that names their illness. */
class DiagnosisTest {
  /** A training with a name for the report of the test. */
  record Case(String name, Experiment experiment) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Experiment on(String data) {
    return Experiment.on(Sources.open(data).data()).baselines(false);
  }

  private static Experiment digits() {
    return on("digits").epochs(30).earlyStopping(0);
  }

  /** Hidden layers of one kind and a layer for the ten classes. */
  private static Spec plain(int depth, int units, Activation activation, Initializer initializer) {
    List<Spec> layers = new ArrayList<>();
    for (int i = 0; i < depth; i++) {
      layers.add(new Dense(units, initializer));
      layers.add(activation);
    }
    layers.add(new Dense(10, initializer));
    return new Sequential(layers);
  }

  private static Spec residual(int blocks, int units) {
    List<Spec> layers = new ArrayList<>();
    layers.add(new Dense(units));
    for (int i = 0; i < blocks; i++) {
      layers.add(new Residual(new LayerNorm(), new Dense(units), new Relu(), new Dense(units)));
    }
    layers.add(new LayerNorm());
    layers.add(new Dense(10));
    return new Sequential(layers);
  }

  static Stream<Case> sound() {
    return Stream.of(
        new Case("digits, defaults", on("digits")),
        new Case("iris, defaults", on("iris")),
        new Case("wine, defaults", on("wine")),
        new Case("digits, tanh", digits().activation(new Tanh())),
        new Case("digits, sigmoid", digits().activation(new Sigmoid())),
        new Case("digits, elu", digits().activation(new Elu())),
        new Case("digits, gelu", digits().activation(new Gelu())),
        new Case("digits, no hidden layer", digits().network(new Dense(10))),
        new Case("digits, 8 layers of relu", digits().network(plain(8, 64, new Relu(), new HeUniform()))),
        new Case("digits, 5 layers of tanh", digits().network(plain(5, 64, new Tanh(), new XavierUniform()))),
        new Case("digits, 10 residual blocks", digits().network(residual(10, 32))),
        new Case(
            "digits, batch normalisation",
            digits().network(new Sequential(new Dense(64), new BatchNorm(), new Relu(), new Dense(10)))),
        new Case(
            "digits, much dropout",
            digits().network(new Sequential(new Dense(128), new Relu(), new Dropout(0.5f), new Dense(10)))),
        new Case("digits, gradient descent", digits().optimizer(new Sgd(0.1))),
        new Case("digits, momentum", digits().optimizer(new Momentum(0.02)).schedule(new ConstantRate())),
        new Case("digits, rmsprop", digits().optimizer(new RmsProp(1e-3))),
        new Case("digits, adam at a constant rate", digits().optimizer(new Adam(1e-3)).schedule(new ConstantRate())),
        new Case("digits, batches of 8", digits().batch(8).epochs(10)),
        new Case("digits, whole batches", digits().batch(2000).epochs(150)));
  }

  @ParameterizedTest
  @MethodSource
  void sound(Case training) {
    List<Advice> early = new ArrayList<>();
    RunListener listener =
        new RunListener() {
          @Override
          public void advised(Advice advice) {
            early.add(advice);
          }
        };
    assertThat(training.experiment.prepare().run(listener).advice()).as(training.name).isEmpty();
    assertThat(early).as(training.name + ", on the way").isEmpty();
  }

  private static List<Advice> adviceOn(Experiment experiment) {
    return experiment.run().advice();
  }

  private static void hasSymptom(List<Advice> advice, String symptom, String layer) {
    assertThat(advice).extracting(Advice::symptom).contains(symptom);
    Advice found = advice.stream().filter(a -> a.symptom().equals(symptom)).findFirst().orElseThrow();
    assertThat(found.layer()).as("layer of " + symptom).isEqualTo(layer);
    assertThat(found.observed()).matches("(?s).*[0-9].*\\.");
    assertThat(found.matters()).isNotEmpty();
    assertThat(found.remedy()).isNotEmpty();
  }

  @Test
  void deepTanhNetworksHaveAVanishingGradient() {
    hasSymptom(
        adviceOn(digits().network(plain(50, 32, new Tanh(), new XavierUniform()))), "vanishing-gradient", "0.dense");
    hasSymptom(
        adviceOn(digits().network(plain(50, 32, new Tanh(), new XavierUniform())).optimizer(new Sgd(0.1))),
        "vanishing-gradient",
        "0.dense");
    hasSymptom(
        adviceOn(digits().network(plain(12, 32, new Sigmoid(), new XavierUniform()))), "vanishing-gradient", "0.dense");
  }

  @Test
  void weightsThatAreAllZeroGetNoGradient() {
    List<Advice> advice = adviceOn(digits().network(plain(3, 32, new Tanh(), new Constant(0))));
    hasSymptom(advice, "vanishing-gradient", "0.dense");
    hasSymptom(advice, "nothing-learned", "");
    assertThat(advice.getFirst().value()).isZero();
    assertThat(advice.getFirst().remedy()).contains("all 0");
  }

  @Test
  void hugeWeightsMakeGradientsExplode() {
    List<Advice> advice = adviceOn(digits().network(plain(10, 64, new Relu(), new Normal(1f))));
    hasSymptom(advice, "exploding-gradient", "20.dense");
  }

  @Test
  void hugeWeightsSaturateSigmoidAndTanh() {
    hasSymptom(
        adviceOn(digits().network(plain(2, 64, new Sigmoid(), new Normal(10f)))), "saturated-units", "1.sigmoid");
    assertThat(adviceOn(digits().network(plain(2, 64, new Tanh(), new Normal(10f)))))
        .extracting(Advice::symptom)
        .contains("saturated-units");
  }

  @Test
  void aLearningRateAHundredTimesTooHighIsNamed() {
    for (Experiment sick :
        List.of(
            digits().learningRate(0.3),
            digits().optimizer(new AdamW(0.3)).activation(new Tanh()),
            digits().optimizer(new Sgd(10)),
            digits().optimizer(new Sgd(10)).activation(new Tanh()))) {
      assertThat(adviceOn(sick)).extracting(Advice::symptom).contains("learning-rate-too-high");
    }
  }

  @Test
  void aLearningRateAThousandTimesTooLowIsNamed() {
    for (Experiment sick :
        List.of(
            digits().learningRate(3e-6),
            digits().optimizer(new Sgd(1e-4)),
            digits().learningRate(3e-6).activation(new Tanh()))) {
      assertThat(adviceOn(sick)).extracting(Advice::symptom).contains("learning-rate-too-low");
    }
  }

  @Test
  void numbersThatAreNoneNameTheirOrigin() {
    ExperimentResult result = digits().network(plain(10, 64, new Relu(), new Normal(1f))).optimizer(new Sgd(0.1)).run();
    assertThat(result.diverged()).isTrue();
    assertThat(result.advice().getFirst().symptom()).isEqualTo("diverged");
    assertThat(result.advice().getFirst().observed())
        .contains("NaN or infinite came from")
        .contains("times its own size");
  }

  /** Zhang et al. 2017: a network large enough learns any labels, which says nothing about other rows. */
  @Test
  void randomLabelsAreLearnedByHeart() {
    Dataset digits = on("digits").prepare().part("train");
    SplittableRandom random = new SplittableRandom(1);
    int[] labels = new int[digits.size()];
    Arrays.setAll(labels, i -> random.nextInt(10));
    Experiment noise =
        Experiment.on(digits.withLabels(labels, digits.classNames())).baselines(false).hidden(256, 256).dropout(0);
    for (Experiment each : List.of(noise.earlyStopping(0), noise)) {
      assertThat(adviceOn(each.epochs(60))).extracting(Advice::symptom).containsExactly("memorising");
    }
  }

  /** With few rows the last weights are kept, whatever the validation loss does. */
  @Test
  void aValidationLossThatGrowsUnderTheLastWeightsIsTold() {
    hasSymptom(adviceOn(on("breast-cancer")), "overfitting", "");
    assertThat(adviceOn(on("breast-cancer").earlyStopping(20))).isEmpty();
  }

  @Test
  void reluUnitsWithALargeNegativeBiasAreDead() {
    // What the first layer lets through is never negative; all of it times -1 is never positive.
    Spec sick =
        new Sequential(new Dense(32), new Relu(), new Dense(32, false, new Constant(-1f)), new Relu(), new Dense(10));
    hasSymptom(adviceOn(digits().network(sick)), "dead-units", "3.relu");
  }

  @Test
  @Tag("long")
  void mnistWithDefaultsIsSound() {
    assertThat(adviceOn(Experiment.on(Sources.open(RealData.file("mnist").toString()).data()).baselines(false)))
        .isEmpty();
  }
}
