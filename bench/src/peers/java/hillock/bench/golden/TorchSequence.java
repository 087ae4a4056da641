package hillock.bench.golden;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.cross_entropy_loss;
import static org.bytedeco.pytorch.global.torch.from_blob;
import static org.bytedeco.pytorch.global.torch.gru;
import static org.bytedeco.pytorch.global.torch.lstm;
import static org.bytedeco.pytorch.global.torch.rnn_relu;
import static org.bytedeco.pytorch.global.torch.rnn_tanh;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * One recurrent network with a dense layer after it on libtorch, as JSON. Where sequences are of unequal length they
 * are packed: the steps that count, step by step, and the longest sequences first.
 *
 * <p>Our weights are [in, gates·units]; the leaves here have that layout and libtorch gets them transposed, so that the
 * gradients come out in our layout too. Where we have one bias, libtorch's second one is a constant 0.
 */
final class TorchSequence {
  static final int STEPS = 6;
  private static final int ROWS = TorchRun.ROWS;
  private static final int FEATURES = TorchRun.FEATURES;
  private static final int CLASSES = TorchRun.OUTPUTS;
  private static final float PADDING = 9;

  /** What one run is made of; kind is our name of the layer, options follow the units in our text form. */
  record Case(String name, String kind, int units, String options, boolean padded) {
    int layers() {
      return options.contains("layers=2") ? 2 : 1;
    }

    int directions() {
      return options.contains("bidirectional=true") ? 2 : 1;
    }

    boolean sequence() {
      return options.contains("sequence=true");
    }

    int gates() {
      return kind.equals("lstm") ? 4 : kind.equals("gru") ? 3 : 1;
    }
  }

  static final List<Case> CASES =
      List.of(
          new Case(
              "lstm of two layers in both directions, masked",
              "lstm",
              5,
              ", layers=2, bidirectional=true, sequence=true",
              true),
          new Case("lstm, last output, masked", "lstm", 6, ", bidirectional=true", true),
          new Case("gru", "gru", 6, "", false),
          new Case("gru in both directions, masked", "gru", 4, ", bidirectional=true, sequence=true", true),
          new Case("simple rnn", "simplernn", 6, ", sequence=true", false),
          new Case("simple rnn of two layers with relu, masked", "simplernn", 5, ", function=RELU, layers=2", true));

  private final Case run;
  private final TorchRun tools;
  private final Map<String, Tensor> trained = new LinkedHashMap<>();
  private final int[] lengths;
  private final Tensor counted; // indices of the steps that count, in the order of packed sequences
  private final Tensor sizes; // how many sequences reach each step

  private TorchSequence(Case run) {
    this.run = run;
    tools = new TorchRun(null);
    lengths = run.padded ? new int[] {6, 6, 5, 4, 3, 2, 1} : new int[] {6, 6, 6, 6, 6, 6, 6};
    List<Long> places = new ArrayList<>();
    long[] reach = new long[STEPS];
    for (int t = 0; t < STEPS; t++) {
      for (int b = 0; b < ROWS; b++) {
        if (t < lengths[b]) {
          places.add((long) (b * STEPS + t));
          reach[t]++;
        }
      }
    }
    counted = longs(places.stream().mapToLong(Long::longValue).toArray());
    sizes = longs(reach);
  }

  static String record(Case run) {
    return new TorchSequence(run).json();
  }

  private static Tensor longs(long[] values) {
    return from_blob(new LongPointer(values), new long[] {values.length}, new TensorOptions(ScalarType.Long)).clone();
  }

