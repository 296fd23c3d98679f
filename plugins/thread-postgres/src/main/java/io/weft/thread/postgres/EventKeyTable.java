package io.weft.thread.postgres;

import io.weft.event.EventKey;
import io.weft.event.EvidenceClass;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds events by their keys. */
final class EventKeyTable {

    private final Connection connection;
    private final String mentionsSql;
    private final String aboutSql;
    private final String declarationsSql;

    EventKeyTable(Connection connection, AsOf asOf) {
        this.connection = connection;
        String seen = asOf.holds("k");
        // One descent of the index for each key and role, so that a role that a shared lot has a million times costs nothing;
        // and only columns of the index, for its thousand rows stand on a thousand pages.
        this.mentionsSql = """
                select m.record, asked.key, roles.role, m.event_time
                  from unnest(?::int[], ?::text[], ?::timestamptz[], ?::timestamptz[]) asked (place, key, since, until)
                 cross join unnest(?::text[]) roles (role)
                 cross join lateral (
                    select k.record, k.event_time from event_key k
                     where k.key_hash = %s and k.role = roles.role
                       and k.event_time >= asked.since and k.event_time <= asked.until %s
                     order by k.event_time, k.record limit ?) m
                 order by asked.place, m.event_time, m.record
                """.formatted(KeyHash.sql("asked.key"), seen);
        this.aboutSql = """
                select k.record, k.key, k.role, k.event_time
                  from unnest(?::text[]) asked (key)
                 cross join lateral (
                    select * from event_key k where k.key_hash = %s and k.role = 'SUBJECT' %s
                     order by k.event_time, k.record limit ?) k
                  join event e on e.event_id = k.event_id and e.declaration = k.declaration
                 where e.classes && ?::smallint[] and e.type <> 'MASTER_DATA'
                 order by k.event_time, k.record
                """.formatted(KeyHash.sql("asked.key"), seen);
        this.declarationsSql = """
                select error.record, error.event_id
                  from unnest(?::text[]) asked (event_id) join event error on error.event_id = asked.event_id
                 where error.declaration <> '' %s order by error.event_id, error.declaration
                """.formatted(asOf.holds("error"));
    }

    /** @param record number of an event that names the key */
    record Mention(long record, String key, EventKey.Role role, Instant eventTime) {
    }

    /** Of each key in its time, end included: by key in their order, then by time; at most {@code limit} of each role. */
    List<Mention> mentions(Collection<Stay> keys, Set<EventKey.Role> roles, int limit) throws SQLException {
        if (keys.isEmpty()) {
            return List.of();
        }
        try (PreparedStatement statement = connection.prepareStatement(mentionsSql)) {
            Integer[] places = new Integer[keys.size()];
            for (int i = 0; i < places.length; i++) {
                places[i] = i;
            }
            statement.setArray(1, connection.createArrayOf("int4", places));
            statement.setArray(2, texts(keys.stream().map(Stay::place).toArray()));
            statement.setArray(3, texts(keys.stream().map(stay -> Timestamps.bound(stay.interval().from())).toArray()));
            statement.setArray(4, texts(keys.stream().map(stay -> Timestamps.bound(stay.interval().to())).toArray()));
            statement.setArray(5, texts(roles.stream().map(EventKey.Role::name).toArray()));
            statement.setInt(6, limit);
            return read(statement);
        }
    }

    /** Events of some classes about the keys themselves, but no statements; at most {@code limit} of each key. */
    List<Mention> about(Collection<String> keys, Set<EvidenceClass> classes, int limit) throws SQLException {
        if (keys.isEmpty()) {
            return List.of();
        }
        try (PreparedStatement statement = connection.prepareStatement(aboutSql)) {
            statement.setArray(1, texts(keys.toArray()));
            statement.setInt(2, limit);
            statement.setArray(3, connection.createArrayOf("smallint",
                    classes.stream().map(EvidenceClass::number).toArray()));
            return read(statement);
        }
    }

    private Array texts(Object[] values) throws SQLException {
        return connection.createArrayOf("text", values);
    }

    private static List<Mention> read(PreparedStatement statement) throws SQLException {
        List<Mention> found = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                found.add(new Mention(row.getLong(1), row.getString(2), EventKey.Role.valueOf(row.getString(3)),
                        Timestamps.read(row, "event_time")));
            }
        }
        return found;
    }

    /** The error declarations of some events: their record numbers, and the event of each. */
    Map<Long, String> declarations(Collection<String> eventIds) throws SQLException {
        Map<Long, String> found = new LinkedHashMap<>();
        if (eventIds.isEmpty()) {
            return found;
        }
        try (PreparedStatement statement = connection.prepareStatement(declarationsSql)) {
            statement.setArray(1, texts(eventIds.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.put(row.getLong(1), row.getString(2));
                }
            }
        }
        return found;
    }
}
