/**
 * From a table of text, or an array of pixels, to batches that a network trains on.
 *
 * <p>The way of the data: a reader (module {@code hillock.io}) makes a {@link hillock.data.Table} or a raw {@link
 * hillock.data.Dataset}, both {@link hillock.data.RawData}; {@link hillock.data.Task} says what is to be predicted;
 * {@link hillock.data.Split} chooses the rows of each part; {@link hillock.data.Preprocessor} learns means, medians and
 * categories from the training part alone and turns any part into a {@link hillock.data.Dataset}; {@link
 * hillock.data.Batches} gathers its rows into reusable buffers.
 */
package hillock.data;
