package hillock.nn;

import java.util.ArrayList;
import java.util.List;

/** Well-known networks. */
public final class Networks {
  private Networks() {}

  /**
   * LeNet with today's parts, for images from 16x16 on: two convolutions of 5x5 with 32 and 64 filters, ReLU and
   * maximum pooling, a layer of 128 units. After LeCun et al. 1998, "Gradient-based learning applied to document
   * recognition".
   *
   * @param outputs units of the last layer, such as classes
   */
  public static Sequential lenet(int outputs) {
    return lenet(outputs, new Valid());
  }

  /** The same with zeros around the images: with {@link Same} padding for images from 4x4 on. */
  public static Sequential lenet(int outputs, Padding padding) {
    return new Sequential(
        new Conv2d(32, 5).withPadding(padding),
        new Relu(),
        new MaxPool2d(2),
        new Conv2d(64, 5).withPadding(padding),
        new Relu(),
        new MaxPool2d(2),
        new Flatten(),
        new Dense(128),
        new Relu(),
        new Dense(outputs));
  }

  /** A small residual network for images of some 32x32: 32 filters in two blocks, then 64 in one. */
  public static Sequential resnet(int outputs) {
    return resnet(outputs, 32, 2, 1);
  }

  /**
   * A residual network for small images, as He et al. 2016 (arXiv:1512.03385) train on CIFAR-10: a convolution, stages
   * of blocks of two 3x3 convolutions each with batch normalisation, global average pooling, a dense layer. Each stage
   * after the first halves height and width and doubles the filters.
   *
   * @param outputs units of the last layer, such as classes
   * @param filters of the first stage
   * @param blocks number of blocks in each stage; (3, 3, 3) with 16 filters is their ResNet-20
   */
  public static Sequential resnet(int outputs, int filters, int... blocks) {
    List<Spec> layers = new ArrayList<>(List.of(conv(filters, 3, 1), new BatchNorm(), new Relu()));
    int width = filters;
    for (int stage = 0; stage < blocks.length; stage++) {
      width = filters << stage;
      for (int block = 0; block < blocks[stage]; block++) {
        layers.add(block(width, stage > 0 && block == 0));
        layers.add(new Relu());
      }
    }
    layers.add(new GlobalAveragePool());
    layers.add(new Dense(outputs));
    return new Sequential(layers);
  }

  private static Residual block(int filters, boolean halves) {
    int stride = halves ? 2 : 1;
    Residual block =
        new Residual(conv(filters, 3, stride), new BatchNorm(), new Relu(), conv(filters, 3, 1), new BatchNorm());
    return halves ? block.withShortcut(conv(filters, 1, 2), new BatchNorm()) : block;
  }

  private static Conv2d conv(int filters, int kernel, int stride) {
    return new Conv2d(filters, kernel).withStride(stride).withPadding(new Explicit(kernel / 2)).withoutBias();
  }
}
