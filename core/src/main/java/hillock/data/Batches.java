package hillock.data;

import hillock.data.augment.Augmentation;
import hillock.kernel.Team;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The batches of a dataset. {@link #at} is a pure function of (seed, epoch, index), so training may resume in the
 * middle of an epoch; within an epoch it allocates nothing, and every call refills the same {@link Batch}. Not for use
 * by several threads at once.
 *
 * <pre>{@code
 * Batches batches = train.shuffled(seed).batches(64);
 * for (long epoch = 0; epoch < 20; epoch++)
 *   for (int i = 0; i < batches.count(); i++) step(batches.at(epoch, i));
 * }</pre>
 */
public final class Batches implements Iterable<Batch> {
  private final Dataset data;
  private final int batchSize;
  private final long seed;
  private final int @Nullable [] order;
  private final Batch batch;
  private final List<Augmentation> augmentations;
  private final @Nullable Augmenter augmenter;
  private final Team team;
  private long orderedEpoch = -1;

  Batches(Dataset data, int batchSize, @Nullable Long seed) {
    this(data, batchSize, seed, List.of(), Alone.TEAM);
  }

  private Batches(Dataset data, int batchSize, @Nullable Long seed, List<Augmentation> augmentations, Team team) {
    if (batchSize < 1) {
      throw new DataException("batch size", batchSize + "", "at least 1", "");
    }
    if (data.size() == 0) {
      throw new DataException("batches", "a dataset without rows", "at least one row", "");
    }
    this.data = data;
    this.batchSize = Math.min(batchSize, data.size());
    this.seed = seed == null ? 0 : seed;
    this.order = seed == null ? null : new int[data.size()];
    int remainder = data.size() % this.batchSize;
    this.batch = new Batch(data, this.batchSize, remainder == 0 ? this.batchSize : remainder);
    this.augmentations = augmentations;
    this.augmenter = augmentations.isEmpty() ? null : new Augmenter(data, augmentations, this.seed, this.batchSize);
    this.team = team;
  }

  /** The caller's own thread. */
  private static final class Alone {
    static final Team TEAM = Team.of(1);
  }

  /**
   * These batches with every image changed at random each time it comes, anew in each epoch: for training only. The
   * changes are made one after the other; they depend on the seed, the epoch and the row alone.
   *
   * @throws DataException when the samples are no images
   * @throws IllegalArgumentException when an augmentation cannot be made to images of their shape
   */
  public Batches augmented(Augmentation... changes) {
    return augmented(List.of(changes));
  }

  /** As above; no changes for an empty list. */
  public Batches augmented(List<Augmentation> changes) {
    return new Batches(data, batchSize, order == null ? null : seed, List.copyOf(changes), team);
  }

  /** These batches, augmented by the threads of a team. */
  public Batches on(Team newTeam) {
    return new Batches(data, batchSize, order == null ? null : seed, augmentations, newTeam);
  }

  /** The changes made to the images, in order. */
  public List<Augmentation> augmentations() {
    return augmentations;
  }

  public Dataset dataset() {
    return data;
  }

  /** Samples in a batch, all but the last of an epoch. */
  public int batchSize() {
    return batchSize;
  }

  /** Whether the order of the rows is random. */
  public boolean shuffled() {
    return order != null;
  }

  /** Seed of the random order; 0 without one. */
  public long seed() {
    return seed;
  }

  /** Batches in an epoch. */
  public int count() {
    return (data.size() + batchSize - 1) / batchSize;
  }

  /**
   * The batch at a place in an epoch, valid until the next call.
   *
   * @param epoch from 0; ignored when the order is not random and nothing is augmented
   * @param index in [0, count)
   */
  public Batch at(long epoch, int index) {
    Objects.checkIndex(index, count());
    if (order != null && orderedEpoch != epoch) {
      Permutation.fill(order, seed, epoch);
      orderedEpoch = epoch;
    }
    int first = index * batchSize;
    batch.fill(data, order, first, Math.min(batchSize, data.size() - first));
    if (augmenter != null) {
      augmenter.apply(batch, epoch, team);
    }
    return batch;
  }

  /** The batches of one epoch, in turn. */
  public Iterable<Batch> epoch(long epoch) {
    return () ->
        new Iterator<>() {
          private int next;

          @Override
          public boolean hasNext() {
            return next < count();
          }

          @Override
          public Batch next() {
            if (!hasNext()) {
              throw new NoSuchElementException();
            }
            return at(epoch, next++);
          }
        };
  }

  /** The batches of epoch 0. */
  @Override
  public Iterator<Batch> iterator() {
    return epoch(0).iterator();
  }
}
