package hillock.bench.golden;

import static org.bytedeco.pytorch.global.torch.cross_entropy_loss;
import static org.bytedeco.pytorch.global.torch.from_blob;
import static org.bytedeco.pytorch.global.torch.gelu;
import static org.bytedeco.pytorch.global.torch.layer_norm;
import static org.bytedeco.pytorch.global.torch.scaled_dot_product_attention;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A dense layer, one transformer block and a dense layer on libtorch, as JSON. The attention is libtorch's own; where
 * sequences are of unequal length its keys are masked, and its results at padding are set to 0, as ours are.
 */
final class TorchTransformer {
  private static final int STEPS = TorchSequence.STEPS;
  private static final int ROWS = TorchRun.ROWS;
  private static final int FEATURES = TorchRun.FEATURES;
  private static final int CLASSES = TorchRun.OUTPUTS;
  private static final int WIDTH = 6;
  private static final int HIDDEN = 8;
  private static final float PADDING = 9;

  /** What one run is made of. */
  record Case(String name, int heads, boolean causal, boolean normFirst, boolean relu, boolean padded) {
    String block() {
      return "transformerblock(%d, %d, causal=%s, normFirst=%s, activation=%s)"
          .formatted(heads, HIDDEN, causal, normFirst, relu ? "relu" : "gelu");
    }
  }

  static final List<Case> CASES =
      List.of(
          new Case("normalised first", 2, false, true, false, false),
          new Case("normalised last, causal, relu", 3, true, false, true, false),
          new Case("normalised first, masked", 2, false, true, false, true));

  private final Case run;
  private final TorchRun tools;
  private final Map<String, Tensor> trained = new LinkedHashMap<>();
  private final int[] lengths;
  private final long[] counted;

  private TorchTransformer(Case run) {
    this.run = run;
    tools = new TorchRun(null);
    lengths = run.padded ? new int[] {6, 6, 5, 4, 3, 2, 1} : new int[] {6, 6, 6, 6, 6, 6, 6};
    counted = LongStream.range(0, ROWS * STEPS).filter(i -> i % STEPS < lengths[(int) i / STEPS]).toArray();
  }

  static String record(Case run) {
    return new TorchTransformer(run).json();
  }

  private String json() {
    float[] x = tools.draw(ROWS * STEPS * FEATURES, 1.5f);
    for (int b = 0; b < ROWS; b++) {
      Arrays.fill(x, (b * STEPS + lengths[b]) * FEATURES, (b + 1) * STEPS * FEATURES, PADDING);
    }
    float[] target = new float[ROWS * STEPS];
    long[] labels = new long[target.length];
    for (int i = 0; i < target.length; i++) {
      labels[i] = (i * i + i / 3) % CLASSES;
      target[i] = labels[i];
    }
    int first = run.padded ? 1 : 0;
    build(first);

    StringBuilder json = new StringBuilder("{\n");
    TorchRun.text(json, "name", run.name);
    json.append("  \"layers\": [")
        .append(run.padded ? "\"masking(9)\", " : "")
        .append("\"dense(%d)\", \"%s\", \"dense(%d)\"],\n".formatted(WIDTH, run.block(), CLASSES));
    json.append("  \"shape\": [").append(STEPS).append(", ").append(FEATURES).append("],\n");
    TorchRun.text(json, "loss", "crossentropy");
    TorchRun.text(json, "optimizer", "sgd(0.1)");
    json.append("  \"steps\": 10,\n");
    TorchRun.array(json, "x", x);
    TorchRun.array(json, "target", target);
    TorchRun.map(json, "initial", trained);

    Tensor input = TorchRun.tensor(x, ROWS, STEPS, FEATURES);
    TensorVector all = new TensorVector();
    trained.values().forEach(all::push_back);
    TorchOptimizer optimizer = TorchOptimizer.of("sgd(0.1)", all);
    List<Float> losses = new ArrayList<>();
    for (int step = 0; step < 10; step++) {
      Tensor output = forward(input, first);
      Tensor rows = output.reshape(ROWS * STEPS, CLASSES).index_select(0, longs(counted));
      Tensor loss = cross_entropy_loss(rows, longs(labels).index_select(0, longs(counted)));
      optimizer.zero();
      loss.backward();
      if (step == 0) {
        TorchRun.array(json, "output", TorchRun.floats(output));
        Map<String, Tensor> gradients = new LinkedHashMap<>();
        trained.forEach((name, value) -> gradients.put(name, value.grad()));
        TorchRun.map(json, "gradients", gradients);
      }
      losses.add(loss.item_float());
      optimizer.step();
    }
    json.append("  \"losses\": ").append(losses).append(",\n");
    TorchRun.map(json, "statistics", Map.of());
    TorchRun.map(json, "final", trained);
    json.setLength(json.length() - 2);
    return json.append("\n}").toString();
  }

