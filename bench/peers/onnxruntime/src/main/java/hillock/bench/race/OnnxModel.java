package hillock.bench.race;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A network of the race as the bytes of an ONNX model (operator set 14) with input {@code x} and output {@code y}. The
 * few fields that it takes are written by their numbers in onnx.proto.
 */
final class OnnxModel {
  private static final int FLOAT = 1;
  private static final int INT64 = 7;
  private static final int ATTRIBUTE_INT = 2;
  private static final int ATTRIBUTE_INTS = 7;

  private final ByteArrayOutputStream nodes = new ByteArrayOutputStream();
  private final ByteArrayOutputStream constants = new ByteArrayOutputStream();
  private int names;

  private OnnxModel() {}

  static byte[] of(Workload row) {
    OnnxModel model = new OnnxModel();
    String last = "x";
    for (Part part : row.net().parts()) {
      last = model.add(part, last);
    }
    model.node("Identity", List.of(last), List.of("y"), out -> {});
    long[] output = {row.batch(), row.outputs()};
    byte[] graph =
        message(out -> {
          out.writeRawBytes(model.nodes.toByteArray());
          out.writeString(2, "race");
          out.writeRawBytes(model.constants.toByteArray());
          out.writeByteArray(11, value("x", row.shapeChannelsFirst()));
          out.writeByteArray(12, value("y", output));
        });
    return message(out -> {
      out.writeInt64(1, 8); // version of the format
      out.writeByteArray(7, graph);
      out.writeByteArray(8, message(set -> set.writeInt64(2, 14)));
    });
  }

  private interface Fields {
    void to(CodedOutputStream out) throws IOException;
  }

  private static byte[] message(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      fields.to(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void append(ByteArrayOutputStream all, int field, byte[] message) {
    all.writeBytes(message(out -> out.writeByteArray(field, message)));
  }

  private static byte[] value(String name, long... shape) {
    byte[] dimensions =
        message(out -> {
          for (long size : shape) {
            out.writeByteArray(1, message(dimension -> dimension.writeInt64(1, size)));
          }
        });
    byte[] tensor =
        message(out -> {
          out.writeInt32(1, FLOAT);
          out.writeByteArray(2, dimensions);
        });
    return message(out -> {
      out.writeString(1, name);
      out.writeByteArray(2, message(type -> type.writeByteArray(1, tensor)));
    });
  }

  /** Adds the nodes of a part and returns the name of what it makes. */
  private String add(Part part, String x) {
    return switch (part) {
      case Part.Dense dense -> {
        String w = floats(dense.channelsFirst(), dense.in(), dense.out());
        yield node("Gemm", List.of(x, w, floats(new float[dense.out()], dense.out())), out -> {});
      }
      case Part.Conv conv -> {
        String w = floats(conv.channelsFirst(), conv.out(), conv.in(), conv.kernel(), conv.kernel());
        String b = floats(new float[conv.out()], conv.out());
        yield node(
            "Conv",
            List.of(x, w, b),
            out -> {
              ints(out, "kernel_shape", conv.kernel(), conv.kernel());
              ints(out, "strides", conv.stride(), conv.stride());
              ints(out, "pads", conv.padding(), conv.padding(), conv.padding(), conv.padding());
            });
      }
      case Part.MaxPool pool ->
          node(
              "MaxPool",
              List.of(x),
              out -> {
                ints(out, "kernel_shape", 2, 2);
                ints(out, "strides", 2, 2);
              });
      case Part.Flatten flatten -> node("Flatten", List.of(x), out -> {});
      case Part.Recurrent layer when layer.cell() == Part.Cell.LSTM -> lstm(layer, x);
      case Part.Relu relu -> node("Relu", List.of(x), out -> {});
      case Part.Sigmoid sigmoid -> node("Sigmoid", List.of(x), out -> {});
      case Part.Dropout dropout -> x;
      default -> throw new UnsupportedOperationException();
    };
  }

  private String lstm(Part.Recurrent layer, String x) {
    int units = layer.units();
    String timeFirst = node("Transpose", List.of(x), out -> ints(out, "perm", 1, 0, 2));
    String w = floats(gates(layer.inputWeights(), layer.in(), units), 1, 4L * units, layer.in());
    String r = floats(gates(layer.stateWeights(), units, units), 1, 4L * units, units);
    String b = floats(new float[8 * units], 1, 8L * units);
    String all = name();
    String last = name();
    node(
        "LSTM",
        List.of(timeFirst, w, r, b),
        List.of(all, last),
        out -> attribute(out, "hidden_size", ATTRIBUTE_INT, value -> value.writeInt64(3, units)));
    String axis = constant(INT64, ByteBuffer.allocate(8), 1);
    return node("Squeeze", List.of(last, axis), out -> {});
  }

  /** Gates as rows: input, output, forget, cell. */
  private static float[] gates(float[] weights, int rows, int units) {
    float[] w = Part.transposed(weights, rows);
    float[] moved = new float[w.length];
    int gate = units * rows;
    int[] from = {0, 3, 1, 2};
    for (int i = 0; i < from.length; i++) {
      System.arraycopy(w, from[i] * gate, moved, i * gate, gate);
    }
    return moved;
  }

  private String name() {
    return "v" + names++;
  }

  private String node(String type, List<String> inputs, Fields attributes) {
    String output = name();
    node(type, inputs, List.of(output), attributes);
    return output;
  }

  private void node(String type, List<String> inputs, List<String> outputs, Fields attributes) {
    append(
        nodes,
        1,
        message(out -> {
          for (String input : inputs) {
            out.writeString(1, input);
          }
          for (String output : outputs) {
            out.writeString(2, output);
          }
          out.writeString(4, type);
          attributes.to(out);
        }));
  }

  private static void ints(CodedOutputStream node, String name, long... values) throws IOException {
    attribute(
        node,
        name,
        ATTRIBUTE_INTS,
        out -> {
          for (long value : values) {
            out.writeInt64(8, value);
          }
        });
  }

  private static void attribute(CodedOutputStream node, String name, int type, Fields value) throws IOException {
    node.writeByteArray(
        5,
        message(out -> {
          out.writeString(1, name);
          value.to(out);
          out.writeInt32(20, type);
        }));
  }

  private String floats(float[] values, long... shape) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return constant(FLOAT, bytes, shape);
  }

  private String constant(int type, ByteBuffer values, long... shape) {
    String name = name();
    append(
        constants,
        5,
        message(out -> {
          for (long size : shape) {
            out.writeInt64(1, size);
          }
          out.writeInt32(2, type);
          out.writeString(8, name);
          out.writeByteArray(9, values.array());
        }));
    return name;
  }
}
