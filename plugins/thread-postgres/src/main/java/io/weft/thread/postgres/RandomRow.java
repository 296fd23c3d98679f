package io.weft.thread.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A row drawn by where it lies: each block of a table is as likely as another, and no value in a row has a say in it. Drawn
 * between the least and the greatest time, one time that was altered to a far year would send every draw to where nothing is.
 */
final class RandomRow {

    /** Blocks may be empty; after so many that were, the first row does. */
    private static final int DRAWS = 20;

    private final Connection connection;

    RandomRow(Connection connection) {
        this.connection = connection;
    }

    /** The cursor of a walk of messages whose first row is drawn; empty if there is none. */
    Optional<String> message() throws SQLException {
        return draw("message", "receipt::text").map(UUID::fromString).map(RandomRow::before).map(UUID::toString);
    }

    /** The same of events. */
    Optional<String> event() throws SQLException {
        return draw("event", "record_time::text || '" + CheckedEvents.SEPARATOR + "' || " + before("record"));
    }

    /** The same of batches. */
    Optional<String> batch() throws SQLException {
        return draw("batch", before("record") + "::text");
    }

    private static String before(String number) {
        return "(greatest(" + number + ", " + -Long.MAX_VALUE + ") - 1)";
    }

    private static UUID before(UUID id) {
        long low = id.getLeastSignificantBits();
        return new UUID(low == 0 ? id.getMostSignificantBits() - 1 : id.getMostSignificantBits(), low - 1);
    }

    private Optional<String> draw(String table, String cursor) throws SQLException {
        Map<String, Long> parts = parts(table);
        long blocks = parts.values().stream().mapToLong(Long::longValue).sum();
        for (int i = 0; i < DRAWS && blocks > 0; i++) {
            long block = ThreadLocalRandom.current().nextLong(blocks);
            for (Map.Entry<String, Long> part : parts.entrySet()) {
                if (block < part.getValue()) {
                    Optional<String> drawn = of(part.getKey(), cursor, block);
                    if (drawn.isPresent()) {
                        return drawn;
                    }
                    break;
                }
                block -= part.getValue();
            }
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select " + cursor + " from " + table + " limit 1")) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }

    /** The table, or its partitions, with the number of their blocks. */
    private Map<String, Long> parts(String table) throws SQLException {
        Map<String, Long> parts = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement("""
                select oid::regclass::text, pg_relation_size(oid) / current_setting('block_size')::int from pg_class
                 where relkind = 'r' and (oid = ?::regclass
                    or oid in (select inhrelid from pg_inherits where inhparent = ?::regclass))""")) {
            statement.setString(1, table);
            statement.setString(2, table);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    parts.put(row.getString(1), row.getLong(2));
                }
            }
        }
        return parts;
    }

    private Optional<String> of(String part, String cursor, long block) throws SQLException {
        String sql = "select " + cursor + " from " + part + " where ctid >= '(" + block + ",0)' and ctid < '(" + (block + 1)
                + ",0)' order by random() limit 1";
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }
}
