package hillock.classic.map;

import hillock.data.Dataset;
import hillock.kernel.Randomness;
import hillock.nn.Network;

/**
 * Each prototype is an example; no example is taken again before all have been.
 *
 * @param seed of the choice
 */
public record RandomSamples(long seed) implements Start {
  private static final long STREAM = 0x736f6d31; // tells this use of a seed from others

  @Override
  public void fill(Network map, Dataset data) {
    Start.check(map, data);
    int units = map.output().size();
    float[] codebook = new float[map.input().size() * units];
    int[] order = {};
    for (int u = 0; u < units; u++) {
      int place = u % data.size();
      if (place == 0) {
        order = new Randomness(seed, STREAM, u / data.size()).permutation(data.size());
      }
      float[] sample = data.row(order[place]);
      for (int j = 0; j < sample.length; j++) {
        codebook[j * units + u] = sample[j];
      }
    }
    map.parameters().at(0).set(codebook);
  }
}
