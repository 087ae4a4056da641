package hillock.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShapeTest {
  @Test
  void aShapeKnowsItsSizeRowsAndAxes() {
    Shape shape = Shape.of(2, 3, 4);
    assertThat(shape.size()).isEqualTo(24);
    assertThat(shape.rows()).isEqualTo(6);
    assertThat(shape.last()).isEqualTo(4);
    assertThat(shape.dim(-2)).isEqualTo(3);
    assertThat(shape.batch(5)).isEqualTo(Shape.of(5, 2, 3, 4));
    assertThat(shape.example()).isEqualTo(Shape.of(3, 4));
    assertThat(shape.withLast(9)).isEqualTo(Shape.of(2, 3, 9));
    assertThat(shape).hasToString("[2, 3, 4]").hasSameHashCodeAs(Shape.of(2, 3, 4));
  }

  @Test
  void aScalarHasOneElementAndNoAxis() {
    assertThat(Shape.of()).isSameAs(Shape.scalar());
    assertThat(Shape.scalar().size()).isEqualTo(1);
    assertThat(Shape.scalar().rank()).isZero();
    assertThat(Shape.of(0, 5).size()).isZero();
  }

  @Test
  void comparisonsWithoutAllocation() {
    assertThat(Shape.of(7, 2, 3).isBatchOf(7, Shape.of(2, 3))).isTrue();
    assertThat(Shape.of(7, 2, 3).isBatchOf(6, Shape.of(2, 3))).isFalse();
    assertThat(Shape.of(7, 2, 3).isBatchOf(7, Shape.of(3, 2))).isFalse();
    assertThat(Shape.of(7, 2).equalsExceptLast(Shape.of(7, 5), 2)).isTrue();
    assertThat(Shape.of(7, 2).equalsExceptLast(Shape.of(7, 5), 5)).isFalse();
    assertThat(Shape.of(7, 2).equalsExceptLast(Shape.of(6, 5), 2)).isFalse();
  }

  @Test
  void impossibleShapesAreRefused() {
    assertThatThrownBy(() -> Shape.of(2, -1)).hasMessage("shape [2, -1]: lengths must not be negative");
    assertThatThrownBy(() -> Shape.of(1 << 16, 1 << 16)).hasMessageContaining("more elements than a Java array holds");
    assertThatThrownBy(() -> Shape.of(1 << 20, 1 << 20, 1 << 20, 1 << 20)).hasMessageContaining("more elements");
  }
}
