package hillock.bench.golden;

import static org.bytedeco.pytorch.global.torch.batch_norm;
import static org.bytedeco.pytorch.global.torch.conv2d;
import static org.bytedeco.pytorch.global.torch.max_pool2d;

import hillock.model.Catalog;
import hillock.nn.BatchNorm;
import hillock.nn.Conv2d;
import hillock.nn.Dense;
import hillock.nn.Explicit;
import hillock.nn.Flatten;
import hillock.nn.GlobalAveragePool;
import hillock.nn.MaxPool2d;
import hillock.nn.Relu;
import hillock.nn.Residual;
import hillock.nn.Sequential;
import hillock.nn.Spec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;

/**
 * A network of images on libtorch: as {@link TorchRun}, but the layers are our specs, and libtorch's images lie as [n,
 * c, h, w]. Weights are kept in our layout and permuted within the graph, so that their gradients come in our layout.
 */
final class TorchImageRun {
  private final Random random = new Random(20);
  private final Map<String, Tensor> trained = new LinkedHashMap<>();
  private final Map<String, Tensor> statistics = new LinkedHashMap<>();

  private TorchImageRun() {}

  /** Ten steps of this network on images [h, w, c]. */
  static String record(String name, Sequential network, int h, int w, int c) {
    return new TorchImageRun().json(name, network, h, w, c);
  }

  private String json(String name, Sequential network, int h, int w, int c) {
    float[] x = draw(TorchRun.ROWS * h * w * c, 1.5f, 0);
    float[] target = {0, 2, 1, 1, 0, 2, 2};
    String optimizer = "momentum(0.02)";
    Tensor input = TorchRun.tensor(x, TorchRun.ROWS, h, w, c).permute(0, 3, 1, 2);
    sequence("", network.layers(), input); // makes the parameters, and statistics that are then made anew
    statistics.clear();

    StringBuilder json = new StringBuilder("{\n");
    TorchRun.text(json, "name", name);
    List<String> layers = network.layers().stream().map(s -> '"' + Catalog.shorthand((Record) s) + '"').toList();
    json.append("  \"layers\": [").append(String.join(", ", layers)).append("],\n");
    TorchRun.text(json, "loss", "crossentropy");
    TorchRun.text(json, "optimizer", optimizer);
    json.append("  \"shape\": [%d, %d, %d],\n  \"steps\": 10,\n".formatted(h, w, c));
    TorchRun.array(json, "x", x);
    TorchRun.array(json, "target", target);
    TorchRun.map(json, "initial", trained);

    TensorVector all = new TensorVector();
    trained.values().forEach(all::push_back);
    TorchOptimizer steps = TorchOptimizer.of(optimizer, all);
    List<Float> losses = new ArrayList<>();
    for (int step = 0; step < 10; step++) {
      Tensor output = sequence("", network.layers(), input);
      Tensor loss = TorchLoss.of("crossentropy", output, target);
      steps.zero();
      loss.backward();
      if (step == 0) {
        TorchRun.array(json, "output", TorchRun.floats(output));
        Map<String, Tensor> gradients = new LinkedHashMap<>();
        trained.forEach((key, value) -> gradients.put(key, value.grad()));
        TorchRun.map(json, "gradients", gradients);
      }
      losses.add(loss.item_float());
      steps.step();
    }
    json.append("  \"losses\": ").append(losses).append(",\n");
    TorchRun.map(json, "statistics", statistics);
    TorchRun.map(json, "final", trained);
    json.setLength(json.length() - 2);
    return json.append("\n}").toString();
  }

  private Tensor sequence(String path, List<Spec> layers, Tensor x) {
    Tensor y = x;
    for (int i = 0; i < layers.size(); i++) {
      String kind = layers.get(i).getClass().getSimpleName();
      y =
          layer(
              path + i + "." + kind.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + kind.substring(1) + ".",
              layers.get(i),
              y);
    }
    return y;
  }

  private Tensor layer(String path, Spec spec, Tensor x) {
    return switch (spec) {
      case Conv2d conv -> {
        long in = x.size(1);
        int kh = conv.kernel().height();
        int kw = conv.kernel().width();
        float spread = (float) Math.sqrt(3.0 / (kh * kw * in));
        Tensor w = parameter(path + "weight", spread, 0, kh, kw, in, conv.filters()).permute(3, 2, 0, 1);
        TensorOptional bias =
            conv.bias() ? new TensorOptional(parameter(path + "bias", 0.3f, 0, conv.filters())) : new TensorOptional();
        int pad = conv.padding() instanceof Explicit e ? e.top() : 0;
        long[] stride = {conv.stride().height(), conv.stride().width()};
        yield conv2d(x, w, bias, stride, new long[] {pad, pad}, new long[] {1, 1}, 1);
      }
      case MaxPool2d pool -> {
        long[] side = {pool.kernel().height(), pool.kernel().width()};
        yield max_pool2d(x, side, side, new long[] {0, 0}, new long[] {1, 1}, false);
      }
      case BatchNorm norm -> {
        long c = x.size(1);
        yield batch_norm(
            x,
            new TensorOptional(parameter(path + "gain", 0.5f, 1, c)),
            new TensorOptional(parameter(path + "shift", 0.3f, 0, c)),
            new TensorOptional(statistics.computeIfAbsent(path + "mean", k -> constant(c, 0))),
            new TensorOptional(statistics.computeIfAbsent(path + "variance", k -> constant(c, 1))),
            true,
            norm.momentum(),
            norm.epsilon(),
            false);
      }
      case Dense dense -> {
        long in = x.size(1);
        Tensor w = parameter(path + "weight", (float) Math.sqrt(3.0 / in), 0, in, dense.units());
        yield x.matmul(w).add(parameter(path + "bias", 0.3f, 0, dense.units()));
      }
      case Relu _ -> x.relu();
      case Flatten _ -> x.permute(0, 2, 3, 1).flatten(1, -1);
      case GlobalAveragePool _ -> x.mean(new long[] {2, 3}, false, new ScalarTypeOptional());
      case Residual residual -> {
        Tensor around = x;
        if (residual.shortcut() instanceof Sequential s && !s.layers().isEmpty()) {
          around = sequence(path + "shortcut.sequential.", s.layers(), x);
        }
        yield sequence(path, residual.layers(), x).add(around);
      }
      default -> throw new IllegalArgumentException(spec.toString());
    };
  }

  /** The parameter of this name, drawn when it is asked for first. */
  private Tensor parameter(String name, float spread, float center, long... shape) {
    return trained.computeIfAbsent(
        name,
        k -> {
          int n = 1;
          for (long length : shape) {
            n *= (int) length;
          }
          return TorchRun.tensor(draw(n, spread, center), shape).set_requires_grad(true);
        });
  }

  private static Tensor constant(long c, float value) {
    float[] values = new float[(int) c];
    java.util.Arrays.fill(values, value);
    return TorchRun.tensor(values, c);
  }

  private float[] draw(int n, float spread, float center) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = Math.round(1e4f * (center + spread * (2 * random.nextFloat() - 1))) / 1e4f;
    }
    return values;
  }
}
