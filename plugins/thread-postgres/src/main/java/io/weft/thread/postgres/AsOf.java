package io.weft.thread.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;

/**
 * Which records are seen: all that are committed, or those that stood in the log at a size. The size goes along as a setting
 * of the transaction, so that each statement has one text and one plan.
 */
record AsOf(OptionalLong size) {

    static final AsOf NOW = new AsOf(OptionalLong.empty());

    private static final String HELD = " held where held.record = %s.record"
            + " and held.leaf_index < current_setting('weft.as_of')::bigint";

    /**
     * To be called before the first statement that uses a condition.
     *
     * @throws IllegalArgumentException if the log has not reached the size
     */
    void begin(Connection connection) throws SQLException {
        if (size.isEmpty()) {
            return;
        }
        long present = logSize(connection);
        if (size.getAsLong() > present) {
            throw new IllegalArgumentException("asOf: " + size.getAsLong() + " is beyond the log's size " + present);
        }
        try (PreparedStatement statement = connection.prepareStatement("select set_config('weft.as_of', ?, true)")) {
            statement.setString(1, Long.toString(size.getAsLong()));
            statement.execute();
        }
    }

    static long logSize(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select coalesce(max(size), 0) from log")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** A condition on rows that have a record number. */
    String holds(String row) {
        return size.isEmpty() ? "" : " and exists (select from leaf" + HELD.formatted(row) + ")";
    }

    /** Whether a record is seen that stands at a leaf; one that waits for its leaf is not, as of any size. */
    boolean holds(OptionalLong leafIndex) {
        return size.isEmpty() || leafIndex.isPresent() && leafIndex.getAsLong() < size.getAsLong();
    }

    /** A condition on rows that an event left, and that have its {@code event_id}: the event is seen. */
    private String told(String row) {
        return size.isEmpty() ? "" : " and exists (select from event told join leaf held on held.record = told.record"
                + " where told.event_id = " + row + ".event_id and told.declaration = ''"
                + " and held.leaf_index < current_setting('weft.as_of')::bigint)";
    }

    /** A condition on rows that an event left: the event is not declared an error. */
    String notInError(String row) {
        return " and not exists (select from event error where error.event_id = " + row
                + ".event_id and error.declaration <> ''" + holds("error") + ")";
    }

    /** A condition on rows that an event left: it counts. */
    String counts(String row) {
        return told(row) + notInError(row);
    }
}
