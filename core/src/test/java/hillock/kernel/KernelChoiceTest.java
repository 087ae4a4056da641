package hillock.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** In core's own tests there is no vector module, so the choice falls back and a demand for it fails. */
class KernelChoiceTest {
  @Test
  void namesAreThoseOfTheCommandLine() {
    for (KernelChoice choice : KernelChoice.values()) {
      assertThat(KernelChoice.of(choice.toString())).isSameAs(choice);
    }
    assertThatThrownBy(() -> KernelChoice.of("gpu")).hasMessage("kernels: got 'gpu', expected auto, scalar or simd");
  }

  @Test
  void autoFallsBackToScalar() {
    assertThat(KernelChoice.AUTO.kernels().name()).isEqualTo("scalar");
    assertThat(KernelChoice.SCALAR.kernels().name()).isEqualTo("scalar");
  }

  @Test
  void aDemandForVectorsSaysWhatToDo() {
    assertThatThrownBy(KernelChoice.SIMD::kernels)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("simd was demanded")
        .hasMessageContaining("hillock-simd")
        .hasMessageContaining(KernelChoice.FLAG);
  }
}
