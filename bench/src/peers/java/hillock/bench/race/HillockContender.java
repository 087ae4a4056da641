package hillock.bench.race;

import hillock.data.Batch;
import hillock.data.Dataset;
import hillock.io.Sources;
import hillock.kernel.Engine;
import hillock.kernel.KernelChoice;
import hillock.kernel.Team;
import hillock.model.Model;
import hillock.model.Prediction;
import hillock.model.Predictor;
import hillock.nn.BinaryCrossEntropy;
import hillock.nn.CrossEntropy;
import hillock.nn.Loss;
import hillock.nn.MeanSquaredError;
import hillock.nn.Network;
import hillock.nn.Softmax;
import hillock.tensor.Shape;
import hillock.train.Accuracy;
import hillock.train.Adam;
import hillock.train.Momentum;
import hillock.train.Optimizer;
import hillock.train.Sgd;
import hillock.train.Supervised;
import hillock.train.Trainer;
import hillock.train.TrainingStep;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Ours. */
final class HillockContender implements Contender {
  private static final int THREADS = Integer.getInteger("race.threads", 2);

  private static final String FILE = "network";

  private final Engine engine = Engine.of(KernelChoice.AUTO.kernels(), Team.of(THREADS));

  @Override
  public String about() {
    return "Hillock, " + engine.kernels().name() + ", threads " + THREADS;
  }

  private static Loss loss(Workload row) {
    return switch (row.net().loss()) {
      case SQUARED_ERROR -> new MeanSquaredError();
      case BINARY_CROSS_ENTROPY -> new BinaryCrossEntropy();
      case CROSS_ENTROPY -> new CrossEntropy();
    };
  }

  private static Optimizer optimizer(Workload row) {
    return switch (row.update()) {
      case SGD -> new Sgd(row.rate());
      case MOMENTUM -> new Momentum(row.rate());
      case ADAM -> new Adam(row.rate());
    };
  }

  @Override
  public Training training(Workload row, Batches8 data) {
    Batch[] batches = new Batch[Batches8.COUNT];
    for (int k = 0; k < batches.length; k++) {
      Dataset dataset = Dataset.of(HillockNet.shape(row.net()), data.x[k]);
      dataset =
          row.classes()
              ? dataset.withLabels(data.labels[k], names(row.outputs()))
              : dataset.withTargets(data.y[k], names(row.outputs()));
      batches[k] = dataset.batches(row.batch()).at(0, 0);
    }
    Supervised step = TrainingStep.supervised(HillockNet.of(row.net()), loss(row), optimizer(row)).engine(engine);
    return new Training() {
      private long number;

      @Override
      public double step(int batch) {
        return step.run(number++, 1, batches[batch]);
      }
    };
  }

  private static List<String> names(int count) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(Integer.toString(i));
    }
    return names;
  }

  @Override
  public Inference inference(Workload row, Batches8 data) {
    return new Caller(HillockNet.of(row.net()), row, data, engine);
  }

  private record Caller(Network network, Workload row, Batches8 data, hillock.model.Inference inference)
      implements Inference {
    Caller(Network network, Workload row, Batches8 data, Engine engine) {
      this(network, row, data, new hillock.model.Inference(network, engine));
    }

    @Override
    public float[] call(int batch) {
      return inference.run(data.x[batch], row.batch());
    }

    @Override
    public Inference second() {
      return new Caller(network, row, data, Engine.single());
    }
  }

  @Override
  public void save(Workload row, Path folder) {
    Model.of(HillockNet.of(row.net()), new Softmax()).save(folder.resolve(FILE));
  }

  @Override
  public float[] firstPrediction(Path folder, float[] image) {
    return Predictor.open(folder.resolve(FILE), Prediction::values).predict(image);
  }

  @Override
  public double wholeTask(Path mnist) {
    Workload row = Workload.of("M1");
    var source = Sources.open(mnist);
    Dataset train = scaled((Dataset) source.data());
    Dataset test = scaled((Dataset) source.test().orElseThrow());
    Supervised step = TrainingStep.supervised(HillockNet.of(row.net()), loss(row), optimizer(row)).engine(engine);
    Trainer.of(step).fit(train.shuffled(1).batches(row.batch()), 5);
    var evaluation = step.evaluate(test.batches(256)).orElseThrow();
    int[] once = new int[test.size()];
    Arrays.fill(once, 1);
    return new Accuracy().of(Objects.requireNonNull(evaluation.predictions()), once);
  }

  /** Bytes as numbers from 0 to 1, as the peers have them. */
  private static Dataset scaled(Dataset bytes) {
    int width = bytes.sampleShape().size();
    float[] x = new float[bytes.size() * width];
    for (int i = 0; i < bytes.size(); i++) {
      bytes.gather(i, x, i * width);
    }
    for (int i = 0; i < x.length; i++) {
      x[i] /= 255f;
    }
    return Dataset.of(Shape.of(width), x).withLabels(bytes.labels(), bytes.classNames());
  }
}
