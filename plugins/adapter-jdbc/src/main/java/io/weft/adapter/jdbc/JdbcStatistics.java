package io.weft.adapter.jdbc;

/**
 * What a source has done since it was activated.
 *
 * @param mapped      rows whose message was mapped
 * @param ignored     rows whose message a named rule left aside
 * @param duplicates  rows whose message the hub had already
 * @param quarantined rows whose message was quarantined
 * @param tooLarge    rows that were marked unread
 * @param refusals    offers that intake could not take; the row stayed unmarked
 */
public record JdbcStatistics(long mapped, long ignored, long duplicates, long quarantined, long tooLarge, long refusals) {

    static final JdbcStatistics NOTHING = new JdbcStatistics(0, 0, 0, 0, 0, 0);
}
