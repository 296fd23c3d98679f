package io.weft.thread.postgres;

import io.weft.adapter.MessageId;
import io.weft.event.CanonicalJson;
import io.weft.event.Event;
import io.weft.event.EventId;
import io.weft.event.InvalidEventException;
import io.weft.event.JsonException;
import io.weft.ledger.check.EventRow;
import io.weft.ledger.check.Finding;
import io.weft.ledger.check.StoredRecords.Page;
import io.weft.ledger.check.StoredRecords.Walk;
import io.weft.ledger.proof.EventEvidence;
import io.weft.mapping.MappingRef;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Events as they are stored, with what they rest on and whether they can be found. */
final class CheckedEvents {

    private static final String SELECT = """
            select e.seal, e.record, e.event_id, e.declaration, e.type, e.event_time, e.record_time,
                   e.record_time::text as at, e.classes, e.message, e.mapping_id, e.mapping_version,
                   e.content_digest, e.cbv_hash, e.cbv_hash_version, e.body, e.secret, e.envelope, l.origin, l.leaf_index,
                   l.classes as bits, o.leaf_hash, m.receipt, sha256(m.payload) as payload_digest,
                   m.payload_digest as stated_digest, m.instance, m.id_kind, m.epoch, m.message_id_text, m.received_at,
                   d.id as decision, d.event_id as decided, d.policy, sha256(d.grounds) as grounds_digest, d.decided_at
              from event e left join leaf l on l.record = e.record left join outbox o on o.record = e.record
              left join message m on m.receipt = e.message left join decision d on d.id = e.message
            """;
    /** Stands between the parts of a cursor; PostgreSQL writes times with spaces. */
    static final String SEPARATOR = "|";
    /** What stands for characters that PostgreSQL cannot hold: an identity with it cannot be compared. */
    private static final String MENDED = "[\u2400\uFFFD]";
    private static final int WHOLE_KEY = 480;

    private final Connection connection;
    /** Record time of the last row as PostgreSQL writes it: one that was altered may have a year that nobody else reads. */
    private String last = "-infinity";
    private final List<Finding> findings = new ArrayList<>();
    private final Set<Long> sealed = new HashSet<>();
    private final ExplainingTime explaining;

    CheckedEvents(Connection connection, ExplainingTime explaining) {
        this.connection = connection;
        this.explaining = explaining;
    }

    Page<EventRow> page(Walk walk) throws SQLException {
        String[] after = walk.after().map(cursor -> cursor.split("[|]")).orElse(new String[] {"-infinity", "0"});
        try (PreparedStatement statement = connection.prepareStatement(SELECT + """
                 where (e.record_time, e.record) > (?::timestamptz, ?) and e.record_time >= ?::timestamptz
                 order by e.record_time, e.record limit ?""")) {
            statement.setString(1, after[0]);
            statement.setLong(2, Long.parseLong(after[1]));
            statement.setString(3, walk.since().map(Timestamps::text).orElse("-infinity"));
            statement.setInt(4, walk.limit());
            List<EventRow> rows = read(statement);
            return page(rows, rows.size() < walk.limit() ? Optional.empty()
                    : Optional.of(last + SEPARATOR + rows.get(rows.size() - 1).record()));
        }
    }

