package hillock.bench.race;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslateException;
import ai.djl.translate.TranslatorContext;
import java.nio.file.Path;

/** The official build of PyTorch, with MKL, by DJL's API. */
final class DjlContender implements Contender {
  private static final int THREADS = Integer.getInteger("race.threads", 2);

  private static final String NAME = "network";

  @Override
  public String about() {
    return "PyTorch %s with MKL, DJL 0.35.1, threads %d".formatted(Engine.getInstance().getVersion(), THREADS);
  }

  private static Loss loss(Workload row) {
    return switch (row.net().loss()) {
      case SQUARED_ERROR -> Loss.l2Loss("l2", 1);
      case BINARY_CROSS_ENTROPY -> Loss.sigmoidBinaryCrossEntropyLoss();
      case CROSS_ENTROPY -> Loss.softmaxCrossEntropyLoss();
    };
  }

  private static Optimizer optimizer(Workload row) {
    Tracker rate = Tracker.fixed((float) row.rate());
    return switch (row.update()) {
      case SGD -> Optimizer.sgd().setLearningRateTracker(rate).build();
      case MOMENTUM -> Optimizer.sgd().setLearningRateTracker(rate).optMomentum(0.9f).build();
      case ADAM -> Optimizer.adam().optLearningRateTracker(rate).build();
    };
  }

  /** A model with its trainer; whoever lets go of the model closes its arrays. */
  private record Learner(Model model, Trainer trainer) {
    static Learner of(Workload row) {
      DjlNet net = DjlNet.of(row.net());
      Model model = Model.newInstance(NAME);
      model.setBlock(net.block());
      Trainer trainer = model.newTrainer(new DefaultTrainingConfig(loss(row)).optOptimizer(optimizer(row)));
      trainer.initialize(new Shape(row.shapeChannelsFirst()));
      net.fill(model.getNDManager());
      return new Learner(model, trainer);
    }

    float step(NDArray x, NDArray y) {
      try (NDManager scope = model.getNDManager().newSubManager()) {
        x.tempAttach(scope);
        y.tempAttach(scope);
        NDArray loss;
        try (GradientCollector collector = trainer.newGradientCollector()) {
          loss = trainer.getLoss().evaluate(new NDList(y), trainer.forward(new NDList(x), new NDList(y)));
          collector.backward(loss);
        }
        trainer.step();
        return loss.getFloat();
      }
    }
  }

  @Override
  public Training training(Workload row, Batches8 data) {
    Learner learner = Learner.of(row);
    NDManager manager = learner.model.getNDManager();
    NDArray[] x = new NDArray[Batches8.COUNT];
    NDArray[] y = new NDArray[Batches8.COUNT];
    for (int k = 0; k < x.length; k++) {
      x[k] = manager.create(data.channelsFirst(k), new Shape(row.shapeChannelsFirst()));
      y[k] =
          row.classes()
              ? manager.create(data.labels[k])
              : manager.create(data.y[k], new Shape(row.batch(), row.outputs()));
    }
    return batch -> learner.step(x[batch], y[batch]);
  }

  private record Rows(Shape shape) implements NoBatchifyTranslator<float[], float[]> {
    @Override
    public NDList processInput(TranslatorContext context, float[] input) {
      return new NDList(context.getNDManager().create(input, shape));
    }

    @Override
    public float[] processOutput(TranslatorContext context, NDList list) {
      return list.singletonOrThrow().toFloatArray();
    }
  }

  @Override
  public Inference inference(Workload row, Batches8 data) {
    DjlNet net = DjlNet.of(row.net());
    Model model = Model.newInstance(NAME);
    model.setBlock(net.block());
    Shape shape = new Shape(row.shapeChannelsFirst());
    NDManager manager = model.getNDManager();
    net.block().initialize(manager, DataType.FLOAT32, shape);
    net.fill(manager);
    if (row.batch() == 1) {
      return new Caller(model, shape, data);
    }
    NDArray[] x = new NDArray[Batches8.COUNT];
    for (int k = 0; k < x.length; k++) {
      x[k] = manager.create(data.channelsFirst(k), shape);
    }
    ParameterStore parameters = new ParameterStore(manager, false);
    return new Inference() {
      @Override
      public float[] call(int batch) {
        try (NDManager scope = model.getNDManager().newSubManager()) {
          x[batch].tempAttach(scope);
          NDList output = net.block().forward(parameters, new NDList(x[batch]), false);
          return output.singletonOrThrow().toFloatArray();
        }
      }

      @Override
      public Inference second() {
        throw new UnsupportedOperationException();
      }
    };
  }

  private static final class Caller implements Inference {
    private final Model model;
    private final Shape shape;
    private final Batches8 data;
    private final Predictor<float[], float[]> predictor;

    Caller(Model model, Shape shape, Batches8 data) {
      this.model = model;
      this.shape = shape;
      this.data = data;
      predictor = model.newPredictor(new Rows(shape));
    }

    @Override
    public float[] call(int batch) throws TranslateException {
      return predictor.predict(data.x[batch]);
    }

    @Override
    public Inference second() {
      return new Caller(model, shape, data);
    }
  }

  @Override
  public void save(Workload row, Path folder) throws Exception {
    Learner.of(row).model.save(folder, NAME);
  }

  @Override
  public float[] firstPrediction(Path folder, float[] image) throws Exception {
    Model model = Model.newInstance(NAME);
    model.setBlock(DjlNet.of(Net.SMALL).block());
    model.load(folder, NAME);
    return Contender.softmax(model.newPredictor(new Rows(new Shape(1, image.length))).predict(image));
  }

  @Override
  public double wholeTask(Path folder) throws Exception {
    Workload row = Workload.of("M1");
    Learner learner = Learner.of(row);
    NDManager manager = learner.model.getNDManager();
    Mnist.of(folder, "train")
        .train(
            row.batch(),
            (x, y) -> {
              try (NDManager scope = manager.newSubManager()) {
                learner.step(scope.create(x, new Shape(y.length, Mnist.WIDTH)), scope.create(y));
              }
            });
    Mnist test = Mnist.of(folder, "t10k");
    NDList images = new NDList(manager.create(test.x(), new Shape(test.size(), Mnist.WIDTH)));
    NDList outputs = learner.model.getBlock().forward(new ParameterStore(manager, false), images, false);
    return test.accuracy(outputs.singletonOrThrow().toFloatArray());
  }
}
