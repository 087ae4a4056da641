package hillock.bench.race;

import java.nio.file.Path;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.TensorFlow;
import org.tensorflow.op.Op;
import org.tensorflow.types.TFloat32;

/** TensorFlow by its Java API: a graph that a session runs. */
final class TensorFlowContender implements Contender {
  private static final int THREADS = Integer.getInteger("race.threads", 2);

  @Override
  public String about() {
    return "TensorFlow %s, Java API 1.1.0, a graph, threads %d".formatted(TensorFlow.version(), THREADS);
  }

  /** In ResNet, its convolution of stride 2 lies one pixel off: the same work with other numbers. */
  @Override
  public int comparable(Workload row) {
    return row.net() == Net.RESNET ? 0 : Contender.super.comparable(row);
  }

  /** Inputs of a batch as the graph takes them. */
  private static TFloat32 input(Workload row, float[] x) {
    long[] shape = TensorFlowGraph.shape(row, row.batch());
    if (shape.length != 3 || row.batch() == 1) {
      return TensorFlowGraph.tensor(x, shape);
    }
    int time = (int) shape[0];
    int features = (int) shape[2];
    float[] moved = new float[x.length];
    for (int n = 0; n < row.batch(); n++) {
      for (int t = 0; t < time; t++) {
        System.arraycopy(x, (n * time + t) * features, moved, (t * row.batch() + n) * features, features);
      }
    }
    return TensorFlowGraph.tensor(moved, shape);
  }

  @Override
  public Training training(Workload row, Batches8 data) {
    TensorFlowGraph graph = new TensorFlowGraph(row, row.batch(), true);
    Operand<TFloat32> loss = graph.loss();
    Op update = graph.update(loss);
    Session session = graph.session();
    TFloat32[] x = new TFloat32[Batches8.COUNT];
    TFloat32[] y = new TFloat32[Batches8.COUNT];
    for (int k = 0; k < x.length; k++) {
      x[k] = input(row, data.x[k]);
      y[k] = TensorFlowGraph.tensor(data.y[k], row.batch(), row.outputs());
    }
    return batch -> {
      Session.Runner runner = session.runner().feed(graph.x, x[batch]).feed(graph.y, y[batch]);
      try (Result result = runner.fetch(loss).addTarget(update).run()) {
        return ((TFloat32) result.get(0)).getFloat();
      }
    };
  }

  @Override
  public Inference inference(Workload row, Batches8 data) {
    TensorFlowGraph graph = new TensorFlowGraph(row, row.batch(), false);
    return new Caller(graph, graph.session(), row, data);
  }

  private static final class Caller implements Inference {
    private final TensorFlowGraph graph;
    private final Session session;
    private final Workload row;
    private final Batches8 data;
    private final TFloat32[] x = new TFloat32[Batches8.COUNT];
    private final TFloat32 one;
    private final float[] output;

    Caller(TensorFlowGraph graph, Session session, Workload row, Batches8 data) {
      this.graph = graph;
      this.session = session;
      this.row = row;
      this.data = data;
      for (int k = 0; k < x.length; k++) {
        x[k] = input(row, data.x[k]);
      }
      one = input(row, data.x[0]);
      output = new float[row.batch() * row.outputs()];
    }

    @Override
    public float[] call(int batch) {
      TFloat32 input = x[batch];
      if (row.batch() == 1) {
        one.asRawTensor().data().asFloats().write(data.x[batch]);
        input = one;
      }
      try (Result result = session.runner().feed(graph.x, input).fetch(graph.output).run()) {
        ((TFloat32) result.get(0)).asRawTensor().data().asFloats().read(output);
      }
      return output;
    }

    @Override
    public Inference second() {
      return new Caller(graph, session, row, data);
    }
  }

  @Override
  public double wholeTask(Path folder) throws Exception {
    Workload row = Workload.of("M1");
    TensorFlowGraph graph = new TensorFlowGraph(row, -1, true);
    Op update = graph.update(graph.loss());
    Session session = graph.session();
    Mnist.of(folder, "train")
        .train(
            row.batch(),
            (x, y) -> {
              float[] targets = new float[y.length * row.outputs()];
              for (int i = 0; i < y.length; i++) {
                targets[i * row.outputs() + y[i]] = 1;
              }
              try (TFloat32 inputs = TensorFlowGraph.tensor(x, y.length, Mnist.WIDTH);
                  TFloat32 answers = TensorFlowGraph.tensor(targets, y.length, row.outputs())) {
                session.runner().feed(graph.x, inputs).feed(graph.y, answers).addTarget(update).run().close();
              }
            });
    Mnist test = Mnist.of(folder, "t10k");
    float[] output = new float[test.size() * row.outputs()];
    TFloat32 images = TensorFlowGraph.tensor(test.x(), test.size(), Mnist.WIDTH);
    try (Result result = session.runner().feed(graph.x, images).fetch(graph.output).run()) {
      ((TFloat32) result.get(0)).asRawTensor().data().asFloats().read(output);
    }
    return test.accuracy(output);
  }
}
