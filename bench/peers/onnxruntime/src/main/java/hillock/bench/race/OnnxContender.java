package hillock.bench.race;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** ONNX Runtime, which infers and does not train. */
final class OnnxContender implements Contender {
  private static final int THREADS = Integer.getInteger("race.threads", 2);

  private static final String FILE = "network";

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();

  @Override
  public String about() {
    return "ONNX Runtime %s, threads %d".formatted(environment.getVersion(), THREADS);
  }

  private OrtSession session(byte[] model) throws OrtException {
    SessionOptions options = new SessionOptions();
    options.setIntraOpNumThreads(THREADS);
    options.setInterOpNumThreads(1);
    options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
    return environment.createSession(model, options);
  }

  private static FloatBuffer buffer(float[] values) {
    ByteBuffer bytes = ByteBuffer.allocateDirect(4 * values.length).order(ByteOrder.nativeOrder());
    return bytes.asFloatBuffer().put(0, values);
  }

  @Override
  public Inference inference(Workload row, Batches8 data) throws OrtException {
    return new Caller(environment, session(OnnxModel.of(row)), row, data);
  }

  private static final class Caller implements Inference {
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Workload row;
    private final Batches8 data;
    private final List<Map<String, OnnxTensor>> x = new ArrayList<>();
    private final FloatBuffer one;
    private final float[] output;

    Caller(OrtEnvironment environment, OrtSession session, Workload row, Batches8 data) throws OrtException {
      this.environment = environment;
      this.session = session;
      this.row = row;
      this.data = data;
      one = buffer(data.x[0]);
      output = new float[row.batch() * row.outputs()];
      for (int k = 0; k < Batches8.COUNT; k++) {
        FloatBuffer values = row.batch() == 1 ? one : buffer(data.channelsFirst(k));
        x.add(Map.of("x", OnnxTensor.createTensor(environment, values, row.shapeChannelsFirst())));
      }
    }

    @Override
    public float[] call(int batch) throws OrtException {
      if (row.batch() == 1) {
        one.put(0, data.x[batch]);
      }
      try (OrtSession.Result result = session.run(x.get(batch))) {
        ((OnnxTensor) result.get(0)).getFloatBuffer().get(output);
      }
      return output;
    }

    @Override
    public Inference second() throws OrtException {
      return new Caller(environment, session, row, data);
    }
  }

  @Override
  public void save(Workload row, Path folder) throws Exception {
    Files.write(folder.resolve(FILE), OnnxModel.of(Workload.of("I1")));
  }

  @Override
  public float[] firstPrediction(Path folder, float[] image) throws Exception {
    OrtSession session = session(Files.readAllBytes(folder.resolve(FILE)));
    float[] output = new float[10];
    try (OnnxTensor x = OnnxTensor.createTensor(environment, buffer(image), new long[] {1, image.length});
        OrtSession.Result result = session.run(Map.of("x", x))) {
      ((OnnxTensor) result.get(0)).getFloatBuffer().get(output);
    }
    return Contender.softmax(output);
  }
}
