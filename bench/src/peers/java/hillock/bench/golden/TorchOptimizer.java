package hillock.bench.golden;

import org.bytedeco.pytorch.Adagrad;
import org.bytedeco.pytorch.AdagradOptions;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.RMSprop;
import org.bytedeco.pytorch.RMSpropOptions;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.TensorVector;

/** The optimisers of the recorded cases on libtorch, with its defaults but for what the text names. */
record TorchOptimizer(Optimizer optimizer) {
  static TorchOptimizer of(String text, TensorVector parameters) {
    String kind = text.replaceAll("\\(.*", "");
    double rate = Double.parseDouble(text.replaceAll(".*\\(([0-9.]+).*", "$1"));
    double decay = text.contains("weightDecay") ? Double.parseDouble(text.replaceAll(".*=([0-9.]+).*", "$1")) : 0;
    return new TorchOptimizer(
        switch (kind) {
          case "sgd", "momentum", "nesterov" -> {
            SGDOptions options = new SGDOptions(rate);
            options.weight_decay().put(decay);
            options.momentum().put(kind.equals("sgd") ? 0 : 0.9);
            options.nesterov().put(kind.equals("nesterov"));
            yield new SGD(parameters, options);
          }
          case "adagrad" -> {
            AdagradOptions options = new AdagradOptions(rate);
            options.weight_decay().put(decay);
            yield new Adagrad(parameters, options);
          }
          case "rmsprop" -> {
            RMSpropOptions options = new RMSpropOptions(rate);
            options.weight_decay().put(decay);
            yield new RMSprop(parameters, options);
          }
          case "adam" -> {
            AdamOptions options = new AdamOptions(rate);
            options.weight_decay().put(decay);
            yield new Adam(parameters, options);
          }
          case "adamw" -> {
            AdamWOptions options = new AdamWOptions(rate);
            if (text.contains("weightDecay")) {
              options.weight_decay().put(decay); // else its default, 0.01, as in Hillock
            }
            yield new AdamW(parameters, options);
          }
          default -> throw new IllegalArgumentException(text);
        });
  }

  void zero() {
    optimizer.zero_grad();
  }

  void step() {
    optimizer.step();
  }
}
