package hillock.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import hillock.data.augment.Augmentation;
import hillock.data.augment.Crop;
import hillock.data.augment.CutOut;
import hillock.data.augment.Elastic;
import hillock.data.augment.Flip;
import hillock.data.augment.Noise;
import hillock.data.augment.Rotate;
import hillock.data.augment.Scale;
import hillock.data.augment.Shift;
import hillock.data.augment.VerticalFlip;
import hillock.kernel.Team;
import hillock.model.Catalog;
import hillock.tensor.Shape;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AugmentationTest {
  private static final Shape IMAGE = Shape.of(6, 5, 2);

  static Stream<Augmentation> all() {
    return Stream.of(
        new Shift(2),
        new Flip(),
        new VerticalFlip(),
        new CutOut(3),
        new Rotate(30),
        new Scale(0.3),
        new Crop(0.6),
        new Elastic(8, 2),
        new Noise(0.5));
  }

  /** Images of different numbers from 1 on: no two pixels alike. */
  private static Dataset images(int n, Shape image) {
    float[] x = new float[n * image.size()];
    for (int i = 0; i < x.length; i++) {
      x[i] = 1 + i;
    }
    return Dataset.of(image, x).withLabels(IntStream.range(0, n).map(i -> i % 2).toArray(), List.of("a", "b"));
  }

  private static float[][] epoch(Batches batches, long epoch) {
    int width = batches.dataset().sampleShape().size();
    float[][] byRow = new float[batches.dataset().size()][];
    for (Batch batch : batches.epoch(epoch)) {
      for (int i = 0; i < batch.size(); i++) {
        byRow[batch.rows()[i]] = Arrays.copyOfRange(batch.x(), i * width, (i + 1) * width);
      }
    }
    return byRow;
  }

  @Test
  void everyAugmentationOfThePackageIsTestedHere() {
    List<String> tested = all().map(a -> Catalog.name(a.getClass())).toList();
    assertThat(Catalog.of(Augmentation.class).names()).containsExactlyInAnyOrderElementsOf(tested);
  }

  @ParameterizedTest
  @MethodSource("all")
  void theChangeOfAnImageDependsOnSeedEpochAndRowAlone(Augmentation augmentation) {
    Dataset data = images(23, IMAGE);
    float[][] first = epoch(data.shuffled(3).batches(4).augmented(augmentation), 1);
    try (Team team = Team.of(3)) {
      assertThat(epoch(data.shuffled(3).batches(17).augmented(augmentation).on(team), 1))
          .as("other batches, other threads")
          .isDeepEqualTo(first);
    }
    assertThat(Arrays.deepEquals(epoch(data.shuffled(3).batches(4).augmented(augmentation), 2), first))
        .as("another epoch")
        .isFalse();
    assertThat(Arrays.deepEquals(epoch(data.shuffled(4).batches(4).augmented(augmentation), 1), first))
        .as("another seed")
        .isFalse();
    Batches resumed = data.shuffled(3).batches(4).augmented(augmentation);
    Batch third = resumed.at(1, 2);
    for (int i = 0; i < third.size(); i++) {
      assertThat(Arrays.copyOfRange(third.x(), i * IMAGE.size(), (i + 1) * IMAGE.size()))
          .as("begun in the middle of an epoch")
          .isEqualTo(first[third.rows()[i]]);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void dataAndLabelsStayAsTheyAreAndNothingIsAllocated(Augmentation augmentation) {
    Dataset data = images(16, IMAGE);
    Batches batches = data.shuffled(1).batches(8).augmented(augmentation);
    for (Batch batch : batches) {
      for (int i = 0; i < batch.size(); i++) {
        assertThat(batch.labels()[i]).isEqualTo(data.labels()[batch.rows()[i]]);
      }
    }
    assertThat(epoch(data.batches(4), 0)[5]).isEqualTo(data.row(5));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 60; round++) {
      batches.at(round, 0);
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 20; i++) {
        batches.at(round, i % 2);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).isLessThan(64);
  }

  @Test
  void shiftMovesByWholePixelsAndRepeatsTheEdge() {
    Dataset one = images(1, Shape.of(3, 3, 1));
    Batches batches = one.shuffled(1).batches(1).augmented(new Shift(1));
    Set<List<Float>> seen = new HashSet<>();
    for (long e = 0; e < 200; e++) {
      seen.add(list(batches.at(e, 0).x()));
    }
    assertThat(seen).as("nine places").hasSize(9);
    assertThat(seen)
        .contains(
            List.of(1f, 2f, 3f, 4f, 5f, 6f, 7f, 8f, 9f),
            List.of(1f, 1f, 2f, 4f, 4f, 5f, 7f, 7f, 8f),
            List.of(5f, 6f, 6f, 8f, 9f, 9f, 8f, 9f, 9f));
  }

  @Test
  void flipsMirrorAboutHalfOfTheImages() {
    Dataset data = images(400, Shape.of(2, 2, 1));
    float[][] mirrored = epoch(data.shuffled(1).batches(50).augmented(new Flip()), 0);
    float[][] turned = epoch(data.shuffled(1).batches(50).augmented(new VerticalFlip()), 0);
    int flips = 0;
    for (int i = 0; i < 400; i++) {
      float[] x = data.row(i);
      assertThat(mirrored[i]).isIn(x, new float[] {x[1], x[0], x[3], x[2]});
      assertThat(turned[i]).isIn(x, new float[] {x[2], x[3], x[0], x[1]});
      flips += Arrays.equals(mirrored[i], x) ? 0 : 1;
    }
    assertThat(flips).as("of 400, five deviations about 200").isBetween(150, 250);
  }

  @Test
  void cutOutBlanksASquareWhoseCentreIsInTheImage() {
    Batches batches = images(1, Shape.of(8, 8, 1)).shuffled(2).batches(1).augmented(new CutOut(4));
    Set<Integer> sizes = new HashSet<>();
    for (long e = 0; e < 300; e++) {
      float[] x = batches.at(e, 0).x();
      sizes.add((int) IntStream.range(0, 64).filter(i -> x[i] == 0).count());
    }
    assertThat(sizes).as("whole squares, and those cut by edges and corners").contains(16, 12, 4).allMatch(s -> s > 0);
  }

  @Test
  void geometryKeepsTheCentreAndTheRangeOfValues() {
    Shape image = Shape.of(9, 9, 1);
    for (Augmentation a : List.of(new Rotate(180), new Scale(0.5))) {
      Batches batches = images(1, image).shuffled(5).batches(1).augmented(a);
      for (long e = 0; e < 20; e++) {
        float[] x = batches.at(e, 0).x();
        assertThat(x[40]).as("centre").isEqualTo(41);
        for (float v : x) {
          assertThat(v).isBetween(1f, 81f);
        }
      }
    }
  }

  @Test
  void aTurnByAnAngleTakesEachPixelFromWhereTheTurnBringsItTo() {
    // The image's value is its column: the turned image at p has the column of M(p - c) + c, which is linear in p.
    Shape image = Shape.of(9, 9, 1);
    float[] x = new float[81];
    for (int i = 0; i < 81; i++) {
      x[i] = i % 9;
    }
    Batches batches = Dataset.of(image, x).shuffled(5).batches(1).augmented(new Rotate(40));
    boolean turned = false;
    for (long e = 0; e < 20; e++) {
      float[] y = batches.at(e, 0).x();
      float cos = (y[41] - y[39]) / 2;
      float sin = (y[49] - y[31]) / 2;
      assertThat(cos * cos + sin * sin).isCloseTo(1f, org.assertj.core.data.Offset.offset(1e-5f));
      assertThat(cos).isGreaterThan((float) Math.cos(Math.toRadians(40)) - 1e-5f);
      turned |= Math.abs(sin) > 0.1f;
    }
    assertThat(turned).isTrue();
  }

  @Test
  void noiseHasItsDeviationAndElasticPullsNeighboursAlike() {
    Dataset zeros = Dataset.of(Shape.of(20, 20, 1), new float[40 * 400]);
    double squares = 0;
    for (float[] x : epoch(zeros.shuffled(1).batches(8).augmented(new Noise(0.5)), 0)) {
      for (float v : x) {
        squares += v * v;
      }
    }
    assertThat(Math.sqrt(squares / (40 * 400))).isCloseTo(0.5, org.assertj.core.data.Offset.offset(0.02));

    float[] ramp = new float[20 * 20];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = i % 20;
    }
    Batches elastic = Dataset.of(Shape.of(20, 20, 1), ramp).shuffled(1).batches(1).augmented(new Elastic(20, 4));
    double largest = 0;
    for (long e = 0; e < 10; e++) {
      float[] y = elastic.at(e, 0).x();
      for (int i = 0; i < 400; i++) {
        largest = Math.max(largest, Math.abs(y[i] - ramp[i]));
        if (i % 20 > 5 && i % 20 < 15) { // where no displacement ends at the edge
          // Displacements deviate by 20 / (√3 · 2√π · 4) = 0.81, their differences by 0.81 / (√2 · 4) = 0.144.
          assertThat(Math.abs(y[i] - y[i - 1] - 1)).as("neighbours move alike").isLessThan(5 * 0.144f);
        }
      }
    }
    assertThat(largest).isBetween(0.5, 6.0);
  }

  @Test
  void severalChangesAreMadeInTurnAndWrittenAsText() {
    List<Augmentation> parsed = Catalog.of(Augmentation.class).parseAll("shift(2) flip cut-out(4)");
    assertThat(parsed).containsExactly(new Shift(2), new Flip(), new CutOut(4));
    assertThat(Catalog.shorthand(parsed)).isEqualTo("shift(2) flip cut-out(4)");
    List<Augmentation> whole = new ArrayList<>(all().toList());
    assertThat(Catalog.of(Augmentation.class).parseAll(Catalog.shorthand(whole))).isEqualTo(whole);
  }

  @Test
  void whatCannotBeDoneIsSaid() {
    assertThatThrownBy(() -> new Shift(0)).hasMessage("shift: got pixels 0, expected a whole number of at least 1");
    assertThatThrownBy(() -> new Rotate(200))
        .hasMessage("rotate: got degrees 200.0, expected a number above 0.0 and up to 180.0");
    assertThatThrownBy(() -> images(2, Shape.of(3, 8, 1)).batches(1).augmented(new Shift(3)))
        .hasMessage("shift: got 3 pixels for images of 3x8, expected fewer than the shorter side");
    assertThatThrownBy(() -> Dataset.of(Shape.of(4), new float[8]).batches(1).augmented(new Flip()))
        .hasMessage(
            "augmentation: got samples of shape [4], expected images [height, width, channels]. Only images can be"
                + " augmented.");
  }

  private static List<Float> list(float[] x) {
    List<Float> list = new ArrayList<>();
    for (float v : x) {
      list.add(v);
    }
    return list;
  }
}
