package io.weft.bench.documents;

import io.weft.bench.hub.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.postgresql.util.PGobject;

/**
 * All rows that the hub's store wrote for one order, read from the hub's own database, so that the baseline inserts the
 * same: raw message, search keys, event, event keys, fact and outbox entry.
 */
record StoredDocument(long number, UUID receipt, String eventId, List<TableRows> tables) {

    /** Given by the database as each row is inserted. */
    private static final Set<String> GENERATED = Set.of("fact.xid", "fact.position");

    /** The rows of one table; values in the order of the columns. */
    record TableRows(String table, List<String> columns, List<List<Object>> rows) {

        String insert() {
            return "insert into " + table + " (" + String.join(", ", columns) + ") values ("
                    + String.join(", ", columns.stream().map(column -> "?").toList()) + ")";
        }
    }

    /** @throws IOException if the hub did not map the order to one event */
    static StoredDocument read(Store store, long number) throws IOException, SQLException {
        try (Connection connection = store.connect()) {
            TableRows message = rows(connection, "message", "message_id = ?", OrderDocument.documentNumber(number));
            if (message.rows.size() != 1) {
                throw new IOException("order " + number + ": " + message.rows.size() + " messages in the store");
            }
            UUID receipt = (UUID) message.rows.get(0).get(message.columns.indexOf("receipt"));
            TableRows event = rows(connection, "event", "message = ?", receipt);
            if (event.rows.size() != 1) {
                throw new IOException("order " + number + ": " + event.rows.size() + " events in the store; message: "
                        + message.rows.get(0).get(message.columns.indexOf("outcome")));
            }
            String eventId = (String) event.rows.get(0).get(event.columns.indexOf("event_id"));
            return new StoredDocument(number, receipt, eventId, List.of(
                    message,
                    rows(connection, "message_key", "receipt = ?", receipt),
                    event,
                    rows(connection, "event_key", "event_id = ?", eventId),
                    rows(connection, "fact", "event_id = ?", eventId),
                    outbox(event)));
        }
    }

    /** The log has taken the hub's own entry out of the outbox by now. */
    private static TableRows outbox(TableRows event) {
        List<Object> row = event.rows.get(0);
        byte[] envelope = (byte[]) row.get(event.columns.indexOf("envelope"));
        return new TableRows("outbox", List.of("record", "leaf_hash", "urgent", "classes", "created_at"), List.of(List.of(
                row.get(event.columns.indexOf("record")), leafHash(envelope), false,
                classBits((PGobject) row.get(event.columns.indexOf("classes"))), row.get(event.columns.indexOf("record_time")))));
    }

    /** @param numbers an array of class numbers; bit n - 1 stands for class n */
    private static short classBits(PGobject numbers) {
        int bits = 0;
        for (String number : numbers.getValue().replaceAll("[{}]", "").split(",")) {
            bits |= 1 << Integer.parseInt(number) - 1;
        }
        return (short) bits;
    }

    /** RFC 9162, 2.1.1. */
    private static byte[] leafHash(byte[] envelope) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((byte) 0);
            return digest.digest(envelope);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static TableRows rows(Connection connection, String table, String condition, Object key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select * from " + table + " where " + condition)) {
            statement.setObject(1, key);
            try (ResultSet result = statement.executeQuery()) {
                ResultSetMetaData meta = result.getMetaData();
                List<Integer> kept = new ArrayList<>();
                List<String> columns = new ArrayList<>();
                for (int column = 1; column <= meta.getColumnCount(); column++) {
                    if (!GENERATED.contains(table + "." + meta.getColumnName(column))) {
                        kept.add(column);
                        columns.add(meta.getColumnName(column));
                    }
                }
                List<List<Object>> rows = new ArrayList<>();
                while (result.next()) {
                    List<Object> row = new ArrayList<>();
                    for (int column : kept) {
                        row.add(value(result, meta, column));
                    }
                    rows.add(row);
                }
                return new TableRows(table, columns, rows);
            }
        }
    }

    private static Object value(ResultSet result, ResultSetMetaData meta, int column) throws SQLException {
        if (meta.getColumnType(column) != Types.ARRAY) {
            return result.getObject(column);
        }
        PGobject array = new PGobject();
        array.setType(meta.getColumnTypeName(column));
        array.setValue(result.getString(column));
        return array;
    }

    /** The identities of another order in the same rows. */
    Renumbered as(long other, UUID otherReceipt) {
        String name = UUID.nameUUIDFromBytes(("event " + other).getBytes(StandardCharsets.UTF_8)).toString().replace("-", "");
        return new Renumbered(this, other, otherReceipt, "urn:weft:event:" + name + name);
    }

    /** What stands in a row of another order where this one's identities are. */
    record Renumbered(StoredDocument document, long number, UUID receipt, String eventId) {

        Object value(String column, Object stored) {
            if (column.equals("key_hash")) {
                return keyHash((UUID) stored);
            }
            if (stored instanceof UUID) {
                return receipt;
            }
            if (column.equals("record")) {
                return number;
            }
            if (column.equals("cbv_hash")) {
                return "ni:///sha-256;" + eventId.substring(eventId.lastIndexOf(':') + 1) + "?ver=CBV2.0";
            }
            if (stored instanceof String text) {
                return renumbered(text);
            }
            return stored instanceof PGobject object && object.getValue() != null ? renumbered(object) : stored;
        }

        /** Of another key for each order, as those of its lines and its number are. */
        private UUID keyHash(UUID stored) {
            return UUID.nameUUIDFromBytes((stored + " of " + number).getBytes(StandardCharsets.UTF_8));
        }

        private String renumbered(String text) {
            if (text.equals(document.eventId)) {
                return eventId;
            }
            return text.replace(OrderDocument.documentNumber(document.number), OrderDocument.documentNumber(number))
                    .replace(OrderDocument.orderNumber(document.number), OrderDocument.orderNumber(number))
                    .replace(document.eventId, eventId);
        }

        private PGobject renumbered(PGobject object) {
            try {
                PGobject other = new PGobject();
                other.setType(object.getType());
                other.setValue(renumbered(object.getValue()));
                return other;
            } catch (SQLException e) {
                throw new IllegalStateException("a value of the same type", e);
            }
        }
    }
}
