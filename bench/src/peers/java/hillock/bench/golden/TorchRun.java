package hillock.bench.golden;

import static org.bytedeco.pytorch.global.torch.batch_norm;
import static org.bytedeco.pytorch.global.torch.elu;
import static org.bytedeco.pytorch.global.torch.from_blob;
import static org.bytedeco.pytorch.global.torch.gelu;
import static org.bytedeco.pytorch.global.torch.layer_norm;
import static org.bytedeco.pytorch.global.torch.leaky_relu;
import static org.bytedeco.pytorch.global.torch.mish;
import static org.bytedeco.pytorch.global.torch.selu;
import static org.bytedeco.pytorch.global.torch.silu;
import static org.bytedeco.pytorch.global.torch.softplus;

import hillock.bench.golden.TorchGoldens.Case;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * One {@link Case} on libtorch: builds the parameters, runs forward, backward and the steps, and tells them as JSON.
 */
final class TorchRun {
  static final int ROWS = 7;
  static final int FEATURES = 5;
  static final int OUTPUTS = 3;

  private final Case run;
  private final Random random = new Random(20);
  private final Map<String, Tensor> trained = new LinkedHashMap<>();
  private final Map<String, Tensor> statistics = new LinkedHashMap<>();

  TorchRun(Case run) {
    this.run = run;
  }

  static String record(Case run) {
    return new TorchRun(run).json();
  }

  private String json() {
    float[] x = draw(ROWS * FEATURES, 1.5f);
    float[] numbers = draw(ROWS * OUTPUTS, 1f);
    if (run.loss().startsWith("binary")) {
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = (numbers[i] + 1) / 2;
      }
    }
    float[] labels = {0, 2, 1, 1, 0, 2, 2};
    boolean classes = run.loss().startsWith("cross");
    float[] target = classes ? labels : numbers;
    build();

    StringBuilder json = new StringBuilder("{\n");
    text(json, "name", run.name());
    json.append("  \"layers\": [")
        .append(String.join(", ", run.layers().stream().map(layer -> '"' + layer + '"').toList()))
        .append("],\n");
    text(json, "loss", run.loss());
    text(json, "optimizer", run.optimizer());
    json.append("  \"steps\": ").append(run.steps()).append(",\n");
    array(json, "x", x);
    array(json, "target", target);
    map(json, "initial", trained);

