package hillock.bench.race;

import static org.bytedeco.pytorch.global.torch.binary_cross_entropy_with_logits;
import static org.bytedeco.pytorch.global.torch.cross_entropy_loss;
import static org.bytedeco.pytorch.global.torch.dropout;
import static org.bytedeco.pytorch.global.torch.from_blob;
import static org.bytedeco.pytorch.global.torch.get_num_threads;
import static org.bytedeco.pytorch.global.torch.mse_loss;
import static org.bytedeco.pytorch.global.torch.randperm;
import static org.bytedeco.pytorch.global.torch.set_num_threads;

import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.InputArchive;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.OutputArchive;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** PyTorch's C++ engine, called from Java. */
@SuppressWarnings("try") // scopes and guards of JavaCPP act by being open
final class LibtorchContender implements Contender {
  private static final int THREADS = Integer.getInteger("race.threads", 2);

  static {
    set_num_threads(THREADS);
  }

  @Override
  public String about() {
    return "libtorch 2.10.0, OpenBLAS 0.3.31, fused optimisers, threads " + get_num_threads();
  }

  static Tensor floats(float[] values, long... shape) {
    return from_blob(new FloatPointer(values), shape, new TensorOptions(ScalarType.Float)).clone();
  }

  private static Tensor classes(int[] labels) {
    long[] values = new long[labels.length];
    for (int i = 0; i < labels.length; i++) {
      values[i] = labels[i];
    }
    long[] shape = {labels.length};
    return from_blob(new LongPointer(values), shape, new TensorOptions(ScalarType.Long)).clone();
  }

  /** The network of a row. */
  private record Net(Workload row, LinearImpl[] layers) {
    static Net of(Workload row) {
      LinearImpl[] layers = new LinearImpl[row.layers()];
      try (NoGradGuard guard = new NoGradGuard()) {
        for (int i = 0; i < layers.length; i++) {
          int in = row.widths().get(i);
          int out = row.widths().get(i + 1);
          layers[i] = new LinearImpl(in, out);
          layers[i].weight().copy_(floats(row.weights(i), in, out).t());
          layers[i].bias().zero_();
        }
      }
      return new Net(row, layers);
    }

    TensorVector parameters() {
      TensorVector all = new TensorVector();
      for (LinearImpl layer : layers) {
        all.push_back(layer.weight());
        all.push_back(layer.bias());
      }
      return all;
    }

    Tensor forward(Tensor x, boolean training) {
      Tensor y = x;
      for (int i = 0; i < layers.length; i++) {
        y = layers[i].forward(y);
        boolean last = i == layers.length - 1;
        if (!last || row.sigmoidLast()) {
          y = row.sigmoid() ? y.sigmoid() : y.relu_();
        }
        if (!last && row.dropout() && training) {
          y = dropout(y, 0.2, true);
        }
      }
      return y;
    }

    Tensor loss(Tensor output, Tensor target) {
      return row.squared()
          ? mse_loss(output, target)
          : row.binary() ? binary_cross_entropy_with_logits(output, target) : cross_entropy_loss(output, target);
    }
  }

  @Override
  public Training training(Workload row, Batches8 data) {
    Net net = Net.of(row);
    FusedOptimizer optimizer = new FusedOptimizer(row, net.parameters());
    Tensor[] x = new Tensor[Batches8.COUNT];
    Tensor[] y = new Tensor[Batches8.COUNT];
    for (int k = 0; k < x.length; k++) {
      x[k] = floats(data.x[k], row.batch(), row.inputs());
      y[k] = row.classes() ? classes(data.labels[k]) : floats(data.y[k], row.batch(), row.outputs());
    }
    return batch -> {
      try (PointerScope scope = new PointerScope()) {
        optimizer.zero();
        Tensor loss = net.loss(net.forward(x[batch], true), y[batch]);
        loss.backward();
        optimizer.step();
        return loss.item_float();
      }
    };
  }

  @Override
  public Inference inference(Workload row, Batches8 data) {
    return new Caller(Net.of(row), row, data);
  }

