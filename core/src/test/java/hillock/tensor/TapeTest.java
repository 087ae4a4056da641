package hillock.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hillock.kernel.Engine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The promises of tape, step, tensor and gradients. */
class TapeTest {
  private static final Shape PAIR = Shape.of(1, 2);
  private static final float[] X = {3, -2};

  private final Parameters parameters = new Parameters();
  private Parameter weight;
  private Parameter bias;

  @BeforeEach
  void twoInputsTwoUnits() {
    weight = parameters.add("weight", Shape.of(2, 2), true, true);
    bias = parameters.add("bias", Shape.of(2), true, false);
    parameters.trim();
    weight.set(1, 2, 3, 4);
    bias.set(0.5f, -0.5f);
  }

  private static Tape tape() {
    return Tape.training(1, Engine.single());
  }

  private Tensor affine(Step step) {
    return step.input(X, PAIR).affine(weight, bias);
  }

  @Test
  void anAffineMapAndItsDerivativesAreThoseByHand() {
    try (Tape tape = tape();
        Step step = tape.step()) {
      Tensor y = affine(step);
      assertThat(y.copy()).containsExactly(3 * 1 - 2 * 3 + 0.5f, 3 * 2 - 2 * 4 - 0.5f);
      Gradients gradients = step.gradients(y.sum(), parameters);
      assertThat(gradients.of(weight)).containsExactly(3, 3, -2, -2);
      assertThat(gradients.of(bias)).containsExactly(1, 1);
    }
  }

  @Test
  void aTensorKeptAfterItsStepIsRefused() {
    try (Tape tape = tape()) {
      Tensor kept;
      try (Step step = tape.step()) {
        kept = affine(step);
      }
      String message = "Affine [1, 2]: its step has closed; use item() or copy() within the step to keep its value";
      assertThatThrownBy(kept::copy).isInstanceOf(IllegalStateException.class).hasMessage(message);
      assertThatThrownBy(kept::sum).isInstanceOf(IllegalStateException.class).hasMessage(message);
    }
  }

  @Test
  void aTensorKeptAfterItsStepIsRefusedByTheNextStepToo() {
    try (Tape tape = tape()) {
      Tensor kept;
      try (Step step = tape.step()) {
        kept = affine(step).times(2);
      }
      try (Step step = tape.step()) {
        Tensor fresh = step.input(X, PAIR);
        assertThatThrownBy(() -> fresh.plus(kept))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("closed");
      }
    }
  }

  @Test
  void poisoningFillsTheResultsOfClosedStepsButNotWhatBelongsToOthers() {
    try (Tape tape = tape().poisoning(true)) {
      float[] x = X.clone();
      float[] y;
      try (Step step = tape.step()) {
        Tensor input = step.input(x, PAIR);
        y = input.affine(weight, bias).data();
        input.reshape(Shape.of(2)).detach();
      }
      assertThat(y[0]).isNaN();
      assertThat(y[1]).isNaN();
      assertThat(x).containsExactly(X);
      assertThat(weight.copy()).containsExactly(1, 2, 3, 4);
    }
  }

