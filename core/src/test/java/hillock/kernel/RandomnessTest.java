package hillock.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Moments, ranges and independence; each bound is at least four standard errors of the statistic. */
class RandomnessTest {
  private static final int N = 200_000;

  @Test
  void uniformsFillTheUnitInterval() {
    float[] u = new float[N];
    new Randomness(42, 1, 0).uniforms(u, 0, N);
    double sum = 0;
    double squares = 0;
    for (float x : u) {
      assertThat(x).isGreaterThanOrEqualTo(0f).isLessThan(1f);
      sum += x;
      squares += x * x;
    }
    assertThat(sum / N).isCloseTo(0.5, within(4 * 0.289 / Math.sqrt(N)));
    assertThat(squares / N).isCloseTo(1 / 3.0, within(4 * 0.298 / Math.sqrt(N)));
  }

  @Test
  void normalsHaveTheMomentsAndTailsOfTheNormalDistribution() {
    float[] z = new float[N];
    new Randomness(42, 2, 0).normals(z, 0, N);
    double mean = 0;
    double square = 0;
    double cube = 0;
    double fourth = 0;
    double neighbours = 0;
    int within1 = 0;
    int beyond3 = 0;
    for (int i = 0; i < N; i++) {
      double x = z[i];
      mean += x / N;
      square += x * x / N;
      cube += x * x * x / N;
      fourth += x * x * x * x / N;
      neighbours += x * z[i ^ 1] / N;
      within1 += Math.abs(x) < 1 ? 1 : 0;
      beyond3 += Math.abs(x) > 3 ? 1 : 0;
    }
    double error = 4 / Math.sqrt(N);
    assertThat(mean).isCloseTo(0, within(error));
    assertThat(square).isCloseTo(1, within(error * Math.sqrt(2)));
    assertThat(cube).isCloseTo(0, within(error * Math.sqrt(15)));
    assertThat(fourth).isCloseTo(3, within(error * Math.sqrt(96)));
    assertThat(neighbours).isCloseTo(0, within(error * Math.sqrt(2)));
    assertThat(within1 / (double) N).isCloseTo(0.682689, within(error * 0.47));
    assertThat(beyond3 / (double) N).isCloseTo(0.0026998, within(error * 0.052));
  }

  @Test
  void anOddCountOfNormalsIsAPrefix() {
    float[] long1 = new float[2051];
    float[] short1 = new float[1025];
    new Randomness(1, 2, 3).normals(long1, 0, long1.length);
    new Randomness(1, 2, 3).normals(short1, 0, short1.length);
    assertThat(short1).isEqualTo(Arrays.copyOf(long1, 1025));
  }

  @Test
  void seedStreamAndStepEachMatterInAllTheirBits() {
    long[][] keys = {{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {1L << 40, 0, 0}, {0, 1L << 40, 0}, {0, 0, 1L << 40}};
    var seen = new java.util.HashSet<Integer>();
    for (long[] key : keys) {
      int[] words = new int[8];
      new Randomness(key[0], key[1], key[2]).bits(words, 0, 8);
      for (int word : words) {
        assertThat(seen.add(word)).isTrue();
      }
    }
  }

  @Test
  void permutationsContainEachNumberOnce() {
    for (int n : new int[] {0, 1, 2, 3, 1000}) {
      int[] order = new Randomness(9, 0, n).permutation(n);
      int[] sorted = order.clone();
      Arrays.sort(sorted);
      for (int i = 0; i < n; i++) {
        assertThat(sorted[i]).isEqualTo(i);
      }
    }
  }

  @Test
  void everyOrderOfFourIsEquallyLikely() {
    int draws = 24_000;
    int[] counts = new int[256];
    for (int i = 0; i < draws; i++) {
      int[] order = new Randomness(3, 0, i).permutation(4);
      counts[order[0] << 6 | order[1] << 4 | order[2] << 2 | order[3]]++;
    }
    int kinds = 0;
    double chiSquared = 0;
    for (int count : counts) {
      if (count > 0) {
        kinds++;
        chiSquared += Math.pow(count - 1000, 2) / 1000;
      }
    }
    assertThat(kinds).isEqualTo(24);
    assertThat(chiSquared).isLessThan(23 + 4 * Math.sqrt(46)); // 23 degrees of freedom
  }

  @Test
  void shuffleLeavesTheRestAlone() {
    int[] order = {0, 1, 2, 3, 4, 5, 6, 7};
    new Randomness(1, 1, 1).shuffle(order, 2, 6);
    assertThat(Arrays.copyOf(order, 2)).containsExactly(0, 1);
    assertThat(Arrays.copyOfRange(order, 6, 8)).containsExactly(6, 7);
    assertThat(Arrays.copyOfRange(order, 2, 6)).containsExactlyInAnyOrder(2, 3, 4, 5);
  }
}
