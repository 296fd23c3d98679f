package io.weft.thread.postgres;

import io.weft.event.Event;
import io.weft.event.EventKey;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** One event as versions 1 to 9 of the schema stored it: plain body, keys with an ordinal, no seal. */
final class OlderRows {

    private OlderRows() {
    }

    /**
     * @param classes  of its row, as PostgreSQL writes the array
     * @param location of its keys
     */
    static void store(Connection connection, Event event, long record, String classes, String location) throws SQLException {
        try (PreparedStatement row = connection.prepareStatement("""
                insert into event (event_id, declaration, record, type, event_time, record_time, classes, message, mapping_id,
                    mapping_version, content_digest, cbv_hash, cbv_hash_version, body, secret, envelope)
                values (?, '', ?, 'OBJECT', ?, ?, ?::smallint[], ?, 'old', '1.0.0', ?, '', 'CBV2.0', ?, ?, ?)""")) {
            row.setString(1, event.id().uri());
            row.setLong(2, record);
            row.setObject(3, Timestamps.parameter(event.eventTime()));
            row.setObject(4, Timestamps.parameter(event.eventTime()));
            row.setString(5, classes);
            row.setObject(6, new UUID(0, record));
            row.setBytes(7, event.contentDigest());
            row.setBytes(8, event.body());
            row.setBytes(9, new byte[32]);
            row.setBytes(10, "envelope".getBytes(StandardCharsets.US_ASCII));
            row.executeUpdate();
        }
        int ordinal = 0;
        for (EventKey key : event.keys()) {
            try (PreparedStatement row = connection.prepareStatement("""
                    insert into event_key (key, event_time, event_id, declaration, ordinal, role, location)
                    values (?, ?, ?, '', ?, ?, ?)""")) {
                row.setString(1, key.key());
                row.setObject(2, Timestamps.parameter(event.eventTime()));
                row.setString(3, event.id().uri());
                row.setInt(4, ordinal++);
                row.setString(5, key.role().name());
                row.setString(6, location);
                row.executeUpdate();
            }
        }
    }

    /**
     * Gives it the first place of a log.
     *
     * @param columns that a leaf had by then beside its place
     */
    static void place(Connection connection, long record, String columns, String values) throws SQLException {
        try (Statement log = connection.createStatement()) {
            log.execute("insert into leaf (record, origin, leaf_index" + columns + ") values (" + record + ", 'weft.example/old', 0"
                    + values + ")");
            log.execute("insert into log (origin, size, frontier) values ('weft.example/old', 1, '{}')");
            log.execute("select setval('record_number', " + record + ")");
        }
    }
}
