/**
 * From files, folders and streams to {@link hillock.data.RawData}. Start at {@link hillock.io.Sources#open(String)}.
 *
 * <p>Files may come from anybody: no reader allocates more than the size of its file justifies, and every defect ends
 * in a {@link hillock.data.DataException} that says where, what was got, what was expected, and what to do.
 */
package hillock.io;
