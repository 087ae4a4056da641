package hillock.bench.race;

import static org.bytedeco.pytorch.global.torch.binary_cross_entropy_with_logits;
import static org.bytedeco.pytorch.global.torch.cross_entropy_loss;
import static org.bytedeco.pytorch.global.torch.dropout;
import static org.bytedeco.pytorch.global.torch.from_blob;
import static org.bytedeco.pytorch.global.torch.max_pool2d;
import static org.bytedeco.pytorch.global.torch.mse_loss;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.BatchNorm2dImpl;
import org.bytedeco.pytorch.BatchNormOptions;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.Conv2dOptions;
import org.bytedeco.pytorch.GRUImpl;
import org.bytedeco.pytorch.GRUOptions;
import org.bytedeco.pytorch.LSTMImpl;
import org.bytedeco.pytorch.LSTMOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** A network of the race in libtorch; images lie channels last in memory where that is faster. */
@SuppressWarnings("try") // scopes and guards of JavaCPP act by being open
final class TorchNet {
  private static final boolean CHANNELS_LAST = Boolean.getBoolean("race.channelsLast");

  private final Workload row;
  private final List<Module> modules = new ArrayList<>();
  private final UnaryOperator<Tensor> forward;
  private final boolean training;

  TorchNet(Workload row, boolean training) {
    this.row = row;
    this.training = training;
    forward = chain(row.net().parts());
    modules.forEach(module -> module.train(training));
  }

  static Tensor floats(float[] values, long... shape) {
    return from_blob(new FloatPointer(values), shape, new TensorOptions(ScalarType.Float)).clone();
  }

  static Tensor images(float[] values, long... shape) {
    Tensor x = floats(values, shape);
    return CHANNELS_LAST && shape.length == 4 ? x.contiguous(MemoryFormat.ChannelsLast) : x;
  }

  Tensor forward(Tensor x) {
    return forward.apply(x);
  }

  Tensor loss(Tensor output, Tensor target) {
    return switch (row.net().loss()) {
      case SQUARED_ERROR -> mse_loss(output, target);
      case BINARY_CROSS_ENTROPY -> binary_cross_entropy_with_logits(output, target);
      case CROSS_ENTROPY -> cross_entropy_loss(output, target);
    };
  }

  TensorVector parameters() {
    TensorVector all = new TensorVector();
    for (Module module : modules) {
      TensorVector own = module.parameters();
      for (long i = 0; i < own.size(); i++) {
        all.push_back(own.get(i));
      }
    }
    return all;
  }

  private UnaryOperator<Tensor> chain(List<Part> parts) {
    List<UnaryOperator<Tensor>> steps = new ArrayList<>();
    try (NoGradGuard guard = new NoGradGuard()) {
      for (Part part : parts) {
        steps.add(step(part));
      }
    }
    return x -> {
      Tensor y = x;
      for (UnaryOperator<Tensor> step : steps) {
        y = step.apply(y);
      }
      return y;
    };
  }

  private UnaryOperator<Tensor> step(Part part) {
    return switch (part) {
      case Part.Dense dense -> linear(dense)::forward;
      case Part.Conv conv -> convolution(conv)::forward;
      case Part.Norm norm -> add(new BatchNorm2dImpl(new BatchNormOptions(norm.channels())))::forward;
      case Part.MaxPool pool -> x -> max_pool2d(x, pair(2), pair(2), pair(0), pair(1), false);
      case Part.GlobalMean mean -> x -> x.mean(new long[] {2, 3}, false, new ScalarTypeOptional());
      case Part.Flatten flatten -> x -> x.flatten(1, -1);
      case Part.Residual residual -> {
        UnaryOperator<Tensor> main = chain(residual.main());
        UnaryOperator<Tensor> shortcut = chain(residual.shortcut());
        yield x -> main.apply(x).add_(shortcut.apply(x));
      }
      case Part.Recurrent layer when layer.cell() == Part.Cell.LSTM -> {
        LSTMOptions options = new LSTMOptions(layer.in(), layer.units());
        options.batch_first().put(true);
        LSTMImpl lstm = add(new LSTMImpl(options));
        copy(layer, lstm.parameters());
        yield x -> lstm.forward(x).get0().select(1, -1);
      }
      case Part.Recurrent layer -> {
        GRUOptions options = new GRUOptions(layer.in(), layer.units());
        options.batch_first().put(true);
        GRUImpl gru = add(new GRUImpl(options));
        copy(layer, gru.parameters());
        yield x -> gru.forward(x).get0().select(1, -1);
      }
      case Part.Relu relu -> Tensor::relu_;
      case Part.Sigmoid sigmoid -> Tensor::sigmoid;
      case Part.Dropout dropout -> x -> training ? dropout(x, Part.Dropout.RATE, true) : x;
    };
  }

  private <M extends Module> M add(M module) {
    modules.add(module);
    return module;
  }

  private LinearImpl linear(Part.Dense dense) {
    LinearImpl linear = add(new LinearImpl(dense.in(), dense.out()));
    linear.weight().copy_(floats(dense.channelsFirst(), dense.in(), dense.out()).t());
    linear.bias().zero_();
    return linear;
  }

  private Conv2dImpl convolution(Part.Conv conv) {
    Conv2dOptions options = new Conv2dOptions(conv.in(), conv.out(), new LongPointer(pair(conv.kernel())));
    options.stride().put(new LongPointer(pair(conv.stride())));
    options.padding().put(new LongPointer(pair(conv.padding())));
    options.bias().put(conv.bias());
    Conv2dImpl module = add(new Conv2dImpl(options));
    module.weight().copy_(floats(conv.channelsFirst(), conv.out(), conv.in(), conv.kernel(), conv.kernel()));
    if (conv.bias()) {
      module.bias().zero_();
    }
    if (CHANNELS_LAST) {
      module.weight().set_data(module.weight().contiguous(MemoryFormat.ChannelsLast));
    }
    return module;
  }

  private static void copy(Part.Recurrent layer, TensorVector parameters) {
    int columns = layer.gates() * layer.units();
    parameters.get(0).copy_(floats(layer.inputWeights(), layer.in(), columns).t());
    parameters.get(1).copy_(floats(layer.stateWeights(), layer.units(), columns).t());
    parameters.get(2).zero_();
    parameters.get(3).zero_();
  }

  private static long[] pair(long value) {
    return new long[] {value, value};
  }
}
