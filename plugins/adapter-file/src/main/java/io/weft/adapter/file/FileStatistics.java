package io.weft.adapter.file;

/**
 * What a source has done since it was activated.
 *
 * @param mapped      files whose message was mapped
 * @param ignored     files whose message a named rule left aside
 * @param duplicates  files whose message the hub had already
 * @param quarantined files whose message was quarantined
 * @param setAside    files that were too large to read
 * @param refusals    offers that intake could not take; the file stayed
 * @param bytes       of the files that intake took
 */
public record FileStatistics(long mapped, long ignored, long duplicates, long quarantined, long setAside, long refusals,
        long bytes) {

    static final FileStatistics NOTHING = new FileStatistics(0, 0, 0, 0, 0, 0, 0);
}
