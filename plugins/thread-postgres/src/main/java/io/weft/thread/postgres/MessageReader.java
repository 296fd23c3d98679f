package io.weft.thread.postgres;

import io.weft.adapter.MessageId;
import io.weft.adapter.Outcome;
import io.weft.event.CanonicalJson;
import io.weft.event.Digests;
import io.weft.event.ErrorClass;
import io.weft.event.EventId;
import io.weft.event.JsonException;
import io.weft.event.Rejection;
import io.weft.mapping.MappingRef;
import io.weft.thread.MessageFilter;
import io.weft.thread.MessagePage;
import io.weft.thread.StoredMessage;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Messages as they are kept, every arrival of them. */
final class MessageReader {

    private static final int MAXIMUM_PAGE = 1_000;
    private static final String COLUMNS = """
            m.receipt, m.instance, m.id_kind, m.epoch, m.message_id_text, m.format, m.payload_digest,
            octet_length(m.payload) as payload_bytes, m.mapping_id, m.mapping_version, m.rule, m.replay, m.events
            """;
    private static final String ARRIVALS = """
            select m.receipt as arrival, m.outcome as arrival_outcome, m.system as arrival_system,
                   m.received_at as arrived_at, %1$s
              from message m
            union all
            select r.arrival, 'DUPLICATE', r.system, r.received_at, %1$s
              from message_repeat r join message m on m.receipt = r.receipt
            """.formatted(COLUMNS);

    private final Connection connection;

    MessageReader(Connection connection) {
        this.connection = connection;
    }

    /** @param replay how often it was replayed */
    record Kept(Outcome outcome, int replay) {
    }

