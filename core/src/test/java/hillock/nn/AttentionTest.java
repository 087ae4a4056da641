package hillock.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hillock.kernel.Randomness;
import hillock.tensor.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Attention, positions and transformer blocks, against plain loops in double precision and by what they promise. */
class AttentionTest {
  private static final int TIME = 5;
  private static final int K = 6;

  private static float[] normals(int n) {
    float[] x = new float[n];
    new Randomness(7, 1, 0).normals(x, 0, n);
    return x;
  }

  /** softmax(Q·Kᵀ/√d)·V by heads, then the projection, in the plainest loops. */
  private static double[] reference(Network network, float[] x, int heads, boolean causal) {
    float[] w = network.parameters().named("qkv.dense.weight").orElseThrow().copy();
    float[] projection = network.parameters().named("projection.dense.weight").orElseThrow().copy();
    double[][] qkv = new double[TIME][3 * K];
    for (int t = 0; t < TIME; t++) {
      for (int j = 0; j < 3 * K; j++) {
        for (int i = 0; i < K; i++) {
          qkv[t][j] += (double) x[t * K + i] * w[i * 3 * K + j];
        }
      }
    }
    int d = K / heads;
    double[][] gathered = new double[TIME][K];
    for (int h = 0; h < heads; h++) {
      for (int t = 0; t < TIME; t++) {
        int seen = causal ? t + 1 : TIME;
        double[] p = new double[seen];
        double sum = 0;
        for (int s = 0; s < seen; s++) {
          double dot = 0;
          for (int j = h * d; j < (h + 1) * d; j++) {
            dot += qkv[t][j] * qkv[s][K + j];
          }
          p[s] = Math.exp(dot / Math.sqrt(d));
          sum += p[s];
        }
        for (int s = 0; s < seen; s++) {
          for (int j = h * d; j < (h + 1) * d; j++) {
            gathered[t][j] += p[s] / sum * qkv[s][2 * K + j];
          }
        }
      }
    }
    double[] y = new double[TIME * K];
    for (int t = 0; t < TIME; t++) {
      for (int j = 0; j < K; j++) {
        for (int i = 0; i < K; i++) {
          y[t * K + j] += gathered[t][i] * projection[i * K + j];
        }
      }
    }
    return y;
  }

  @Test
  void attentionIsItsFormula() {
    for (int heads : new int[] {1, 2, 6}) {
      for (boolean causal : new boolean[] {false, true}) {
        Network network = new MultiHeadAttention(heads, causal).build(Shape.of(TIME, K), 3);
        float[] x = normals(TIME * K);
        float[] y = network.predict(x, 1);
        double[] expected = reference(network, x, heads, causal);
        for (int i = 0; i < y.length; i++) {
          assertThat((double) y[i]).as("%d heads, element %d", heads, i).isCloseTo(expected[i], within(1e-6));
        }
      }
    }
  }

  @Test
  void aCausalStepDoesNotSeeTheFuture() {
    Network causal = new TransformerBlock(2, 8, true).build(Shape.of(TIME, K), 3);
    Network open = new TransformerBlock(2, 8).build(Shape.of(TIME, K), 3);
    float[] x = normals(TIME * K);
    float[] changed = x.clone();
    changed[x.length - 1] += 1;
    int before = (TIME - 1) * K;
    assertThat(Arrays.copyOf(causal.predict(changed, 1), before))
        .isEqualTo(Arrays.copyOf(causal.predict(x, 1), before));
    assertThat(Arrays.copyOf(open.predict(changed, 1), before)).isNotEqualTo(Arrays.copyOf(open.predict(x, 1), before));
  }

  @Test
  void paddingIsNeitherSeenNorAnswered() {
    int length = 3;
    float[] x = normals(TIME * K);
    Arrays.fill(x, length * K, x.length, 0);
    for (boolean causal : new boolean[] {false, true}) {
      Network masked = new Sequential(new Masking(), new MultiHeadAttention(2, causal)).build(Shape.of(TIME, K), 3);
      Network alone = new Sequential(new Masking(), new MultiHeadAttention(2, causal)).build(Shape.of(length, K), 3);
      float[] y = masked.predict(x, 1);
      assertThat(Arrays.copyOf(y, length * K)).isEqualTo(alone.predict(Arrays.copyOf(x, length * K), 1));
      assertThat(Arrays.copyOfRange(y, length * K, y.length)).containsOnly(0);
      assertThat(masked.predict(new float[TIME * K], 1)).as("all padding").containsOnly(0);
    }
  }

