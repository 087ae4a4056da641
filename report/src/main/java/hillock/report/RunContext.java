package hillock.report;

import hillock.data.DataOrigin;

/**
 * What an experiment does not know of itself.
 *
 * @param data where the data came from
 * @param command the exact command line; empty when the run came from Java code
 * @param version of Hillock
 */
public record RunContext(DataOrigin data, String command, String version) {}
