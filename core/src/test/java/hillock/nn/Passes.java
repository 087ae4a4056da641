package hillock.nn;

import hillock.kernel.Engine;
import hillock.tensor.Shape;
import hillock.tensor.Step;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;

/** Single passes through networks, for tests. */
final class Passes {
  private Passes() {}

  /** Output in training mode, at this step. */
  static float[] training(Network network, float[] x, int n, long seed, long number) {
    try (Tape tape = Tape.training(seed, Engine.single())) {
      return forward(tape, network, x, n, number);
    }
  }

  /** Output in inference mode. */
  static float[] inference(Network network, float[] x, int n) {
    try (Tape tape = Tape.inference(Engine.single())) {
      return forward(tape, network, x, n, 0);
    }
  }

  private static float[] forward(Tape tape, Network network, float[] x, int n, long number) {
    try (Step step = tape.step(number)) {
      return network.forward(step.input(x, network.input().batch(n))).copy();
    }
  }

  /** One step of gradient descent; returns the loss before it. */
  static float descend(Tape tape, Network network, Loss loss, float[] x, float[] target, int n, float rate) {
    try (Step step = tape.step()) {
      Tensor y = network.forward(step.input(x, network.input().batch(n)));
      Tensor error = loss.of(y, step.input(target, loss.classes() ? Shape.of(n) : y.shape()));
      float[] gradient = step.gradients(error, network.parameters()).values();
      float[] w = network.parameters().values();
      for (int i = 0; i < w.length; i++) {
        w[i] -= rate * gradient[i];
      }
      network.parameters().constrain();
      network.parameters().changed();
      return error.item();
    }
  }
}
