package hillock.bench.race;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import ai.djl.nn.recurrent.GRU;
import ai.djl.nn.recurrent.LSTM;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * A network of the race as a block of DJL.
 *
 * @param weights in the order of the block's parameters, in PyTorch's layouts; biases start at 0
 */
record DjlNet(SequentialBlock block, List<float[]> weights) {
  static DjlNet of(Net net) {
    List<float[]> weights = new ArrayList<>();
    return new DjlNet(chain(net.parts(), weights), weights);
  }

  /** Copies the weights into the initialised block. */
  void fill(NDManager manager) {
    Iterator<float[]> next = weights.iterator();
    for (var pair : block.getParameters()) {
      Parameter parameter = pair.getValue();
      if (parameter.getType() == Parameter.Type.WEIGHT) {
        manager.create(next.next(), parameter.getArray().getShape()).copyTo(parameter.getArray());
      }
    }
    if (next.hasNext()) {
      throw new IllegalStateException("not all weights found a parameter: " + block);
    }
  }

  private static SequentialBlock chain(List<Part> parts, List<float[]> weights) {
    SequentialBlock chain = new SequentialBlock();
    for (Part part : parts) {
      chain.add(block(part, weights));
    }
    return chain;
  }

  private static Block block(Part part, List<float[]> weights) {
    return switch (part) {
      case Part.Dense dense -> {
        weights.add(Part.transposed(dense.channelsFirst(), dense.in()));
        yield Linear.builder().setUnits(dense.out()).build();
      }
      case Part.Conv conv -> {
        weights.add(conv.channelsFirst());
        yield Conv2d.builder()
            .setFilters(conv.out())
            .setKernelShape(square(conv.kernel()))
            .optPadding(square(conv.padding()))
            .optStride(square(conv.stride()))
            .optBias(conv.bias())
            .build();
      }
      case Part.Norm norm -> BatchNorm.builder().build();
      case Part.MaxPool pool -> Pool.maxPool2dBlock(square(2), square(2));
      case Part.GlobalMean mean -> Pool.globalAvgPool2dBlock();
      case Part.Flatten flatten -> Blocks.batchFlattenBlock();
      case Part.Residual residual -> {
        Block main = chain(residual.main(), weights);
        Block side = residual.shortcut().isEmpty() ? Blocks.identityBlock() : chain(residual.shortcut(), weights);
        yield new ParallelBlock(
            branches -> new NDList(branches.get(0).singletonOrThrow().add(branches.get(1).singletonOrThrow())),
            List.of(main, side));
      }
      case Part.Recurrent layer -> recurrent(layer, weights);
      case Part.Relu relu -> Activation.reluBlock();
      case Part.Sigmoid sigmoid -> Activation.sigmoidBlock();
      case Part.Dropout dropout -> Dropout.builder().optRate((float) Part.Dropout.RATE).build();
    };
  }

  private static Block recurrent(Part.Recurrent layer, List<float[]> weights) {
    weights.add(Part.transposed(layer.inputWeights(), layer.in()));
    weights.add(Part.transposed(layer.stateWeights(), layer.units()));
    var builder = layer.cell() == Part.Cell.LSTM ? LSTM.builder() : GRU.builder();
    builder.setStateSize(layer.units()).setNumLayers(1).optBatchFirst(true).optReturnState(false);
    Block cells = builder instanceof LSTM.Builder lstm ? lstm.build() : ((GRU.Builder) builder).build();
    return new SequentialBlock()
        .add(cells)
        .add(new LambdaBlock(all -> new NDList(all.singletonOrThrow().get(new NDIndex(":, -1")))));
  }

  private static Shape square(long size) {
    return new Shape(size, size);
  }
}
