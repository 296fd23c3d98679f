package io.weft.thread.postgres;

import io.weft.event.CanonicalJson;
import io.weft.event.Event;
import io.weft.event.EventKey;
import io.weft.event.EventType;
import io.weft.event.EvidenceClass;
import io.weft.event.JsonException;
import io.weft.thread.EvidencedEvent;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** Events, the keys that they are found by, who contains whom, and the fact and the evidence that each one is. */
final class EventTable {

    /** Custody, quality and deviation: to stand in a signed checkpoint within a second. */
    private static final Set<EvidenceClass> URGENT = EnumSet.of(
            EvidenceClass.CUSTODY, EvidenceClass.QUALITY_RESULT, EvidenceClass.DEVIATION_AND_DECISION);

    private final Rows events = new Rows("new_event", "record bigint", "event_id text", "declaration text", "type text",
            "event_time timestamptz", "record_time timestamptz", "classes text smallint[]", "message uuid",
            "mapping_id text", "mapping_version text", "content_digest bytea", "cbv_hash text", "cbv_hash_version text",
            "body bytea", "secret bytea", "envelope bytea", "seal bytea", "leaf_hash bytea", "urgent boolean",
            "class_bits int smallint", "created_at timestamptz");
    private final Rows keys = new Rows("event_key", "key_hash uuid", "event_time timestamptz", "record bigint",
            "role text", "key text", "event_id text", "declaration text", "location text");
    private final Rows containments = new Rows("containment", "event_id text", "parent text", "child text",
            "event_time timestamptz", "type text", "action text");
    private final Rows told = ToldSeriesTable.rows();
    private final ThreadIndex threadIndex = new ThreadIndex();
    private final Instant now;
    private final LongSupplier records;

    /** @param records numbers for the events, as {@link Known#record()} */
    EventTable(Instant now, LongSupplier records) {
        this.now = now;
        this.records = records;
    }

    void add(EvidencedEvent evidenced, EventSource source) {
        Event event = evidenced.event();
        EventRef ref = EventRef.of(event);
        Set<EvidenceClass> classes = evidenced.mapped().classes();
        long record = records.getAsLong();
        byte[] body = StoredBody.of(event.body());
        events.add(record, ref.eventId(), ref.declaration(), event.type().name(), Timestamps.text(event.eventTime()),
                Timestamps.text(source.recordTime()), numbers(classes), source.message(), source.mapping().id(),
                source.mapping().version(), event.contentDigest(), evidenced.hash(), evidenced.hashVersion(),
                body, evidenced.evidence().secret(), evidenced.evidence().envelope(), RowSeal.of((Object) body),
                evidenced.evidence().leafHash(), classes.stream().anyMatch(URGENT::contains), (int) ClassBits.of(classes),
                Timestamps.text(now));
        index(event, ref, record);
    }

    private void index(Event event, EventRef ref, long record) {
        addKeys(event, ref, record);
        if (!ref.declaresError()) {
            addContainments(event, ref);
            ToldSeriesTable.add(event, told);
            threadIndex.add(event, ref);
        }
    }

    /** The rows that events are found by, by table. */
    static List<Rows> index(Map<Event, Long> records) {
        EventTable table = new EventTable(Instant.EPOCH, () -> 0);
        records.forEach((event, record) -> table.index(event, EventRef.of(event), record));
        List<Rows> rows = new ArrayList<>(List.of(table.keys, table.containments, table.told));
        rows.addAll(table.threadIndex.rows());
        return rows;
    }

    private void addKeys(Event event, EventRef ref, long record) {
        String location = keysOf(event, EventKey.Role.LOCATION).stream().findFirst().orElse("");
        for (EventKey named : event.keys()) {
            String key = StorableText.key(named.key());
            keys.add(KeyHash.of(key), Timestamps.text(event.eventTime()), record, named.role().name(), key, ref.eventId(),
                    ref.declaration(), location);
        }
    }

    private void addContainments(Event event, EventRef ref) {
        if (event.type() != EventType.AGGREGATION && event.type() != EventType.ASSOCIATION) {
            return;
        }
        Set<String> children = keysOf(event, EventKey.Role.CHILD);
        Set<String> contained = children.isEmpty() ? Set.of(Containment.ALL_CHILDREN) : children;
        for (String parent : keysOf(event, EventKey.Role.PARENT)) {
            for (String child : contained) {
                containments.add(ref.eventId(), parent, child, Timestamps.text(event.eventTime()), event.type().name(),
                        action(event));
            }
        }
    }

    /** As they stand in the tables. */
    static Set<String> keysOf(Event event, EventKey.Role role) {
        return event.keys().stream().filter(key -> key.role() == role).map(key -> StorableText.key(key.key()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String action(Event event) {
        try {
            return CanonicalJson.read(event.body()) instanceof Map<?, ?> members
                    && members.get("action") instanceof String action ? action : "";
        } catch (JsonException e) {
            throw new IllegalArgumentException("an event's body is canonical JSON", e);
        }
    }

    private static String numbers(Set<EvidenceClass> classes) {
        List<Integer> numbers = classes.stream().map(EvidenceClass::number).sorted().toList();
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

    /** An event's record number is its place in the outbox, too; and each becomes a fact. */
    void insert(Script script) throws SQLException {
        events.insertWith(script, """
                with stored as (
                    insert into event (event_id, declaration, record, type, event_time, record_time, classes, message,
                        mapping_id, mapping_version, content_digest, cbv_hash, cbv_hash_version, body, secret, envelope, seal)
                    select event_id, declaration, record, type, event_time, record_time, classes, message,
                        mapping_id, mapping_version, content_digest, cbv_hash, cbv_hash_version, body, secret, envelope, seal
                      from new_event),
                evidenced as (
                    insert into outbox (record, leaf_hash, urgent, classes, created_at)
                    select record, leaf_hash, urgent, class_bits, created_at from new_event)
                insert into fact (kind, event_id, declaration) select 'EVENT', event_id, declaration from new_event""");
        keys.insert(script);
        containments.insert(script);
        told.insert(script);
        threadIndex.insert(script);
    }
}
