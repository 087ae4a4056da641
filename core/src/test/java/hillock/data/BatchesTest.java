package hillock.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import hillock.tensor.Shape;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {
  private static Dataset dataset(int n) {
    float[] x = new float[2 * n];
    for (int i = 0; i < x.length; i++) {
      x[i] = i;
    }
    return Dataset.of(Shape.of(2), x)
        .withLabels(IntStream.range(0, n).map(i -> i % 3).toArray(), List.of("a", "b", "c"));
  }

  private static List<Integer> rows(Iterable<Batch> batches) {
    List<Integer> rows = new ArrayList<>();
    for (Batch batch : batches) {
      Arrays.stream(batch.rows(), 0, batch.size()).forEach(rows::add);
    }
    return rows;
  }

  @Test
  void anEpochHasEveryRowOnceWithItsOwnLabel() {
    Dataset data = dataset(10);
    Batches batches = data.shuffled(7).batches(4);
    assertThat(batches.count()).isEqualTo(3);
    List<Integer> sizes = new ArrayList<>();
    for (Batch batch : batches) {
      sizes.add(batch.size());
      assertThat(batch.shape()).isEqualTo(Shape.of(batch.size(), 2));
      assertThat(batch.targetShape()).isEqualTo(Shape.of(batch.size()));
      for (int i = 0; i < batch.size(); i++) {
        int row = batch.rows()[i];
        assertThat(batch.x()[2 * i]).isEqualTo(2 * row);
        assertThat(batch.labels()[i]).isEqualTo(row % 3);
        assertThat(batch.y()[i]).isEqualTo(row % 3);
      }
    }
    assertThat(sizes).containsExactly(4, 4, 2);
    assertThat(rows(batches)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  @Test
  void theOrderIsAFunctionOfSeedAndEpoch() {
    Batches batches = dataset(100).shuffled(7).batches(10);
    List<Integer> second = rows(batches.epoch(1));
    assertThat(rows(batches.epoch(0))).isNotEqualTo(second);
    assertThat(rows(dataset(100).shuffled(7).batches(10).epoch(1))).isEqualTo(second);
    assertThat(rows(dataset(100).shuffled(7).batches(33).epoch(1))).as("whatever the batch size").isEqualTo(second);
    assertThat(rows(dataset(100).shuffled(8).batches(10).epoch(1))).isNotEqualTo(second);
  }

  @Test
  void aResumedEpochContinuesWithTheSameRows() {
    Batches whole = dataset(100).shuffled(7).batches(10);
    whole.at(4, 0);
    int[] expected = whole.at(5, 6).rows().clone();
    assertThat(dataset(100).shuffled(7).batches(10).at(5, 6).rows()).isEqualTo(expected);
  }

  @Test
  void withoutASeedRowsKeepTheirOrder() {
    assertThat(rows(dataset(7).batches(3).epoch(3))).containsExactly(0, 1, 2, 3, 4, 5, 6);
  }

  @Test
  void bytesTargetsAndWeightsAreGathered() {
    Dataset data =
        Dataset.ofBytes(Shape.of(1, 2, 1), new byte[] {0, (byte) 255, 1, 2, 3, 4})
            .withTargets(new float[] {1, 2, 3, 4, 5, 6}, List.of("p", "q"))
            .withWeights(new float[] {.5f, 1, 2});
    Batch batch = data.subset(new int[] {2, 0}).batches(2).at(0, 0);
    assertThat(batch.x()).containsExactly(3, 4, 0, 255);
    assertThat(batch.y()).containsExactly(5, 6, 1, 2);
    assertThat(batch.weights()).containsExactly(2, .5f);
    assertThat(batch.targetShape()).isEqualTo(Shape.of(2, 2));
    assertThat(batch.labels()).isEmpty();
  }

  @Test
  void gatheringABatchAllocatesNothing() {
    byte[] pixels = new byte[1000 * 64];
    Dataset data =
        Dataset.ofBytes(Shape.of(8, 8, 1), pixels)
            .withLabels(new int[1000], List.of("a", "b"))
            .standardised(new float[] {1}, new float[] {2});
    Batches batches = data.shuffled(1).batches(50);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    // The virtual machine itself allocates now and then; what a batch allocates would show in every round.
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 10; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 200; i++) {
        batches.at(0, i % batches.count());
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).isZero();
  }

  @Test
  void wrongSizesAreRefused() {
    assertThatThrownBy(() -> dataset(3).batches(0)).hasMessage("batch size: got 0, expected at least 1.");
    assertThatThrownBy(() -> dataset(0).batches(1))
        .hasMessage("batches: got a dataset without rows, expected at least one row.");
    assertThatThrownBy(() -> Dataset.of(Shape.of(3), new float[4]))
        .hasMessage("dataset: got 4 values, expected a multiple of [3]");
    assertThatThrownBy(() -> dataset(3).withWeights(new float[2]))
        .hasMessage("dataset: got 2 weights, expected 3, one a sample");
  }

  @Test
  void balancedWeightsMakeClassesCountAlike() {
    Dataset data = Dataset.of(Shape.of(1), new float[4]).withLabels(new int[] {0, 0, 0, 1}, List.of("a", "b", "c"));
    assertThat(data.balancedClassWeights()).containsExactly(4f / 6, 2, 1);
  }
}
