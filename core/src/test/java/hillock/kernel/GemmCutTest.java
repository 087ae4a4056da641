package hillock.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * How evenly products are cut for teams larger than this machine: the share of the work that the busiest thread has,
 * against an equal share. One is perfect; it says nothing about caches and memory, which only a real machine can.
 */
class GemmCutTest {
  private final GemmCut cut = new GemmCut();

  @Test
  void tilesCoverTheOutputOnceAtFixedBorders() {
    for (int m : new int[] {1, 12, 50, 64, 333}) {
      for (int n : new int[] {1, 10, 32, 100, 784}) {
        for (int threads : new int[] {1, 2, 3, 8, 64}) {
          cut.choose(m, n, 500, threads);
          int[] seen = new int[m * n];
          for (int tile = 0; tile < cut.tiles(); tile++) {
            assertThat(cut.rowFrom(tile) % GemmCut.ROWS).isZero();
            assertThat(cut.columnFrom(tile) % GemmCut.COLUMNS).isZero();
            for (int i = cut.rowFrom(tile); i < cut.rowTo(tile); i++) {
              for (int j = cut.columnFrom(tile); j < cut.columnTo(tile); j++) {
                seen[i * n + j]++;
              }
            }
          }
          assertThat(seen).containsOnly(1);
        }
      }
    }
  }

  @Test
  void smallProductsStayWhole() {
    cut.choose(32, 32, 32, 64);
    assertThat(cut.tiles()).isEqualTo(1);
  }

  /** Greedy hand-out, as the team does it: each tile in turn goes to the thread that is free first. */
  private double imbalance(int m, int n, int k, int threads) {
    cut.choose(m, n, k, threads);
    long[] load = new long[threads];
    for (int tile = 0; tile < cut.tiles(); tile++) {
      int least = 0;
      for (int t = 1; t < threads; t++) {
        least = load[t] < load[least] ? t : least;
      }
      load[least] += (long) (cut.rowTo(tile) - cut.rowFrom(tile)) * (cut.columnTo(tile) - cut.columnFrom(tile));
    }
    long most = 0;
    for (long l : load) {
      most = Math.max(most, l);
    }
    return most * (double) threads / ((double) m * n);
  }

  @Test
  void largeProductsKeepManyThreadsBusy() {
    int[][] sizes = {{512, 512, 512}, {64, 2048, 784}, {2048, 64, 784}, {256, 1024, 1024}, {1024, 1024, 1024}};
    var report = new StringBuilder("size, threads: tiles, busiest thread against an equal share\n");
    for (int[] size : sizes) {
      for (int threads : new int[] {8, 16, 64}) {
        double imbalance = imbalance(size[0], size[1], size[2], threads);
        report.append(
            "%d x %d x %d, %d: %d, %.2f%n".formatted(size[0], size[1], size[2], threads, cut.tiles(), imbalance));
        assertThat(imbalance).as(report.toString()).isLessThan(1.35);
      }
    }
    System.out.print(report);
  }
}
