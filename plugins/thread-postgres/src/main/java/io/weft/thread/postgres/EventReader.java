package io.weft.thread.postgres;

import io.weft.event.CanonicalJson;
import io.weft.event.Event;
import io.weft.event.EventId;
import io.weft.event.EvidenceClass;
import io.weft.event.InvalidEventException;
import io.weft.event.JsonException;
import io.weft.ledger.proof.EventEvidence;
import io.weft.mapping.MappingRef;
import io.weft.thread.StoredEvent;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Committed events with their evidence. */
final class EventReader {

    private static final String FROM = " from event e left join leaf l on l.record = e.record ";

    /** Bodies from which on several processors read them. */
    private static final int LONG_PAGE = 64;

    private final Connection connection;
    private final AsOf asOf;
    private final String select;
    private final String numberedSql;
    private final Map<EventRef, String> hashes = new HashMap<>();

    EventReader(Connection connection, AsOf asOf) {
        this(connection, asOf, """
                array(select distinct other.event_id from event other
                       where e.cbv_hash <> '' and other.cbv_hash <> '' and hashtextextended(other.cbv_hash, 0) = hashtextextended(e.cbv_hash, 0)
                         and other.cbv_hash = e.cbv_hash
                         and other.cbv_hash_version = e.cbv_hash_version
                         and other.message <> e.message and other.event_id <> e.event_id %s
                       order by 1)""".formatted(asOf.holds("other")));
    }

    private EventReader(Connection connection, AsOf asOf, String sameFactAs) {
        this.connection = connection;
        this.asOf = asOf;
        String columns = """
                select e.record, e.event_id, e.declaration, e.classes, e.message, e.mapping_id, e.mapping_version, e.record_time, e.body,
                       e.secret, e.envelope, %%s as leaf_index, e.cbv_hash, e.cbv_hash_version, %s as same_fact_as
                """.formatted(sameFactAs);
        this.select = columns.formatted("l.leaf_index");
        this.numberedSql = """
                select set_config('enable_indexscan', 'off', true);
                %s from event e where e.record = any(?);
                select set_config('enable_indexscan', 'on', true);
                select l.record, l.leaf_index from leaf l where l.record = any(?)
                """.formatted(columns.formatted("null::bigint"));
    }

    /**
     * One that looks for the same fact only among what it reads itself: for a thread that is enough, since what tells the same
     * fact names the same keys, and it spares a search in each partition for each event.
     */
    static EventReader ofThread(Connection connection, AsOf asOf) {
        return new EventReader(connection, asOf, "array[]::text[]");
    }

    /** The events with those of other messages among them that tell the same fact. */
    List<StoredEvent> withSameFacts(Collection<StoredEvent> events) {
        Map<StoredEvent, String> hashOf = new IdentityHashMap<>();
        events.forEach(stored -> hashOf.put(stored, hash(stored)));
        Map<String, List<StoredEvent>> byHash = events.stream().filter(stored -> !hashOf.get(stored).isEmpty())
                .collect(Collectors.groupingBy(hashOf::get));
        return events.stream().map(stored -> {
            List<EventId> same = byHash.getOrDefault(hashOf.get(stored), List.of()).stream()
                    .filter(other -> !other.message().equals(stored.message()) && !other.event().id().equals(stored.event().id()))
                    .map(other -> other.event().id()).distinct().sorted().toList();
            return same.isEmpty() ? stored : new StoredEvent(stored.event(), stored.classes(), stored.message(), stored.mapping(),
                    stored.recordTime(), stored.evidence(), stored.leafIndex(), same);
        }).toList();
    }

    private String hash(StoredEvent stored) {
        return hashes.getOrDefault(EventRef.of(stored.event()), "");
    }

    Optional<StoredEvent> event(EventId id) throws SQLException {
        return events(List.of(EventRef.undeclared(id))).values().stream().findFirst();
    }

