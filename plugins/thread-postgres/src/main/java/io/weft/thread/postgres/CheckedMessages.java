package io.weft.thread.postgres;

import io.weft.event.CanonicalJson;
import io.weft.event.Digests;
import io.weft.event.JsonException;
import io.weft.ledger.check.Finding;
import io.weft.ledger.check.StoredRecords.Page;
import io.weft.ledger.check.StoredRecords.Walk;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Messages as they are stored: bytes against their digest, each column against its check, outcome against events. */
final class CheckedMessages {

    private static final String SELECT = """
            select m.instance, m.id_kind, m.epoch, m.message_id, m.variant, m.receipt, m.payload_digest, m.message_id_text,
                   m.system, m.format, m.transport_key, m.received_at, m.headers::text as headers, m.outcome, m.mapping_id,
                   m.mapping_version, m.rule, m.replay, m.events::text as events, m.seal, sha256(m.payload) as digest
              from message m
            """;

    private final Connection connection;

    CheckedMessages(Connection connection) {
        this.connection = connection;
    }

    Page<UUID> page(Walk walk) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                SELECT + " where m.receipt > ? and m.receipt >= ? order by m.receipt limit ?")) {
            statement.setObject(1, walk.after().map(UUID::fromString).orElse(new UUID(0, 0)));
            statement.setObject(2, walk.since().map(CheckedMessages::from).orElse(new UUID(0, 0)));
            statement.setInt(3, walk.limit());
            Page<UUID> page = read(statement);
            List<UUID> rows = page.rows();
            return new Page<>(rows, page.findings(), rows.size() < walk.limit() ? Optional.empty()
                    : Optional.of(rows.get(rows.size() - 1).toString()));
        }
    }

    Page<UUID> of(UUID receipt) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SELECT + " where m.receipt = ?")) {
            statement.setObject(1, receipt);
            Page<UUID> page = read(statement);
            return !page.rows().isEmpty() ? page : new Page<>(List.of(),
                    List.of(Finding.missing("message", receipt, "receipt", "a message of this receipt")), Optional.empty());
        }
    }

    /** The least receipt of a time (RFC 9562, 5.7). */
    static UUID from(Instant time) {
        return new UUID(time.toEpochMilli() << 16, 0);
    }

    private Page<UUID> read(PreparedStatement statement) throws SQLException {
        List<UUID> receipts = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        Map<UUID, List<String>> events = new LinkedHashMap<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                UUID receipt = row.getObject("receipt", UUID.class);
                receipts.add(receipt);
                columns(row, receipt, findings);
                events.put(receipt, events(row, receipt, findings));
            }
        }
        absent(events, findings);
        new CheckedLeads(connection).reasons(receipts, findings);
        return new Page<>(receipts, findings, Optional.empty());
    }

    private static void columns(ResultSet row, UUID receipt, List<Finding> findings) throws SQLException {
        byte[] seal = row.getBytes("seal");
        byte[] stated = row.getBytes("payload_digest");
        byte[] digest = row.getBytes("digest");
        List<String> differing = RowSeal.differing(seal, MessageSeal.columns(), row.getString("instance"),
                row.getString("id_kind"), row.getString("epoch"), row.getString("message_id"), row.getBytes("variant"), receipt,
                stated, row.getString("message_id_text"), row.getString("system"), row.getString("format"),
                row.getString("transport_key"), Timestamps.read(row, "received_at"), canonical(row.getString("headers")), row.getString("outcome"),
                row.getString("mapping_id"), row.getString("mapping_version"), row.getString("rule"), row.getInt("replay"),
                canonical(row.getString("events")));
        for (String column : differing) {
            Object found = switch (column) {
                case "payload_digest", "variant", "seal" -> Digests.hex(row.getBytes(column));
                default -> row.getString(column);
            };
            findings.add(Finding.altered("message", receipt, column, found, column.equals("payload_digest")
                    ? Digests.hex(digest) + ", the digest of the payload" : "what its seal was made for"));
        }
        if (!Arrays.equals(stated, digest) && !differing.contains("payload_digest")) {
            findings.add(Finding.altered("message", receipt, "payload", "bytes with digest " + Digests.hex(digest),
                    Digests.hex(stated)));
        }
    }

    /** Keys of the events that a message says it brought. */
    private static List<String> events(ResultSet row, UUID receipt, List<Finding> findings) throws SQLException {
        try {
            List<String> keys = new ArrayList<>();
            for (Object event : (List<?>) CanonicalJson.read(row.getString("events").getBytes(StandardCharsets.UTF_8))) {
                keys.add(StorableText.key((String) event));
            }
            if (!keys.isEmpty() && !row.getString("outcome").equals("MAPPED")) {
                findings.add(Finding.altered("message", receipt, "outcome", row.getString("outcome"), "MAPPED, for it brought "
                        + keys.size() + " event(s)"));
            }
            return keys;
        } catch (JsonException | ClassCastException e) {
            findings.add(Finding.altered("message", receipt, "events", row.getString("events"), "a list of eventIDs"));
            return List.of();
        }
    }

    private void absent(Map<UUID, List<String>> events, List<Finding> findings) throws SQLException {
        List<UUID> receipts = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        events.forEach((receipt, ofOne) -> ofOne.forEach(key -> {
            receipts.add(receipt);
            keys.add(key);
        }));
        if (keys.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement("""
                select said.receipt, said.event_id from unnest(?::uuid[], ?::text[]) said (receipt, event_id)
                 where not exists (select from event e where e.event_id = said.event_id)""")) {
            statement.setArray(1, connection.createArrayOf("uuid", receipts.toArray()));
            statement.setArray(2, connection.createArrayOf("text", keys.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    findings.add(Finding.missing("event", row.getString(2), "event_id", "an event of this id, which message "
                            + row.getString(1) + " brought"));
                }
            }
        }
    }

    /** jsonb has an order and spaces of its own. */
    static String canonical(String json) {
        try {
            return new String(CanonicalJson.write(CanonicalJson.read(json.getBytes(StandardCharsets.UTF_8))),
                    StandardCharsets.UTF_8);
        } catch (JsonException e) {
            return json;
        }
    }
}