  @Test
  void aParameterChangedBeforeTheGradientIsRefused() {
    try (Tape tape = tape();
        Step step = tape.step()) {
      Tensor loss = affine(step).sum();
      weight.set(1, 1, 1, 1);
      assertThatThrownBy(() -> step.gradients(loss, parameters))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("parameter 'weight' was changed between the forward pass and the gradient");
    }
    try (Tape tape = tape();
        Step step = tape.step()) {
      Tensor loss = affine(step).sum();
      parameters.changed();
      assertThatThrownBy(() -> step.gradients(loss, parameters)).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void batchesOfAlternatingSizesDoNotDisturbEachOther() {
    float[] large = {1, 2, 3, 4, 5, 6, 7, 8};
    try (Tape tape = tape()) {
      for (int n : new int[] {4, 1, 3, 1, 4, 2}) {
        float[] fresh;
        try (Tape other = tape();
            Step step = other.step()) {
          fresh = gradients(step, large, n);
        }
        try (Step step = tape.step()) {
          assertThat(gradients(step, large, n)).as("batch of " + n).containsExactly(fresh);
        }
      }
    }
  }

  private float[] gradients(Step step, float[] x, int n) {
    Tensor y = step.input(x, Shape.of(n, 2)).affine(weight, bias).reshapeExamples(Shape.of(2, 1));
    return step.gradients(y.times(y).sum(), parameters).values().clone();
  }

  @Test
  void aLayerUsedTwiceCollectsBothDerivatives() {
    try (Tape tape = tape();
        Step step = tape.step()) {
      Tensor x = step.input(X, PAIR);
      Tensor once = x.affine(weight, bias);
      Tensor twice = once.affine(weight, bias);
      Gradients gradients = step.gradients(twice.sum(), parameters);
      // d/dW of Σ(h·W + b) with h = x·W + b: hᵀ·1 + xᵀ·(1·Wᵀ), where 1·Wᵀ = [1 + 2, 3 + 4].
      float[] h = once.copy();
      assertThat(gradients.of(weight)).containsExactly(h[0] + 3 * 3, h[0] + 3 * 7, h[1] - 2 * 3, h[1] - 2 * 7);
      assertThat(gradients.of(bias)).containsExactly(1 + 3, 1 + 7);
    }
  }

  @Test
  void twoNetworksOnOneTapeHaveGradientsOfTheirOwn() {
    Parameters others = new Parameters();
    Parameter other = others.add("other", Shape.of(2, 1), true, true);
    others.trim();
    other.set(10, 20);
    try (Tape tape = tape();
        Step step = tape.step()) {
      Tensor fake = affine(step);
      Tensor judged = fake.detach().affine(other, null).sum();
      assertThat(step.gradients(judged, others).of(other)).containsExactly(fake.data()[0], fake.data()[1]);
      assertThat(step.gradients(judged, parameters).of(weight)).as("behind detach").containsOnly(0);
      Tensor through = fake.affine(other, null).sum();
      assertThat(step.gradients(through, parameters).of(bias)).containsExactly(10, 20);
      assertThat(step.gradients(through, others).of(other)).containsExactly(fake.data()[0], fake.data()[1]);
      assertThatThrownBy(() -> step.gradients(through, others).of(weight))
          .hasMessageContaining("no gradient of weight");
    }
  }

  @Test
  void anUpdateOfOneNetworkLeavesTheOtherItsGradient() {
    Parameters others = new Parameters();
    Parameter other = others.add("other", Shape.of(2, 1), true, true);
    others.trim();
    try (Tape tape = tape();
        Step step = tape.step()) {
      Tensor loss = affine(step).sum();
      affine(step).detach().affine(other, null);
      other.set(1, 1);
      assertThatThrownBy(() -> step.gradients(loss, parameters)).hasMessageContaining("'other'");
    }
  }

  @Test
  void accumulatedGradientsAreTheirSum() {
    try (Tape tape = tape()) {
      float[] sum = new float[parameters.size()];
      float[][] inputs = {{1, 2}, {3, 4}, {-5, 6}};
      float[] accumulated = {};
      for (int i = 0; i < inputs.length; i++) {
        try (Step step = tape.step()) {
          Tensor y = step.input(inputs[i], PAIR).affine(weight, bias);
          Tensor loss = y.times(y).sum();
          Gradients all = i == 0 ? step.gradients(loss, parameters) : step.addGradients(loss, parameters);
          accumulated = all.values().clone();
        }
        try (Tape alone = tape();
            Step step = alone.step()) {
          Tensor y = step.input(inputs[i], PAIR).affine(weight, bias);
          float[] own = step.gradients(y.times(y).sum(), parameters).values();
          for (int j = 0; j < sum.length; j++) {
            sum[j] += own[j];
          }
        }
      }
      assertThat(accumulated).containsExactly(sum);
    }
  }

  @Test
  void aParameterThatTheLossDoesNotUseHasTheGradientZero() {
    try (Tape tape = tape();
        Step step = tape.step()) {
      step.gradients(affine(step).sum(), parameters);
      Gradients second = step.gradients(step.input(X, PAIR).affine(weight, null).sum(), parameters);
      assertThat(second.of(bias)).containsOnly(0);
      assertThat(second.of(weight)).containsExactly(3, 3, -2, -2);
    }
  }

  @Test
  void frozenParametersHaveTheGradientZeroAndCanBeThawed() {
    try (Tape tape = tape()) {
      weight.trainable(false);
      assertThat(parameters.trainableSize()).isEqualTo(2);
      try (Step step = tape.step()) {
        Gradients gradients = step.gradients(affine(step).sum(), parameters);
        assertThat(gradients.of(weight)).containsOnly(0);
        assertThat(gradients.of(bias)).containsExactly(1, 1);
      }
      weight.trainable(true);
      try (Step step = tape.step()) {
        assertThat(step.gradients(affine(step).sum(), parameters).of(weight)).containsExactly(3, 3, -2, -2);
      }
    }
  }

  @Test
  void theFirstOpThatMakesNotANumberIsNamed() {
    try (Tape tape = tape();
        Step step = tape.step()) {
      affine(step);
      assertThat(tape.firstNonFinite()).isNull();
      step.enter("3.dense");
      step.input(new float[] {Float.MAX_VALUE, 1}, PAIR).affine(weight, bias).times(2).times(0);
      assertThat(tape.firstNonFinite()).isEqualTo("Affine of '3.dense'");
    }
  }

  @Test
  void tensorsOfTwoTapesDoNotMix() {
    try (Tape one = tape();
        Tape two = tape();
        Step a = one.step();
        Step b = two.step()) {
      Tensor x = a.input(X, PAIR);
      Tensor y = b.input(X, PAIR);
      assertThatThrownBy(() -> x.plus(y))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Add: its inputs are on two tapes; record one computation on one tape");
    }
  }

  @Test
  void oneStepAtATime() {
    try (Tape tape = tape();
        Step step = tape.step(17)) {
      assertThat(step.number()).isEqualTo(17);
      assertThatThrownBy(tape::step).isInstanceOf(IllegalStateException.class).hasMessageContaining("still open");
    }
    try (Tape tape = tape()) {
      tape.step(17).close();
      assertThat(tape.step().number()).isEqualTo(18);
    }
  }

  @Test
  void shapesThatDoNotFitAreShown() {
    try (Tape tape = tape();
        Step step = tape.step()) {
      Tensor x = step.input(new float[6], Shape.of(2, 3));
      assertThatThrownBy(() -> x.affine(weight, bias))
          .hasMessage(
              "affine: input has 3 features on its last axis, weight 'weight' expects 2"
                  + " (input [2, 3], weight [2, 2]). Did you forget Flatten?");
      assertThatThrownBy(() -> x.plus(affine(step))).hasMessage("plus: shapes differ, [2, 3] and [1, 2]");
      assertThatThrownBy(() -> x.times(affine(step))).hasMessage("times: shapes differ, [2, 3] and [1, 2]");
      assertThatThrownBy(() -> x.matmul(x))
          .hasMessage("matmul: got shapes [2, 3] and [2, 3], expected [..., k] and [k, n]");
      assertThatThrownBy(() -> x.plusRow(x))
          .hasMessage("plusRow: got shapes [2, 3] and [2, 3], expected [..., k] and [k]");
      assertThatThrownBy(() -> x.reshape(Shape.of(4))).hasMessage("reshape: [2, 3] has 6 elements, [4] has 4");
      assertThatThrownBy(() -> x.reshapeExamples(Shape.of(2))).hasMessageContaining("do not have the size of [2]");
      assertThatThrownBy(() -> step.input(X, Shape.of(3))).hasMessage("got 2 values, shape [3] expects 3");
      assertThatThrownBy(x::item).hasMessageContaining("one element, got shape [2, 3]");
      assertThatThrownBy(() -> weight.set(1, 2)).hasMessage("parameter 'weight' [2, 2]: got 2 values, expected 4");
    }
  }

  @Test
  void aLossThatIsNotAScalarStandsForItsSum() {
    try (Tape tape = tape();
        Step step = tape.step()) {
      Tensor y = affine(step);
      float[] ofTensor = step.gradients(y, parameters).values().clone();
      assertThat(step.gradients(y.sum(), parameters).values()).containsExactly(ofTensor);
    }
  }

  @Test
  void operationsOnTensorsComputeWhatTheyAreNamedFor() {
    try (Tape tape = tape();
        Step step = tape.step()) {
      Tensor a = step.input(new float[] {1, 2, 3, 4}, Shape.of(2, 2));
      Tensor b = step.input(new float[] {5, 6, 7, 8}, Shape.of(2, 2));
      assertThat(a.plus(b).copy()).containsExactly(6, 8, 10, 12);
      assertThat(a.minus(b).copy()).containsExactly(-4, -4, -4, -4);
      assertThat(a.times(b).copy()).containsExactly(5, 12, 21, 32);
      assertThat(a.times(0.5f).copy()).containsExactly(0.5f, 1, 1.5f, 2);
      assertThat(a.matmul(b).copy()).containsExactly(19, 22, 43, 50);
      assertThat(a.plusRow(step.input(new float[] {10, 20}, Shape.of(2))).copy()).containsExactly(11, 22, 13, 24);
      assertThat(a.sum().item()).isEqualTo(10);
      assertThat(a.reshape(Shape.of(4)).copy()).containsExactly(1, 2, 3, 4);
      assertThat(step.parameter(weight).copy()).containsExactly(1, 2, 3, 4);
    }
  }
}
