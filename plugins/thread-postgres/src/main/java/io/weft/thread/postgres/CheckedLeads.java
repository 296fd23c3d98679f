package io.weft.thread.postgres;

import io.weft.event.Digests;
import io.weft.identity.ThreadKey;
import io.weft.ledger.check.Finding;
import io.weft.ledger.check.StoredRecords.Page;
import io.weft.ledger.check.StoredRecords.Walk;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Rows that have nothing but the check beside them, table by table in the order in which they lie there. */
final class CheckedLeads {

    /** Has no seal: a lot's key holds its number. */
    private static final String LOT_NUMBER = "lot_number";
    /** The sealed columns of each table, in the order of its seal. The first two name the row. */
    private static final Map<String, List<String>> TABLES = new LinkedHashMap<>();

    static {
        TABLES.put("message_key", List.of("key", "receipt"));
        TABLES.put("message_repeat", List.of("arrival", "receipt", "system", "received_at"));
        TABLES.put("business_key", List.of("system", "mapping_id", "key", "receipt"));
        TABLES.put("rejection", List.of("receipt", "replay", "ordinal", "code", "error_class", "field", "value", "rule"));
        TABLES.put("checkpoint_receipt", List.of("sink", "origin", "size", "receipt", "published_at"));
        TABLES.put(LOT_NUMBER, List.of("lot", "number"));
    }

    /** Before a table's first row: rows of a block are counted from 1. */
    private static final String FIRST = "(0,0)";
    private static final long LAST_BLOCK = 0xFFFF_FFFEL;
    /** Some rows of these tables, with what stands beside them; a block of 8 kB has room for so many, more or less. */
    private static final int ROWS_OF_BLOCK = 100;

    private final Connection connection;
    private String last = "";

    CheckedLeads(Connection connection) {
        this.connection = connection;
    }

    /** @throws IllegalArgumentException if the table is none of these */
    static void known(String table) {
        if (!TABLES.containsKey(table)) {
            throw new IllegalArgumentException("lead: '" + table + "' is not one of " + TABLES.keySet());
        }
    }

    /**
     * One page is of some blocks of one table, which PostgreSQL reads by their numbers, and none but those; so it may have few
     * rows, or none, and still not be the last. The cursor is the table and the place of the last row.
     */
    Page<String> page(Walk walk) throws SQLException {
        List<String> tables = List.copyOf(TABLES.keySet());
        String[] after = walk.after().map(cursor -> cursor.split(" ", 2)).orElse(new String[] {tables.get(0), FIRST});
        known(after[0]);
        long end = block(after[1]) + Math.max(1, walk.limit() / ROWS_OF_BLOCK);
        List<Finding> findings = new ArrayList<>();
        List<String> rows = check(after[0], " where ctid > ?::tid and ctid < ?::tid order by ctid limit " + walk.limit(),
                findings, statement -> {
                    statement.setString(1, after[1]);
                    statement.setString(2, "(" + Math.min(end, LAST_BLOCK) + ",0)");
                });
        if (rows.size() == walk.limit()) {
            return new Page<>(rows, findings, Optional.of(after[0] + " " + last));
        }
        if (end < blocks(after[0])) {
            return new Page<>(rows, findings, Optional.of(after[0] + " (" + end + ",0)"));
        }
        int next = tables.indexOf(after[0]) + 1;
        return new Page<>(rows, findings,
                next == tables.size() ? Optional.empty() : Optional.of(tables.get(next) + " " + FIRST));
    }

    /** Number of a place's block. */
    private static long block(String place) {
        return Long.parseLong(place.substring(1, place.indexOf(',')));
    }

    private long blocks(String table) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(
                "select pg_relation_size('" + table + "') / current_setting('block_size')::int")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** What stands for the question marks of a condition. */
    @FunctionalInterface
    private interface Parameters {

        void set(PreparedStatement statement) throws SQLException;
    }

    /** Reasons why messages were quarantined. */
    void reasons(List<UUID> receipts, List<Finding> findings) throws SQLException {
        check("rejection", " where receipt = any(?)", findings,
                statement -> statement.setArray(1, connection.createArrayOf("uuid", receipts.toArray())));
    }

    private List<String> check(String table, String condition, List<Finding> findings, Parameters parameters)
            throws SQLException {
        List<String> columns = TABLES.get(table);
        List<String> names = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("select ctid::text as place, "
                + (table.equals(LOT_NUMBER) ? "" : "seal, ") + String.join(", ", columns) + " from " + table + condition)) {
            parameters.set(statement);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    names.add(name(table, columns, row));
                    check(table, columns, row, findings);
                    last = row.getString("place");
                }
            }
        }
        return names;
    }

    private static void check(String table, List<String> columns, ResultSet row, List<Finding> findings) throws SQLException {
        if (table.equals(LOT_NUMBER)) {
            lotNumber(row, findings);
            return;
        }
        Object[] values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(row, columns.get(i));
        }
        for (String column : RowSeal.differing(row.getBytes("seal"), columns, values)) {
            Object found = value(row, column);
            findings.add(Finding.altered(table, name(table, columns, row), column,
                    found instanceof byte[] bytes ? Digests.hex(bytes) : found, "what its seal was made for"));
        }
    }

    private static void lotNumber(ResultSet row, List<Finding> findings) throws SQLException {
        String lot = row.getString("lot");
        String number = row.getString("number");
        Optional<ThreadKey> key = Lots.of(lot);
        if (key.isEmpty() || !StorableText.key(key.get().canonical()).equals(lot)) {
            findings.add(Finding.altered(LOT_NUMBER, lot, "lot", lot, "the key of a lot with number " + number));
        } else if (!StorableText.key(key.get().lot()).equals(number)) {
            findings.add(Finding.altered(LOT_NUMBER, lot, "number", number, key.get().lot()));
            findings.add(Finding.altered(LOT_NUMBER, lot, "lot", lot, "a lot with number " + number));
        }
    }

    private static Object value(ResultSet row, String column) throws SQLException {
        return column.endsWith("_at") ? Timestamps.read(row, column) : row.getObject(column);
    }

    private static String name(String table, List<String> columns, ResultSet row) throws SQLException {
        int parts = table.equals("message_repeat") || table.equals(LOT_NUMBER) ? 1 : table.equals("message_key") ? 2 : 3;
        List<String> name = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            name.add(row.getString(columns.get(i)));
        }
        return String.join(" ", name);
    }
}