  @Test
  void withoutPositionsTheOrderOfStepsDoesNotMatter() {
    float[] x = normals(TIME * K);
    float[] reversed = reversed(x);
    Network network = new MultiHeadAttention(3).build(Shape.of(TIME, K), 3);
    assertThat(reversed(network.predict(reversed, 1))).containsExactly(network.predict(x, 1), within(1e-6f));
    Network placed = new Sequential(new PositionalEncoding(), new MultiHeadAttention(3)).build(Shape.of(TIME, K), 3);
    assertThat(reversed(placed.predict(reversed, 1))[0]).isNotCloseTo(placed.predict(x, 1)[0], within(1e-3f));
  }

  private static float[] reversed(float[] x) {
    float[] y = new float[x.length];
    for (int t = 0; t < TIME; t++) {
      System.arraycopy(x, t * K, y, (TIME - 1 - t) * K, K);
    }
    return y;
  }

  @Test
  void theEncodingIsThatOfThePaper() {
    float[] y = new PositionalEncoding().build(Shape.of(3, 4), 1).predict(new float[12], 1);
    float[] expected = {
      0,
      1,
      0,
      1,
      (float) Math.sin(1),
      (float) Math.cos(1),
      (float) Math.sin(0.01),
      (float) Math.cos(0.01),
      (float) Math.sin(2),
      (float) Math.cos(2),
      (float) Math.sin(0.02),
      (float) Math.cos(0.02)
    };
    assertThat(y).containsExactly(expected, within(1e-7f));
  }

  @Test
  void aBlockIsMadeOfLayersWithNames() {
    Network block = new TransformerBlock(2, 8, false, 0.1f).build(Shape.of(TIME, K), 3);
    assertThat(block.layers())
        .extracting(Layer::path)
        .containsExactly(
            "0.residual",
            "0.residual.0.layerNorm",
            "0.residual.1.multiHeadAttention",
            "0.residual.1.multiHeadAttention.qkv.dense",
            "0.residual.1.multiHeadAttention.projection.dense",
            "0.residual.2.dropout",
            "1.residual",
            "1.residual.0.layerNorm",
            "1.residual.1.dense",
            "1.residual.2.gelu",
            "1.residual.3.dropout",
            "1.residual.4.dense",
            "1.residual.5.dropout");
    assertThat(block.parameters().size()).isEqualTo(4 * K * K + 4 * K + 2 * 8 * K + 8 + K + 4 * K);
    assertThat(new TransformerBlock(2, 8).normLast().build(Shape.of(TIME, K), 3).layers())
        .extracting(Layer::path)
        .contains("1.layerNorm", "3.layerNorm")
        .doesNotContain("0.residual.0.layerNorm");
  }

  @Test
  void inputsThatDoNotFitAreNamed() {
    assertThatThrownBy(() -> new MultiHeadAttention(4).build(Shape.of(TIME, K), 1))
        .hasMessage("MultiHeadAttention: input [5, 6] has 6 features, expected a multiple of the 4 heads");
    assertThatThrownBy(() -> new Sequential(new MultiHeadAttention(1)).build(Shape.of(K), 1))
        .hasMessage(
            "layer '0.multiHeadAttention': MultiHeadAttention: got input [6], expected [time, features]."
                + " A layer before it, such as an Embedding or a Reshape, makes sequences");
    assertThatThrownBy(() -> new PositionEmbedding().build(Shape.of(K), 1))
        .hasMessage("PositionEmbedding: got input [6], expected [time, features]");
    assertThatThrownBy(() -> new MultiHeadAttention(0)).hasMessageContaining("got 0 heads");
    assertThatThrownBy(() -> new TransformerBlock(1, 0)).hasMessageContaining("got 0 hidden units");
    assertThatThrownBy(() -> new TransformerBlock(1, 2, false, 1)).hasMessageContaining("got dropout 1.0");
  }
}