    /** Holds a message until the end of the transaction. */
    Optional<Kept> lock(UUID receipt) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select outcome, replay from message where receipt = ? for update")) {
            statement.setObject(1, receipt);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new Kept(Outcome.valueOf(row.getString(1)), row.getInt(2))) : Optional.empty();
            }
        }
    }

    Optional<StoredMessage> message(UUID receipt) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select m.receipt as arrival, m.outcome as arrival_outcome, m.system as arrival_system,
                       m.received_at as arrived_at, %s
                  from message m where m.receipt = ?""".formatted(COLUMNS))) {
            statement.setObject(1, receipt);
            return read(statement).stream().findFirst().map(Arrival::message);
        }
    }

    /** The bytes of a message, or the grounds of a decision. */
    Optional<byte[]> payload(UUID receipt) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select payload from message where receipt = ?
                union all
                select grounds from decision where id = ?""")) {
            statement.setObject(1, receipt);
            statement.setObject(2, receipt);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
            }
        }
    }

    MessagePage page(MessageFilter filter) throws SQLException {
        if (filter.limit() < 1 || filter.limit() > MAXIMUM_PAGE) {
            throw new IllegalArgumentException("limit: '" + filter.limit() + "' is not 1 to " + MAXIMUM_PAGE);
        }
        StringBuilder sql = new StringBuilder("select * from (" + ARRIVALS + ") as arrivals where true");
        List<Object> parameters = new ArrayList<>();
        filter.system().ifPresent(system -> condition(sql, parameters, "arrival_system = ?", StorableText.key(system)));
        filter.outcome().ifPresent(outcome -> condition(sql, parameters, "arrival_outcome = ?", outcome.name()));
        filter.key().ifPresent(key -> condition(sql, parameters,
                "receipt in (select k.receipt from message_key k where k.key = ?)", StorableText.key(key)));
        filter.code().ifPresent(code -> condition(sql, parameters, """
                exists (select from rejection r
                         where r.receipt = arrivals.receipt and r.replay = arrivals.replay and r.code = ?)""", code));
        filter.mapping().ifPresent(mapping -> condition(sql, parameters, mapping.contains("@")
                ? "mapping_id || '@' || mapping_version = ?" : "mapping_id = ?", mapping));
        filter.before().ifPresent(cursor -> condition(sql, parameters, "arrival < ?", cursor(cursor)));
        sql.append(" order by arrival desc limit ?");
        parameters.add(filter.limit() + 1);
        try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, parameters.get(i));
            }
            List<Arrival> found = read(statement);
            boolean more = found.size() > filter.limit();
            List<Arrival> page = more ? found.subList(0, filter.limit()) : found;
            return new MessagePage(page.stream().map(Arrival::message).toList(),
                    more ? Optional.of(page.get(page.size() - 1).id().toString()) : Optional.empty());
        }
    }

    private static void condition(StringBuilder sql, List<Object> parameters, String condition, Object parameter) {
        sql.append("\n and ").append(condition);
        parameters.add(parameter);
    }

    private static UUID cursor(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("before: '" + text + "' is no cursor of this store", e);
        }
    }

    private record Arrival(UUID id, int replay, StoredMessage message) {

        Arrival with(Map<Reasons, List<Rejection>> reasons) {
            if (message.outcome() != Outcome.QUARANTINED) {
                return this;
            }
            return new Arrival(id, replay, new StoredMessage(message.receipt(), message.id(), message.system(),
                    message.format(), message.receivedAt(), message.payloadDigest(), message.payloadBytes(),
                    message.outcome(), message.mapping(),
                    reasons.getOrDefault(new Reasons(message.receipt(), replay), List.of()), message.rule(),
                    message.replay(), message.events()));
        }
    }

    private record Reasons(UUID receipt, int replay) {
    }

    private List<Arrival> read(PreparedStatement statement) throws SQLException {
        List<Arrival> found = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                found.add(read(row));
            }
        }
        Map<Reasons, List<Rejection>> reasons = reasons(found);
        return found.stream().map(arrival -> arrival.with(reasons)).toList();
    }

    private static Arrival read(ResultSet row) throws SQLException {
        UUID receipt = row.getObject("receipt", UUID.class);
        Outcome outcome = Outcome.valueOf(row.getString("arrival_outcome"));
        String mapping = row.getString("mapping_id");
        String version = row.getString("mapping_version");
        return new Arrival(row.getObject("arrival", UUID.class), row.getInt("replay"), new StoredMessage(receipt,
                new MessageId(row.getString("instance"), MessageId.Kind.valueOf(row.getString("id_kind")),
                        row.getString("epoch"), row.getString("message_id_text")),
                row.getString("arrival_system"), row.getString("format"), Timestamps.read(row, "arrived_at"),
                Digests.hex(row.getBytes("payload_digest")), row.getInt("payload_bytes"), outcome,
                Optional.ofNullable(mapping).map(id -> new MappingRef(id, version)), List.of(), row.getString("rule"),
                row.getInt("replay"), eventIds(row.getString("events"))));
    }

    private static List<EventId> eventIds(String json) {
        try {
            List<EventId> ids = new ArrayList<>();
            for (Object id : (List<?>) CanonicalJson.read(json.getBytes(StandardCharsets.UTF_8))) {
                ids.add(new EventId((String) id));
            }
            return ids;
        } catch (JsonException e) {
            throw new IllegalStateException("PostgreSQL keeps jsonb as JSON", e);
        }
    }

    private Map<Reasons, List<Rejection>> reasons(List<Arrival> arrivals) throws SQLException {
        Map<Reasons, List<Rejection>> reasons = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement("""
                select receipt, replay, code, error_class, field, value, rule
                  from rejection where receipt = any(?) order by receipt, replay, ordinal""")) {
            statement.setArray(1, connection.createArrayOf("uuid", arrivals.stream().map(arrival -> arrival.message().receipt()).distinct().toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    reasons.computeIfAbsent(new Reasons(row.getObject(1, UUID.class), row.getInt(2)),
                            absent -> new ArrayList<>()).add(new Rejection(row.getString(3),
                                    ErrorClass.valueOf(row.getString(4)), row.getString(5), row.getString(6), row.getString(7)));
                }
            }
        }
        return reasons;
    }
}
