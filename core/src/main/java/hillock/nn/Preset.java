package hillock.nn;

import hillock.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Networks that have a name, made to measure for inputs and outputs.
 *
 * <pre>{@code
 * Network.of(Preset.LSTM.spec(Shape.of(28, 28, 1), 10), Shape.of(28, 28, 1), seed);
 * }</pre>
 */
public enum Preset {
  /** Two hidden dense layers with ReLU and dropout. */
  MLP {
    @Override
    public Spec spec(Shape input, int outputs) {
      return new Sequential(
          new Flatten(),
          new Dense(256),
          new Relu(),
          new Dropout(0.2f),
          new Dense(128),
          new Relu(),
          new Dropout(0.2f),
          new Dense(outputs));
    }
  },
  /**
   * {@link Networks#lenet} for images; those below 16x16, such as 8x8, get margins, so that something is left of them.
   */
  LENET {
    @Override
    public Spec spec(Shape input, int outputs) {
      checkImage(input);
      boolean small = Math.min(input.dim(0), input.dim(1)) < 16;
      return Networks.lenet(outputs, small ? new Same() : new Valid());
    }
  },
  /** {@link Networks#resnet} for images. */
  RESNET {
    @Override
    public Spec spec(Shape input, int outputs) {
      checkImage(input);
      return Networks.resnet(outputs);
    }
  },
  /** A layer of 128 LSTM units over the sequence, and a dense layer on its last output. */
  LSTM {
    @Override
    public Spec spec(Shape input, int outputs) {
      return new Sequential(sequence(input), new Lstm(128), new Dense(outputs));
    }
  },
  /** A layer of 128 gated recurrent units over the sequence, and a dense layer on its last output. */
  GRU {
    @Override
    public Spec spec(Shape input, int outputs) {
      return new Sequential(sequence(input), new Gru(128), new Dense(outputs));
    }
  },
  /**
   * Dense layers that narrow to 30 numbers, and their mirror image, which rebuilds the input; the number of outputs is
   * that of the inputs. For {@code TrainingStep.reconstruction}.
   */
  AUTOENCODER {
    @Override
    public Spec spec(Shape input, int outputs) {
      return new Sequential(
          new Flatten(),
          new Dense(256),
          new Relu(),
          new Dense(128),
          new Relu(),
          new Dense(30),
          new Dense(128),
          new Relu(),
          new Dense(256),
          new Relu(),
          new Dense(input.size()),
          new Reshape(Arrays.stream(input.toArray()).boxed().toList()));
    }
  };

  /**
   * The network.
   *
   * @param input shape of one example; recurrent networks take the rows of an image as time steps, and a plain row as a
   *     sequence of single numbers
   * @param outputs raw outputs wanted, at least 1
   * @throws IllegalArgumentException when the network takes images and the input is none
   */
  public abstract Spec spec(Shape input, int outputs);

  /** The name as people write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All names. */
  public static List<String> names() {
    return Arrays.stream(values()).map(Preset::text).toList();
  }

  void checkImage(Shape input) {
    if (input.rank() != 3) {
      throw new IllegalArgumentException(
          "%s: got inputs of shape %s, expected images [height, width, channels]. Take mlp for plain rows"
              .formatted(text(), input));
    }
  }

  /** What makes [time, features] of an input. */
  private static Spec sequence(Shape input) {
    return input.rank() == 2 ? new Sequential() : new Reshape(input.rank() < 2 ? input.size() : input.dim(0), -1);
  }
}
