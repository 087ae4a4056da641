package hillock.classic.growth;

import hillock.nn.Conv2d;
import hillock.nn.Dense;
import hillock.nn.Linear;
import hillock.nn.Network;
import hillock.nn.Relu;
import hillock.nn.Same;
import hillock.nn.Sequential;
import hillock.nn.Spec;
import hillock.tensor.Parameter;
import hillock.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * One more layer that computes nothing yet, the network's function kept to the bit: Net2DeeperNet of Chen, Goodfellow
 * and Shlens 2016, arXiv:1511.05641. Behind an activation f the new layer's weights are the identity, then comes f once
 * more; so f(f(x)) must be f(x), which holds for {@code Relu} and {@code Linear}.
 *
 * <p>The new layer is a Dense of as many units as it gets, or for images a 3 by 3 Conv2d with padding {@code Same}.
 *
 * @param behind place of the activation in the network's Sequential, from 0
 */
public record Deepen(int behind) implements Change {
  private static final int KERNEL = 3;

  @Override
  public Rearrangement of(Network network) {
    Layers layers = new Layers(network);
    Spec activation = layers.spec(behind);
    if (!(activation instanceof Relu) && !(activation instanceof Linear)) {
      throw new IllegalArgumentException(
          layers.refusal(behind, "no layer behind it would keep the function, expected Relu or Linear"));
    }
    Shape shape = layers.row(behind).output();
    if (shape.rank() != 1 && shape.rank() != 3) {
      throw new IllegalArgumentException(
          layers.refusal(behind, "its results are %s, expected [units] or [height, width, channels]".formatted(shape)));
    }
    int units = shape.last();
    List<Spec> specs = new ArrayList<>(layers.specs());
    specs.add(behind + 1, shape.rank() == 1 ? new Dense(units) : new Conv2d(units, KERNEL).withPadding(new Same()));
    specs.add(behind + 2, activation);
    Rebuild rebuild = new Rebuild(network);
    for (int i = 0; i < layers.size(); i++) {
      for (Parameter parameter : layers.parameters(i)) {
        rebuild.copy(parameter);
      }
      if (i == behind) {
        rebuild.fill(identity(units, shape.rank() == 1 ? 1 : KERNEL * KERNEL));
        rebuild.fill(new float[units]);
      }
    }
    return rebuild.network(new Sequential(specs));
  }

  /** [taps, units, units], the unit matrix at the middle tap. */
  private static float[] identity(int units, int taps) {
    float[] weight = new float[taps * units * units];
    for (int unit = 0; unit < units; unit++) {
      weight[(taps / 2 * units + unit) * units + unit] = 1;
    }
    return weight;
  }
}