    Tensor input = tensor(x, ROWS, FEATURES);
    TensorVector all = new TensorVector();
    trained.values().forEach(all::push_back);
    TorchOptimizer optimizer = TorchOptimizer.of(run.optimizer(), all);
    List<Float> losses = new ArrayList<>();
    for (int step = 0; step < run.steps(); step++) {
      Tensor output = forward(input);
      Tensor loss = TorchLoss.of(run.loss(), output, target);
      optimizer.zero();
      loss.backward();
      if (step == 0) {
        array(json, "output", floats(output));
        Map<String, Tensor> gradients = new LinkedHashMap<>();
        trained.forEach((name, value) -> gradients.put(name, value.grad()));
        map(json, "gradients", gradients);
      }
      if (step < 10 || (step + 1) % 100 == 0) {
        losses.add(loss.item_float());
      }
      optimizer.step();
    }
    json.append("  \"losses\": ").append(losses).append(",\n");
    map(json, "statistics", statistics);
    map(json, "final", trained);
    json.setLength(json.length() - 2);
    return json.append("\n}").toString();
  }

  private void build() {
    int width = FEATURES;
    for (int i = 0; i < run.layers().size(); i++) {
      String layer = run.layers().get(i);
      switch (kind(layer)) {
        case "dense" -> {
          int units = Integer.parseInt(layer.replaceAll("\\D+", " ").trim().split(" ")[0]);
          parameter(i + ".dense.weight", draw(width * units, (float) Math.sqrt(3.0 / width)), width, units);
          if (!layer.contains("bias=false")) {
            parameter(i + ".dense.bias", draw(units, 0.3f), units);
          }
          width = units;
        }
        case "prelu" -> parameter(i + ".prelu.slope", constant(width, 0.25f), width);
        case "batchnorm", "layernorm" -> {
          String name = i + (kind(layer).startsWith("batch") ? ".batchNorm." : ".layerNorm.");
          parameter(name + "gain", draw(width, 0.5f, 1), width);
          parameter(name + "shift", draw(width, 0.3f), width);
          if (kind(layer).startsWith("batch")) {
            statistics.put(name + "mean", tensor(constant(width, 0), width));
            statistics.put(name + "variance", tensor(constant(width, 1), width));
          }
        }
        default -> {
          // Activations without parameters.
        }
      }
    }
  }

  private Tensor forward(Tensor x) {
    Tensor y = x;
    for (int i = 0; i < run.layers().size(); i++) {
      String layer = run.layers().get(i);
      String name = i + "." + kind(layer) + ".";
      Tensor input = y;
      y =
          switch (kind(layer)) {
            case "dense" -> {
              Tensor product = input.matmul(trained.get(name + "weight"));
              Tensor bias = trained.get(name + "bias");
              yield bias == null ? product : product.add(bias);
            }
            case "relu" -> input.relu();
            case "tanh" -> input.tanh();
            case "sigmoid" -> input.sigmoid();
            case "softmax" -> input.softmax(1);
            case "leakyrelu" -> leaky_relu(input);
            case "elu" -> elu(input);
            case "selu" -> selu(input);
            case "gelu" -> gelu(input);
            case "silu" -> silu(input);
            case "mish" -> mish(input);
            case "softplus" -> softplus(input);
            case "prelu" -> input.prelu(trained.get(name + "slope"));
            case "batchnorm" -> {
              String p = i + ".batchNorm.";
              yield batch_norm(
                  input,
                  some(trained.get(p + "gain")),
                  some(trained.get(p + "shift")),
                  some(statistics.get(p + "mean")),
                  some(statistics.get(p + "variance")),
                  true,
                  0.1,
                  1e-5,
                  false);
            }
            case "layernorm" -> {
              String p = i + ".layerNorm.";
              long[] shape = {input.size(1)};
              yield layer_norm(
                  input, shape, some(trained.get(p + "gain")), some(trained.get(p + "shift")), 1e-5, false);
            }
            default -> throw new IllegalArgumentException(layer);
          };
    }
    return y;
  }

  private static TensorOptional some(Tensor tensor) {
    return new TensorOptional(tensor);
  }

  private static String kind(String layer) {
    return layer.replaceAll("\\(.*", "");
  }

  private void parameter(String name, float[] values, long... shape) {
    trained.put(name, tensor(values, shape).set_requires_grad(true));
  }

  /** Uniform on center ± spread, to four digits so that the files stay readable. */
  float[] draw(int n, float spread, float center) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = Math.round(1e4f * (center + spread * (2 * random.nextFloat() - 1))) / 1e4f;
    }
    return values;
  }

  float[] draw(int n, float spread) {
    return draw(n, spread, 0);
  }

  private static float[] constant(int n, float value) {
    float[] values = new float[n];
    Arrays.fill(values, value);
    return values;
  }

  static Tensor tensor(float[] values, long... shape) {
    // from_blob does not own the memory: the clone does.
    return from_blob(new FloatPointer(values), shape, new TensorOptions(ScalarType.Float)).clone();
  }

  static float[] floats(Tensor tensor) {
    float[] values = new float[(int) tensor.numel()];
    tensor.detach().contiguous().data_ptr_float().get(values);
    return values;
  }

  static void text(StringBuilder json, String name, String value) {
    json.append("  \"").append(name).append("\": \"").append(value).append("\",\n");
  }

  static void array(StringBuilder json, String name, float[] values) {
    json.append("  \"").append(name).append("\": ").append(Arrays.toString(values)).append(",\n");
  }

  static void map(StringBuilder json, String name, Map<String, Tensor> tensors) {
    List<String> rows = new ArrayList<>();
    tensors.forEach((key, value) -> rows.add("    \"" + key + "\": " + Arrays.toString(floats(value))));
    json.append("  \"").append(name).append("\": {\n").append(String.join(",\n", rows)).append("\n  },\n");
  }
}
