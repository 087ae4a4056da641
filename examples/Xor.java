import hillock.nn.Dense;
import hillock.nn.MeanSquaredError;
import hillock.nn.Network;
import hillock.nn.Sequential;
import hillock.nn.Tanh;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import hillock.train.Adam;
import hillock.train.Update;
import java.util.Arrays;

/** The loop itself, in plain Java: forward, loss, gradients, update. */
void main() {
  float[] x = {0, 0, 0, 1, 1, 0, 1, 1};
  float[] t = {0, 1, 1, 0};
  Network xor = new Sequential(new Dense(4), new Tanh(), new Dense(1)).build(Shape.of(2), 1);
  Update adam = new Adam(0.05).over(xor.parameters());
  var loss = new MeanSquaredError();

  try (var tape =
      Tape.training(1)) { // op k of a step reuses the buffers of op k of the last step: nothing is allocated
    for (int i = 0; i < 500; i++) {
      try (var step = tape.step()) {
        Tensor y = xor.forward(step.input(x, Shape.of(4, 2)));
        Tensor l = loss.of(y, step.input(t, Shape.of(4, 1)));
        adam.update(step.gradients(l, xor.parameters()));
        if (i % 100 == 0) {
          IO.println("step " + i + ": loss " + l.item());
        }
      }
    }
  }
  IO.println(Arrays.toString(xor.predict(x, 4)));
}