  private static Tensor longs(long[] values) {
    return from_blob(new LongPointer(values), new long[] {values.length}, new TensorOptions(ScalarType.Long)).clone();
  }

  /** Where our block has its layers: norms inside the residual paths when they come first, after them otherwise. */
  private String part(int first, String name) {
    String block = (first + 1) + ".transformerBlock.";
    int shift = run.normFirst ? 1 : 0;
    return block
        + switch (name) {
          case "norm1" -> run.normFirst ? "0.residual.0.layerNorm." : "1.layerNorm.";
          case "norm2" -> run.normFirst ? "1.residual.0.layerNorm." : "3.layerNorm.";
          case "qkv" -> "0.residual.%d.multiHeadAttention.qkv.dense.".formatted(shift);
          case "projection" -> "0.residual.%d.multiHeadAttention.projection.dense.".formatted(shift);
          case "up" -> "%d.residual.%d.dense.".formatted(2 - shift, shift);
          case "down" -> "%d.residual.%d.dense.".formatted(2 - shift, shift + 2);
          default -> throw new IllegalArgumentException(name);
        };
  }

  private void build(int first) {
    dense(first + ".dense.", FEATURES, WIDTH);
    dense(part(first, "qkv"), WIDTH, 3 * WIDTH);
    dense(part(first, "projection"), WIDTH, WIDTH);
    dense(part(first, "up"), WIDTH, HIDDEN);
    dense(part(first, "down"), HIDDEN, WIDTH);
    for (String norm : List.of("norm1", "norm2")) {
      parameter(part(first, norm) + "gain", tools.draw(WIDTH, 0.5f, 1), WIDTH);
      parameter(part(first, norm) + "shift", tools.draw(WIDTH, 0.3f), WIDTH);
    }
    dense((first + 2) + ".dense.", WIDTH, CLASSES);
  }

  private void dense(String name, int in, int out) {
    parameter(name + "weight", tools.draw(in * out, 0.8f), in, out);
    parameter(name + "bias", tools.draw(out, 0.3f), out);
  }

  private void parameter(String name, float[] values, long... shape) {
    trained.put(name, TorchRun.tensor(values, shape).set_requires_grad(true));
  }

  private Tensor dense(Tensor x, String name) {
    return x.matmul(trained.get(name + "weight")).add(trained.get(name + "bias"));
  }

  private Tensor norm(Tensor x, String name) {
    long[] shape = {WIDTH};
    return layer_norm(
        x,
        shape,
        new TensorOptional(trained.get(name + "gain")),
        new TensorOptional(trained.get(name + "shift")),
        1e-5,
        false);
  }

  private Tensor forward(Tensor x, int first) {
    Tensor h = dense(x, first + ".dense.");
    if (run.normFirst) {
      h = h.add(attention(norm(h, part(first, "norm1")), first));
      h = h.add(perStep(norm(h, part(first, "norm2")), first));
    } else {
      h = norm(h.add(attention(h, first)), part(first, "norm1"));
      h = norm(h.add(perStep(h, first)), part(first, "norm2"));
    }
    return dense(h, (first + 2) + ".dense.");
  }

  private Tensor perStep(Tensor x, int first) {
    Tensor up = dense(x, part(first, "up"));
    return dense(run.relu ? up.relu() : gelu(up), part(first, "down"));
  }

  private Tensor attention(Tensor x, int first) {
    int d = WIDTH / run.heads;
    Tensor qkv = dense(x, part(first, "qkv")).reshape(ROWS, STEPS, 3, run.heads, d).permute(2, 0, 3, 1, 4);
    TensorOptional mask = run.padded ? new TensorOptional(keysThatCount()) : new TensorOptional();
    Tensor y =
        scaled_dot_product_attention(
            qkv.select(0, 0), qkv.select(0, 1), qkv.select(0, 2), mask, 0, run.causal, new DoubleOptional(), false);
    y = y.permute(0, 2, 1, 3).reshape(ROWS, STEPS, WIDTH);
    return dense(run.padded ? y.mul(stepsThatCount()) : y, part(first, "projection"));
  }

  /** What is added to the scores: 0, or so little that the weight becomes 0; [rows, heads, steps, steps]. */
  private Tensor keysThatCount() {
    float[] mask = new float[ROWS * run.heads * STEPS * STEPS];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = i % STEPS < lengths[i / (run.heads * STEPS * STEPS)] ? 0 : -1e9f;
    }
    return TorchRun.tensor(mask, ROWS, run.heads, STEPS, STEPS);
  }

  /** 1, or 0 at padding; [rows, steps, 1]. */
  private Tensor stepsThatCount() {
    float[] mask = new float[ROWS * STEPS];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = i % STEPS < lengths[i / STEPS] ? 1 : 0;
    }
    return TorchRun.tensor(mask, ROWS, STEPS, 1);
  }
}
