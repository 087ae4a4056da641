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
   * Dense layers of 256 and 128 units that narrow to a code of 30 numbers, or half as many as the input has when those
   * are fewer, and their mirror image, which rebuilds the input. The number of outputs is that of the inputs.
   */
  AUTOENCODER {
    @Override
    public Spec spec(Shape input, int outputs) {
      return new Autoencoder(encoder(new Dense(code(input))), decoder(input));
    }
  },
  /**
   * The same with inputs of which 30% are set to 0, the mean of standardised ones, while it learns to rebuild all.
   * Vincent et al. 2008.
   */
  DENOISING_AUTOENCODER {
    @Override
    public Spec spec(Shape input, int outputs) {
      return new Autoencoder(new Sequential(new MaskingNoise(0.3f), encoder(new Dense(code(input)))), decoder(input));
    }
  },
  /** The same with a code of 128 sigmoid units of which each is active 5% of the time on average. Ng 2011. */
  SPARSE_AUTOENCODER {
    @Override
    public Spec spec(Shape input, int outputs) {
      return new Autoencoder(
          new Sequential(
              new Flatten(),
              new Dense(256),
              new Relu(),
              new Dense(128),
              new Sigmoid(),
              new Sparsity(0.05f, SPARSITY_WEIGHT)),
          decoder(input));
    }
  },
  /**
   * The same with a random code: {@link Variational}, of outputs with a variance of 0.1 around standardised inputs.
   * Kingma and Welling 2014.
   */
  VARIATIONAL_AUTOENCODER {
    @Override
    public Spec spec(Shape input, int outputs) {
      // Mean squared error over k outputs is 2·0.1/k of the negative log-likelihood under that variance.
      return new Autoencoder(encoder(new Variational(code(input), 2 * OUTPUT_VARIANCE / input.size())), decoder(input));
    }
  };

  private static final int LARGEST_CODE = 30;
  private static final float OUTPUT_VARIANCE = 0.1f;

  /** So that 128 units that are all twice as active as wanted cost a fiftieth of what guessing the mean does. */
  private static final float SPARSITY_WEIGHT = 0.01f;

  /**
   * The network.
   *
   * @param input shape of one example; recurrent networks take the rows of an image as time steps, and a plain row as a
   *     sequence of single numbers
   * @param outputs raw outputs wanted, at least 1
   * @throws IllegalArgumentException when the network takes images and the input is none
   */
  public abstract Spec spec(Shape input, int outputs);

  /** The name as people write it, such as {@code denoising-autoencoder}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it is an autoencoder, which learns its inputs. */
  public boolean reconstructs() {
    return switch (this) {
      case AUTOENCODER, DENOISING_AUTOENCODER, SPARSE_AUTOENCODER, VARIATIONAL_AUTOENCODER -> true;
      case MLP, LENET, RESNET, LSTM, GRU -> false;
    };
  }

  /** All names. */
  public static List<String> names() {
    return Arrays.stream(values()).map(Preset::text).toList();
  }

  private static int code(Shape input) {
    return Math.clamp(input.size() / 2, 1, LARGEST_CODE);
  }

  /** The layers before the code, and what makes it. */
  private static Spec encoder(Spec code) {
    return new Sequential(new Flatten(), new Dense(256), new Relu(), new Dense(128), new Relu(), code);
  }

  private static Spec decoder(Shape input) {
    return new Sequential(
        new Dense(128),
        new Relu(),
        new Dense(256),
        new Relu(),
        new Dense(input.size()),
        new Reshape(Arrays.stream(input.toArray()).boxed().toList()));
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
