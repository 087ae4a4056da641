package hillock.train;

import hillock.nn.Layer;
import hillock.nn.Network;
import hillock.tensor.Gradients;
import hillock.tensor.Parameter;
import java.util.ArrayList;
import java.util.List;

/**
 * How large the gradient is in one layer: where it vanishes or explodes on its way back.
 *
 * @param path of the layer
 * @param norm Euclidean length of the derivatives by all its trainable parameters, those of inner layers included
 * @param weightNorm Euclidean length of these parameters
 * @param count of these parameters' values
 */
public record LayerGradients(String path, double norm, double weightNorm, int count) {
  /** All layers of a network that have parameters to train, in order. */
  public static List<LayerGradients> of(Network network, Gradients gradients) {
    List<LayerGradients> all = new ArrayList<>();
    for (Layer layer : network.layers()) {
      double squares = 0;
      double weightSquares = 0;
      int count = 0;
      for (int p = layer.firstParameter(); p < layer.endParameter(); p++) {
        Parameter parameter = network.parameters().at(p);
        for (int i = parameter.offset(), end = i + parameter.size(); parameter.trainable() && i < end; i++) {
          double g = gradients.values()[i];
          double w = parameter.array()[i];
          squares += g * g;
          weightSquares += w * w;
          count++;
        }
      }
      if (count > 0) {
        all.add(new LayerGradients(layer.path(), Math.sqrt(squares), Math.sqrt(weightSquares), count));
      }
    }
    return all;
  }
}
