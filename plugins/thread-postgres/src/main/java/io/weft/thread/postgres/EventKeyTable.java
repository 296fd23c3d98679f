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
import java.util.HashMap;
import java.util.HashSet;
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
        String told = asOf.told("k", "k.declaration");
        // One descent of the index for each key and role, so that a role that a shared lot has a million times costs nothing.
        this.mentionsSql = """
                select m.event_id, m.declaration, asked.key, roles.role, m.event_time
                  from unnest(?::int[], ?::text[], ?::timestamptz[], ?::timestamptz[]) asked (place, key, since, until)
                 cross join unnest(?::text[]) roles (role)
                 cross join lateral (
                    select k.event_id, k.declaration, k.event_time, k.ordinal from event_key k
                     where hashtextextended(k.key, 0) = hashtextextended(asked.key, 0) and k.key = asked.key
                       and k.role = roles.role
                       and k.event_time >= asked.since and k.event_time <= asked.until %s
                     order by k.event_time, k.event_id, k.declaration, k.ordinal limit ?) m
                 order by asked.place, m.event_time, m.event_id, m.declaration, m.ordinal
                """.formatted(told);
        this.aboutSql = """
                select k.event_id, k.declaration, k.key, k.role, k.event_time
                  from unnest(?::text[]) asked (key)
                 cross join lateral (
                    select * from event_key k where hashtextextended(k.key, 0) = hashtextextended(asked.key, 0)
                        and k.key = asked.key and k.role = 'SUBJECT' %s
                     order by k.event_time, k.event_id, k.declaration limit ?) k
                  join event e on e.event_id = k.event_id and e.declaration = k.declaration
                 where e.classes && ?::smallint[] and e.type <> 'MASTER_DATA'
                 order by k.event_time, k.event_id, k.declaration
                """.formatted(told);
        this.declarationsSql = """
                select error.event_id, error.declaration
                  from unnest(?::text[]) asked (event_id) join event error on error.event_id = asked.event_id
                 where error.declaration <> '' %s order by 1, 2
                """.formatted(asOf.holds("error"));
    }

    /** That an event names a key. */
    record Mention(EventRef event, String key, EventKey.Role role, Instant eventTime) {
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
                found.add(new Mention(new EventRef(row.getString(1), row.getString(2)), row.getString(3),
                        EventKey.Role.valueOf(row.getString(4)), Timestamps.read(row, "event_time")));
            }
        }
        return found;
    }

    /** The error declarations of some events. */
    List<EventRef> declarations(Collection<String> eventIds) throws SQLException {
        List<EventRef> found = new ArrayList<>();
        if (eventIds.isEmpty()) {
            return found;
        }
        try (PreparedStatement statement = connection.prepareStatement(declarationsSql)) {
            statement.setArray(1, texts(eventIds.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(new EventRef(row.getString(1), row.getString(2)));
                }
            }
        }
        return found;
    }

    /** Who was packed or fixed by some events; one that means all children has {@link Containment#ALL_CHILDREN}. */
    Map<String, Set<String>> children(Collection<String> eventIds) throws SQLException {
        Map<String, Set<String>> children = new HashMap<>();
        if (eventIds.isEmpty()) {
            return children;
        }
        try (PreparedStatement statement = connection.prepareStatement("""
                select c.event_id, c.child from unnest(?::text[]) asked (event_id)
                  join containment c on c.event_id = asked.event_id""")) {
            statement.setArray(1, texts(eventIds.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    children.computeIfAbsent(row.getString(1), absent -> new HashSet<>()).add(row.getString(2));
                }
            }
        }
        return children;
    }
}
