package io.weft.thread.postgres;

import io.weft.ledger.check.Kind;
import io.weft.ledger.check.StoredRecords.Walk;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a page ends, by indexes alone: they can be read where the rows themselves cannot. Cursors are those of the pages. */
final class CheckedKeys {

    private final Connection connection;

    CheckedKeys(Connection connection) {
        this.connection = connection;
    }

    /** The cursor of the last row of a page; empty for the last page, and for rows that no index leads to. */
    Optional<String> past(Kind kind, Walk walk) throws SQLException {
        String after = walk.after().orElse("");
        return switch (kind) {
            case MESSAGE -> last("select receipt::text from message where receipt > ?::uuid order by receipt", walk,
                    after.isEmpty() ? "00000000-0000-0000-0000-000000000000" : after);
            case EVENT -> {
                String[] parts = after.isEmpty() ? new String[] {"-infinity", "0"} : after.split("[|]");
                yield last("select record_time::text || '|' || record from event where (record_time, record) > (?::timestamptz, ?::bigint)"
                        + " order by record_time, record", walk, parts[0], parts[1]);
            }
            case BATCH -> last("select record::text from batch where record > ?::bigint order by record", walk,
                    after.isEmpty() ? Long.toString(Long.MIN_VALUE) : after);
            case LEAF -> last("select origin || ' ' || leaf_index from leaf where (origin, leaf_index) > (?, ?::bigint)"
                    + " order by origin, leaf_index", walk, parts(TreeCursor.of(walk, 1)));
            case TILE -> last("select origin || ' ' || level || ' ' || tile from log_tile where (origin, level, tile) > (?, ?::int, ?::bigint)"
                    + " order by origin, level, tile", walk, parts(TreeCursor.of(walk, 2)));
            case CHECKPOINT -> {
                String[] parts = after.isEmpty() ? new String[] {"-1", ""} : after.split(" ", 2);
                yield last("select size || ' ' || origin from checkpoint where (size, origin) > (?::bigint, ?) order by size, origin", walk,
                        parts[0], parts[1]);
            }
            case LEAD, SINK, READING -> Optional.empty();
        };
    }

    private static String[] parts(TreeCursor cursor) {
        return Stream.concat(Stream.of(cursor.origin()), cursor.numbers().stream().map(String::valueOf)).toArray(String[]::new);
    }

    private Optional<String> last(String sql, Walk walk, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql + " limit 1 offset ?")) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            statement.setInt(parameters.length + 1, walk.limit() - 1);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }
}