  private static final class Caller implements Inference {
    private final Net net;
    private final Workload row;
    private final Batches8 data;
    private final Tensor[] x = new Tensor[Batches8.COUNT];
    private final FloatPointer one;
    private final Tensor oneInput;
    private final float[] output;

    Caller(Net net, Workload row, Batches8 data) {
      this.net = net;
      this.row = row;
      this.data = data;
      one = new FloatPointer(row.inputs());
      long[] shape = {1, row.inputs()};
      oneInput = from_blob(one, shape, new TensorOptions(ScalarType.Float));
      output = new float[row.batch() * row.outputs()];
      for (int k = 0; k < x.length; k++) {
        x[k] = floats(data.x[k], row.batch(), row.inputs());
      }
    }

    @Override
    public float[] call(int batch) {
      try (PointerScope scope = new PointerScope();
          InferenceMode mode = new InferenceMode(true)) {
        Tensor input = x[batch];
        if (row.batch() == 1) {
          one.put(data.x[batch]);
          input = oneInput;
        }
        net.forward(input, false).data_ptr_float().get(output);
        return output;
      }
    }

    @Override
    public Inference second() {
      return new Caller(net, row, data);
    }
  }

  @Override
  public void save(Workload row, Path file) {
    OutputArchive archive = new OutputArchive();
    TensorVector all = Net.of(row).parameters();
    for (long i = 0; i < all.size(); i++) {
      archive.write("p" + i, all.get(i));
    }
    archive.save_to(file.toString());
  }

  @Override
  public float[] firstPrediction(Path file, float[] image) {
    LinearImpl[] layers = {new LinearImpl(784, 128), new LinearImpl(128, 10)};
    InputArchive archive = new InputArchive();
    archive.load_from(file.toString());
    float[] output = new float[10];
    try (NoGradGuard guard = new NoGradGuard()) {
      for (int i = 0; i < layers.length; i++) {
        archive.read("p" + 2 * i, layers[i].weight());
        archive.read("p" + (2 * i + 1), layers[i].bias());
      }
      Tensor hidden = layers[0].forward(floats(image, 1, 784)).relu();
      layers[1].forward(hidden).softmax(1).data_ptr_float().get(output);
    }
    return output;
  }

  @Override
  public double wholeTask(Path mnist) throws IOException {
    Workload row = Workload.of("M1");
    Net net = Net.of(row);
    FusedOptimizer optimizer = new FusedOptimizer(row, net.parameters());
    Tensor x = images(mnist.resolve("train-images-idx3-ubyte.gz"));
    Tensor y = labels(mnist.resolve("train-labels-idx1-ubyte.gz"));
    long n = x.size(0);
    for (int epoch = 0; epoch < 5; epoch++) {
      try (PointerScope whole = new PointerScope()) {
        Tensor order = randperm(n, new TensorOptions(ScalarType.Long));
        for (long from = 0; from < n; from += row.batch()) {
          try (PointerScope scope = new PointerScope()) {
            Tensor rows = order.narrow(0, from, Math.min(row.batch(), n - from));
            optimizer.zero();
            net.loss(net.forward(x.index_select(0, rows), true), y.index_select(0, rows)).backward();
            optimizer.step();
          }
        }
      }
    }
    Tensor answers = labels(mnist.resolve("t10k-labels-idx1-ubyte.gz"));
    try (NoGradGuard guard = new NoGradGuard()) {
      Tensor output = net.forward(images(mnist.resolve("t10k-images-idx3-ubyte.gz")), false);
      Tensor right = output.argmax(new LongOptional(1), false).eq(answers);
      return right.sum().item_long() / (double) answers.size(0);
    }
  }

  private static Tensor images(Path file) throws IOException {
    byte[] pixels = Batches8.idx(file, 16, -1);
    float[] values = new float[pixels.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (pixels[i] & 255) / 255f;
    }
    return floats(values, values.length / 784, 784);
  }

  private static Tensor labels(Path file) throws IOException {
    byte[] bytes = Batches8.idx(file, 8, -1);
    int[] labels = new int[bytes.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = bytes[i];
    }
    return classes(labels);
  }
}
