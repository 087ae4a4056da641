package hillock.classic;

import static org.assertj.core.api.Assertions.assertThat;

import hillock.classic.cascade.CascadeCorrelation;
import hillock.classic.cascade.CascadeTraining;
import hillock.classic.growth.Deepen;
import hillock.classic.growth.Growing;
import hillock.classic.growth.RemoveWeights;
import hillock.classic.growth.Widen;
import hillock.classic.map.FeatureMap;
import hillock.classic.map.MapLearning;
import hillock.classic.map.PrincipalPlane;
import hillock.classic.map.SelfOrganizingMap;
import hillock.classic.neat.Evolution;
import hillock.classic.neat.GenomeNetwork;
import hillock.classic.neat.Neat;
import hillock.data.Batch;
import hillock.data.Batches;
import hillock.data.Dataset;
import hillock.model.Model;
import hillock.nn.BinaryCrossEntropy;
import hillock.nn.CrossEntropy;
import hillock.nn.Dense;
import hillock.nn.Network;
import hillock.nn.Relu;
import hillock.nn.Sequential;
import hillock.tensor.Shape;
import hillock.train.Adam;
import hillock.train.Checkpoints;
import hillock.train.Trainer;
import hillock.train.TrainingStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the snippets of {@code docs/classic.md}, and finds each of them in this file. */
class ClassicPageTest {
  private static final Path ROOT = Path.of(System.getProperty("hillock.root", "..")).toAbsolutePath().normalize();

  @TempDir private Path folder;

  private final long seed = 1;

  private final Dataset data =
      Dataset.of(Shape.of(2), new float[] {0, 0, 0, 1, 1, 0, 1, 1})
          .withLabels(new int[] {0, 1, 1, 0}, List.of("no", "yes"));

  @Test
  void cascade() {
    Path file = folder.resolve("cascade.hillock");
    var rule = new CascadeCorrelation(new BinaryCrossEntropy());
    CascadeTraining training = rule.start(data.sampleShape(), 1, seed);
    Batch all = data.batches(data.size()).at(0, 0);
    for (long epoch = 0; !training.finished(); epoch++) {
      training.run(epoch, 1, all);
    }
    Model.of(training.network(), rule.loss().link()).save(file);
    assertThat(training.solved()).isTrue();
    assertThat(file).exists();
  }

  private static double fitness(GenomeNetwork network) {
    return 1 - Math.abs(network.outputs(1, 0)[0] - 0.9);
  }

  @Test
  void evolution() {
    double enough = 0.99;
    Evolution evolution = new Evolution(new Neat(), 2, 1, seed);
    while (evolution.evaluate(genome -> fitness(new GenomeNetwork(genome))) < enough) {
      evolution.reproduce();
    }
    Network found = new GenomeNetwork(evolution.champion()).layers();
    assertThat(found.predict(new float[] {1, 0}, 1)[0]).isBetween(0.89f, 0.91f);
  }

  @Test
  void growing() {
    Network network = Network.of(new Sequential(new Dense(8), new Relu(), new Dense(2)), data.sampleShape(), seed);
    float[] x = data.batches(4).at(0, 0).x();
    Growing growing =
        new Growing(TrainingStep.supervised(network, new CrossEntropy(), new Adam(1e-3)))
            .at(20, new Widen(0, 64))
            .at(40, new Deepen(1))
            .at(60, new RemoveWeights(0.2));
    Trainer.of(growing).checkpoint(Checkpoints.in(folder)).fit(data.shuffled(seed).batches(32), 20);
    Network grown = growing.network();
    assertThat(grown.predict(x, 4)).hasSize(8);
  }

  @Test
  void map() {
    Network map = new SelfOrganizingMap(11, 6).build(data.sampleShape(), seed);
    new PrincipalPlane().fill(map, data);
    Batches batches = data.batches(256);
    Trainer.of(MapLearning.batch(FeatureMap.of(map).grid()).over(map, batches, 50)).fit(batches, 50);
    FeatureMap view = FeatureMap.of(map); // best units, hits, component planes, U-matrix, both errors
    assertThat(view.quantizationError(data)).isLessThan(0.1);
  }

  @Test
  void everySnippetOfThePageIsInThisFile() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/classic.md"));
    String tests =
        squeezed(Files.readString(ROOT.resolve("classic/src/test/java/hillock/classic/ClassicPageTest.java")));
    List<String> snippets =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(page).results().map(m -> m.group(1)).toList();
    assertThat(snippets).hasSize(4).allSatisfy(snippet -> assertThat(tests).contains(squeezed(snippet)));
  }

  private static String squeezed(String code) {
    return code.replaceAll("\\s+", "");
  }
}
