package hillock.classic.hebb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hillock.kernel.Engine;
import hillock.kernel.KernelChoice;
import hillock.kernel.Randomness;
import hillock.kernel.ScalarKernels;
import hillock.kernel.Team;
import hillock.model.Model;
import hillock.nn.Dense;
import hillock.nn.Linear;
import hillock.tensor.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HopfieldNetworkTest {
  private static List<byte[]> random(int count, int n, long seed) {
    List<byte[]> patterns = new ArrayList<>();
    int[] words = new int[n];
    for (int p = 0; p < count; p++) {
      new Randomness(seed, 1, p).bits(words, 0, n);
      byte[] pattern = new byte[n];
      for (int i = 0; i < n; i++) {
        pattern[i] = (byte) (words[i] < 0 ? -1 : 1);
      }
      patterns.add(pattern);
    }
    return patterns;
  }

  private static byte[] flipped(byte[] pattern, int flips, long seed) {
    byte[] copy = pattern.clone();
    int[] order = new Randomness(seed, 2, 0).permutation(pattern.length);
    for (int i = 0; i < flips; i++) {
      copy[order[i]] = (byte) -copy[order[i]];
    }
    return copy;
  }

  @Test
  void hebbsWeightsAreSumsOfProducts() {
    HopfieldNetwork memory =
        HopfieldNetwork.hebb(List.of(new byte[] {1, -1, 1}, new byte[] {1, 1, -1}), Engine.single());
    assertThat(memory.network().parameters().values()).containsExactly(0, 0, 0, 0, 0, -2, 0, -2, 0);
    assertThat(memory.energy(new byte[] {1, -1, 1})).isEqualTo(-2);
    assertThat(memory.energy(new byte[] {1, 1, 1})).isEqualTo(2);
  }

  @Test
  void aNoisyPatternIsRecalledAndEveryChangeLowersTheEnergy() {
    List<byte[]> patterns = random(10, 200, 1);
    HopfieldNetwork memory = HopfieldNetwork.hebb(patterns, Engine.single());
    for (byte[] pattern : patterns) {
      HopfieldNetwork.Recall recall = memory.recall(flipped(pattern, 50, 3), 7, 20);
      assertThat(recall.stable()).isTrue();
      assertThat(recall.overlap(pattern)).isGreaterThanOrEqualTo(0.98);
      for (int i = 1; i < recall.energies().size(); i++) {
        assertThat(recall.energies().get(i)).isLessThan(recall.energies().get(i - 1));
      }
      assertThat(recall.energies().getLast()).isEqualTo(memory.energy(recall.state()));
      assertThat(recall.energies()).hasSizeGreaterThan(50);
    }
  }

  /** Below the capacity all is recalled, well above it nothing is; the gallery shows the fall between. */
  @Test
  void recallFallsOffBetweenTenAndTwentyPatternsForAHundredNeurons() {
    int n = 1000;
    for (int load : new int[] {100, 200}) {
      List<byte[]> patterns = random(load, n, load);
      HopfieldNetwork memory = HopfieldNetwork.hebb(patterns, Engine.single());
      for (int p = 0; p < 10; p++) {
        double overlap = memory.recall(patterns.get(p), p, 50).overlap(patterns.get(p));
        if (load == 100) {
          assertThat(overlap).isGreaterThan(0.95);
        } else {
          assertThat(overlap).isLessThan(0.8);
        }
      }
    }
  }

  @Test
  void thePseudoInverseKeepsPatternsThatAreAlike() {
    byte[] first = random(1, 120, 5).getFirst();
    List<byte[]> alike = new ArrayList<>();
    for (int p = 0; p < 30; p++) {
      alike.add(flipped(first, 20, p)); // any two agree in two thirds or more of the neurons
    }
    HopfieldNetwork hebb = HopfieldNetwork.hebb(alike, Engine.single());
    HopfieldNetwork inverse = HopfieldNetwork.pseudoInverse(alike);
    int kept = 0;
    for (byte[] pattern : alike) {
      assertThat(inverse.recall(pattern, 1, 20).state()).isEqualTo(pattern);
      kept += hebb.recall(pattern, 1, 20).overlap(pattern) == 1 ? 1 : 0;
    }
    assertThat(kept).as("kept by Hebb's rule").isLessThan(10);
    assertThat(inverse.recall(flipped(alike.get(3), 5, 9), 1, 20).state()).isEqualTo(alike.get(3));
  }

  @Test
  void theEngineDoesNotChangeTheBits() {
    List<byte[]> patterns = random(30, 300, 4);
    try (Team two = Team.of(2)) {
      HopfieldNetwork scalar = HopfieldNetwork.hebb(patterns, Engine.of(new ScalarKernels(), Team.of(1)));
      HopfieldNetwork vector = HopfieldNetwork.hebb(patterns, Engine.of(KernelChoice.AUTO.kernels(), two));
      assertThat(vector.network().parameters().values()).isEqualTo(scalar.network().parameters().values());
      byte[] noisy = flipped(patterns.getFirst(), 60, 1);
      assertThat(vector.recall(noisy, 5, 20).state()).isEqualTo(scalar.recall(noisy, 5, 20).state());
    }
  }

  /** Below, at and above the capacity, with numbers of patterns that no vector divides. */
  @Test
  void aMemoryOfPatternsRecallsTheSameWithoutWeights() {
    try (Team two = Team.of(2)) {
      for (int load : new int[] {7, 37, 60}) {
        List<byte[]> patterns = random(load, 301, load);
        HopfieldNetwork weights = HopfieldNetwork.hebb(patterns, Engine.single());
        for (KernelChoice choice : KernelChoice.values()) {
          PatternMemory memory = new PatternMemory(patterns, Engine.of(choice.kernels(), two));
          for (int p = 0; p < 5; p++) {
            byte[] noisy = flipped(patterns.get(p), 30, p);
            assertThat(memory.recall(noisy, p, 30)).isEqualTo(weights.recall(noisy, p, 30).state());
          }
        }
      }
    }
  }

  @Test
  void aMemoryIsSavedAndLoaded(@TempDir Path folder) {
    List<byte[]> patterns = random(5, 80, 6);
    HopfieldNetwork memory = HopfieldNetwork.hebb(patterns, Engine.single());
    Path file = folder.resolve("memory.hillock");
    Model.of(memory.network(), new Linear()).save(file);
    HopfieldNetwork loaded = HopfieldNetwork.of(Model.open(file).network());
    byte[] noisy = flipped(patterns.getFirst(), 15, 1);
    assertThat(loaded.recall(noisy, 2, 20).state()).isEqualTo(patterns.getFirst());
    assertThat(loaded.energy(noisy)).isCloseTo(memory.energy(noisy), within(0.0));
  }

  @Test
  void whatIsNoPatternIsRefused() {
    assertThatThrownBy(() -> HopfieldNetwork.hebb(List.of(new byte[] {1, 0}), Engine.single()))
        .hasMessage("Hopfield: got a pattern with 0, expected -1 and 1");
    assertThatThrownBy(() -> new PatternMemory(List.of(), Engine.single())).hasMessageContaining("got no patterns");
    assertThatThrownBy(() -> HopfieldNetwork.pseudoInverse(List.of(new byte[] {1, -1}, new byte[] {1, -1})))
        .hasMessage("Hopfield: got 2 patterns that depend on each other, expected linearly independent ones");
    assertThatThrownBy(() -> HopfieldNetwork.of(new Dense(2).build(Shape.of(3), 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("as wide as its input");
  }
}