  private String json() {
    float[] x = tools.draw(ROWS * STEPS * FEATURES, 1.5f);
    for (int b = 0; b < ROWS; b++) {
      Arrays.fill(x, (b * STEPS + lengths[b]) * FEATURES, (b + 1) * STEPS * FEATURES, PADDING);
    }
    float[] target = new float[run.sequence() ? ROWS * STEPS : ROWS];
    for (int i = 0; i < target.length; i++) {
      target[i] = (i * i + i / 3) % CLASSES;
    }
    int layer = run.padded ? 1 : 0;
    build(layer);

    StringBuilder json = new StringBuilder("{\n");
    TorchRun.text(json, "name", run.name);
    json.append("  \"layers\": [")
        .append(run.padded ? "\"masking(9)\", " : "")
        .append("\"%s(%d%s)\", \"dense(%d)\"],\n".formatted(run.kind, run.units, run.options, CLASSES));
    json.append("  \"shape\": [").append(STEPS).append(", ").append(FEATURES).append("],\n");
    TorchRun.text(json, "loss", "crossentropy");
    TorchRun.text(json, "optimizer", "sgd(0.1)");
    json.append("  \"steps\": 10,\n");
    TorchRun.array(json, "x", x);
    TorchRun.array(json, "target", target);
    TorchRun.map(json, "initial", trained);

    Tensor input = TorchRun.tensor(x, ROWS, STEPS, FEATURES);
    long[] labels = new long[target.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (long) target[i];
    }
    TensorVector all = new TensorVector();
    trained.values().forEach(all::push_back);
    TorchOptimizer optimizer = TorchOptimizer.of("sgd(0.1)", all);
    List<Float> losses = new ArrayList<>();
    for (int step = 0; step < 10; step++) {
      Tensor output = forward(input, layer);
      Tensor rows = run.sequence() ? output.reshape(ROWS * STEPS, CLASSES).index_select(0, counted) : output;
      Tensor classes = run.sequence() ? longs(labels).index_select(0, counted) : longs(labels);
      Tensor loss = cross_entropy_loss(rows, classes);
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

  private String prefix(int layer, int level, int direction) {
    String kind = run.kind.equals("simplernn") ? "simpleRnn" : run.kind;
    String inner = run.layers() > 1 ? level + "." + kind + "." : "";
    return layer + "." + kind + "." + inner + (direction == 1 ? "reverse." : "");
  }

  private void build(int layer) {
    int width = FEATURES;
    int units = run.units;
    int columns = run.gates() * units;
    for (int level = 0; level < run.layers(); level++) {
      for (int direction = 0; direction < run.directions(); direction++) {
        String name = prefix(layer, level, direction);
        parameter(name + "inputWeight", tools.draw(width * columns, 0.5f), width, columns);
        parameter(name + "recurrentWeight", tools.draw(units * columns, 0.5f), units, columns);
        parameter(name + "bias", tools.draw(columns, 0.3f), columns);
        if (run.kind.equals("gru")) {
          parameter(name + "recurrentBias", tools.draw(units, 0.3f), units);
        }
      }
      width = run.directions() * units;
    }
    String dense = (layer + 1) + ".dense.";
    parameter(dense + "weight", tools.draw(width * CLASSES, 0.8f), width, CLASSES);
    parameter(dense + "bias", tools.draw(CLASSES, 0.3f), CLASSES);
  }

  private void parameter(String name, float[] values, long... shape) {
    trained.put(name, TorchRun.tensor(values, shape).set_requires_grad(true));
  }

  private Tensor forward(Tensor x, int layer) {
    int units = run.units;
    TensorVector weights = new TensorVector();
    for (int level = 0; level < run.layers(); level++) {
      for (int direction = 0; direction < run.directions(); direction++) {
        String name = prefix(layer, level, direction);
        weights.push_back(trained.get(name + "inputWeight").t().contiguous());
        weights.push_back(trained.get(name + "recurrentWeight").t().contiguous());
        weights.push_back(trained.get(name + "bias"));
        Tensor inner = trained.get(name + "recurrentBias");
        Tensor zeros = zeros((run.gates() - (inner == null ? 0 : 1)) * units);
        weights.push_back(inner == null ? zeros : cat(new TensorVector(zeros, inner)));
      }
    }
    int stacked = run.layers() * run.directions();
    Tensor start = zeros(stacked * ROWS * units).reshape(stacked, ROWS, units);
    Tensor packed = x.reshape(ROWS * STEPS, FEATURES).index_select(0, counted);
    boolean both = run.directions() == 2;
    Tensor outputs;
    Tensor last;
    if (run.kind.equals("lstm")) {
      T_TensorTensorTensor_T result =
          lstm(packed, sizes, new TensorVector(start, start), weights, true, run.layers(), 0, true, both);
      outputs = result.get0();
      last = result.get1();
    } else {
      T_TensorTensor_T result =
          run.kind.equals("gru")
              ? gru(packed, sizes, start, weights, true, run.layers(), 0, true, both)
              : run.options.contains("RELU")
                  ? rnn_relu(packed, sizes, start, weights, true, run.layers(), 0, true, both)
                  : rnn_tanh(packed, sizes, start, weights, true, run.layers(), 0, true, both);
      outputs = result.get0();
      last = result.get1();
    }
    Tensor y;
    if (run.sequence()) {
      int width = run.directions() * units;
      y = zeros(ROWS * STEPS * width).reshape(ROWS * STEPS, width).index_copy(0, counted, outputs);
      y = y.reshape(ROWS, STEPS, width);
    } else {
      y = last.select(0, stacked - run.directions());
      y = both ? cat(new TensorVector(y, last.select(0, stacked - 1)), 1) : y;
    }
    String dense = (layer + 1) + ".dense.";
    return y.matmul(trained.get(dense + "weight")).add(trained.get(dense + "bias"));
  }

  private static Tensor zeros(int n) {
    return TorchRun.tensor(new float[n], n);
  }
}
