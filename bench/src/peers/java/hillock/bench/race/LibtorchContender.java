package hillock.bench.race;

import static org.bytedeco.pytorch.global.torch.from_blob;
import static org.bytedeco.pytorch.global.torch.get_num_threads;
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

  private static final String FILE = "network";

  static {
    set_num_threads(THREADS);
  }

  @Override
  public String about() {
    return "libtorch 2.10.0, fused optimisers, threads "
        + get_num_threads()
        + (System.getenv("MKL_NUM_THREADS") == null ? ", OpenBLAS 0.3.31" : ", MKL 2025.3");
  }

  private static Tensor classes(int[] labels) {
    long[] values = new long[labels.length];
    for (int i = 0; i < labels.length; i++) {
      values[i] = labels[i];
    }
    long[] shape = {labels.length};
    return from_blob(new LongPointer(values), shape, new TensorOptions(ScalarType.Long)).clone();
  }

  @Override
  public Training training(Workload row, Batches8 data) {
    TorchNet net = new TorchNet(row, true);
    FusedOptimizer optimizer = new FusedOptimizer(row, net.parameters());
    Tensor[] x = new Tensor[Batches8.COUNT];
    Tensor[] y = new Tensor[Batches8.COUNT];
    for (int k = 0; k < x.length; k++) {
      x[k] = TorchNet.images(data.channelsFirst(k), row.shapeChannelsFirst());
      y[k] = row.classes() ? classes(data.labels[k]) : TorchNet.floats(data.y[k], row.batch(), row.outputs());
    }
    return batch -> {
      try (PointerScope scope = new PointerScope()) {
        optimizer.zero();
        Tensor loss = net.loss(net.forward(x[batch]), y[batch]);
        loss.backward();
        optimizer.step();
        return loss.item_float();
      }
    };
  }

  @Override
  public Inference inference(Workload row, Batches8 data) {
    return new Caller(new TorchNet(row, false), row, data);
  }

  private static final class Caller implements Inference {
    private final TorchNet net;
    private final Workload row;
    private final Batches8 data;
    private final Tensor[] x = new Tensor[Batches8.COUNT];
    private final FloatPointer one;
    private final Tensor oneInput;
    private final float[] output;

    Caller(TorchNet net, Workload row, Batches8 data) {
      this.net = net;
      this.row = row;
      this.data = data;
      one = new FloatPointer(row.inputs());
      oneInput = from_blob(one, row.shapeChannelsFirst(), new TensorOptions(ScalarType.Float));
      output = new float[row.batch() * row.outputs()];
      for (int k = 0; k < x.length; k++) {
        x[k] = TorchNet.images(data.channelsFirst(k), row.shapeChannelsFirst());
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
        net.forward(input).data_ptr_float().get(output);
        return output;
      }
    }

    @Override
    public Inference second() {
      return new Caller(net, row, data);
    }
  }

  @Override
  public void save(Workload row, Path folder) {
    OutputArchive archive = new OutputArchive();
    TensorVector all = new TorchNet(row, false).parameters();
    for (long i = 0; i < all.size(); i++) {
      archive.write("p" + i, all.get(i));
    }
    archive.save_to(folder.resolve(FILE).toString());
  }

  @Override
  public float[] firstPrediction(Path folder, float[] image) {
    LinearImpl[] layers = {new LinearImpl(784, 128), new LinearImpl(128, 10)};
    InputArchive archive = new InputArchive();
    archive.load_from(folder.resolve(FILE).toString());
    float[] output = new float[10];
    try (NoGradGuard guard = new NoGradGuard()) {
      for (int i = 0; i < layers.length; i++) {
        archive.read("p" + 2 * i, layers[i].weight());
        archive.read("p" + (2 * i + 1), layers[i].bias());
      }
      Tensor hidden = layers[0].forward(TorchNet.floats(image, 1, 784)).relu();
      layers[1].forward(hidden).softmax(1).data_ptr_float().get(output);
    }
    return output;
  }

  @Override
  public double wholeTask(Path folder) throws IOException {
    Workload row = Workload.of("M1");
    TorchNet net = new TorchNet(row, true);
    FusedOptimizer optimizer = new FusedOptimizer(row, net.parameters());
    Mnist train = Mnist.of(folder, "train");
    int n = train.size();
    Tensor x = TorchNet.floats(train.x(), n, Mnist.WIDTH);
    Tensor y = classes(train.y());
    for (int epoch = 0; epoch < Mnist.EPOCHS; epoch++) {
      try (PointerScope whole = new PointerScope()) {
        Tensor order = randperm(n, new TensorOptions(ScalarType.Long));
        for (long from = 0; from < n; from += row.batch()) {
          try (PointerScope scope = new PointerScope()) {
            Tensor rows = order.narrow(0, from, Math.min(row.batch(), n - from));
            optimizer.zero();
            net.loss(net.forward(x.index_select(0, rows)), y.index_select(0, rows)).backward();
            optimizer.step();
          }
        }
      }
    }
    Mnist test = Mnist.of(folder, "t10k");
    float[] output = new float[10 * test.size()];
    try (NoGradGuard guard = new NoGradGuard()) {
      net.forward(TorchNet.floats(test.x(), test.size(), Mnist.WIDTH)).data_ptr_float().get(output);
    }
    return test.accuracy(output);
  }
}
