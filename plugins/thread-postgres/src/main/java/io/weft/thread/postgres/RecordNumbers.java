package io.weft.thread.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Record numbers for batches, fetched many at a time: one for each would be a round trip of its own within the
 * transaction. A number that was given and not committed, or never given, is a gap that nobody minds.
 */
final class RecordNumbers {

    private static final int FETCHED_AT_ONCE = 64;

    private final Queue<Long> fetched = new ArrayDeque<>(FETCHED_AT_ONCE);

    /** @param connection asked when there are none left */
    synchronized long next(Connection connection) throws SQLException {
        if (fetched.isEmpty()) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "select nextval('record_number') from generate_series(1, " + FETCHED_AT_ONCE + ")")) {
                while (row.next()) {
                    fetched.add(row.getLong(1));
                }
            }
        }
        return fetched.remove();
    }
}
