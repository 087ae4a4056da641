package hillock.bench.race;

import java.util.List;
import java.util.Random;

/**
 * A part of a network of the race, which every contender builds in its own terms. Parts with weights have a number,
 * from which the same weights follow for all; biases start at 0. Images are [height, width, channels], sequences [time,
 * features]; {@code channelsFirst} is for the systems that have it the other way round.
 */
sealed interface Part {
  /** x · w + b with w [in, out]; after {@link Flatten}, the inputs are pixels whose channels lie together. */
  record Dense(int number, int in, int out, int pixels) implements Part {
    float[] weights() {
      return draw(number, in * out, in);
    }

    /** The same, for inputs [channel][pixel]. */
    float[] channelsFirst() {
      float[] w = weights();
      float[] moved = new float[w.length];
      int channels = in / pixels;
      for (int i = 0; i < in; i++) {
        System.arraycopy(w, (i % pixels * channels + i / pixels) * out, moved, i * out, out);
      }
      return moved;
    }
  }

  /** A convolution with square kernels [kernel][kernel][in][out]. */
  record Conv(int number, int in, int out, int kernel, int stride, int padding, boolean bias) implements Part {
    float[] weights() {
      int window = kernel * kernel * in;
      return draw(number, window * out, window);
    }

    /** The same as [out][in][kernel][kernel]. */
    float[] channelsFirst() {
      float[] w = weights();
      float[] moved = new float[w.length];
      int area = kernel * kernel;
      for (int i = 0; i < moved.length; i++) {
        moved[i] = w[(i % area * in + i / area % in) * out + i / area / in];
      }
      return moved;
    }
  }

  /** Batch normalisation over channels, epsilon 1e-5. */
  record Norm(int channels) implements Part {}

  /** The largest of 2 by 2 pixels. */
  record MaxPool() implements Part {}

  /** The mean over all pixels. */
  record GlobalMean() implements Part {}

  /** An image as one row. */
  record Flatten() implements Part {}

  /** What the main branch makes of x, plus what the shortcut makes of it; an empty shortcut is x itself. */
  record Residual(List<Part> main, List<Part> shortcut) implements Part {}

  /** The last hidden state of a recurrent layer. */
  record Recurrent(int number, Cell cell, int in, int units) implements Part {
    /** Gates of an LSTM: input, forget, cell, output; of a GRU: reset, update, new (reset after the product). */
    int gates() {
      return cell == Cell.LSTM ? 4 : 3;
    }

    /** Weights of the inputs, [in, gates · units]. */
    float[] inputWeights() {
      return draw(number, in * gates() * units, 4 * in);
    }

    /** Weights of the last state, [units, gates · units]. */
    float[] stateWeights() {
      return draw(number + 100, units * gates() * units, 4 * units);
    }
  }

  /** Kinds of recurrent layers. */
  enum Cell {
    LSTM,
    GRU
  }

  record Relu() implements Part {}

  record Sigmoid() implements Part {}

  /** Dropout of a fifth, in training. */
  record Dropout() implements Part {
    static final double RATE = 0.2;
  }

  /** Uniform numbers of variance 1/in. */
  private static float[] draw(int number, int count, int in) {
    Random random = new Random(7 + number);
    float[] values = new float[count];
    float bound = (float) Math.sqrt(3.0 / in);
    for (int i = 0; i < count; i++) {
      values[i] = bound * (2 * random.nextFloat() - 1);
    }
    return values;
  }

  /** Columns of a matrix with that many rows as rows. */
  static float[] transposed(float[] w, int rows) {
    int columns = w.length / rows;
    float[] moved = new float[w.length];
    for (int i = 0; i < w.length; i++) {
      moved[i % columns * rows + i / columns] = w[i];
    }
    return moved;
  }
}
