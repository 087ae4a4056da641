package hillock.bench.golden;

import static org.bytedeco.pytorch.global.torch.binary_cross_entropy_with_logits;
import static org.bytedeco.pytorch.global.torch.cross_entropy_loss;
import static org.bytedeco.pytorch.global.torch.from_blob;
import static org.bytedeco.pytorch.global.torch.huber_loss;
import static org.bytedeco.pytorch.global.torch.l1_loss;
import static org.bytedeco.pytorch.global.torch.mse_loss;

import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The losses of the recorded cases on libtorch. */
final class TorchLoss {
  private static final long MEAN = 1;
  private static final long IGNORE_NONE = -100;

  private TorchLoss() {}

  static Tensor of(String loss, Tensor output, float[] target) {
    if (loss.startsWith("crossentropy")) {
      long[] labels = new long[target.length];
      for (int i = 0; i < labels.length; i++) {
        labels[i] = (long) target[i];
      }
      Tensor classes =
          from_blob(new LongPointer(labels), new long[] {labels.length}, new TensorOptions(ScalarType.Long)).clone();
      TensorOptional weights =
          loss.contains("classWeights")
              ? new TensorOptional(TorchRun.tensor(new float[] {1f, 2.5f, 0.5f}, 3))
              : new TensorOptional();
      double smoothing = loss.contains("labelSmoothing") ? 0.1 : 0;
      return cross_entropy_loss(output, classes, weights, MEAN, IGNORE_NONE, smoothing);
    }
    Tensor numbers = TorchRun.tensor(target, output.size(0), output.size(1));
    return switch (loss) {
      case "binarycrossentropy" -> binary_cross_entropy_with_logits(output, numbers);
      case "meansquarederror" -> mse_loss(output, numbers);
      case "meanabsoluteerror" -> l1_loss(output, numbers);
      case "huber(0.5)" -> huber_loss(output, numbers, MEAN, 0.5);
      default -> throw new IllegalArgumentException(loss);
    };
  }
}
