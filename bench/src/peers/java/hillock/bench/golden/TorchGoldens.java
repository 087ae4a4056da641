package hillock.bench.golden;

import static org.bytedeco.pytorch.global.torch.set_num_threads;

import hillock.nn.Conv2d;
import hillock.nn.Dense;
import hillock.nn.Flatten;
import hillock.nn.MaxPool2d;
import hillock.nn.Networks;
import hillock.nn.Relu;
import hillock.nn.Sequential;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Records what libtorch computes for small networks, so that tests can hold Hillock against it without downloading
 * libtorch.
 *
 * <p>Argument: the folder to write to. Each file lists cases; a case holds the layers, the loss, the initial parameters
 * in our layout (dense weights [in, out]), the batch, and libtorch's outputs, gradients, losses and parameters.
 */
public final class TorchGoldens {
  private TorchGoldens() {}

  static final List<String> ACTIVATIONS =
      List.of(
          "relu",
          "tanh",
          "sigmoid",
          "leakyrelu",
          "elu",
          "selu",
          "gelu",
          "silu",
          "mish",
          "softplus",
          "softmax",
          "prelu");

  static final List<String> LOSSES =
      List.of(
          "crossentropy",
          "crossentropy(labelSmoothing=0.1)",
          "crossentropy(labelSmoothing=0.1, classWeights=1.0 2.5 0.5)",
          "binarycrossentropy",
          "meansquarederror",
          "meanabsoluteerror",
          "huber(0.5)");

  static final List<String> OPTIMIZERS =
      List.of(
          "sgd(0.05)",
          "momentum(0.02)",
          "nesterov(0.02)",
          "adagrad(0.05)",
          "rmsprop(0.0005)",
          "adam(0.005)",
          "adamw(0.005)");

  /** Writes a file for each group: activations, losses, norms, recurrent, optimizers, images. */
  public static void main(String[] args) throws IOException {
    set_num_threads(1);
    Path folder = Path.of(args[0]);
    Files.createDirectories(folder);
    List<Case> activations = new ArrayList<>();
    for (String activation : ACTIVATIONS) {
      List<String> layers = List.of("dense(8)", activation, "dense(6)", activation, "dense(3)");
      activations.add(new Case(activation, layers, "crossentropy", "sgd(0.1)", 10));
    }
    write(folder.resolve("activations.json"), activations);

    List<Case> losses = new ArrayList<>();
    for (String loss : LOSSES) {
      losses.add(new Case(loss, List.of("dense(8)", "tanh", "dense(3)"), loss, "sgd(0.1)", 10));
    }
    write(folder.resolve("losses.json"), losses);

    List<String> batch = List.of("dense(8)", "batchnorm", "relu", "dense(6)", "batchnorm", "tanh", "dense(3)");
    List<String> layer = List.of("dense(8)", "layernorm", "relu", "dense(6)", "layernorm", "tanh", "dense(3)");
    write(
        folder.resolve("norms.json"),
        List.of(
            new Case("batchnorm", batch, "crossentropy", "sgd(0.1)", 10),
            new Case("layernorm", layer, "crossentropy", "sgd(0.1)", 10)));

    List<String> recurrent = TorchSequence.CASES.stream().map(TorchSequence::record).toList();
    writeTexts(folder.resolve("recurrent.json"), recurrent);

    List<String> transformers = TorchTransformer.CASES.stream().map(TorchTransformer::record).toList();
    writeTexts(folder.resolve("transformers.json"), transformers);

    // Without biases all parameters decay, in libtorch as here; tanh and squared error keep the path smooth, so that
    // rounding
    // is not amplified over a thousand steps. RMSProp circles a minimum once it is there, and then a float path leaves
    // the
    // double one by more than a thousandth in libtorch as well: its rate is one that is still on its way.
    List<String> unbiased = List.of("dense(units=8, bias=false)", "tanh", "dense(units=3, bias=false)");
    List<Case> optimizers = new ArrayList<>();
    for (String optimizer : OPTIMIZERS) {
      optimizers.add(new Case(optimizer, unbiased, "meansquarederror", optimizer, 1000));
      String decayed = optimizer.replace(")", ", weightDecay=0.01)");
      optimizers.add(new Case(decayed, unbiased, "meansquarederror", decayed, 1000));
    }
    write(folder.resolve("optimizers.json"), optimizers);

    Sequential lenet =
        new Sequential(
            new Conv2d(4, 5),
            new Relu(),
            new MaxPool2d(2),
            new Conv2d(6, 5),
            new Relu(),
            new MaxPool2d(2),
            new Flatten(),
            new Dense(8),
            new Relu(),
            new Dense(3));
    writeTexts(
        folder.resolve("images.json"),
        List.of(
            TorchImageRun.record("lenet", lenet, 16, 16, 1),
            TorchImageRun.record("resnet", Networks.resnet(3, 4, 1, 1), 8, 8, 2)));
  }

  private static void write(Path file, List<Case> cases) throws IOException {
    writeTexts(file, cases.stream().map(TorchRun::record).toList());
  }

  private static void writeTexts(Path file, List<String> cases) throws IOException {
    Files.writeString(file, "[\n" + String.join(",\n", cases) + "\n]\n");
    System.out.println(file.getFileName() + ": " + cases.size() + " cases");
  }

  /** What one run is made of; the strings are Hillock's text form of its specs. */
  record Case(String name, List<String> layers, String loss, String optimizer, int steps) {}
}