    /** The event of an id and its declarations. */
    Page<EventRow> of(String eventId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                SELECT + " where e.event_id = ? order by e.declaration")) {
            statement.setString(1, StorableText.key(eventId));
            List<EventRow> rows = read(statement);
            if (rows.isEmpty()) {
                return new Page<>(rows, List.of(Finding.missing("event", eventId, "event_id", "an event of this id")),
                        Optional.empty());
            }
            return page(rows, Optional.empty());
        }
    }

    private Page<EventRow> page(List<EventRow> rows, Optional<String> next) throws SQLException {
        Map<Event, Long> events = new IdentityHashMap<>();
        Map<Event, Long> older = new IdentityHashMap<>();
        for (EventRow row : rows) {
            // What is no event any more is found by its envelope; here it would only hide the others.
            event(row).ifPresent(event -> (sealed.contains(row.record()) ? events : older).put(event, row.record()));
        }
        IndexRows index = new IndexRows(connection, explaining);
        findings.addAll(index.absent(events));
        findings.addAll(index.absentOfOlder(older));
        return new Page<>(rows, findings, next);
    }

    /** Only if it is the row's own: the keys of one with another identity are looked for where its row is. */
    private static Optional<Event> event(EventRow row) {
        try {
            @SuppressWarnings("unchecked")
            Map<String, ?> members = (Map<String, ?>) CanonicalJson.read(row.body());
            Event event = Event.of(members, new EventId(String.valueOf(members.get("eventID"))));
            EventRef ref = EventRef.of(event);
            return Optional.of(event).filter(read -> ref.eventId().equals(row.eventId())
                    && ref.declaration().equals(row.declaration()));
        } catch (JsonException | InvalidEventException | ClassCastException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private List<EventRow> read(PreparedStatement statement) throws SQLException {
        List<EventRow> rows = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                EventRow event = read(row);
                rows.add(event);
                last = row.getString("at");
                seal(row, event);
                decision(row, event);
            }
        }
        return rows;
    }

    /** A decision's id follows from its event, so that of the two it can be told which was changed. */
    private void decision(ResultSet row, EventRow event) throws SQLException {
        UUID id = PostgresDecisionStore.id(new EventRef(event.eventId(), event.declaration()));
        if (row.getObject("decision") != null) {
            String policy = event.mapping().version().isEmpty() ? event.mapping().id() : event.mapping().toString();
            if (!row.getString("decided").equals(event.eventId())) {
                findings.add(Finding.altered("decision", event.message(), "event_id", row.getString("decided"),
                        event.eventId()));
            }
            if (!row.getString("policy").equals(policy)) {
                findings.add(Finding.altered("decision", event.message(), "policy", row.getString("policy"), policy));
            }
        } else if (row.getObject("receipt") == null && event.message().equals(id)) {
            findings.add(Finding.missing("decision", id, "id", "the decision of event " + event.name()));
        }
    }

    private static EventRow read(ResultSet row) throws SQLException {
        return new EventRow(row.getLong("record"), row.getString("event_id"), row.getString("declaration"), row.getString("type"),
                Timestamps.read(row, "event_time"), Timestamps.read(row, "record_time"),
                Arrays.stream((Short[]) row.getArray("classes").getArray()).map(Short::intValue).toList(),
                row.getObject("message", UUID.class),
                new MappingRef(row.getString("mapping_id"), row.getString("mapping_version")),
                row.getBytes("content_digest"), row.getString("cbv_hash"), row.getString("cbv_hash_version"),
                body(row.getBytes("body")), new EventEvidence(row.getBytes("secret"), row.getBytes("envelope")), source(row),
                place(row), Optional.ofNullable(row.getBytes("leaf_hash")));
    }

    /** As it is, if nobody can read it: then it is not what the entry commits to. */
    private static byte[] body(byte[] stored) {
        try {
            return StoredBody.canonical(stored);
        } catch (IllegalStateException e) {
            return stored;
        }
    }

    /** A compressed body has bits that mean nothing, and others that mean the same: its seal tells them. */
    private void seal(ResultSet row, EventRow event) throws SQLException {
        byte[] seal = row.getBytes("seal");
        if (seal != null) {
            sealed.add(event.record());
        }
        for (String column : RowSeal.differing(seal, List.of("body"), (Object) row.getBytes("body"))) {
            findings.add(Finding.altered("event", event.name(), column, "bytes that its seal was not made for",
                    "the body as it was stored"));
        }
    }

    static Optional<EventRow.Place> place(ResultSet row) throws SQLException {
        String origin = row.getString("origin");
        return origin == null ? Optional.empty()
                : Optional.of(new EventRow.Place(origin, row.getLong("leaf_index"), row.getInt("bits")));
    }

    private static Optional<EventRow.Source> source(ResultSet row) throws SQLException {
        if (row.getObject("receipt") != null) {
            byte[] digest = row.getBytes("payload_digest");
            return Optional.of(new EventRow.Source("message", digest, identity(row), Timestamps.read(row, "received_at"),
                    Arrays.equals(digest, row.getBytes("stated_digest"))));
        }
        if (row.getObject("decision") != null) {
            return Optional.of(new EventRow.Source("decision", row.getBytes("grounds_digest"), Optional.empty(),
                    Timestamps.read(row, "decided_at"), true));
        }
        return Optional.empty();
    }

    private static Optional<String> identity(ResultSet row) throws SQLException {
        String instance = row.getString("instance");
        String epoch = row.getString("epoch");
        String text = row.getString("message_id_text");
        if (instance.length() > WHOLE_KEY || epoch.length() > WHOLE_KEY || text.matches("(?s).*" + MENDED + ".*")) {
            return Optional.empty();
        }
        try {
            MessageId.Kind kind = MessageId.Kind.valueOf(row.getString("id_kind"));
            return Optional.of(new MessageId(instance, kind, epoch, kind == MessageId.Kind.DIGEST ? "" : text).canonical());
        } catch (IllegalArgumentException e) {
            // The message's own check names the kind; the event's then says that its message is another.
            return Optional.of(row.getString("id_kind"));
        }
    }
}
