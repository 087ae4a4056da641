package hillock.train;

import java.util.List;

/**
 * All layers in one epoch.
 *
 * @param epoch number from 0
 * @param steps that were looked at, at least 1
 * @param layers in order, those that have weights or are activations
 */
public record EpochStatistics(int epoch, int steps, List<LayerStatistics> layers) {
  /** Keeps a copy of the list. */
  public EpochStatistics {
    layers = List.copyOf(layers);
  }
}
