package hillock.bench.race;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.op.core.Variable;
import org.tensorflow.op.nn.BlockLSTM;
import org.tensorflow.op.nn.BlockLSTMGrad;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * A network of the race as a graph of TensorFlow, with loss, gradients and updates by its own kernels. Images have
 * their channels last, sequences their time first.
 */
final class TensorFlowGraph {
  private static final int THREADS = Integer.getInteger("race.threads", 2);

  private final Workload row;
  private final boolean training;
  private final Graph graph = new Graph();
  private final Ops tf = Ops.create(graph);
  private final List<Variable<TFloat32>> weights = new ArrayList<>();
  private final List<Op> initial = new ArrayList<>();

  /** Running statistics of batch normalisation. */
  private final List<Op> besides = new ArrayList<>();

  private Lstm lstm;

  final Placeholder<TFloat32> x;
  final Placeholder<TFloat32> y;
  final Operand<TFloat32> output;

  /**
   * A graph for batches of a size, or of any with -1.
   *
   * @param training with dropout and statistics of the batch
   */
  TensorFlowGraph(Workload row, long batch, boolean training) {
    this.row = row;
    this.training = training;
    x = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(shape(row, batch))));
    y = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(batch, row.outputs())));
    output = chain(row.net().parts(), x);
  }

  /** Shape of a batch; sequences are [time, batch, features]. */
  static long[] shape(Workload row, long batch) {
    long[] shape = row.shape();
    if (shape.length == 3) {
      return new long[] {shape[1], batch, shape[2]};
    }
    shape[0] = batch;
    return shape;
  }

  static TFloat32 tensor(float[] values, long... shape) {
    return TFloat32.tensorOf(Shape.of(shape), DataBuffers.of(values, false, false));
  }

  /** A session of initialised variables; without threads of its own for small graphs. */
  Session session() {
    int sessions = THREADS == 1 ? -1 : THREADS;
    var config =
        ConfigProto.newBuilder().setIntraOpParallelismThreads(THREADS).setInterOpParallelismThreads(sessions).build();
    Session session = new Session(graph, config);
    Session.Runner runner = session.runner();
    initial.forEach(runner::addTarget);
    runner.run().close();
    return session;
  }

  Operand<TFloat32> loss() {
    return switch (row.net().loss()) {
      case SQUARED_ERROR -> mean(tf.math.square(tf.math.sub(output, y)), 0, 1);
      case BINARY_CROSS_ENTROPY -> mean(tf.math.sub(tf.math.softplus(output), tf.math.mul(output, y)), 0, 1);
      case CROSS_ENTROPY -> mean(tf.nn.softmaxCrossEntropyWithLogits(output, y).loss(), 0);
    };
  }

  /** One op that does a whole update. */
  Op update(Operand<TFloat32> loss) {
    List<Operand<TFloat32>> gradients = gradients(loss);
    List<Variable<TFloat32>> updated = List.copyOf(weights);
    List<Op> all = new ArrayList<>();
    Operand<TFloat32> rate = tf.constant((float) row.rate());
    Operand<TFloat32> beta1 = tf.constant(0.9f);
    Operand<TFloat32> beta2 = tf.constant(0.999f);
    Operand<TFloat32> epsilon = tf.constant(1e-8f);
    Variable<TFloat32> power1 = constant(0.9f);
    Variable<TFloat32> power2 = constant(0.999f);
    for (int i = 0; i < updated.size(); i++) {
      Variable<TFloat32> w = updated.get(i);
      long[] shape = w.shape().asArray();
      Operand<TFloat32> dw = gradients.get(i);
      all.add(
          switch (row.update()) {
            case SGD -> tf.train.applyGradientDescent(w, rate, dw);
            case MOMENTUM -> tf.train.applyMomentum(w, constant(0, shape), rate, dw, beta1);
            case ADAM ->
                tf.train.applyAdam(
                    w, constant(0, shape), constant(0, shape), power1, power2, rate, beta1, beta2, epsilon, dw);
          });
    }
    if (row.update() == Workload.Update.ADAM) {
      Ops after = tf.withControlDependencies(all);
      all.add(after.assign(power1, after.math.mul(power1, beta1)));
      all.add(after.assign(power2, after.math.mul(power2, beta2)));
    }
    all.addAll(besides);
    return tf.withControlDependencies(all).noOp();
  }

  private List<Operand<TFloat32>> gradients(Operand<TFloat32> loss) {
    List<Operand<TFloat32>> all = new ArrayList<>();
    if (lstm == null) {
      Gradients gradients = tf.gradients(loss, weights);
      for (int i = 0; i < weights.size(); i++) {
        all.add(gradients.dy(i));
      }
      return all;
    }
    // TensorFlow's C++ API knows no gradient of BlockLSTM; its kernel is called as an op
    Gradients after = tf.gradients(loss, List.of(lstm.last, weights.get(2), weights.get(3)));
    BlockLSTMGrad<TFloat32> gradient = lstm.gradient(tf, after.dy(0));
    return List.of(gradient.wGrad(), gradient.bGrad(), after.dy(1), after.dy(2));
  }

  private Operand<TFloat32> chain(List<Part> parts, Operand<TFloat32> x) {
    Operand<TFloat32> y = x;
    for (Part part : parts) {
      y = apply(part, y);
    }
    return y;
  }

  private Operand<TFloat32> apply(Part part, Operand<TFloat32> x) {
    return switch (part) {
      case Part.Dense dense -> {
        Variable<TFloat32> w = weight(dense.weights(), dense.in(), dense.out());
        yield tf.nn.biasAdd(tf.linalg.matMul(x, w), weight(new float[dense.out()], dense.out()));
      }
      case Part.Conv conv -> convolution(conv, x);
      case Part.Norm norm -> norm(norm.channels(), x);
      case Part.MaxPool pool -> tf.nn.maxPool(x, window(), window(), "VALID");
      case Part.GlobalMean mean -> mean(x, 1, 2);
      case Part.Flatten flatten -> tf.reshape(x, tf.constant(new int[] {-1, (int) size(x)}));
      case Part.Residual residual -> tf.math.add(chain(residual.main(), x), chain(residual.shortcut(), x));
      case Part.Recurrent layer when layer.cell() == Part.Cell.LSTM -> {
        Lstm cells = new Lstm(tf, layer, x, this::weight);
        lstm = cells;
        yield cells.last;
      }
      case Part.Recurrent layer -> throw new UnsupportedOperationException();
      case Part.Relu relu -> tf.nn.relu(x);
      case Part.Sigmoid sigmoid -> tf.math.sigmoid(x);
      case Part.Dropout dropout -> training ? dropout(x) : x;
    };
  }

  private Operand<TInt32> window() {
    return tf.constant(new int[] {1, 2, 2, 1});
  }

  private static long size(Operand<TFloat32> x) {
    long size = 1;
    for (int i = 1; i < x.shape().numDimensions(); i++) {
      size *= x.shape().get(i);
    }
    return size;
  }

  private Operand<TFloat32> convolution(Part.Conv conv, Operand<TFloat32> x) {
    Variable<TFloat32> w = weight(conv.weights(), conv.kernel(), conv.kernel(), conv.in(), conv.out());
    List<Long> strides = List.of(1L, (long) conv.stride(), (long) conv.stride(), 1L);
    // its C++ gradients know no padding of so many pixels
    Operand<TFloat32> y = tf.nn.conv2d(x, w, strides, conv.padding() == 0 ? "VALID" : "SAME");
    return conv.bias() ? tf.nn.biasAdd(y, weight(new float[conv.out()], conv.out())) : y;
  }

  private Operand<TFloat32> norm(int channels, Operand<TFloat32> x) {
    Variable<TFloat32> mean = constant(0, channels);
    Variable<TFloat32> variance = constant(1, channels);
    float[] ones = new float[channels];
    Arrays.fill(ones, 1);
    FusedBatchNorm<TFloat32, TFloat32> norm =
        tf.nn.fusedBatchNorm(
            x,
            weight(ones, channels),
            weight(new float[channels], channels),
            mean,
            variance,
            FusedBatchNorm.isTraining(training),
            FusedBatchNorm.epsilon(1e-5f));
    Operand<TFloat32> part = tf.constant(0.1f);
    besides.add(tf.assignSub(mean, tf.math.mul(tf.math.sub(mean, norm.batchMean()), part)));
    besides.add(tf.assignSub(variance, tf.math.mul(tf.math.sub(variance, norm.batchVariance()), part)));
    return norm.y();
  }

  private Operand<TFloat32> dropout(Operand<TFloat32> x) {
    Operand<TFloat32> uniform = tf.random.randomUniform(tf.constant(x.shape().asArray()), TFloat32.class);
    Operand<TFloat32> rate = tf.constant((float) Part.Dropout.RATE);
    Operand<TFloat32> kept = tf.dtypes.cast(tf.math.greaterEqual(uniform, rate), TFloat32.class);
    return tf.math.mul(x, tf.math.mul(kept, tf.constant((float) (1 / (1 - Part.Dropout.RATE)))));
  }

  private Operand<TFloat32> mean(Operand<TFloat32> x, int... axes) {
    return tf.math.mean(x, tf.constant(axes));
  }

  private Variable<TFloat32> weight(float[] values, long... shape) {
    Variable<TFloat32> variable = variable(values, shape);
    weights.add(variable);
    return variable;
  }

  private Variable<TFloat32> constant(float value, long... shape) {
    float[] values = new float[(int) Shape.of(shape).size()];
    Arrays.fill(values, value);
    return variable(values, shape);
  }

  private Variable<TFloat32> variable(float[] values, long... shape) {
    Variable<TFloat32> variable = tf.variable(Shape.of(shape), TFloat32.class);
    initial.add(tf.assign(variable, tf.constant(tensor(values, shape))));
    return variable;
  }

  /** Makes a trained variable. */
  private interface Weights {
    Variable<TFloat32> of(float[] values, long... shape);
  }

  /** TensorFlow's fused LSTM. */
  private static final class Lstm {
    private final Operand<TFloat32> x;
    private final Operand<TFloat32> w;
    private final Operand<TFloat32> b;
    private final Operand<TFloat32> zeros;
    private final Operand<TFloat32> noPeephole;
    private final Operand<TInt64> length;
    private final BlockLSTM<TFloat32> cells;
    private final Operand<TFloat32> last;

    Lstm(Ops tf, Part.Recurrent layer, Operand<TFloat32> x, Weights weights) {
      this.x = x;
      long time = x.shape().get(0);
      long batch = x.shape().get(1);
      int units = layer.units();
      w = weights.of(joined(layer), layer.in() + units, 4L * units);
      b = weights.of(new float[4 * units], 4L * units);
      zeros = tf.constant(tensor(new float[(int) batch * units], batch, units));
      noPeephole = tf.constant(tensor(new float[units], units));
      length = tf.constant(time);
      cells =
          tf.nn.blockLSTM(
              length,
              x,
              zeros,
              zeros,
              w,
              noPeephole,
              noPeephole,
              noPeephole,
              b,
              BlockLSTM.usePeephole(false),
              BlockLSTM.cellClip(-1f));
      Operand<TFloat32> end =
          tf.slice(cells.h(), tf.constant(new long[] {time - 1, 0, 0}), tf.constant(new long[] {1, batch, units}));
      last = tf.squeeze(end, Squeeze.axis(List.of(0L)));
    }

    /** Weights of inputs over those of states. */
    private static float[] joined(Part.Recurrent layer) {
      float[] inputs = layer.inputWeights();
      float[] states = layer.stateWeights();
      float[] all = Arrays.copyOf(inputs, inputs.length + states.length);
      System.arraycopy(states, 0, all, inputs.length, states.length);
      return all;
    }

    BlockLSTMGrad<TFloat32> gradient(Ops tf, Operand<TFloat32> dLast) {
      long[] shape = cells.h().shape().asArray();
      long time = shape[0];
      float[] none = new float[(int) (time * shape[1] * shape[2])];
      float[] before = new float[(int) ((time - 1) * shape[1] * shape[2])];
      Operand<TFloat32> dCells = tf.constant(tensor(none, shape));
      Operand<TFloat32> earlier = tf.constant(tensor(before, time - 1, shape[1], shape[2]));
      Operand<TFloat32> dStates = tf.concat(List.of(earlier, tf.expandDims(dLast, tf.constant(0))), tf.constant(0));
      return BlockLSTMGrad.create(
          tf.scope(),
          length,
          x,
          zeros,
          zeros,
          w,
          noPeephole,
          noPeephole,
          noPeephole,
          b,
          cells.i(),
          cells.cs(),
          cells.f(),
          cells.o(),
          cells.ci(),
          cells.co(),
          cells.h(),
          dCells,
          dStates,
          false);
    }
  }
}