    List<StoredEvent> declarations(EventId id) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(select + FROM + "where e.event_id = ? and e.declaration <> ''")) {
            statement.setString(1, EventRef.undeclared(id).eventId());
            return read(statement).stream().sorted(Comparator.comparing(
                    stored -> stored.event().errorDeclaration().orElseThrow().declarationTime())).toList();
        }
    }

    /** By their record numbers, in no order; those that are not there are left out. */
    Map<Long, StoredEvent> events(Collection<EventRef> refs) throws SQLException {
        if (refs.isEmpty()) {
            return Map.of();
        }
        try (PreparedStatement statement = connection.prepareStatement(select + """
                  from unnest(?::text[], ?::text[]) as asked (event_id, declaration)
                  join event e on e.event_id = asked.event_id and e.declaration = asked.declaration
                  left join leaf l on l.record = e.record
                 where true """ + asOf.holds("e"))) {
            statement.setArray(1, connection.createArrayOf("text", refs.stream().map(EventRef::eventId).toArray()));
            statement.setArray(2, connection.createArrayOf("text", refs.stream().map(EventRef::declaration).toArray()));
            try (ResultSet row = statement.executeQuery()) {
                return read(row);
            }
        }
    }

    /**
     * As {@link #events}, by numbers that are known. Through a bitmap, although each row would be found by the index alone: so the
     * database knows all pages before it waits for the first, and asks the disk for many at once. The leaves come apart, since
     * for those the index is enough.
     */
    Map<Long, StoredEvent> numbered(Collection<Long> records) throws SQLException {
        if (records.isEmpty()) {
            return Map.of();
        }
        try (PreparedStatement statement = connection.prepareStatement(numberedSql)) {
            Array numbers = connection.createArrayOf("bigint", records.stream().sorted().toArray());
            statement.setArray(1, numbers);
            statement.setArray(2, numbers);
            statement.execute();
            statement.getMoreResults();
            Map<Long, StoredEvent> waiting = read(statement.getResultSet());
            statement.getMoreResults();
            statement.getMoreResults();
            return atLeaves(waiting, statement.getResultSet());
        }
    }

    private Map<Long, StoredEvent> atLeaves(Map<Long, StoredEvent> waiting, ResultSet row) throws SQLException {
        Map<Long, OptionalLong> leaves = new HashMap<>();
        while (row.next()) {
            leaves.put(row.getLong(1), OptionalLong.of(row.getLong(2)));
        }
        Map<Long, StoredEvent> events = new LinkedHashMap<>();
        waiting.forEach((record, stored) -> {
            OptionalLong leaf = leaves.getOrDefault(record, OptionalLong.empty());
            if (asOf.holds(leaf)) {
                events.put(record, new StoredEvent(stored.event(), stored.classes(), stored.message(), stored.mapping(),
                        stored.recordTime(), stored.evidence(), leaf, stored.sameFactAs()));
            }
        });
        return events;
    }

    /** One row per eventID: the event itself, or its first error declaration where only that was ever told. */
    List<StoredEvent> page(Optional<EventId> after, int limit) throws SQLException {
        String sql = select + FROM + """
                where e.type <> 'MASTER_DATA' and not exists (select from event earlier
                                   where earlier.event_id = e.event_id and earlier.declaration < e.declaration)
                """ + (after.isEmpty() ? "" : """
                  and (e.record_time, e.record) > (
                        select cursor.record_time, cursor.record from event cursor where cursor.event_id = ?
                         order by cursor.declaration limit 1)
                """) + "order by e.record_time, e.record limit ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int parameter = 1;
            if (after.isPresent()) {
                statement.setString(parameter++, EventRef.undeclared(after.get()).eventId());
            }
            statement.setInt(parameter, limit);
            return read(statement);
        }
    }

    private List<StoredEvent> read(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            return List.copyOf(read(row).values());
        }
    }

    /** In the order of the rows. */
    private Map<Long, StoredEvent> read(ResultSet row) throws SQLException {
        List<Unread> rows = new ArrayList<>();
        while (row.next()) {
            rows.add(unread(row));
            String hash = row.getString("cbv_hash");
            hashes.put(new EventRef(row.getString("event_id"), row.getString("declaration")),
                    hash.isEmpty() ? "" : row.getString("cbv_hash_version") + " " + hash);
        }
        // Reading bodies is most of what this side does for a long page, and while it does it the database waits.
        Stream<Unread> each = rows.size() < LONG_PAGE ? rows.stream() : rows.parallelStream();
        List<StoredEvent> events = each.map(Unread::read).toList();
        Map<Long, StoredEvent> found = new LinkedHashMap<>();
        for (int i = 0; i < events.size(); i++) {
            found.put(rows.get(i).record(), events.get(i));
        }
        return found;
    }

    /**
     * A row whose body is not read yet.
     *
     * @param rest makes the event of it and of all else in the row
     */
    private record Unread(long record, byte[] body, Function<Event, StoredEvent> rest) {

        StoredEvent read() {
            return rest.apply(event(body));
        }
    }

    private static Unread unread(ResultSet row) throws SQLException {
        long leaf = row.getLong("leaf_index");
        OptionalLong leafIndex = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(leaf);
        Set<EvidenceClass> classes = classes(row.getArray("classes"));
        UUID message = row.getObject("message", UUID.class);
        MappingRef mapping = new MappingRef(row.getString("mapping_id"), row.getString("mapping_version"));
        Instant recordTime = Timestamps.read(row, "record_time");
        EventEvidence evidence = new EventEvidence(row.getBytes("secret"), row.getBytes("envelope"));
        List<EventId> same = Arrays.stream((String[]) row.getArray("same_fact_as").getArray()).map(EventId::new).toList();
        return new Unread(row.getLong("record"), row.getBytes("body"),
                event -> new StoredEvent(event, classes, message, mapping, recordTime, evidence, leafIndex, same));
    }

    private static Set<EvidenceClass> classes(Array numbers) throws SQLException {
        Set<EvidenceClass> classes = EnumSet.noneOf(EvidenceClass.class);
        for (Short number : (Short[]) numbers.getArray()) {
            classes.add(EvidenceClass.of(number));
        }
        return classes;
    }

    /** @param stored the body as it stands in the row; it carries its eventID */
    static Event event(byte[] stored) {
        try {
            @SuppressWarnings("unchecked")
            Map<String, ?> members = (Map<String, ?>) CanonicalJson.read(StoredBody.canonical(stored));
            return Event.of(members, new EventId((String) members.get("eventID")));
        } catch (JsonException | InvalidEventException e) {
            throw new IllegalStateException("a stored event is no longer an event: " + e.getMessage(), e);
        }
    }
}
